import { Problem } from '../../../src/core/errors';
import { NetworkFailure } from '../../../src/core/http';
import { Vault } from '../../../src/core/vault';
import type { SubscriptionLicense } from '../../../src/services/rkeeper/connection';
import { TillLicensing } from '../../../src/services/rkeeper/licensing';
import { TillMemory } from '../../../src/services/rkeeper/till_memory';
import type { Numbered } from '../../../src/core/exactly_once/turn';
import { parseTillAnswer } from '../../../src/services/rkeeper/answer';
import { TillTransport } from '../../../src/services/rkeeper/transport';
import { MemoryStore, StillClock } from '../../support/memory';
import { problemOf } from '../../support/problem';
import { network, type FakeHttp } from '../../support/shop';
import { LIFETIME_TILL, SUBSCRIPTION } from '../../support/till';

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
  /** Ends the run, and leaves what it has learned to the next. */
  readonly end: () => Promise<void>;
}

/** One run of a step: its licensing, and a network that gives these replies. */
function run(replies: readonly (string | Error)[], parts: Partial<SubscriptionLicense> = {}): Asked {
  const fake = network(...replies);
  const memory = new TillMemory(new Vault(store, ['secret']));
  const licensing = new TillLicensing({
    subscription: { ...SUBSCRIPTION, ...parts },
    instanceGuid: GUID,
    restCode: () => Promise.resolve('199999993'),
    transport: new TillTransport(LIFETIME_TILL, fake.http),
    http: fake.http,
    memory,
    clock,
  });
  return { licensing, network: fake, end: () => memory.keep() };
}

async function idOf(...replies: readonly (string | Error)[]): Promise<string> {
  const { licensing, end } = run(replies);
  const { id } = await licensing.license();
  await end();
  return id;
}

describe('the licence id', () => {
  it('is asked for once in a run, however often it is needed', async () => {
    const { licensing, network: fake } = run([license('A')]);
    const ids = await Promise.all([licensing.license(), licensing.license()]);
    expect([...ids, await licensing.license()].map(({ id }) => id)).toEqual(['A', 'A', 'A']);
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
    const { licensing, end } = run([license('A'), license('B')]);
    expect((await licensing.license()).id).toBe('A');
    expect((await licensing.renew()).id).toBe('B');
    expect((await licensing.license()).id).toBe('B');
    await end();
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
    expect(await problemOf(() => idOf(gone))).toMatchObject({ kind: 'failed', code: 'no_license' });
  });

  it('that is unknown cannot be replaced while the licence server is out', async () => {
    expect(await problemOf(() => idOf(OUTAGE))).toBeInstanceOf(Problem);
  });

  it('that was typed by hand is used as it is, and the licence server never asked', async () => {
    const { licensing, network: fake } = run([], { licenseId: 'typed' });
    expect((await licensing.license()).id).toBe('typed');
    expect((await licensing.renew()).id).toBe('typed');
    expect(await licensing.status()).toMatchObject({ kind: 'typed', license: { id: 'typed' } });
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
    const { licensing, end } = run([license('B')]);
    expect(await licensing.status()).toMatchObject({ kind: 'active', license: { id: 'B', quantity: 2 } });
    await end();
    expect(await idOf()).toBe('B');
  });
});

describe('the last number', () => {
  const lastNumber = (...replies: readonly (string | Error)[]): Promise<number | undefined> =>
    run(replies, { licenseId: 'typed' }).licensing.lastNumber();

  it('is asked for with a LicenseInfo that names the instance and no number', async () => {
    const { licensing, network: fake } = run([number('4')], { licenseId: 'A' });
    expect(await licensing.lastNumber()).toBe(4);
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
    await expect(lastNumber(OUTAGE, OUTAGE)).rejects.toMatchObject({
      reason: 'timeout',
      maybeReceived: false,
    });
  });

  it('is not asked for again when the till cannot be reached', async () => {
    const unreachable = new NetworkFailure('unreachable', false, 'ECONNREFUSED');
    await expect(lastNumber(unreachable)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      maybeReceived: false,
    });
  });

  it('is asked for under a new licence id when the old one is refused', async () => {
    const { licensing, network: fake } = run([license('A'), BAD_ANCHOR, license('B'), number('7')]);
    expect(await licensing.lastNumber()).toBe(7);
    expect(fake.bodies()[3]).toContain('licenseToken="B"');
    expect((await licensing.license()).id).toBe('B');
  });

  it('cannot be had when the new licence id is refused too', async () => {
    const problem = await problemOf(() => lastNumber(BAD_ANCHOR, BAD_ANCHOR));
    expect(problem).toMatchObject({ kind: 'failed', code: 'license_refused' });
  });

  it.each(['', 'x', '1.5', '99999999999999999999'])('is not "%s"', async (text) => {
    await expect(lastNumber(number(text))).rejects.toMatchObject({
      reason: 'no_answer',
      maybeReceived: false,
    });
  });
});

describe('the number of a command', () => {
  const TOO_OFTEN = error('ErrorText="Слишком частый запрос SeqNumber"');
  const SET = 'Атрибут должен именить значение из множества [7, 8].';

  /** The numbers of one command, whose sendings are refused like this, one after the other. */
  async function numbersOf(
    last: number | undefined,
    refusals: readonly string[],
    replies: readonly (string | Error)[] = [],
  ): Promise<(number | undefined)[]> {
    const { licensing } = run([...replies], { licenseId: 'typed' });
    if (last !== undefined) {
      const { licensing: earlier, end } = run([], { licenseId: 'typed' });
      earlier.numbering().used({ seqNumber: last, licenseId: 'typed' });
      await end();
    }
    const numbering = licensing.numbering();
    let number: Numbered | undefined = await numbering.next();
    const numbers: (number | undefined)[] = [number.seqNumber];
    for (const refusal of refusals) {
      number = number && (await numbering.afterRefusal(number, parseTillAnswer(Buffer.from(refusal))));
      numbers.push(number?.seqNumber);
    }
    return numbers;
  }

  it('is the one after the last that is remembered', async () => {
    expect(await numbersOf(4, [])).toEqual([5]);
  });

  it('is asked for where nothing is remembered, and 0 for a new instance', async () => {
    expect(await numbersOf(undefined, [], [number('4')])).toEqual([5]);
    expect(await numbersOf(undefined, [], [error('RK7ErrorN="5304" ErrorText="?"')])).toEqual([0]);
  });

  it('is guessed as that of a new instance where the till does not want to be asked, which then names the right one', async () => {
    expect(await numbersOf(undefined, [error(`RK7ErrorN="5305" ErrorText="${SET}"`)], [TOO_OFTEN])).toEqual([
      0, 8,
    ]);
  });

  it.each<[string, string, number | undefined]>([
    ['5305 with the numbers that may come', `RK7ErrorN="5305" ErrorText="SeqNumber. ${SET}"`, 8],
    ['the same without a code', `ErrorText="В инстансе неверно заполнен атрибут seqNumber. ${SET}"`, 8],
    ['5305 for a new instance', 'RK7ErrorN="5305" ErrorText="SeqNumber … [0]."', 0],
    ['5304', 'RK7ErrorN="5304" ErrorText="Инстанс лицензии не найден."', 0],
    ['the same without a code', 'ErrorText="Инстанс лицензии не найден."', 0],
    ['5310', 'RK7ErrorN="5310" ErrorText="SeqNumber должен быть увеличен."', 6],
    ['the same without a code', 'ErrorText="SeqNumber должен быть увеличен."', 6],
    ['a refusal of the command itself', 'RK7ErrorN="2128" ErrorText="Визит 1159 закрыт!"', undefined],
    ['a text about something else', 'ErrorText="Заказ не найден"', undefined],
  ])('after %s: %s', async (_, attributes, next) => {
    expect(await numbersOf(4, [error(attributes)])).toEqual([5, next]);
  });

  it.each([
    ['the last', '9', 10],
    ['the next', '4', 4],
  ])('is asked for where 5305 names no numbers, of a till that tells %s', async (_, told, next) => {
    const refusal = error('RK7ErrorN="5305" ErrorText="SeqNumber"');
    expect(await numbersOf(4, [refusal], [number(told)])).toEqual([5, next]);
  });

  it('is asked for twice at most where every number is too low, and goes up by one from then on', async () => {
    const tooLow = Array<string>(7).fill(
      error('RK7ErrorN="5310" ErrorText="SeqNumber должен быть увеличен."'),
    );
    const numbers = await numbersOf(4, tooLow, [number('9'), number('20')]);
    expect(numbers).toEqual([5, 6, 10, 11, 21, 22, 23, 24]);
  });

  it('comes "later" where nothing else is known', async () => {
    const refusal = error('RK7ErrorN="5305" ErrorText="SeqNumber"');
    expect(await problemOf(() => numbersOf(4, [refusal], [TOO_OFTEN]))).toMatchObject({
      kind: 'later',
      code: '5305',
      retryAfterSeconds: 60,
    });
  });

  it('comes "later" after twenty refusals, because somebody else uses the instance', async () => {
    const refusals = Array<string>(21).fill(error(`RK7ErrorN="5305" ErrorText="${SET}"`));
    const problem = await problemOf(() => numbersOf(4, refusals));
    expect(problem).toMatchObject({ kind: 'later', code: '5305' });
    expect(problem.message).toContain('give each program its own Licence Instance GUID');
  });

  it('stays when the licence is renewed, once', async () => {
    const { licensing } = run([license('A'), license('B')]);
    const numbering = licensing.numbering();
    const refused = { seqNumber: 5, licenseId: (await licensing.license()).id };
    const answer = parseTillAnswer(Buffer.from(BAD_ANCHOR));
    const renewed = await numbering.afterRefusal(refused, answer);
    expect(renewed).toEqual({ seqNumber: 5, licenseId: 'B' });
    expect((await problemOf(() => numbering.afterRefusal(refused, answer))).code).toBe('license_refused');
  });

  it('is unused where the till says that the one before was the last', async () => {
    const isUnused = (reply: string): Promise<boolean> =>
      run([reply], { licenseId: 'typed' })
        .licensing.numbering()
        .isUnused({ seqNumber: 5, licenseId: 'typed' });
    expect(await isUnused(number('4'))).toBe(true);
    expect(await isUnused(number('5'))).toBe(false);
    expect(await isUnused(TOO_OFTEN)).toBe(false);
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
