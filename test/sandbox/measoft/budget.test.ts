import { Clock } from '../../../sandbox/clock';
import { Budget } from '../../../sandbox/measoft/budget';
import { AUTH, call, courierForEachTest, DAY, HOUR, MINUTE, Moment, orderXml, post } from './conversation';

const HERE = '10.0.0.1';

describe('a budget', () => {
  it.each([
    ['queries per minute', 150, {}, MINUTE / 150],
    ['queries per 20 minutes', 1500, {}, (20 * MINUTE) / 1500],
    ['ONLY_LAST per hour', 3000, { changesOf: '8/test' }, HOUR / 3000],
  ] as const)('allows "%s" %d times and no more', (limit, most, cost, pace) => {
    const moment = new Moment();
    const budget = new Budget(new Clock(moment.now));
    const spend = (): void => {
      budget.spend({ address: HERE, ...cost });
    };
    for (let query = 0; query < most * 2; query++) {
      spend();
      moment.pass(pace);
    }
    expect(budget.peak(limit)).toBe(most);
    expect(budget.exceeded).toEqual([]);
    for (let query = 0; query < most + 1; query++) spend();
    expect(budget.exceeded).toContain(limit);
    expect(budget.isBlocked(HERE)).toBe(true);
  });

  it('allows 200 MB of text in three hours', () => {
    const moment = new Moment();
    const budget = new Budget(new Clock(moment.now));
    budget.spendText(HERE, 200 * 1024 * 1024);
    expect(budget.exceeded).toEqual([]);
    budget.spendText(HERE, 1);
    expect(budget.exceeded).toEqual(['text per 3 hours']);
  });

  it('is each address’s own, and each account’s own for changes', () => {
    const budget = new Budget(new Clock(new Moment().now));
    for (let query = 0; query < 100; query++) {
      budget.spend({ address: HERE, changesOf: '8/test' });
      budget.spend({ address: '10.0.0.2', changesOf: '8/test' });
    }
    expect(budget.peak('queries per minute')).toBe(100);
    expect(budget.peak('ONLY_LAST per hour')).toBe(200);
  });

  it('blocks an address for three hours', () => {
    const moment = new Moment();
    const budget = new Budget(new Clock(moment.now));
    for (let query = 0; query < 151; query++) budget.spend({ address: HERE });
    moment.pass(3 * HOUR - 1);
    expect([budget.isBlocked(HERE), budget.isBlocked('10.0.0.2')]).toEqual([true, false]);
    moment.pass(1);
    expect(budget.isBlocked(HERE)).toBe(false);
    expect(budget.exceeded).toEqual(['queries per minute']);
  });
});

describe('a courier', () => {
  const { moment, start } = courierForEachTest();
  const CLIENT = `<client>${AUTH}</client>`;

  it('counts what it is asked', async () => {
    const courier = await start();
    await call(courier, 'client');
    await call(courier, 'statusreq', '<changes>ONLY_LAST</changes>');
    await call(courier, 'statusreq', '<orderno>1</orderno>');
    const { budget } = courier;
    expect(budget.requests).toBe(3);
    expect(budget.peak('ONLY_LAST per hour')).toBe(1);
    const bytes = courier.journal.exchanges.flatMap(({ request, answer = '' }) => [request, answer]);
    expect(budget.peak('text per 3 hours')).toBe(Buffer.byteLength(bytes.join('')));
  });

  it.each([403, 429, 200] as const)(
    'shows a page with status %d to who asks too often',
    async (blockedAnswer) => {
      const courier = await start({ blockedAnswer });
      for (let query = 0; query < 150; query++) await post(courier, CLIENT);
      const blocked = await post(courier, `<neworder>${AUTH}${orderXml('1')}</neworder>`);
      expect(blocked.status).toBe(blockedAnswer);
      expect(blocked.text).toContain('<h1>Слишком много запросов</h1>');
      expect(courier.journal.exchanges.at(-1)?.blocked).toBe(true);
      moment.pass(DAY);
      expect(courier.orders.all).toEqual([]);
      expect((await post(courier, CLIENT)).text).toContain('<code>1082</code>');
    },
  );
});
