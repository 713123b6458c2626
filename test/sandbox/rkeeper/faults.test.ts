import type { TillFault } from '../../../sandbox/rkeeper/faults';
import { parseXml, XmlError } from '../../../sandbox/xml';
import { ask, at, INSTANCE, post, refusal, saveSoup, SOUP, tillForEachTest } from './conversation';
import { verdict, verdictOn } from './conversation';

const SYSTEM_INFO = '<RK7CMD CMD="GetSystemInfo"/>';
const stage = tillForEachTest();

const portions = () => stage.till.orders.byGuid(stage.order)?.quantityOf(SOUP) ?? 0;
const last = () => stage.till.instances.lastSeqNumber(stage.till.anchor, INSTANCE);
const save = () => verdictOn(stage.till, saveSoup(stage.till, stage.order, 0));

it.each([
  ['lost answer', 'does not undo what was done, and the repeated request does not do it again', 2000],
  ['restart', 'loses the answer and all that were kept: the repeated request is carried out again', 4000],
] as const)('a "%s" %s', async (kind, _, atLast) => {
  stage.till.faults.add({ kind }, { on: 'SaveOrder' });
  await expect(save()).rejects.toThrow();
  expect([portions(), last()]).toEqual([2000, 0]);
  expect([(await save()).status, portions()]).toEqual(['Ok', atLast]);
});

const LOCKED =
  'Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция RK7CASH001, оператор 7).';
const WRONG_NUMBER =
  'В инстансе неверно заполнен атрибут SeqNumber. Атрибут должен именить значение из множества [1, 2].';
const CLOSING = 'UCSERR(2172): В данный момент закрывается общая смена';

it.each<[TillFault, number | undefined, string, number | undefined]>([
  [{ kind: 'refused', code: 2133 }, 2133, 'Общая смена 1 была открыта слишком давно. Нужно закрыть', 0],
  [{ kind: 'closed shift' }, 2172, CLOSING, undefined],
  [{ kind: 'locked order' }, 2219, LOCKED, 0],
  [{ kind: 'refused', code: 5304 }, 5304, 'Инстанс лицензии не найден.', undefined],
  [{ kind: 'refused', code: 5305 }, 5305, WRONG_NUMBER, undefined],
  [{ kind: 'refused', code: 5310 }, 5310, 'SeqNumber должен быть увеличен.', undefined],
  [{ kind: 'bad license anchor' }, undefined, 'Bad license anchor', undefined],
])(
  'a refusal under %j does nothing, and uses up the number when the real one would',
  async (fault, code, text, used) => {
    stage.till.faults.add(fault);
    const status = code === 2172 ? 'Query Parse Error' : 'Query Executing Error';
    expect(await save()).toEqual({ ...refusal(text, code), status });
    expect([portions(), last()]).toEqual([0, used]);
  },
);

it('a printer without paper refuses the command in words of its own, and the number is used up', async () => {
  const { till, order } = stage;
  till.faults.add({ kind: 'no paper' });
  const answer = await ask(till, saveSoup(till, order, 0));
  expect(verdict(answer)).toEqual(refusal(''));
  const [error] = at(answer, 'Errors').children;
  expect([error?.text, error?.attribute('Component')]).toEqual(['нет бумаги', 'Printer']);
  expect([portions(), last()]).toEqual([0, 0]);
});

it('an execution that has started is not undone, and tells nothing of what it does', async () => {
  const { till, order } = stage;
  till.faults.add({ kind: 'execution started' });
  const answer = await ask(till, saveSoup(till, order, 0));
  expect([answer.attribute('Status'), answer.attribute('Processed')]).toEqual(['Execution Started', '0']);
  expect([answer.children, portions(), last()]).toEqual([[], 2000, 0]);
});

it.each([
  ['expired', /^License check/],
  ['revoked', /^Bad license anchor/],
] as const)('refusals of a licence that was %s go on until there is a new one', async (how, text) => {
  stage.till.faults.add({ kind: 'licence gone', how });
  for (let time = 0; time < 2; time++) expect((await save()).text).toMatch(text);
  stage.till.registry.grant(stage.till.anchor);
  expect((await save()).status).toBe('Ok');
});

it.each(['broken xml', 'entity bomb'] as const)('answers under "%s" cannot be read', async (kind) => {
  stage.till.faults.add({ kind });
  const { status, text } = await post(stage.till, `<RK7Query>${SYSTEM_INFO}</RK7Query>`);
  expect(status).toBe(200);
  expect(() => parseXml(text)).toThrow(XmlError);
});

it('answers can come from an old server', async () => {
  const { till } = stage;
  till.faults.add({ kind: 'old version' });
  expect((await ask(till, SYSTEM_INFO)).attribute('ServerVersion')).toBe('7.6.1.100');
  till.faults.add({ kind: 'no RestCode' });
  expect(at(await ask(till, SYSTEM_INFO), 'SystemInfo').attribute('RestCode')).toBeUndefined();
  till.switches.serverVersion = '7.6.5.92';
  expect((await ask(till, SYSTEM_INFO)).attribute('ServerVersion')).toBe('7.6.5.92');
});
