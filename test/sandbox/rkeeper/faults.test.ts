import { TillDouble } from '../../../sandbox/rkeeper/till';
import { parseXml, XmlError } from '../../../sandbox/xml';
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

it('a lost answer does not undo what was done, and the repeated request does not do it again', async () => {
  till.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
  await expect(ask(till, saveSoup(till, order, 0))).rejects.toThrow();
  expect(portions()).toBe(2000);
  expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  expect(portions()).toBe(2000);
});

it('a restart loses the answer and all that were kept: the repeated request is carried out again', async () => {
  till.faults.add({ kind: 'restart' }, { on: 'SaveOrder' });
  await expect(ask(till, saveSoup(till, order, 0))).rejects.toThrow();
  expect(portions()).toBe(2000);
  expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(0);
  expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  expect(portions()).toBe(4000);
});

describe('refusals', () => {
  it.each([
    [{ kind: 'refused', code: 2133 }, 2133, 'Общая смена 1 была открыта слишком давно. Нужно закрыть'],
    [{ kind: 'closed shift' }, 2172, 'UCSERR(2172): В данный момент закрывается общая смена'],
    [
      { kind: 'locked order' },
      2219,
      'Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция RK7CASH001, оператор 7).',
    ],
    [{ kind: 'refused', code: 5304 }, 5304, 'Инстанс лицензии не найден.'],
    [
      { kind: 'refused', code: 5305 },
      5305,
      'В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [1, 2].',
    ],
    [{ kind: 'refused', code: 5310 }, 5310, 'SeqNumber должен быть увеличен.'],
  ] as const)('under %j do nothing', async (fault, code, text) => {
    till.faults.add(fault);
    const status = code === 2172 ? 'Query Parse Error' : 'Query Executing Error';
    expect(verdict(await ask(till, saveSoup(till, order, 0)))).toEqual({ status, code: String(code), text });
    expect(portions()).toBe(0);
  });

  it.each([
    [{ kind: 'locked order' }, 0],
    [{ kind: 'closed shift' }, undefined],
    [{ kind: 'refused', code: 5305 }, undefined],
  ] as const)('under %j use up the number exactly when the real one would', async (fault, last) => {
    till.faults.add(fault);
    await ask(till, saveSoup(till, order, 0));
    expect(till.instances.lastSeqNumber(till.anchor, INSTANCE)).toBe(last);
  });

  it('of the licence happen once', async () => {
    till.faults.add({ kind: 'bad license anchor' });
    expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toBe('Bad license anchor');
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  });

  it.each([
    ['expired', /^License check/],
    ['revoked', /^Bad license anchor/],
  ] as const)('of a licence that was %s go on until there is a new one', async (how, text) => {
    till.faults.add({ kind: 'licence gone', how });
    for (let time = 0; time < 2; time++) {
      expect(verdict(await ask(till, saveSoup(till, order, 0))).text).toMatch(text);
    }
    till.registry.grant(till.anchor);
    expect(verdict(await ask(till, saveSoup(till, order, 0))).status).toBe('Ok');
  });
});

describe('answers', () => {
  it.each(['broken xml', 'entity bomb'] as const)('under "%s" cannot be read', async (kind) => {
    till.faults.add({ kind });
    const { status, text } = await post(till, `<RK7Query>${SYSTEM_INFO}</RK7Query>`);
    expect(status).toBe(200);
    expect(() => parseXml(text)).toThrow(XmlError);
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
