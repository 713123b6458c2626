import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CALM, openOrder, rushHours, saveDish, TROUBLE } from '../../proof/rush_hour';
import { environmentFor } from '../../proof/services/service';
import { type OpenTill, TILL } from '../../proof/services/till';
import type { Order } from '../../sandbox/rkeeper/order';
import type { TillDouble } from '../../sandbox/rkeeper/till';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Zapier } from '../../sandbox/zapier/zapier';

jest.setTimeout(300_000);

const APP = join(__dirname, '../../build/build.zip');
/** `npm run proof` has a thousand steps in 32 processes. */
const SIZE = { steps: 60, atOnce: 4 };

it('four processes bring every dish once, with answers lost and the cache emptied, with Zapier’s lock and without', async () => {
  const hours = [CALM, TROUBLE, { ...TROUBLE, honourLock: false }].map((hour) => ({ ...SIZE, ...hour }));
  const reports = await rushHours(APP, hours);
  expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(reports.map(({ answersLost }) => answersLost > 0)).toEqual([false, true, true]);
});

describe('a step whose process is killed between sending and the answer', () => {
  let restaurant: OpenTill;
  let zapier: Zapier;

  beforeAll(async () => {
    restaurant = await TILL.open();
    zapier = await Zapier.start({ app: APP, environment: environmentFor(restaurant.origins), workers: 2 });
  });
  afterAll(() => Promise.all([zapier.stop(), restaurant.stop()]));

  const TEA = 1000022;
  const BREAD = 1025742;

  /** A connection with a licence instance, and so with numbers, of its own. */
  function connection(guid: string): Readonly<Record<string, string>> {
    return { ...restaurant.authData, instance_guid: guid };
  }

  const saving = (guid: string, order: Order, dish: number): Step =>
    saveDish({ authData: connection(guid), order, dish, kopecks: 15_000 });

  /** Runs a step, and kills its process when the till has carried out what it sent. */
  async function runAndKill(step: Step, till: TillDouble, arrived: () => boolean): Promise<RunResult> {
    till.faults.add({ kind: 'delay', milliseconds: 10_000 }, { on: 'SaveOrder' });
    const killWhen = (async (): Promise<void> => {
      while (!arrived()) await wait(5);
    })();
    return zapier.run({ ...step, killWhen });
  }

  /** As Zapier does: again and again, after as many seconds as the step asks for. */
  async function runUntilOver(step: Step): Promise<RunResult> {
    for (;;) {
      const result = await zapier.run(step);
      if (result.outcome !== 'error' || result.kind !== 'ThrottledError') return result;
      await wait((result.delaySeconds ?? 60) * 1000);
    }
  }

  it('adds nothing twice when it is run again, at once or after another step', async () => {
    const { till } = restaurant;
    const orders = [openOrder(till), openOrder(till)] as const;
    const [atOnce, later] = orders;
    const first = saving('11111111-1111-4111-8111-111111111111', atOnce, TEA);
    const second = saving('22222222-2222-4222-8222-222222222222', later, TEA);
    const between = saving('22222222-2222-4222-8222-222222222222', later, BREAD);

    for (const [step, order] of [
      [first, atOnce],
      [second, later],
    ] as const) {
      const result = await runAndKill(step, till, () => order.quantityOf(TEA) > 0);
      expect(result).toMatchObject({ outcome: 'died', reason: 'killed' });
    }
    const before = till.journal.exchanges.length;
    const results = await Promise.all([
      runUntilOver(first),
      (async (): Promise<RunResult[]> => [await runUntilOver(between), await runUntilOver(second)])(),
    ]);

    expect(results.flat().map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success']);
    expect(orders.map((order) => order.quantityOf(TEA))).toEqual([1000, 1000]);
    expect(later.quantityOf(BREAD)).toBe(1000);
    const replies = till.journal.exchanges.slice(before);
    expect(replies.filter(({ replayed }) => replayed)).toHaveLength(0);
    expect(replies.some(({ commands }) => commands[0]?.attribute('CMD') === 'GetOrder')).toBe(true);
  });
});
