import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentFor } from '../../../proof/services';
import type { Origins } from '../../../proof/services/service';
import { Clock } from '../../../sandbox/clock';
import { LicenceRegistry, YEARLY_PRODUCT } from '../../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../../sandbox/rkeeper/licence_server';
import type { Order } from '../../../sandbox/rkeeper/order';
import type { TillSwitches } from '../../../sandbox/rkeeper/switches';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import type { JsonObject } from '../../../sandbox/zapier/json';
import type { RunResult } from '../../../sandbox/zapier/outcome';
import type { Step } from '../../../sandbox/zapier/step';
import { Zapier } from '../../../sandbox/zapier/zapier';
import { MovedClock } from '../../../sandbox/moved_clock';
import { Waiter } from '../../../sandbox/rkeeper/waiter';

export const MINUTE = 60_000;

/** What a run may come to. */
export const SUCCESS = { outcome: 'success' };
export const DIED = { outcome: 'died', reason: 'killed' };
/** Zapier runs the step again by itself. */
export const LATER = { kind: 'ThrottledError' };
export const UNCLEAR = { kind: 'Error', code: 'unclear_outcome' };

/** As often as a test can ask. */
export const ALWAYS = 10_000;

const LICENCE_USER = { userName: 'licences@restaurant.example', password: 'licence-secret' };
const LICENCE_TOKEN = 'licence-token';

/** The built app in Zapier's emulator, on a clock that tests move, and a licence server for the tills of its tests. */
export class Stage {
  private constructor(
    readonly clock: MovedClock,
    readonly zapier: Zapier,
    private readonly licences: LicenseServerDouble,
  ) {}

  static async start({
    origins = {},
    workers = 1,
  }: { origins?: Origins; workers?: number } = {}): Promise<Stage> {
    const clock = new MovedClock();
    const registry = new LicenceRegistry();
    registry.addUser(LICENCE_USER);
    registry.addToken(LICENCE_TOKEN);
    const licences = await LicenseServerDouble.start({ registry, clock: new Clock(clock.now) });
    const zapier = await Zapier.start({
      app: join(__dirname, '../../../build/build.zip'),
      environment: { ...environmentFor({ ...origins, licences: licences.origin }), ...clock.environment },
      clock: clock.now,
      workers,
    });
    return new Stage(clock, zapier, licences);
  }

  async openTill(switches: Partial<TillSwitches> = {}): Promise<Till> {
    const { registry } = this.licences;
    const till = await TillDouble.start({
      registry,
      clock: new Clock(this.clock.now),
      insistsOnSchema: true,
      ...switches,
    });
    registry.grant(till.anchor, { expirationDate: '2099-03-26T00:00:00', quantity: 1 });
    return new Till(till);
  }

  async runAfter(minutes: number, step: Step): Promise<RunResult> {
    this.clock.moveOn(minutes * MINUTE);
    return this.zapier.run(step);
  }

  /** Runs steps at once, and as Zapier does: again and again while they ask for that, or run out of their time. */
  async runUntilOver(...steps: readonly Step[]): Promise<readonly RunResult[]> {
    const results = await Promise.all(
      steps.map(async (step) => ({ step, result: await this.zapier.run(step) })),
    );
    const asking = results.filter(
      ({ result }) => result.outcome === 'died' || ('kind' in result && result.kind === LATER.kind),
    );
    const over = results.filter((one) => !asking.includes(one)).map(({ result }) => result);
    if (asking.length === 0) return over;
    this.clock.moveOn(MINUTE);
    return [...over, ...(await this.runUntilOver(...asking.map(({ step }) => step)))];
  }

  /** Kills the step's process, with SIGKILL, as soon as this has come about. */
  async runUntil(hasComeAbout: () => boolean, step: Step): Promise<RunResult> {
    let isOver = false;
    const killWhen = until(() => isOver || hasComeAbout());
    const result = await this.zapier.run({ ...step, killWhen });
    isOver = true;
    return result;
  }

  async stop(): Promise<void> {
    await Promise.all([this.zapier.stop(), this.licences.stop()]);
    this.clock.remove();
  }
}

export async function until(hasComeAbout: () => boolean): Promise<void> {
  while (!hasComeAbout()) await pause(2);
}

/** The dish that waiters bring too, and another. */
export const SOUP = 1000017;
export const TEA = 1000022;

/** In the till's thousandths. */
export const PORTION = 1000;

const AT_STATION = { station: '15015' };
const BY_CASHIER = { ...AT_STATION, cashier: '1000018' };
const TABLE = { table: '1000101' };

/** A command of a step, and how often the till has carried it out. */
export interface Case {
  readonly command: 'CreateOrder' | 'SaveOrder' | 'MakeReturnGoods' | 'PayOrder';
  readonly step: Step;
  readonly effects: () => number;
}

/** A till with a connection to it, and what steps do there. */
export class Till {
  readonly waiter: Waiter;

  constructor(readonly double: TillDouble) {
    this.waiter = new Waiter(double);
  }

  /** One of each, on orders that are not empty: the same was done before. */
  cases(): readonly Case[] {
    const [ordered, paid] = [this.served(), this.served()];
    const giveBack = this.giveBack();
    const { orders } = this;
    return [
      { command: 'CreateOrder', step: this.create(), effects: () => this.orders - orders },
      { command: 'SaveOrder', step: this.save(ordered), effects: () => soupsAddedTo(ordered) },
      { command: 'MakeReturnGoods', step: giveBack, effects: () => this.returns },
      { command: 'PayOrder', step: this.pay(paid), effects: () => paid.receipts.length },
    ];
  }

  /** An order that is not empty: a waiter has brought one soup. */
  served(): Order {
    const guid = this.waiter.open();
    this.waiter.fill(guid);
    const order = this.double.orders.byGuid(guid);
    if (!order) throw new Error('The till should know the order.');
    return order;
  }

  /** @param quantities of each row of the step. */
  save(order: Order, quantities: readonly string[] = ['1'], dish = SOUP): Step {
    return this.step('save_order', { ...nameOf(order), ...AT_STATION, dishes: rows(quantities, dish) });
  }

  create(): Step {
    return this.step('create_order', { ...TABLE, ...AT_STATION });
  }

  pay(order: Order): Step {
    return this.step('pay_order', { ...nameOf(order), ...BY_CASHIER, payments: [{ currency_id: '1' }] });
  }

  submit(externalId: string, quantities: readonly string[]): Step {
    const order = { ...TABLE, external_id: externalId, dishes: rows(quantities, SOUP) };
    return this.step('submit_order', { ...order, ...BY_CASHIER, payments: [{ currency_id: '1' }] });
  }

  /** Gives the only dish of a sale back. */
  giveBack(sale = this.sale()): Step {
    return this.step('return_goods', {
      receipt_guid: sale.receipt,
      dishes: [{ line_guid: sale.line, quantity: '1' }],
      ...BY_CASHIER,
      reason: '1000300',
    });
  }

  /** A waiter sells one soup. */
  sale(): { readonly receipt: string; readonly line: string } {
    this.waiter.sell();
    const sold = this.double.orders.receipts.at(-1);
    return { receipt: sold?.guid ?? '', line: sold?.dishes[0]?.guid ?? '' };
  }

  get returns(): number {
    return this.double.orders.receipts.filter(({ order }) => order.source).length;
  }

  get orders(): number {
    return this.double.orders.visits.flatMap(({ orders }) => orders.filter(({ source }) => !source)).length;
  }

  /** The requests for a command, as they came: with the number where they bear one. */
  sent(command: string): readonly string[] {
    return this.double.journal.of(command).map(({ request }) => request);
  }

  private step(action: string, inputData: JsonObject): Step {
    const { origin, switches } = this.double;
    return {
      method: `creates.rkeeper_${action}.operation.perform`,
      authData: {
        service: 'rkeeper',
        login: LICENCE_USER.userName,
        password: LICENCE_USER.password,
        license_token: LICENCE_TOKEN,
        license_product: switches.licenseMode === 'lifetime' ? 'lifetime' : YEARLY_PRODUCT,
        server_url: origin,
        server_login: 'zapier',
        server_password: 'till-secret',
      },
      inputData,
    };
  }
}

/** How forms name an order. */
const nameOf = ({ guid }: Order): JsonObject => ({ order_guid: guid });

const rows = (quantities: readonly string[], dish: number): JsonObject[] =>
  quantities.map((quantity) => ({ dish_id: String(dish), quantity }));

/** Beside the one that others have brought before. */
export const soupsAddedTo = (order: Order): number => order.quantityOf(SOUP) / PORTION - 1;
