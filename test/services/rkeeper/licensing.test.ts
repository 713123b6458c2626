import { Problem } from '../../../src/core/errors';
import { NetworkFailure } from '../../../src/core/http';
import { Vault } from '../../../src/core/vault';
import type { SubscriptionLicense, TillConnection } from '../../../src/services/rkeeper/connection';
import { TillLicensing } from '../../../src/services/rkeeper/licensing';
import { TillTransport } from '../../../src/services/rkeeper/transport';
import { MemoryStore, StillClock } from '../../support/memory';
import { problemOf } from '../../support/problem';
import { network, type FakeHttp } from '../../support/shop';

const SUBSCRIPTION: SubscriptionLicense = {
  kind: 'subscription',
  user: 'user@example.com',
  password: 'secret',
  token: '00000000-0000-0000-0000-000000000001',
  product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
  licenseId: undefined,
  serverUrl: 'https://l.ucs.ru',
};
const CONNECTION: TillConnection = {
  platform: 'rkeeper',
  serverUrl: 'http://127.0.0.1:4545',
  serverLogin: 'zapier',
  serverPassword: 'till-secret',
  fingerprint: undefined,
  restCode: undefined,
  instanceGuid: undefined,
  license: SUBSCRIPTION,
};
const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

const license = (id: string, expirationDate = '2099-03-26T00:00:00'): string =>
  JSON.stringify({ id, expirationDate, qty: 2 });
const OUTAGE = new NetworkFailure('timeout', true, 'timeout');
const number = (seqNumber: string): string =>
  '<RK7QueryResult ServerVersion="7.26" Status="Ok" ErrorText=""><LicenseInfo anchor="a" licenseToken="t">' +
  `<LicenseInstance guid="${GUID}" seqNumber="${seqNumber}"/></LicenseInfo></RK7QueryResult>`;
const error = (attributes: string): string =>
  `<RK7QueryResult ServerVersion="7.26" Status="Query Executing Error" ${attributes}/>`;
const BAD_ANCHOR = error('ErrorText="Bad license anchor"');

let clock: StillClock;
let store: MemoryStore;
beforeEach(() => {
  clock = new StillClock();
  store = new MemoryStore(clock);
});

interface Asked {
  readonly licensing: TillLicensing;
  readonly network: FakeHttp;
}

/** One run of a step: its licensing, and a network that gives these replies. */
function run(replies: readonly (string | Error)[], parts: Partial<SubscriptionLicense> = {}): Asked {
  const fake = network(...replies);
  const licensing = new TillLicensing({
    subscription: { ...SUBSCRIPTION, ...parts },
    instanceGuid: GUID,
    restCode: () => Promise.resolve('199999993'),
    transport: new TillTransport(CONNECTION, fake.http),
    http: fake.http,
    vault: new Vault(store, ['secret']),
    clock,
  });
  return { licensing, network: fake };
}

const idOf = (...replies: readonly (string | Error)[]): Promise<string> => run(replies).licensing.licenseId();

describe('the licence id', () => {
  it('is asked for once in a run, however often it is needed', async () => {
    const { licensing, network: fake } = run([license('A')]);
    expect(await Promise.all([licensing.licenseId(), licensing.licenseId()])).toEqual(['A', 'A']);
    expect(await licensing.licenseId()).toBe('A');
    expect(fake.requests).toHaveLength(1);
  });

  it('is remembered for less than an hour, and asked for anew after it', async () => {
    expect(await idOf(license('A'))).toBe('A');
    clock.pass(60 * 60 - 1);
    expect(await idOf()).toBe('A');
    clock.pass(1);
    expect(await idOf(license('B'))).toBe('B');
    clock.pass(60 * 60 - 1);
    expect(await idOf()).toBe('B');
  });

  it('is renewed at once when it was refused, for later runs too', async () => {
    const { licensing } = run([license('A'), license('B')]);
    expect(await licensing.licenseId()).toBe('A');
    expect(await licensing.renewLicenseId()).toBe('B');
    expect(await licensing.licenseId()).toBe('B');
    expect(await idOf()).toBe('B');
  });

  it('that is known still serves while the licence server is out, until it ends', async () => {
    const end = '2099-03-26T00:00:00';
    clock.time = Date.parse('2099-03-20T00:00:00Z');
    expect(await idOf(license('A', end))).toBe('A');
    clock.pass(5 * 24 * 60 * 60);
    expect(await idOf(OUTAGE)).toBe('A');
    clock.time = Date.parse(`${end}+03:00`) - 1;
    expect(await idOf(OUTAGE)).toBe('A');
    clock.time = Date.parse(`${end}+03:00`);
    expect(await problemOf(() => idOf(OUTAGE))).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  it('that ends within its hour is not used beyond its end', async () => {
    clock.time = Date.parse('2099-03-25T20:30:00Z');
    expect(await idOf(license('A', '2099-03-26T00:00:00'))).toBe('A');
    clock.pass(30 * 60);
    expect(await idOf(license('B', '2100-03-26T00:00:00'))).toBe('B');
  });

  it('that is known does not serve when the licence server says no', async () => {
    await idOf(license('A'));
    clock.pass(60 * 60);
    const gone = JSON.stringify({ id: null, expirationDate: null, qty: 0 });
    expect(await problemOf(() => idOf(gone))).toMatchObject({ kind: 'connection', code: 'no_license' });
  });

  it('that is unknown cannot be replaced while the licence server is out', async () => {
    expect(await problemOf(() => idOf(OUTAGE))).toBeInstanceOf(Problem);
  });

  it('that was typed by hand is used as it is, and the licence server never asked', async () => {
    const { licensing, network: fake } = run([], { licenseId: 'typed' });
    expect(await licensing.licenseId()).toBe('typed');
    expect(await licensing.renewLicenseId()).toBe('typed');
    expect(await licensing.status()).toEqual({ kind: 'typed' });
    expect(fake.requests).toHaveLength(0);
  });

  it('is asked for anew when what is remembered is damaged', async () => {
    await idOf(license('A'));
    for (const [key, { until }] of store.entries) store.entries.set(key, { value: 'damaged', until });
    expect(await idOf(license('B'))).toBe('B');
  });
});

describe('the state of the licence', () => {
  it('is asked for whatever is remembered, and remembered itself', async () => {
    await idOf(license('A'));
    const { licensing } = run([license('B')]);
    expect(await licensing.status()).toMatchObject({ kind: 'active', license: { id: 'B', quantity: 2 } });
    expect(await idOf()).toBe('B');
  });
});

describe('the last number', () => {
  const lastNumber = (...replies: readonly (string | Error)[]): Promise<number | undefined> =>
    run(replies, { licenseId: 'typed' }).licensing.lastNumber('typed');

  it('is asked for with a LicenseInfo that names the instance and no number', async () => {
    const { licensing, network: fake } = run([number('4')]);
    expect(await licensing.lastNumber('A')).toBe(4);
    expect(fake.bodies()[0]).toContain(
      '<RK7CMD CMD="GetXMLLicenseInstanceSeqNumber"><LicenseInfo anchor="6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17" ' +
        `licenseToken="A"><LicenseInstance guid="${GUID}"/></LicenseInfo></RK7CMD>`,
    );
  });

  it('is 0 after the first command, and unknown before', async () => {
    expect(await lastNumber(number('0'))).toBe(0);
    expect(await lastNumber(error('RK7ErrorN="5304" ErrorText="?"'))).toBeUndefined();
  });

  it('is asked for a second time when the answer was lost, and not a third', async () => {
    expect(await lastNumber(OUTAGE, number('4'))).toBe(4);
    await expect(lastNumber(OUTAGE, OUTAGE)).rejects.toBe(OUTAGE);
  });

  it('is not asked for again when the till cannot be reached', async () => {
    const unreachable = new NetworkFailure('unreachable', false, 'ECONNREFUSED');
    await expect(lastNumber(unreachable)).rejects.toBe(unreachable);
  });

  it('is asked for under a new licence id when the old one is refused', async () => {
    const { licensing, network: fake } = run([license('A'), BAD_ANCHOR, license('B'), number('7')]);
    expect(await licensing.lastNumber(await licensing.licenseId())).toBe(7);
    expect(fake.bodies()[3]).toContain('licenseToken="B"');
    expect(await licensing.licenseId()).toBe('B');
  });

  it('cannot be had when the new licence id is refused too', async () => {
    const problem = await problemOf(() => lastNumber(BAD_ANCHOR, BAD_ANCHOR));
    expect(problem).toMatchObject({ kind: 'connection', code: 'license_refused' });
  });

  it.each(['', 'x', '1.5', '99999999999999999999'])('is not "%s"', async (text) => {
    await expect(lastNumber(number(text))).rejects.toMatchObject({
      reason: 'no_answer',
      maybeReceived: false,
    });
  });
});

it('makes the LicenseInfo of a command', async () => {
  expect(await run([]).licensing.info('A', 5)).toEqual({
    anchor: '6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993/17',
    licenseToken: 'A',
    instanceGuid: GUID,
    seqNumber: 5,
  });
});
