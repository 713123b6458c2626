import { Form } from '../../../src/core/form';
import { readShopConnection, type ShopBrand } from '../../../src/services/justclick/connection';
import { faultsOf, problemOf } from '../../support/problem';

const KEY = "=f}+c];3|6b;[ad9c#09%}93#%2e]5{{19;{cc9']";

function read(
  input: Record<string, unknown>,
  brand: ShopBrand = 'expertam',
): ReturnType<typeof readShopConnection> {
  const form = new Form(input);
  const connection = readShopConnection(form, brand);
  form.check('connection');
  return connection;
}

const RULE =
  'Login must be the account name alone, the first part of the shop\'s address ("username" in username.expertam.ru), not';

afterEach(() => {
  for (const name of ['EXPERTAM_URL', 'JUSTCLICK_URL', 'INFLUENCERSOFT_URL', 'ALLOW_LOOPBACK'])
    Reflect.deleteProperty(process.env, name);
});

describe('a shop', () => {
  it.each([
    ['expertam', 'Expertam', 'https://username.expertam.ru'],
    ['justclick', 'JustClick', 'https://username.justclick.ru'],
    ['influencersoft', 'InfluencerSoft', 'https://username.influencersoft.com'],
  ] as const)('of the brand %s has its name and host', (brand, brandName, baseUrl) => {
    expect(read({ login: 'username', api_key: KEY }, brand)).toEqual({
      platform: 'justclick',
      brand,
      brandName,
      login: 'username',
      typedLogin: 'username',
      apiKey: KEY,
      baseUrl,
    });
  });

  it('has its key trimmed and otherwise untouched', () => {
    expect(read({ login: 'username', api_key: `\n ${KEY}\t` }).apiKey).toBe(KEY);
  });

  it('has its login in lower case, as it is in the host that receives the signature', () => {
    expect(read({ login: ' UserName ', api_key: KEY })).toMatchObject({
      login: 'username',
      baseUrl: 'https://username.expertam.ru',
    });
  });

  it.each([
    'username.expertam.ru',
    'https://UserName.expertam.ru/',
    ' http://username.expertam.ru/shops/setts/apisettings/#jc-tab-2 ',
  ])('may be named by its address: %j', (login) => {
    expect(read({ login, api_key: KEY })).toMatchObject({
      login: 'username',
      baseUrl: 'https://username.expertam.ru',
    });
  });

  it.each(['a', 'a1', 'my-shop', '0shop', 'x'.repeat(63), 'xn--80aswg'])('may be called %s', (login) => {
    expect(read({ login, api_key: KEY }).baseUrl).toBe(`https://${login}.expertam.ru`);
  });

  it.each([
    'username.expertam.ru',
    'https://UserName.expertam.ru/',
    'https://username.expertam.ru/shops/setts/apisettings/',
  ])('may be called by its address %s', (login) => {
    expect(read({ login, api_key: KEY })).toMatchObject({
      login: 'username',
      baseUrl: 'https://username.expertam.ru',
    });
  });

  it('is not looked for at another brand than its address names', async () => {
    const { message } = await problemOf(() => read({ login: 'https://shop.justclick.ru/', api_key: KEY }));
    expect(message).toBe(
      "Login is an address of JustClick, but the service is Expertam: choose JustClick, or enter the account's name at Expertam.",
    );
    expect(read({ login: 'https://shop.justclick.ru/', api_key: KEY }, 'justclick').login).toBe('shop');
  });

  it.each([
    'evil.example/x#',
    'evil.example?',
    'evil.example\\',
    'evil.example:443/',
    'a.b',
    'https://shop.example.com/',
    'a.username.expertam.ru',
    'ftp://username.expertam.ru',
    'user name',
    'user@mail.ru',
    'a@b',
    'user:password@evil.example',
    '-a',
    'a-',
    'a_b',
    'a\nb',
    '{login}',
    '%61',
    '..',
    '*',
    'магазин',
    'ａ',
    'x'.repeat(64),
  ])('is not called %j', async (login) => {
    const problem = await problemOf(() => read({ login, api_key: KEY }));
    expect(problem.kind).toBe('connection');
    expect(problem.message).toContain(RULE);
  });

  it('lacks all that it lacks at once', async () => {
    const problem = await problemOf(() => read({ login: ' ' }));
    expect(problem).toMatchObject({ kind: 'connection', code: 'invalid_input' });
    expect(faultsOf(problem)).toEqual(['Login is required.', 'API Key is required.']);
  });

  it('does not have its key quoted in a fault', async () => {
    const { message } = await problemOf(() => read({ login: 'a b', api_key: [KEY] }));
    expect(message).toContain('API Key must be a single value, not a list.');
    expect(message).not.toContain(KEY);
  });
});

describe("the app's owner", () => {
  it('may send a brand elsewhere, at any time, with or without the login in the host', () => {
    process.env.EXPERTAM_URL = 'https://{login}.shop.example/{login}//';
    expect(read({ login: 'username', api_key: KEY }).baseUrl).toBe('https://username.shop.example/username');
    process.env.EXPERTAM_URL = 'https://shop.example';
    expect(read({ login: 'username', api_key: KEY }).baseUrl).toBe('https://shop.example');
    expect(read({ login: 'username', api_key: KEY }, 'justclick').baseUrl).toBe(
      'https://username.justclick.ru',
    );
    delete process.env.EXPERTAM_URL;
    expect(read({ login: 'username', api_key: KEY }).baseUrl).toBe('https://username.expertam.ru');
  });

  it.each([
    ['expertam', 'EXPERTAM_URL'],
    ['justclick', 'JUSTCLICK_URL'],
    ['influencersoft', 'INFLUENCERSOFT_URL'],
  ] as const)('may send %s to loopback only where that is allowed', async (brand, setting) => {
    process.env[setting] = 'http://127.0.0.1:8080';
    const problem = await problemOf(() => read({ login: 'username', api_key: KEY }, brand));
    expect(problem).toMatchObject({
      kind: 'failed',
      message: `The app's setting ${setting} must be an address on the internet, not one of your own computer. Tell whoever invited you to this app. (app setting)`,
    });
    process.env.ALLOW_LOOPBACK = '1';
    expect(read({ login: 'username', api_key: KEY }, brand).baseUrl).toBe('http://127.0.0.1:8080');
  });
});
