import { platforms } from '../src/platforms';
import { testConnection } from './support/app';
import { app } from './support/definition';
import { answer, API_KEY, AUTH_DATA } from './support/shop';
import { onlyShopAnswers, shopAnswers } from './support/shop_answers';
import { errorOf } from './support/zapier_error';

onlyShopAnswers();

const GROUPS = answer(0, 'OK', [{ rass_name: 'super', rass_title: 'Supergroup' }]);
const FIELDS = app.authentication?.fields ?? [];

describe('the connection form', () => {
  it('asks for the service first, and requires nothing else', () => {
    expect(FIELDS.map(({ key, required }) => [key, required])[0]).toEqual(['service', true]);
    expect(FIELDS.filter(({ required }) => required === true)).toHaveLength(1);
  });

  it('offers the services by name', () => {
    const offered = platforms.flatMap(({ services }) => services);
    expect(offered).toContainEqual({ value: 'influencersoft', label: 'InfluencerSoft (shop)' });
    expect(FIELDS[0]?.choices).toEqual(offered.map(({ value, label }) => ({ value, sample: value, label })));
  });

  it('asks each question once, however many services need the answer', () => {
    const keys = FIELDS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining([
        'login',
        'api_key',
        'password',
        'license_token',
        'server_url',
        'courier_code',
        'api_url',
      ]),
    );
  });

  it('hides every secret while it is typed', () => {
    const open = FIELDS.filter(({ type }) => type !== 'password').map(({ key }) => key);
    expect(open.filter((key) => /key|password|token|secret/.test(key))).toEqual([]);
  });
});

describe('testing a shop’s connection', () => {
  it.each([
    ['expertam', 'https://username.expertam.ru', 'username @ Expertam'],
    ['justclick', 'https://username.justclick.ru', 'username @ JustClick'],
    ['influencersoft', 'https://username.influencersoft.com', 'username @ InfluencerSoft'],
  ])('(%s) lists the groups, which changes nothing, and is shown as %s', async (service, host, label) => {
    const sent = shopAnswers([GROUPS], host);
    expect(await testConnection({ ...AUTH_DATA, service })).toEqual({ label });
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ['/api/GetAllGroups', 'hash=53de7e1144de71c41d1cb06887f4b179'],
    ]);
    expect(app.authentication?.connectionLabel).toBe('{{label}}');
  });

  it('passes for an account without groups', async () => {
    shopAnswers([answer(0, 'OK', [])]);
    expect(await testConnection(AUTH_DATA)).toEqual({ label: 'username @ Expertam' });
  });

  it.each([
    [
      4,
      'incorrect hash',
      /^Expertam refused the API key of the account "username"\. Copy the key .* connect the account anew\. \(Expertam error 4: incorrect hash; answer not signed\)$/,
    ],
    [
      5,
      'invalid user name',
      /^Expertam has no account named "username"\. Correct the login in the connection: it is the first part of your shop's address, before the first point\. \(Expertam error 5: invalid user name; answer not signed\)$/,
    ],
  ])('tells %i as an account to connect anew', async (code, text, message) => {
    shopAnswers([answer(code, text, undefined, 'another key')]);
    const error = await errorOf(testConnection(AUTH_DATA));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).toMatch(message);
  });

  it.each([
    [
      6,
      'permission denied for ip 1.2.3.4',
      "Expertam does not allow requests from Zapier's address. Lift the limit to certain IP addresses on https://username.expertam.ru/shops/setts/apisettings/: Zapier's addresses change. (Expertam error 6: permission denied for ip 1.2.3.4)",
    ],
    [
      7,
      'account disabled',
      `The API of the account "username" is switched off. Check that the tariff is paid, and ask Expertam's support to enable the API. (Expertam error 7: account disabled)`,
    ],
  ])('tells %i as something that a new connection would not mend', async (code, text, message) => {
    shopAnswers([answer(code, text)]);
    expect(await errorOf(testConnection(AUTH_DATA))).toEqual({
      name: 'AppError',
      code: String(code),
      message,
    });
  });

  it('tells a forged answer, a web page and silence as what they are', async () => {
    shopAnswers([answer(0, 'OK', [], 'another key')]);
    expect(await errorOf(testConnection(AUTH_DATA))).toMatchObject({ code: 'wrong_answer_hash' });
    shopAnswers([[200, '<html>']]);
    expect(await errorOf(testConnection(AUTH_DATA))).toEqual({
      name: 'AppError',
      code: 'http_200',
      message:
        'Expertam answered with a web page instead of data. Check the login "username" in the connection, or try again later. (HTTP 200)',
    });
    shopAnswers([[200, '']]);
    expect((await errorOf(testConnection(AUTH_DATA))).message).toContain('answered with nothing at all');
  });

  it('does not take the key for wrong because a server on the way says so', async () => {
    shopAnswers([[502, answer(4, 'incorrect hash', undefined, 'another key')]]);
    expect(await errorOf(testConnection(AUTH_DATA))).toMatchObject({ name: 'AppError', code: 'http_502' });
    for (const status of [401, 403, 503]) {
      shopAnswers([[status, '<html>Blocked</html>']]);
      expect(await errorOf(testConnection(AUTH_DATA))).toEqual({
        name: 'AppError',
        code: 'firewall',
        message:
          'A firewall in front of Expertam answered with a web page in its place. Try again in a few minutes; if it goes on, have whoever runs ' +
          `the firewall let requests of the user agent "Zapier" through. (HTTP ${status})`,
      });
    }
  });

  it('does not take an unsigned "nothing there" for a proof', async () => {
    shopAnswers([answer(501, 'group not found', undefined, 'another key')]);
    expect(await errorOf(testConnection(AUTH_DATA))).toMatchObject({ name: 'AppError', code: '501' });
  });

  it.each([
    'evil.example/x#',
    'evil.example?',
    'a.b',
    'user name',
    'user@mail.ru',
    'a@b',
    '-a',
    'a-',
    'x'.repeat(64),
    'магазин',
    '{{bundle.authData.api_key}}',
  ])('asks nobody for an account called %j', async (login) => {
    const sent = shopAnswers([GROUPS]);
    const error = await errorOf(testConnection({ ...AUTH_DATA, login }));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).toContain('Login must be the account name alone');
    expect(error.message).not.toContain('What happened');
    expect(sent).toEqual([]);
  });

  it('tells all that is missing at once, before any request', async () => {
    expect(await errorOf(testConnection({ service: 'expertam' }))).toEqual({
      name: 'ExpiredAuthError',
      message: 'Please correct 2 fields:\n- Login is required.\n- API Key is required.',
    });
  });

  it('shows the key in none of its messages', async () => {
    for (const reply of [
      answer(4, 'incorrect hash'),
      answer(6, 'ip'),
      answer(0, 'OK', [], 'x'),
      '<html>',
      '{}',
    ]) {
      shopAnswers([reply]);
      expect((await errorOf(testConnection(AUTH_DATA))).message).not.toContain(API_KEY);
    }
  });
});

describe('testing any connection', () => {
  it.each([{}, { service: '' }, { service: 'ozon' }, { login: 'username', api_key: 'key' }])(
    'begins with the service, which %j lacks',
    async (authData) => {
      expect(await errorOf(testConnection(authData))).toEqual({
        name: 'ExpiredAuthError',
        message: 'Choose the service that you want to connect. (service is missing)',
      });
    },
  );

  it.each([
    ['rkeeper', 'Cash Server Address is required.'],
    ['measoft', 'Courier Company Code is required.'],
  ])('of %s tells all that is missing at once', async (service, fault) => {
    const error = await errorOf(testConnection({ service }));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).toMatch(/^Please correct \d fields:\n/);
    expect(error.message).toContain(`- ${fault}`);
  });
});
