import { setTimeout as wait } from 'node:timers/promises';
import type { Order } from '../sandbox/rkeeper/order';
import type { TillDouble, TillExchange } from '../sandbox/rkeeper/till';
import type { RunResult } from '../sandbox/zapier/outcome';
import type { Step } from '../sandbox/zapier/step';
import { Zapier } from '../sandbox/zapier/zapier';
import { environmentFor } from './services/service';
import { type OpenTill, TILL } from './services/till';

export interface RushHourSize {
  readonly steps: number;
  /** How many of them are under way together. */
  readonly atOnce: number;
}

export interface RushHourTrouble {
  /** Whether Zapier keeps the steps of a connection apart, as their `lock` asks it to. */
  readonly honourLock: boolean;
  /** Share of the answers that are lost after the till has carried the command out. */
  readonly lost: number;
  /** Share of the steps after which the cache forgets half of what it holds, or all. */
  readonly forgetful: number;
}

export interface RushHourReport {
  /** Steps whose dish is not on the till exactly once. */
  readonly misplaced: readonly string[];
  /** Steps that failed for good, with their messages. */
  readonly failed: readonly string[];
  /** Runs that ended because the till refused every number. */
  readonly failedForNumber: number;
  /** Runs that Zapier had to repeat. */
  readonly reruns: number;
  readonly answersLost: number;
  readonly numberQueries: number;
  /** SaveOrder requests, repeated ones included. */
  readonly requests: number;
  readonly seconds: number;
}

/** Nothing goes wrong. */
export const CALM: RushHourTrouble = { honourLock: true, lost: 0, forgetful: 0 };
/** A rush hour as bad as they come. */
export const TROUBLE: RushHourTrouble = { honourLock: true, lost: 0.1, forgetful: 0.02 };

const STEPS_FOR_A_QUESTION = 50;

/** What must not happen whatever goes wrong: that a dish is missing or there twice, that a step fails, or hears of numbers. */
export function complaintsAbout(
  { misplaced, failed, failedForNumber, numberQueries }: RushHourReport,
  { steps }: RushHourSize,
  { lost }: RushHourTrouble,
): readonly string[] {
  const mostQuestions = Math.ceil(steps / STEPS_FOR_A_QUESTION);
  return [
    ...misplaced,
    ...failed,
    ...(failedForNumber > 0 ? [`${failedForNumber} runs ended because the till refused every number.`] : []),
    ...(lost === 0 && numberQueries > mostQuestions
      ? [`The till was asked for its number ${numberQueries} times in ${steps} steps.`]
      : []),
  ];
}

/** Rush hours at one till, one after the other, with a cache that starts empty. @param app the zip, or its folder. */
export async function rushHours(
  app: string,
  size: RushHourSize,
  troubles: readonly RushHourTrouble[],
): Promise<readonly RushHourReport[]> {
  const opened = await TILL.open();
  const zapier = await Zapier.start({
    app,
    environment: environmentFor(opened.origins),
    workers: size.atOnce,
  });
  try {
    const reports: RushHourReport[] = [];
    for (const trouble of troubles) {
      zapier.cache.clear();
      reports.push(await rushHour(zapier, opened, size, trouble));
    }
    return reports;
  } finally {
    await Promise.all([zapier.stop(), opened.stop()]);
  }
}

const ORDERS = 40;
const DISHES = [1000017, 1000018, 1000019, 1000020, 1000021, 1000022];
const STATION = '15015';
const SAVE = 'SaveOrder';
/** Every step's dish has a price of its own, by which it is known in requests and on orders. */
const FIRST_PRICE = 10_000;
const MOST_LATE_MILLISECONDS = 10;
const MOST_RUNS = 20;
/** A step gives up after its third lost answer, and leaves the rest to its rerun. */
const ANSWERS_TO_GIVE_UP = 3;

/** Many steps of one connection add their dishes to a few orders at the same time, while much goes wrong. */
async function rushHour(
  zapier: Zapier,
  { till, authData }: OpenTill,
  { steps, atOnce }: RushHourSize,
  trouble: RushHourTrouble,
): Promise<RushHourReport> {
  const orders = Array.from({ length: ORDERS }, () => openOrder(till));
  const tasks = Array.from({ length: steps }, (_, index) => new Task(index, orders, { authData, trouble }));
  const before = till.seqNumberQueries;
  const already = till.journal.exchanges.length;
  const sent = (): readonly TillExchange[] =>
    till.journal.exchanges.slice(already).filter(({ request }) => request.includes(`CMD="${SAVE}"`));
  await warmUp(zapier, atOnce);
  planAnswers(till, steps, trouble.lost);
  const began = performance.now();

  const waiting = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await task.run(zapier);
      if (Math.random() < trouble.forgetful) forget(zapier, tasks, sent());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  till.faults.clear();
  return {
    misplaced: tasks.flatMap((task) => task.misplaced(orders)),
    failed: tasks.flatMap(({ failure }) => failure ?? []),
    failedForNumber: sum(tasks, ({ failedForNumber }) => failedForNumber),
    reruns: sum(tasks, ({ runs }) => runs - 1),
    answersLost: sent().filter(({ fault }) => fault?.kind === 'lost answer').length,
    numberQueries: till.seqNumberQueries - before,
    requests: sent().length,
    seconds: (performance.now() - began) / 1000,
  };
}

/** A step that adds one dish, and what became of it. */
class Task {
  runs = 0;
  failedForNumber = 0;
  done = false;
  failure: string | undefined;
  private readonly price: number;
  private readonly order: Order;
  private readonly step: Step;

  constructor(
    private readonly index: number,
    orders: readonly Order[],
    { authData, trouble }: Pick<OpenTill, 'authData'> & { readonly trouble: RushHourTrouble },
  ) {
    this.price = FIRST_PRICE + index;
    this.order = pick(orders, index);
    this.step = {
      ...saveDish({ authData, order: this.order, dish: pick(DISHES, index), kopecks: this.price }),
      honourLock: trouble.honourLock,
    };
  }

  /** Runs the step, and again as Zapier does while it asks for that; only that a minute passes in a third of a second. */
  async run(zapier: Zapier): Promise<void> {
    for (;;) {
      this.runs += 1;
      const result = await zapier.run(this.step);
      const delay = this.delayAfter(result);
      if (delay === undefined) break;
      await wait(delay * 5);
    }
    this.done = true;
  }

  /** How often the dish is on its order, where that is not once, or is on any other. */
  misplaced(orders: readonly Order[]): string[] {
    const places = orders.flatMap((order) =>
      order.lines.filter(({ price }) => price === this.price).map(() => order),
    );
    if (places.length === 1 && places[0] === this.order) return [];
    return [`The dish of step ${this.index} is on the till ${places.length} times.`];
  }

  /** Whether so many answers of this unfinished step were lost that it gave up, or is about to. */
  mayGiveUp(sent: readonly TillExchange[]): boolean {
    const lost = sent.filter(
      ({ request, fault }) => fault?.kind === 'lost answer' && request.includes(`price="${this.price}"`),
    );
    return !this.done && lost.length >= ANSWERS_TO_GIVE_UP;
  }

  /** Seconds until Zapier runs the step again; undefined when it is over. */
  private delayAfter(result: RunResult): number | undefined {
    if (result.outcome === 'success') return undefined;
    const throttled = result.outcome === 'error' && result.kind === 'ThrottledError';
    if (throttled && result.message.includes('(5305)')) this.failedForNumber += 1;
    if (throttled && this.runs < MOST_RUNS) return result.delaySeconds ?? 60;
    this.failure = `Step ${this.index}: ${result.message}`;
    return undefined;
  }
}

/** An order without dishes, as a waiter opens it. */
export function openOrder(till: TillDouble): Order {
  const table = till.restaurant.references.items('TABLES').find(({ ident }) => ident === 1000100);
  if (!table) throw new Error('The restaurant has no such table.');
  return till.orders.open(undefined, { table, guests: [], externalProps: new Map(), texts: {} });
}

export interface DishToSave {
  readonly authData: Readonly<Record<string, string>>;
  readonly order: Order;
  readonly dish: number;
  readonly kopecks: number;
}

/** The step that adds one portion of a dish to an order. */
export function saveDish({ authData, order, dish, kopecks }: DishToSave): Step {
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

/**
 * A cache may forget anything. Only what a step that gave up has left to its rerun must stay: without it nobody can know
 * that the dish is on the till already.
 */
function forget({ cache }: Zapier, tasks: readonly Task[], sent: readonly TillExchange[]): void {
  if (tasks.some((task) => task.mayGiveUp(sent))) return;
  if (Math.random() < 0.5) cache.drop(0.5);
  else cache.clear();
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}

function sum(tasks: readonly Task[], of: (task: Task) => number): number {
  return tasks.reduce((total, task) => total + of(task), 0);
}
