import { join } from 'node:path';
import { TillDouble } from '../../sandbox/rkeeper/till';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Zapier } from '../../sandbox/zapier/zapier';
import { MovedClock } from '../support/moved_clock';
import { Waiter } from '../support/waiter';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Under a LifeTime licence a till knows no numbers, and would take the same dishes back as often as it is told to. */
const clock = new MovedClock();
let zapier: Zapier;
let till: TillDouble;
let waiter: Waiter;
let step: Step;

beforeAll(async () => {
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { ALLOW_LOOPBACK: '1', ...clock.environment },
    clock: clock.now,
  });
});

afterAll(async () => {
  await zapier.stop();
  clock.remove();
});

beforeEach(async () => {
  till = await TillDouble.start({ licenseMode: 'lifetime' });
  waiter = new Waiter(till);
  waiter.sell();
  const [sale] = till.orders.receipts;
  step = {
    method: 'creates.rkeeper_return_goods.operation.perform',
    authData: {
      service: 'rkeeper',
      license_product: 'lifetime',
      server_url: till.origin,
      server_login: 'zapier',
      server_password: 'till-secret',
    },
    inputData: {
      receipt_guid: sale?.guid,
      dishes: [{ line_guid: sale?.dishes[0]?.guid, quantity: '1' }],
      station: '15015',
      cashier: '1000018',
      reason: '1000300',
    },
  };
});

afterEach(() => till.stop());

const returns = (): number => till.orders.receipts.filter(({ order }) => order.source).length;

async function runAfter(milliseconds: number): Promise<RunResult> {
  clock.moveOn(milliseconds);
  return zapier.run(step);
}

describe('a return of dishes, through the built zip,', () => {
  it('is found by the rerun of a step whose process died while the till was at work', async () => {
    till.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: 'MakeReturnGoods' });
    const killWhen = (async () => {
      while (returns() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    })();
    expect((await zapier.run({ ...step, killWhen })).outcome).toBe('died');
    expect(await runAfter(MINUTE)).toMatchObject({
      outcome: 'success',
      output: { receipt_number: '1043', sale_receipt_guid: step.inputData?.receipt_guid },
    });
    expect(returns()).toBe(1);
  });

  it('is made by the rerun where the till shows that it was not made', async () => {
    till.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    expect(await zapier.run(step)).toMatchObject({ kind: 'ThrottledError', delaySeconds: 60 });
    expect(await runAfter(MINUTE)).toMatchObject({ outcome: 'success' });
    expect(returns()).toBe(1);
  });

  it('is never made on a guess: where the till does not tell, no rerun of two weeks sends it again', async () => {
    till.switches.listsReturns = false;
    till.faults.add({ kind: 'lost answer' }, { on: 'MakeReturnGoods' });
    expect(await zapier.run(step)).toMatchObject({ kind: 'ThrottledError' });
    for (const later of [MINUTE, 30 * MINUTE, DAY, 13 * DAY])
      expect(await runAfter(later)).toMatchObject({
        kind: 'Error',
        code: 'unclear_outcome',
        message: expect.stringContaining('make the return at the till and run this step again') as string,
      });
    expect(returns()).toBe(1);
  });
});
