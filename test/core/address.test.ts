import { ipFault, loopbackAllowed, serverUrlFault } from '../../src/core/address';

const OURSELVES = 'must be an address on the internet, not one of your own computer';
const LOCAL_NETWORK = expect.stringMatching(
  /^must be reachable from the internet, and \S+ is an address inside a local network$/,
) as string;

const allowLoopback = (allowed: boolean): void => {
  if (allowed) process.env.ALLOW_LOOPBACK = '1';
  else delete process.env.ALLOW_LOOPBACK;
};

beforeEach(() => {
  allowLoopback(false);
});
afterAll(() => {
  allowLoopback(false);
});

const LOOPBACK_HOSTS = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'shop.localhost',
  'shop.localhost.',
  'localhost%2e',
  'ⓛocalhost',
  '127.0.0.1',
  '127.0.0.1.',
  '127.255.255.254',
  '127.1',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '2130706433',
  '127.0.0.01',
  '１２７.０.０.１',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::FFFF:7F00:0001]',
  '[::ffff:0.0.0.0]',
];

const LOCAL_HOSTS = [
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[fd00:ec2::254]',
  '10.0.0.1',
  '10.255.255.255',
  '012.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '[::ffff:c0a8:101]',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fdff::1]',
  '[ff02::1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
];

describe('the address of a server', () => {
  it.each([
    'https://till.example.com',
    'https://till.example.com:4545',
    'https://TILL.example.com./rk7api/v0/xmlinterface.xml?x=1',
    'https://касса.рф',
    'https://8.8.8.8:4545',
    'https://172.15.0.1',
    'https://172.32.0.1',
    'https://100.63.255.255',
    'https://100.128.0.1',
    'https://192.0.1.1',
    'https://198.17.0.1',
    'https://223.255.255.255',
    'https://[2a00:1450:4001::1]:4545',
    'https://[::ffff:8.8.8.8]',
    'https://localhost.example.com',
    'https://notlocalhost',
  ])('may be %s', (address) => {
    expect(serverUrlFault(address)).toBeUndefined();
  });

  it.each(LOOPBACK_HOSTS)('is not the machine of the app: %s', (host) => {
    expect(serverUrlFault(`https://${host}/`)).toBe(OURSELVES);
    expect(serverUrlFault(`https://${host}:8443`)).toBe(OURSELVES);
    expect(serverUrlFault(`http://${host}`)).toBe(OURSELVES);
  });

  it.each(LOCAL_HOSTS)('is not inside a local network: %s', (host) => {
    expect(serverUrlFault(`https://${host}/`)).toEqual(LOCAL_NETWORK);
    allowLoopback(true);
    expect(serverUrlFault(`https://${host}/`)).toEqual(LOCAL_NETWORK);
  });

  it.each([
    'http://till.example.com',
    'http://8.8.8.8',
    'ftp://till.example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is encrypted, unlike %s', (address) => {
    expect(serverUrlFault(address)).toBe('must start with https://');
    allowLoopback(true);
    expect(serverUrlFault(address)).toBe('must start with https://');
  });

  it.each([
    'https://user@till.example.com',
    'https://user:password@till.example.com',
    'https://:x@till.example.com',
    'https://till.example.com@evil.example',
  ])('holds no credentials: %s', (address) => {
    expect(serverUrlFault(address)).toBe('must not hold a login or a password');
  });

  it.each([
    '',
    'till.example.com',
    'https://',
    'https://till.example.com:99999',
    'https://[fe80::1%25eth0]',
    'https://1.2.3.4.5',
    'https://a b',
  ])('is an address at all: %j', (text) => {
    expect(serverUrlFault(text)).toBe('must be an address like https://till.example.com:4545');
  });
});

describe('where loopback is allowed', () => {
  beforeEach(() => {
    allowLoopback(true);
  });

  it.each(LOOPBACK_HOSTS)('%s may do without TLS', (host) => {
    expect(serverUrlFault(`http://${host}:8080`)).toBeUndefined();
    expect(serverUrlFault(`https://${host}:8080`)).toBeUndefined();
  });

  it('credentials inside the address are refused all the same', () => {
    expect(serverUrlFault('http://user:password@localhost')).toBe('must not hold a login or a password');
  });

  it.each(['0', 'true', ''])('the word for it is 1 and not %j', (word) => {
    process.env.ALLOW_LOOPBACK = word;
    expect(loopbackAllowed()).toBe(false);
    expect(serverUrlFault('https://localhost')).toBe(OURSELVES);
  });
});

describe('an address that a name resolved to', () => {
  it.each(['8.8.8.8', '2a00:1450:4001::1', '::ffff:8.8.8.8'])('may be %s', (address) => {
    expect(ipFault(address)).toBeUndefined();
  });

  it.each(['127.0.0.1', '::1', '::', '0.0.0.0', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    'is ourselves only where that is allowed: %s',
    (address) => {
      expect(ipFault(address)).toBe(OURSELVES);
      allowLoopback(true);
      expect(ipFault(address)).toBeUndefined();
    },
  );

  it.each([
    '169.254.169.254',
    '10.1.2.3',
    '192.168.0.1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.1.2.3',
    '64:ff9b::a01:203',
  ])('is not inside a local network: %s', (address) => {
    expect(ipFault(address)).toEqual(LOCAL_NETWORK);
  });
});
