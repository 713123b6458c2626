import { courierConnection, serviceOf, shopConnection, tillConnection } from '../src/connection';
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
      license: {
        kind: 'subscription',
        user: 'owner@example.com',
        password: 'licence password',
        token: 'token',
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
      'Licence is required.',
      'Login is required.',
      'Password is required.',
      'Licence Token is required.',
      'Cash Server Address is required.',
      'Cash Server Login is required.',
      'Cash Server Password is required.',
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
      }),
    );
    expect(faults.map((fault) => fault.replace(/ must .*/, ''))).toEqual(
      expect.arrayContaining([
        'Licence',
        'Restaurant Code',
        'Licence Instance GUID',
        'Cash Server Address',
        'Certificate Fingerprint',
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

  it('takes a fingerprint with or without colons', () => {
    const plain = 'AB'.repeat(32);
    for (const server_fingerprint of [plain, plain.toLowerCase(), Array(32).fill('ab').join(':')])
      expect(tillConnection({ ...TILL, server_fingerprint }).fingerprint).toBe(plain);
  });

  it('asks the licence server that the app’s owner has set, at any time', async () => {
    process.env.RKEEPER_LICENSE_URL = 'https://licence.example/';
    expect(tillConnection(TILL).license).toMatchObject({ serverUrl: 'https://licence.example' });
    process.env.RKEEPER_LICENSE_URL = 'http://127.0.0.1:1';
    expect(await connectionFaults(() => tillConnection(TILL))).toEqual([
      "The app's setting RKEEPER_LICENSE_URL must be an address on the internet, not one of your own computer.",
    ]);
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
      'Login is required.',
      'Password is required.',
      'Courier Company Code is required.',
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
