import { parseXml, XmlError } from '../../../src/core/xml';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask, at, INSTANCE, newOrder, post, saveSoup, verdict } from './conversation';

const SOUP = 1000017;
const SYSTEM_INFO = '<RK7CMD CMD="GetSystemInfo"/>';

let till: TillDouble;
let order: string;
beforeEach(async () => {
  till = await TillDouble.start();
  order = await newOrder(till);
});
afterEach(() => till.stop());

function portions(): number {
  return till.orders.byGuid(order)?.quantityOf(SOUP) ?? 0;
}

async function raw(command = SYSTEM_INFO): Promise<{ status: number; text: string }> {
  return post(till, `<RK7Query>${command}</RK7Query>`);
}

describe('a planned fault', () => {
  it('waits for its command and strikes as often as planned', async () => {
    till.faults.add({ kind: 'html page' }, { command: 'GetRefList', times: 2 });
    expect((await raw()).text).toContain('<RK7QueryResult');
    expect((await raw('<RK7CMD CMD="GetRefList"/>')).text).toContain('<html>');
    expect((await raw('<RK7CMD CMD="GetRefList"/>')).text).toContain('<html>');
    expect((await raw('<RK7CMD CMD="GetRefList"/>')).text).toContain('<RK7QueryResult');
  });

  it('is taken in the order of planning, and can be called off', async () => {
    till.faults.add({ kind: 'http status', status: 500 });
    till.faults.add({ kind: 'http status', status: 401 });
    expect([(await raw()).status, (await raw()).status, (await raw()).status]).toEqual([500, 401, 200]);
    till.faults.add({ kind: 'http status', status: 500 });
    till.faults.clear();
    expect((await raw()).status).toBe(200);
  });

  it('is written into the journal', async () => {
    till.faults.add({ kind: 'html page' });
    await raw();
    expect(till.journal.exchanges.at(-1)).toMatchObject({ fault: { kind: 'html page' }, status: 200 });
  });
});

describe('connections', () => {
  it('lose the answer after the dishes were added, and the repeated request adds none', async () => {
    till.faults.add({ kind: 'answer lost' }, { command: 'SaveOrder' });
    await expect(ask(till, saveSoup(till, order, 0))).rejects.toThrow();
    expect(portions()).toBe(2000);
    expect(till.journal.of('SaveOrder')[0]).not.toHaveProperty('status');
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
    expect(portions()).toBe(2000);
  });

  it('drop before anything was done', async () => {
    till.faults.add({ kind: 'connection dropped' });
    await expect(ask(till, saveSoup(till, order, 0))).rejects.toThrow();
    expect(portions()).toBe(0);
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBeUndefined();
  });

  it('may be slow: the command is done at once, its answer comes later', async () => {
    till.faults.add({ kind: 'answer late', milliseconds: 20 });
    const answer = ask(till, saveSoup(till, order, 0));
    expect(verdict(await answer).status).toBe('Ok');
    expect(portions()).toBe(2000);
  });

  it('are cut when the till stops, also those that wait', async () => {
    const other = await TillDouble.start();
    other.faults.add({ kind: 'answer late', milliseconds: 600_000 });
    const answer = expect(ask(other, SYSTEM_INFO)).rejects.toThrow();
    while (other.journal.exchanges.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.stop();
    await answer;
  });
});

describe('refusals', () => {
  it.each([
    [2133, 'Query Executing Error', 'Общая смена 1 была открыта слишком давно. Нужно закрыть'],
    [2172, 'Query Parse Error', 'UCSERR(2172): В данный момент закрывается общая смена'],
    [
      2219,
      'Query Executing Error',
      'Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция RK7CASH001, оператор 7).',
    ],
    [5304, 'Query Executing Error', 'Инстанс лицензии не найден.'],
    [
      5305,
      'Query Executing Error',
      'В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [1, 2].',
    ],
    [5310, 'Query Executing Error', 'SeqNumber должен быть увеличен.'],
  ] as const)('answer %d and do nothing', async (code, status, text) => {
    till.faults.add({ kind: 'refused', code });
    expect(verdict(await ask(till, saveSoup(till, order, 0)))).toEqual({ status, code: String(code), text });
    expect(portions()).toBe(0);
  });

  it.each([
    [2219, 0],
    [2172, undefined],
    [5305, undefined],
  ] as const)('of %d use up the number exactly when the real one would', async (code, last) => {
    till.faults.add({ kind: 'refused', code });
    await ask(till, saveSoup(till, order, 0));
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(last);
  });

  it('of the licence happen once', async () => {
    till.faults.add({ kind: 'bad license anchor' });
    expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toBe('Bad license anchor');
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  });

  it.each([
    ['licence expired', /^License check/],
    ['licence revoked', /^Bad license anchor/],
  ] as const)('under "%s" go on until there is a new licence', async (kind, text) => {
    till.faults.add({ kind });
    for (let time = 0; time < 2; time++) {
      expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toMatch(text);
    }
    till.registry.grant(till.anchor);
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  });
});

describe('answers', () => {
  it.each([
    [{ kind: 'answer cut' }],
    [{ kind: 'answer broken' }],
    [{ kind: 'entity bomb' }],
    [{ kind: 'html page' }],
    [{ kind: 'answer huge', bytes: 9_000_000 }],
  ] as const)('under %j cannot be read', async (fault) => {
    till.faults.add(fault);
    const { status, text } = await raw();
    expect(status).toBe(200);
    expect(() => parseXml(text)).toThrow(XmlError);
  });

  it('that cannot be read do not undo what was done', async () => {
    till.faults.add({ kind: 'answer cut' }, { command: 'SaveOrder' });
    await post(till, `<RK7Query>${saveSoup(till, order, 0)}</RK7Query>`);
    expect(portions()).toBe(2000);
  });

  it('can come from an old server', async () => {
    till.faults.add({ kind: 'old version' });
    expect((await ask(till, SYSTEM_INFO)).attribute('ServerVersion')).toBe('7.6.1.100');
    till.faults.add({ kind: 'no RestCode' });
    expect(at(await ask(till, SYSTEM_INFO), 'SystemInfo').attribute('RestCode')).toBeUndefined();
    till.switches.serverVersion = '7.6.5.92';
    expect((await ask(till, SYSTEM_INFO)).attribute('ServerVersion')).toBe('7.6.5.92');
  });
});
