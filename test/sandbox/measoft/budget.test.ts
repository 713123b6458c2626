import { Clock } from '../../../sandbox/clock';
import { Budget } from '../../../sandbox/measoft/budget';
import { AUTH, call, courierForEachTest, DAY, HOUR, MINUTE, orderXml, post } from './conversation';

const HERE = '10.0.0.1';
let clock: Clock;
let budget: Budget;
beforeEach(() => {
  clock = Clock.at(0);
  budget = new Budget(clock);
});

it.each([
  ['queries per minute', 150, {}, MINUTE / 150],
  ['queries per 20 minutes', 1500, {}, (20 * MINUTE) / 1500],
  ['ONLY_LAST per hour', 3000, { changesOf: '8/test' }, HOUR / 3000],
] as const)('allows "%s" %d times and no more', (limit, most, cost, pace) => {
  for (let query = 0; query < most * 2; query++) {
    budget.spend({ address: HERE, ...cost });
    clock.pass(pace);
  }
  expect([budget.peak(limit), budget.exceeded]).toEqual([most, []]);
  for (let query = 0; query < most + 1; query++) budget.spend({ address: HERE, ...cost });
  expect(budget.exceeded).toContain(limit);
  expect(budget.isBlocked(HERE)).toBe(true);
});

it('allows 200 MB of text in three hours', () => {
  budget.spendText(HERE, 200 * 1024 * 1024);
  expect(budget.exceeded).toEqual([]);
  budget.spendText(HERE, 1);
  expect(budget.exceeded).toEqual(['text per 3 hours']);
});

it('is each address’s own, and each account’s own for changes', () => {
  for (let query = 0; query < 100; query++)
    for (const address of [HERE, '10.0.0.2']) budget.spend({ address, changesOf: '8/test' });
  expect([budget.peak('queries per minute'), budget.peak('ONLY_LAST per hour')]).toEqual([100, 200]);
});

it('blocks an address for three hours', () => {
  for (let query = 0; query < 151; query++) budget.spend({ address: HERE });
  clock.pass(3 * HOUR - 1);
  expect([budget.isBlocked(HERE), budget.isBlocked('10.0.0.2')]).toEqual([true, false]);
  clock.pass(1);
  expect([budget.isBlocked(HERE), budget.exceeded]).toEqual([false, ['queries per minute']]);
});

describe('a courier', () => {
  const stage = courierForEachTest();
  const CLIENT = `<client>${AUTH}</client>`;

  it('counts what it is asked', async () => {
    const { courier } = stage;
    await call(courier, 'client');
    await call(courier, 'statusreq', '<changes>ONLY_LAST</changes>');
    await call(courier, 'statusreq', '<orderno>1</orderno>');
    expect([courier.budget.requests, courier.budget.peak('ONLY_LAST per hour')]).toEqual([3, 1]);
    const bytes = courier.journal.exchanges.flatMap(({ request, answer = '' }) => [request, answer]);
    expect(courier.budget.peak('text per 3 hours')).toBe(Buffer.byteLength(bytes.join('')));
  });

  it('shows a page with status 403 to who asks too often', async () => {
    const { courier, clock: time } = stage;
    for (let query = 0; query < 150; query++) await post(courier, CLIENT);
    const blocked = await post(courier, `<neworder>${AUTH}${orderXml('1')}</neworder>`);
    expect(blocked.status).toBe(403);
    expect(blocked.text).toContain('<h1>Слишком много запросов</h1>');
    expect(courier.journal.exchanges.at(-1)?.blocked).toBe(true);
    time.pass(DAY);
    expect(courier.orders.all).toEqual([]);
    expect((await post(courier, CLIENT)).text).toContain('<code>1082</code>');
  });
});
