import { Restaurant } from '../support/till';
import { closedPort } from '../support/server';
import { errorOf, type ZapierError } from '../support/zapier_error';

type Changes = Readonly<Record<string, string>>;

const tested = (restaurant: Restaurant, changes: Changes = {}): Promise<string> =>
  restaurant.test({ ...restaurant.authData, ...changes });

const failed = (restaurant: Restaurant, changes: Changes = {}): Promise<ZapierError> =>
  errorOf(tested(restaurant, changes));

const FINE = 'Licence: fine.';
const HINT =
  'Zapier comes from the internet: the address must be reachable from there, and the router has to forward the port (проброс порта).';

describe('a restaurant is called', () => {
  it.each([{ rest_code: '199999993' }, { rest_code: '' }])(
    'by its name and its code: %j',
    async (changes) => {
      await using restaurant = await Restaurant.open();
      expect(await tested(restaurant, changes)).toBe('Demo · 199999993');
      expect([restaurant.commands(), restaurant.licenses.journal.exchanges.length]).toEqual([
        ['GetSystemInfo', 'GetOrderList'],
        1,
      ]);
    },
  );

  it('without a licence server under a LifeTime licence', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    const lifetime = { license_product: 'lifetime', login: '', password: '', license_token: '' };
    expect(await tested(restaurant, lifetime)).toBe('Demo · 199999993');
  });

  it('without a licence server when the licence id was typed by hand', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    const typed = { license_id: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb' };
    expect(await tested(restaurant, typed)).toBe('Demo · 199999993');
  });

  it('by its computer and the code that was typed, if the till is old', async () => {
    await using restaurant = await Restaurant.open({ tellsRestCode: false, serverVersion: '7.6.5.92' });
    expect(await tested(restaurant)).toBe('MID · 199999993');
  });
});

describe('the till', () => {
  it('may be out of reach', async () => {
    await using restaurant = await Restaurant.open();
    const server_url = `http://127.0.0.1:${await closedPort()}`;
    expect(await failed(restaurant, { server_url })).toEqual({
      name: 'AppError',
      code: 'unreachable',
      message:
        'Cash server: The till cannot be reached: nothing accepts the connection. Try again in a few minutes. (ECONNREFUSED) ' +
        `${HINT}\n${FINE}`,
    });
  });

  it('may be out of reach, and its licence unknown with it', async () => {
    await using restaurant = await Restaurant.open();
    const server_url = `http://127.0.0.1:${await closedPort()}`;
    const { message } = await failed(restaurant, { server_url, rest_code: '' });
    expect(message).toMatch(/\nLicence: not checked, because the restaurant code comes from the till\.$/);
    expect(restaurant.licenses.journal.calls).toEqual([]);
  });

  it('may be a reference server, which knows no orders', async () => {
    await using restaurant = await Restaurant.open({ isReferenceServer: true });
    expect(await failed(restaurant)).toEqual({
      name: 'AppError',
      code: 'unknown_command',
      message:
        'Cash server: What answers at this address is no cash server: a reference server (сервер справочников), for instance, takes no orders. ' +
        'Enter the address and the HTTP Data Port of the cash server (кассовый сервер) in the connection. ' +
        `(r_keeper error: Unknown command GetOrderList)\n${FINE}`,
    });
  });

  it('may be closing its shift', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.till.faults.add({ kind: 'closed shift' }, { on: 'GetOrderList' });
    const { name, message } = await failed(restaurant);
    expect(name).toBe('AppError');
    expect(message).toMatch(
      /^Cash server: The common shift \(общая смена\) is being closed on the till\. Try again in a few minutes\. \(/,
    );
  });

  it('may stand behind a firewall, whatever the status of its page says', async () => {
    await using restaurant = await Restaurant.open();
    for (const status of [401, 403, 503]) {
      restaurant.till.faults.add({ kind: 'html page', status });
      const { name, message } = await failed(restaurant);
      expect(name).toBe('AppError');
      expect(message).toMatch(
        /^Cash server: A firewall in front of the till answered with a web page in its place\. .*\nLicence: fine\.$/,
      );
    }
  });

  it('may not accept its login', async () => {
    await using restaurant = await Restaurant.open();
    expect(await failed(restaurant, { server_password: 'another password' })).toEqual({
      name: 'ExpiredAuthError',
      message:
        'Cash server: The till does not accept the login "zapier" or its password. Enter them as in RK7 Manager; the user needs the ' +
        `HTTP/HTTPS access right. (HTTP 401)\n${FINE}`,
    });
  });

  it.each([
    { kind: 'html page', status: 200 },
    { kind: 'html page', status: 500 },
    { kind: 'broken xml' },
  ] as const)('may be no XML interface: %j', async (fault) => {
    await using restaurant = await Restaurant.open();
    restaurant.till.faults.add(fault);
    const { message } = await failed(restaurant);
    expect(message).toMatch(
      /^Cash server: The till answered with something that is no answer\. .*\nLicence: fine\.$/,
    );
  });

  it('may be too old for a subscription, though not for a LifeTime licence', async () => {
    await using restaurant = await Restaurant.open({ serverVersion: '7.6.2.285' });
    expect(await failed(restaurant)).toMatchObject({
      name: 'AppError',
      message:
        'Cash server: The till runs version 7.6.2.285, which is too old for a licence by subscription. It needs 7.6.2.286, 7.6.4.347 or ' +
        `7.6.5.40 at least: ask the restaurant's dealer to update it. (version too old)\n${FINE}`,
    });
    expect(await tested(restaurant, { license_product: 'lifetime' })).toBe('Demo · 199999993');
  });

  it('may be that of another restaurant', async () => {
    await using restaurant = await Restaurant.open({ restCode: '111111111' });
    expect(await failed(restaurant)).toMatchObject({
      message:
        'Cash server: The till says that its restaurant code (код ресторана) is 111111111, but this connection has 199999993. Correct ' +
        'Restaurant Code or leave it empty, or check the address of the cash server. (restaurant code differs)\n' +
        'Licence: There is no active licence of the XML interface for restaurant 199999993. Check the restaurant code and the kind of licence ' +
        "in the connection, or ask the restaurant's dealer to renew it. (no licence id)",
    });
  });

  it('may not tell its restaurant code', async () => {
    await using restaurant = await Restaurant.open({ tellsRestCode: false });
    expect(await failed(restaurant, { rest_code: '' })).toMatchObject({
      message:
        'Cash server: fine.\nLicence: The till does not tell its restaurant code. Enter it as Restaurant Code in the connection. ' +
        '(no RestCode in GetSystemInfo)',
    });
  });
});

describe('the licence', () => {
  it('may be refused for its user or its token', async () => {
    await using restaurant = await Restaurant.open();
    for (const changes of [{ password: 'another password' }, { license_token: 'another token' }]) {
      const { name, message } = await failed(restaurant, changes);
      expect(name).toBe('ExpiredAuthError');
      expect(message).toMatch(
        /^Cash server: fine\.\nLicence: The licence server l\.ucs\.ru does not accept the licence user, the password or the token\. .* \(HTTP 401\)$/,
      );
    }
  });

  it('may be refused for the token of the app, which is no matter of this restaurant', async () => {
    await using restaurant = await Restaurant.open();
    process.env.RKEEPER_LICENSE_TOKEN = 'a token that has ended';
    try {
      const { name, message } = await failed(restaurant, { license_token: '' });
      expect(name).toBe('AppError');
      expect(message).toContain(
        "tell whoever invited you to this app: the app's r_keeper token was refused. (HTTP 401)",
      );
      expect(message).not.toContain('a token that has ended');
    } finally {
      delete process.env.RKEEPER_LICENSE_TOKEN;
    }
  });

  it('may be missing', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.till.registry.revoke(restaurant.till.anchor);
    expect((await failed(restaurant)).message).toMatch(
      /^Cash server: fine\.\nLicence: There is no active licence of the XML interface for restaurant 199999993\. /,
    );
  });

  it('may have been another restaurant’s', async () => {
    await using restaurant = await Restaurant.open();
    const other = { license_product: '4458d8b1-0019-4025-8c7a-60a83ad64b66' };
    expect((await failed(restaurant, other)).message).toContain(
      'Check the restaurant code and the kind of licence',
    );
  });

  it('may be out of reach', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.licenses.faults.add({ kind: 'html page', status: 500 });
    expect(await failed(restaurant)).toEqual({
      name: 'AppError',
      code: 'no_answer',
      message:
        'Cash server: fine.\nLicence: The licence server l.ucs.ru answered with something that is no answer. Try again in a few minutes. (HTTP 500)',
    });
  });
});

it('the till and the licence are both told when both are at fault, and no secret is', async () => {
  await using restaurant = await Restaurant.open();
  const { message } = await failed(restaurant, {
    server_password: 'another password',
    password: 'a third password',
  });
  expect(message).toMatch(
    /^Cash server: The till does not accept the login .*\nLicence: The licence server l\.ucs\.ru does not accept /,
  );
  for (const secret of [...restaurant.secrets, 'another password', 'a third password'])
    expect(message).not.toContain(secret);
});

it('a restaurant code that changed is noticed, though the old one was remembered', async () => {
  await using restaurant = await Restaurant.open();
  await tested(restaurant, { rest_code: '' });
  const { till } = restaurant;
  Reflect.set(till.restaurant, 'restCode', '222222222');
  till.registry.grant(till.anchor, { expirationDate: '2098-01-01T00:00:00' });
  expect(await tested(restaurant, { rest_code: '' })).toBe('Demo · 222222222');
});
