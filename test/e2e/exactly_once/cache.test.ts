import { randomUUID } from 'node:crypto';
import type { Step } from '../../../sandbox/zapier/step';
import { ALWAYS, LATER, MINUTE, PORTION, SOUP, Stage, SUCCESS, TEA, type Till, until } from './stage';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: Stage;
let till: Till;

beforeAll(async () => {
  stage = await Stage.start({ workers: 4 });
});
afterAll(() => stage.stop());
afterEach(async () => {
  const { cache } = stage.zapier;
  cache.heal();
  cache.clear();
  cache.refusal = false;
  cache.latencyMilliseconds = 0;
  await till.double.stop();
});

const REFUSALS: readonly (false | null)[] = [false, null];

describe.each(REFUSALS)('where a refused claim is answered with %s,', (refusal) => {
  it.each([true, false])('equal steps at once are all done, each once (lock: %s)', async (honourLock) => {
    stage.zapier.cache.refusal = refusal;
    till = await stage.openTill();
    const orders = [till.served(), till.served()];
    const steps = orders.flatMap((order) =>
      Array.from({ length: 5 }, () => ({ ...till.save(order, ['1'], TEA), honourLock })),
    );
    const results = await stage.runUntilOver(...steps);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['success']));
    expect(orders.map((order) => order.quantityOf(TEA))).toEqual([5 * PORTION, 5 * PORTION]);
    if (honourLock) {
      expect(till.double.seqNumberQueries).toBeLessThanOrEqual(1);
      expect(till.sent('SaveOrder')).toHaveLength(10);
    }
  });
});

describe('a cache that is out of order', () => {
  it.each(['throttled', 'refused', 'forgetful', 'error'] as const)(
    '(%s) lets two equal steps at once be done, each once, under Zapier’s lock',
    async (failure) => {
      till = await stage.openTill();
      const order = till.served();
      stage.zapier.cache.failNext(failure, ALWAYS);
      const steps = [till.save(order), till.save(order)];
      const results = await Promise.all(steps.map((step) => stage.zapier.run(step)));
      expect(results).toEqual([expect.objectContaining(SUCCESS), expect.objectContaining(SUCCESS)]);
      expect(order.quantityOf(SOUP)).toBe(3 * PORTION);
    },
  );

  it('keeps a step from giving money back, as a repetition could not know of it', async () => {
    till = await stage.openTill();
    const step = till.giveBack();
    stage.zapier.cache.failNext('refused', ALWAYS);
    expect(await stage.zapier.run(step)).toMatchObject(LATER);
    expect([till.returns, till.sent('MakeReturnGoods').length]).toEqual([0, 0]);
  });

  it('and silent costs a step seconds, not its life', async () => {
    till = await stage.openTill();
    const order = till.served();
    stage.zapier.cache.failNext('silent', ALWAYS);
    const result = await stage.zapier.run(till.save(order));
    expect(result).toMatchObject(SUCCESS);
    expect(result.milliseconds).toBeLessThan(8000);
    expect(order.quantityOf(SOUP)).toBe(2 * PORTION);
  });

  it('and slow, with a till that falls silent, is given up before Zapier ends the step without a word', async () => {
    till = await stage.openTill();
    const step = till.save(till.served());
    expect(await stage.zapier.run(step)).toMatchObject(SUCCESS);
    const { cache } = stage.zapier;
    cache.latencyMilliseconds = 1000;
    const silence = { kind: 'delay', milliseconds: MINUTE } as const;
    till.double.faults.add(silence, { on: 'SaveOrder', times: ALWAYS });
    till.double.faults.add(silence, { on: 'GetOrder', after: 1, times: ALWAYS });
    const calls = cache.watch();
    const run = stage.zapier.run(step);
    // The step has 27 seconds, and believes that 18 of them are over before its first word to the till.
    await until(() => calls.length > 0);
    stage.clock.moveOn(18_000);
    const result = await run;
    expect(result).toMatchObject(LATER);
    expect(result.milliseconds).toBeLessThan(27_000 - 18_000 + 500);
  });
});

describe('a warm step costs five calls of the cache at most, three of them one after another', () => {
  const LATENCY = 200;

  /** How many calls waited for one another, by the moments at which they were answered: others were under way meanwhile. */
  function longestRow(answered: readonly number[]): number {
    let row = 0;
    let last = -Infinity;
    for (const moment of answered) {
      if (moment - LATENCY < last) continue;
      row += 1;
      last = moment;
    }
    return row;
  }

  it.each<[string, () => Step]>([
    ['save', () => till.save(till.served())],
    ['pay', () => till.pay(till.served())],
    ['create', () => till.create()],
    ['give back', () => till.giveBack()],
    ['submit', () => till.submit(randomUUID(), ['1'])],
  ])('%s', async (_, makeStep) => {
    till = await stage.openTill();
    const { cache } = stage.zapier;
    // A cold one, and one with every process warm.
    await stage.zapier.run(makeStep());
    await Promise.all(Array.from({ length: 4 }, () => stage.zapier.run(till.save(till.served()))));
    cache.latencyMilliseconds = LATENCY;
    const asked = vi.spyOn(cache, 'takeFailure');
    const rows = [];
    // A machine that is busy gets another chance.
    do {
      const answered: number[] = [];
      asked.mockClear().mockImplementation(() => void answered.push(performance.now()));
      expect(await stage.zapier.run(makeStep())).toMatchObject(SUCCESS);
      expect(answered.length).toBeLessThanOrEqual(5);
      rows.push(longestRow(answered));
    } while (Math.min(...rows) > 3 && rows.length < 4);
    asked.mockRestore();
    expect(Math.min(...rows)).toBeLessThanOrEqual(3);
  });
});
