import { serviceOf } from '../src/connection';
import { shopConnection } from '../src/steps/justclick/shop';
import { courierConnection } from '../src/steps/measoft/courier';
import { tillConnection } from '../src/steps/rkeeper/till';
import { faultsOf, problemOf } from './support/problem';
import { API_KEY, AUTH_DATA, SHOP } from './support/shop';

const TILL = {
  service: 'rkeeper',
  login: 'owner@example.com',
  password: 'licence password',
  license_token: 'token',
  license_product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
  server_url: 'https://till.example.com:4545/rk7api/v0/',
  server_login: 'Zapier',
  server_password: 'till password',
};

const COURIER = { service: 'measoft', login: 'client', password: 'secret word', courier_code: '8' };

const SETTINGS = [
  'EXPERTAM_URL',
  'JUSTCLICK_URL',
  'INFLUENCERSOFT_URL',
  'MEASOFT_URL',
  'RKEEPER_LICENSE_URL',
  'RKEEPER_LICENSE_TOKEN',
  'ZAKAZ_SUPPORT',
  'ALLOW_LOOPBACK',
];

afterEach(() => {
  for (const setting of SETTINGS) Reflect.deleteProperty(process.env, setting);
});

async function connectionFaults(read: () => unknown): Promise<string[]> {
  const problem = await problemOf(read);
  expect(problem.kind).toBe('connection');
  return faultsOf(problem);
}

describe('a shop', () => {
  it.each([
    ['expertam', 'Expertam', 'https://username.expertam.ru'],
    ['justclick', 'JustClick', 'https://username.justclick.ru'],
    ['influencersoft', 'InfluencerSoft', 'https://username.influencersoft.com'],
  ])('is read from a connection to %s', (service, brandName, baseUrl) => {
    expect(shopConnection({ ...AUTH_DATA, service })).toEqual({
      ...SHOP,
      brand: service,
      brandName,
      baseUrl,
    });
  });

  it('needs login and key', async () => {
    expect(await connectionFaults(() => shopConnection({ service: 'justclick' }))).toEqual([
      'Login is required.',
      'API Key is required.',
    ]);
    const { message } = await problemOf(() => shopConnection({ ...AUTH_DATA, login: 'user@mail.ru' }));
    expect(message).toBe(
      `Login must be the account name alone, the first part of the shop's address ("username" in username.expertam.ru), not "user@mail.ru".`,
    );
    expect(message).not.toContain(API_KEY);
  });

  it('does not mind what other services have left in the form', () => {
    expect(shopConnection({ ...TILL, ...COURIER, ...AUTH_DATA })).toEqual(SHOP);
  });
});

describe('a restaurant', () => {
  it('is read with its licence', () => {
    expect(tillConnection(TILL)).toMatchObject({
      platform: 'rkeeper',
      serverUrl: 'https://till.example.com:4545',
      serverLogin: 'Zapier',
      serverPassword: 'till password',
      fingerprint: undefined,
      restCode: undefined,
      instanceGuid: undefined,
      timeZone: 'Europe/Moscow',
      license: {
        kind: 'subscription',
        user: 'owner@example.com',
        password: 'licence password',
        token: 'token',
        tokenOf: 'connection',
        product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
        licenseId: undefined,
        serverUrl: 'https://l.ucs.ru',
      },
    });
  });

  it('needs no licence user where the licence is for life', () => {
    const { server_url, server_login, server_password } = TILL;
    expect(
      tillConnection({
        service: 'rkeeper',
        license_product: 'LifeTime',
        server_url,
        server_login,
        server_password,
      }).license,
    ).toEqual({ kind: 'lifetime' });
  });

  it('names everything that is missing at once', async () => {
    expect(await connectionFaults(() => tillConnection({ service: 'rkeeper' }))).toEqual([
      'Cash Server Address is required.',
      'Cash Server Login is required.',
      'Cash Server Password is required.',
      'Licence is required.',
      'Login is required.',
      'Password is required.',
    ]);
  });

  it('names everything that is malformed at once', async () => {
    const faults = await connectionFaults(() =>
      tillConnection({
        ...TILL,
        license_product: 'for ever',
        rest_code: '12',
        instance_guid: 'x',
        server_url: 'http://till.example.com',
        server_fingerprint: 'AB:CD',
        time_zone: 'Moscow/Europe',
      }),
    );
    expect(faults.map((fault) => fault.replace(/ must .*/, ''))).toEqual(
      expect.arrayContaining([
        'Licence',
        'Restaurant Code',
        'Licence Instance GUID',
        'Cash Server Address',
        'Certificate Fingerprint',
        'Time Zone',
      ]),
    );
  });

  it.each([
    'https://localhost:4545',
    'https://169.254.169.254',
    'https://[::ffff:127.0.0.1]',
    'https://192.168.0.5',
  ])('is not at %s, which only the machine of the app could reach', async (server_url) => {
    const faults = await connectionFaults(() => tillConnection({ ...TILL, server_url }));
    expect(faults).toEqual([expect.stringMatching(/^Cash Server Address must /)]);
  });

  it.each([
    'till.example.com:4545',
    ' https://till.example.com: 4545 ',
    'TILL.example.com:4545/rk7api/v0/xmlinterface.xml',
  ])('is found by a pasted address: %j', (server_url) => {
    expect(tillConnection({ ...TILL, server_url })).toMatchObject({
      serverUrl: 'https://till.example.com:4545',
    });
  });

  it.each(['', 'sha256 Fingerprint=', 'SHA256 Fingerprint=', 'SHA-256 fingerprint: '])(
    'takes a fingerprint with or without colons, as OpenSSL prints it, too: %j',
    (beginning) => {
      const plain = 'AB'.repeat(32);
      for (const print of [plain, plain.toLowerCase(), Array(32).fill('ab').join(':')])
        expect(tillConnection({ ...TILL, server_fingerprint: beginning + print }).fingerprint).toBe(plain);
    },
  );

  it('is in the zone that was chosen, by its name or by what the form calls it', () => {
    for (const time_zone of ['Asia/Vladivostok', 'Vladivostok (UTC+10)', 'vladivostok'])
      expect(tillConnection({ ...TILL, time_zone }).timeZone).toBe('Asia/Vladivostok');
  });

  it('takes the token of the app where it has none of its own', () => {
    process.env.RKEEPER_LICENSE_TOKEN = ' token of the app ';
    expect(tillConnection({ ...TILL, license_token: '' }).license).toMatchObject({
      token: 'token of the app',
      tokenOf: 'app',
    });
    expect(tillConnection(TILL).license).toMatchObject({ token: 'token', tokenOf: 'connection' });
  });

  it('is told apart from a restaurant whose user is at fault where there is no token at all', async () => {
    const form = { ...TILL, license_token: '' };
    process.env.ZAKAZ_SUPPORT = 'anna@owner.example';
    expect(await problemOf(() => tillConnection(form))).toMatchObject({
      kind: 'failed',
      message:
        "Neither this connection nor the app has a token of the r_keeper licence server. Tell anna@owner.example: the app's r_keeper token is " +
        'missing. Or enter one of your own as Licence Token in the connection. ' +
        "Then replay this run from the Zap's history. (no token)",
    });
    expect(await connectionFaults(() => tillConnection({ ...form, server_login: '' }))).toEqual([
      'Cash Server Login is required.',
    ]);
  });

  it('asks the licence server that the app’s owner has set, at any time', async () => {
    process.env.RKEEPER_LICENSE_URL = 'https://licence.example/';
    expect(tillConnection(TILL).license).toMatchObject({ serverUrl: 'https://licence.example' });
    process.env.RKEEPER_LICENSE_URL = 'http://127.0.0.1:1';
    expect(await problemOf(() => tillConnection(TILL))).toMatchObject({
      kind: 'failed',
      code: 'app_setting',
      message:
        "The app's setting RKEEPER_LICENSE_URL must be an address on the internet, not one of your own computer. " +
        'Tell whoever invited you to this app. (app setting)',
    });
    process.env.ALLOW_LOOPBACK = '1';
    expect(tillConnection(TILL).license).toMatchObject({ serverUrl: 'http://127.0.0.1:1' });
    delete process.env.RKEEPER_LICENSE_URL;
    expect(tillConnection(TILL).license).toMatchObject({ serverUrl: 'https://l.ucs.ru' });
  });
});

describe('a courier company', () => {
  it('is read, at the usual address', () => {
    expect(courierConnection(COURIER)).toMatchObject({
      platform: 'measoft',
      courierCode: '8',
      login: 'client',
      password: 'secret word',
      apiUrl: 'https://home.courierexe.ru/api/',
    });
  });

  it('names everything that is missing or malformed at once', async () => {
    expect(await connectionFaults(() => courierConnection({ service: 'measoft' }))).toEqual([
      'Courier Company Code is required.',
      'Login is required.',
      'Password is required.',
    ]);
    const faults = await connectionFaults(() =>
      courierConnection({ ...COURIER, courier_code: 'eight', api_url: 'http://carrier.example' }),
    );
    expect(faults).toEqual([
      'Courier Company Code must be a number, not "eight".',
      'API Address must start with https://.',
    ]);
  });

  it('may be at an address of its own, or where the app’s owner says, but not inside a network', async () => {
    process.env.MEASOFT_URL = 'https://measoft.example/api/';
    expect(courierConnection(COURIER).apiUrl).toBe('https://measoft.example/api/');
    expect(courierConnection({ ...COURIER, api_url: 'https://carrier.example/api' }).apiUrl).toBe(
      'https://carrier.example/api',
    );
    for (const api_url of ['https://localhost.', 'https://10.0.0.1', 'https://user:word@carrier.example'])
      expect(await connectionFaults(() => courierConnection({ ...COURIER, api_url }))).toEqual([
        expect.stringMatching(/^API Address must /),
      ]);
  });
});

describe('the account of another service', () => {
  const told = (wanted: string): object => ({
    kind: 'input',
    code: 'wrong_service',
    message: `This step works with ${wanted}. Pick another account in the step's account settings. (wrong service)`,
  });

  it.each([TILL, COURIER, {}, { service: 'toString' }, { service: ['expertam'] }])(
    'is no shop: %j',
    async (authData) => {
      expect(await problemOf(() => shopConnection(authData))).toMatchObject(
        told('an Expertam, JustClick or InfluencerSoft account'),
      );
    },
  );

  it.each([AUTH_DATA, COURIER, {}])('is no restaurant: %j', async (authData) => {
    expect(await problemOf(() => tillConnection(authData))).toMatchObject(told('an r_keeper restaurant'));
  });

  it.each([AUTH_DATA, TILL, {}])('is no courier company: %j', async (authData) => {
    expect(await problemOf(() => courierConnection(authData))).toMatchObject(told('a MeaSoft account'));
  });
});

it('the service of a connection is what was stored, or nothing', () => {
  expect(serviceOf({ service: ' rkeeper ' })).toBe('rkeeper');
  expect(serviceOf({})).toBe('');
  expect(serviceOf({ service: ['rkeeper'] })).toBe('');
});
