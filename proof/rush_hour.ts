import { setTimeout as wait } from 'node:timers/promises';
import type { Order } from '../sandbox/rkeeper/order';
import type { TillDouble, TillExchange } from '../sandbox/rkeeper/till';
import type { Step } from '../sandbox/zapier/step';
import { Zapier } from '../sandbox/zapier/zapier';
import { environmentFor } from './services';
import { type OpenTill, TILL } from './services/till';

export interface RushHour {
  readonly steps: number;
  /** How many of them are under way together. */
  readonly atOnce: number;
  /** Whether Zapier keeps the steps of a connection apart, as their `lock` asks it to. */
  readonly honourLock: boolean;
  /** Share of the answers that are lost after the till has carried the command out. */
  readonly lost: number;
  /** Share of the steps after which the cache forgets half of what it holds, or all. */
  readonly forgetful: number;
}

/** Nothing goes wrong, or as much as ever does. */
export const CALM = { honourLock: true, lost: 0, forgetful: 0 };
export const TROUBLE = { honourLock: true, lost: 0.1, forgetful: 0.02 };

export interface RushHourReport {
  /** What must not happen whatever goes wrong: a dish that is missing or there twice, a step that fails or hears of numbers. */
  readonly complaints: readonly string[];
  /** Runs that Zapier had to repeat. */
  readonly reruns: number;
  readonly answersLost: number;
  readonly numberQueries: number;
  /** SaveOrder requests, repeated ones included. */
  readonly requests: number;
  readonly seconds: number;
}

/** By what clock steps live, and wait to be run again. */
export interface Time {
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pass: (milliseconds: number) => Promise<void>;
}

const REAL_TIME: Time = { environment: {}, now: Date.now, pass: (milliseconds) => wait(milliseconds) };

const STEPS_FOR_A_QUERY = 50;
const ORDERS = 40;
const DISHES = [1000017, 1000018, 1000019, 1000020, 1000021, 1000022];
const STATION = '15015';
const SAVE = 'SaveOrder';
/** Every step's dish has a price of its own, by which it is known in requests and on orders. */
const FIRST_PRICE = 10_000;
const MOST_LATE_MILLISECONDS = 10;
const MOST_RUNS = 5;

/** Rush hours at one till, one after the other, with a cache that starts empty. @param app the zip, or its folder. */
export async function rushHours(
  app: string,
  hours: readonly RushHour[],
  time = REAL_TIME,
): Promise<readonly RushHourReport[]> {
  const opened = await TILL.open();
  const workers = Math.max(...hours.map(({ atOnce }) => atOnce));
  const environment = { ...environmentFor(opened.origins), ...time.environment };
  const zapier = await Zapier.start({ app, environment, workers, clock: time.now });
  try {
    const reports: RushHourReport[] = [];
    for (const hour of hours) {
      zapier.cache.clear();
      reports.push(await play(zapier, opened, hour, time));
    }
    return reports;
  } finally {
    await Promise.all([zapier.stop(), opened.stop()]);
  }
}

/** Many steps of one connection add their dishes to a few orders at the same time. */
async function play(
  zapier: Zapier,
  { till, authData }: OpenTill,
  hour: RushHour,
  time: Time,
): Promise<RushHourReport> {
  const { steps, atOnce, honourLock, lost, forgetful } = hour;
  const orders = Array.from({ length: ORDERS }, () => openOrder(till));
  const tasks = Array.from(
    { length: steps },
    (_, index) => new Task(index, pick(orders, index), { authData, honourLock }),
  );
  const [queriesBefore, exchangesBefore] = [till.seqNumberQueries, till.journal.exchanges.length];
  const sent = (): readonly TillExchange[] =>
    till.journal.exchanges.slice(exchangesBefore).filter(({ request }) => request.includes(`CMD="${SAVE}"`));
  await warmUp(zapier, atOnce);
  planAnswers(till, steps, lost);
  const began = performance.now();

  let forgotten = 0;
  // Time passes between the rounds alone: a clock that a test moves must not rob a step that is at work.
  for (let round: readonly Task[] = tasks; round.length > 0;) {
    const waiting = round.values();
    const work = async (): Promise<void> => {
      for (const task of waiting) {
        await task.run(zapier);
        if (Math.random() < forgetful && forget(zapier, tasks, sent())) forgotten += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    round = round.filter(({ done }) => !done);
    await time.pass(1000 * Math.max(0, ...round.map(({ delaySeconds }) => delaySeconds)));
  }
  till.faults.clear();
  const numberQueries = till.seqNumberQueries - queriesBefore;
  // Without the lock, steps take one another's numbers.
  const isCurious = honourLock && numberQueries > Math.ceil(steps / STEPS_FOR_A_QUERY) + forgotten;
  return {
    complaints: [
      ...tasks.flatMap((task) => task.complaints(orders)),
      ...(isCurious ? [`The till was asked for its number ${numberQueries} times in ${steps} steps.`] : []),
    ],
    reruns: tasks.reduce((sum, { runs }) => sum + runs - 1, 0),
    answersLost: sent().filter(({ fault }) => fault?.kind === 'lost answer').length,
    numberQueries,
    requests: sent().length,
    seconds: (performance.now() - began) / 1000,
  };
}

/** A step that adds one dish, and what became of it. */
class Task {
  runs = 0;
  /** Whether it is over, and not to be run again. */
  done = false;
  delaySeconds = 0;
  private readonly bad: string[] = [];
  private readonly price: number;
  private readonly step: Step;

  constructor(
    private readonly index: number,
    private readonly order: Order,
    { authData, honourLock }: Pick<OpenTill, 'authData'> & Pick<RushHour, 'honourLock'>,
  ) {
    this.price = FIRST_PRICE + index;
    const dish = pick(DISHES, index);
    this.step = { ...saveDish({ authData, order, dish, kopecks: this.price }), honourLock };
  }

  async run(zapier: Zapier): Promise<void> {
    this.runs += 1;
    const result = await zapier.run(this.step);
    if (result.outcome !== 'success') {
      const isLocked = this.step.honourLock !== false;
      if (isLocked && result.message.includes('(5305)')) this.bad.push('The till refused every number.');
      const asked = result.outcome === 'error' && result.kind === 'ThrottledError';
      // Without the lock steps may be in each other's way for so long that they fail, and are replayed.
      if ((asked || !isLocked) && this.runs < MOST_RUNS) {
        this.delaySeconds = asked ? (result.delaySeconds ?? 60) : 60;
        return;
      }
      this.bad.push(result.message);
    }
    this.done = true;
  }

  /** What failed, and how often the dish is on the till where that is not once, on its order. */
  complaints(orders: readonly Order[]): readonly string[] {
    const places = orders.flatMap((order) =>
      order.lines.filter(({ price }) => price === this.price).map(() => order),
    );
    const isInPlace = places.length === 1 && places[0] === this.order;
    const misplaced = isInPlace ? [] : [`Its dish is on the till ${places.length} times.`];
    return [...this.bad, ...misplaced].map((words) => `Step ${this.index}: ${words}`);
  }

  /** Whether an answer of this unfinished step was lost, so that it may have left something to its rerun. */
  hasUnknownOutcome(sent: readonly TillExchange[]): boolean {
    const isLost = ({ request, fault }: TillExchange): boolean =>
      fault?.kind === 'lost answer' && request.includes(`price="${this.price}"`);
    return !this.done && sent.some(isLost);
  }
}

/** An order without dishes, as a waiter opens it. */
function openOrder(till: TillDouble): Order {
  const table = till.restaurant.references.items('TABLES').find(({ ident }) => ident === 1000100);
  if (!table) throw new Error('The restaurant has no such table.');
  return till.orders.open(undefined, { table, guests: [], externalProps: new Map(), texts: {} });
}

interface DishToSave {
  readonly authData: Readonly<Record<string, string>>;
  readonly order: Order;
  readonly dish: number;
  readonly kopecks: number;
}

/** The step that adds one portion of a dish to an order. */
function saveDish({ authData, order, dish, kopecks }: DishToSave): Step {
  const line = { dish_id: String(dish), quantity: '1', price: (kopecks / 100).toFixed(2) };
  return {
    method: 'creates.rkeeper_save_order.operation.perform',
    authData,
    inputData: { order_guid: order.guid, station: STATION, dishes: [line] },
  };
}

/** Starts the processes with something that asks nobody, so that no step of the story counts its cold start. */
async function warmUp(zapier: Zapier, processes: number): Promise<void> {
  const step: Step = { method: 'creates.rkeeper_save_order.operation.inputFields', limitSeconds: 180 };
  await Promise.all(Array.from({ length: processes }, () => zapier.run(step)));
}

/** Some answers are lost. The others come a little late, so that commands meet on their way. */
function planAnswers(till: TillDouble, steps: number, lost: number): void {
  for (let left = 3 * steps; left > 0; left -= 1)
    till.faults.add(
      Math.random() < lost
        ? { kind: 'lost answer' }
        : { kind: 'delay', milliseconds: Math.random() * MOST_LATE_MILLISECONDS },
      { on: SAVE },
    );
}

/** A cache may forget anything but what a step with an unknown outcome has left to its rerun: it alone knows what was there before. */
function forget({ cache }: Zapier, tasks: readonly Task[], sent: readonly TillExchange[]): boolean {
  if (tasks.some((task) => task.hasUnknownOutcome(sent))) return false;
  if (Math.random() < 0.5) cache.drop(0.5);
  else cache.clear();
  return true;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}
