import { Clock } from '../../sandbox/clock';
import { LicenceRegistry } from '../../sandbox/rkeeper/licence_registry';
import type { TillSwitches } from '../../sandbox/rkeeper/switches';
import { TillDouble, type TillExchange } from '../../sandbox/rkeeper/till';
import type { Order as TillOrder } from '../../sandbox/rkeeper/order';
import { Problem } from '../../src/core/errors';
import { UNCLEAR } from '../../src/core/exactly_once/unknown_outcome';
import { NetworkFailure, type Http, type HttpRequest, type HttpResponse } from '../../src/core/http';
import type { Kopecks, Thousandths } from '../../src/core/money';
import { TillClient, type OrderRequest } from '../../src/services/rkeeper/client';
import type { Packet, Return } from '../../src/services/rkeeper/commands';
import type { TillConnection } from '../../src/services/rkeeper/connection';
import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { submitOrder } from '../../src/services/rkeeper/submit_order';
import { BEGINNING, CACHE_MOODS, CacheModel, Process, Simulation } from './simulation';

/** How likely it is that something happens to a request on its way, or while the till is at it. */
export interface Dangers {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  /** The till gets it, or is done with it, only after the sender's patience has ended. */
  readonly late: number;
  readonly unreachable: number;
  /** The till restarts when it has carried it out, and forgets its answers. */
  readonly restart: number;
  /** The connection breaks while it still prints the receipt of a return, which it then makes. */
  readonly slowReturn: number;
  /** Another program uses the next number of the licence instance. */
  readonly stranger: number;
}

export const PEACE: Dangers = {
  lostRequest: 0,
  lostAnswer: 0,
  late: 0,
  unreachable: 0,
  restart: 0,
  slowReturn: 0,
  stranger: 0,
};

/** An evening at a till, and the days after it. */
export interface Scene {
  readonly seed: number;
  /** Whether the platform keeps the steps of the connection apart. */
  readonly lock: boolean;
  readonly switches: Partial<TillSwitches>;
  readonly dangers: Dangers;
  /** How likely a run is killed. */
  readonly deaths: number;
  readonly steps: number;
  /** Whether most steps want the same. */
  readonly alike: boolean;
  /** How often the cache loses entries, and is out of order for a while. */
  readonly drops: number;
  readonly outages: number;
  /** How often what is only a hint vanishes, or is as it was before. */
  readonly spoiltHints: number;
  readonly shifts: number;
}

/** How a run ended for its user. */
type Ending = 'done' | 'refused' | 'later' | 'unclear' | 'failed' | 'killed';

interface Wish {
  /** What the step shall bring about, by the keys of its effects; `own` effects happen once however many steps want them. */
  readonly keys: readonly string[];
  readonly own: boolean;
  readonly run: (client: TillClient) => Promise<unknown>;
}

interface Step {
  readonly wish: Wish;
  readonly endings: readonly Ending[];
  /** From its first run to its last. */
  readonly hours: number;
}

export interface Played {
  readonly scene: Scene;
  readonly steps: readonly Step[];
  readonly effects: ReadonlyMap<string, number>;
}

const MINUTE = 60_000;
/** When the platform repeats a run that failed. */
const REPLAYS = [5, 35, 95, 275, 635].map((minutes) => minutes * MINUTE);
const STEP_MILLISECONDS = 30_000;
const HTTP_MILLISECONDS = 25_000;

const SOUP = 1000017;
const SALAD = 1000018;
const TEA = 1000022;
const BREAD = 1025742;
const CAKE = 1000025;
const STATION = { id: '15015' };
const CASHIER = { id: '1000018' };
const CASH = { id: '1' };
const REASON = { id: '1000300' };

function packet(
  ...dishes: readonly (readonly [ident: number, pieces: number, modified?: boolean])[]
): Packet {
  return {
    station: STATION,
    dishes: dishes.map(([ident, pieces, modified = false]) => ({
      dish: { id: String(ident) },
      quantity: (pieces * 1000) as Thousandths,
      price: undefined,
      seat: undefined,
      modifiers: modified ? [{ modifier: { id: '1000201' }, count: 1 }] : [],
    })),
    discounts: [],
    prepayments: [],
  };
}

/** Some overlap, so that one might be taken for a part of another. */
const PACKETS: readonly Packet[] = [
  packet([SOUP, 1]),
  packet([SOUP, 2]),
  packet([SOUP, 1], [SALAD, 1]),
  packet([SALAD, 1, true]),
  { ...packet([SOUP, 1]), prepayments: [{ currency: CASH, amount: 1000 as Kopecks }] },
];

/** Plays a scene to its end, and then once more everything that is still open, in peace. */
export async function play(scene: Scene): Promise<Played> {
  const random = Math.random;
  const evening = await Evening.begin(scene);
  Math.random = evening.world.random;
  try {
    return await evening.play();
  } finally {
    Math.random = random;
    await evening.till.stop();
  }
}

class Evening {
  readonly #cache: CacheModel;
  readonly #effects = new Map<string, number>();
  #dangers: Dangers;
  #deaths: number;
  #locked: Promise<void> = Promise.resolve();

  private constructor(
    readonly scene: Scene,
    readonly world: Simulation,
    readonly till: TillDouble,
    private readonly connection: TillConnection,
  ) {
    this.#cache = new CacheModel(world);
    this.#dangers = scene.dangers;
    this.#deaths = scene.deaths;
  }

  static async begin(scene: Scene): Promise<Evening> {
    const world = new Simulation(scene.seed * 7919);
    const registry = new LicenceRegistry();
    const clock = new Clock(() => BEGINNING + world.now);
    const till = await TillDouble.start({ ...scene.switches, registry, clock });
    const { id } = registry.grant(till.anchor, { expirationDate: '2099-03-26T00:00:00', quantity: 1 });
    return new Evening(scene, world, till, {
      platform: 'rkeeper',
      serverUrl: till.origin,
      serverLogin: 'zapier',
      serverPassword: 'till-secret',
      fingerprint: undefined,
      restCode: '199999993',
      instanceGuid: undefined,
      timeZone: 'Europe/Moscow',
      license:
        scene.switches.licenseMode === 'lifetime'
          ? { kind: 'lifetime' }
          : {
              kind: 'subscription',
              user: 'user@example.com',
              password: 'secret',
              token: 'token',
              tokenOf: 'connection',
              product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
              licenseId: id,
              serverUrl: 'https://l.ucs.ru',
            },
    });
  }

  async play(): Promise<Played> {
    const { world, scene } = this;
    const orders = Array.from({ length: scene.alike ? 1 : 3 }, () => this.#openOrder());
    const sold = this.#sell();
    this.#plan();
    const wishes = Array.from({ length: scene.steps }, () => this.#wish(orders, sold));
    const steps = wishes.map(async (wish) => {
      // Some at once, some hours apart.
      await world.sleep(world.chance(0.5) ? world.between(0, 3000) : world.between(0, 120 * MINUTE));
      const beganAt = world.now;
      return { wish, beganAt, endings: await this.#step(wish) };
    });
    await world.run();
    const played = await Promise.all(steps);
    this.#dangers = PEACE;
    this.#deaths = 0;
    const last = played.map(async ({ wish, beganAt, endings }) => {
      await world.sleep(world.between(2 * MINUTE, 5 * MINUTE));
      const more = await this.#finish(wish, endings);
      const hours = more.length === 0 ? 0 : (world.now - beganAt) / (60 * MINUTE);
      return { wish, hours, endings: [...endings, ...more] };
    });
    await world.run();
    return { scene, steps: await Promise.all(last), effects: this.#effects };
  }

  /** What others do at the till, and what becomes of the cache. */
  #plan(): void {
    const { world, scene } = this;
    const some = (count: number, within: number, happen: () => void): void => {
      for (let time = 0; time < count; time += 1) world.at(world.between(0, within), happen);
    };
    some(4, 180 * MINUTE, () => {
      const orders = this.till.orders.shown().flatMap((visit) => visit.orders);
      this.#serve(orders.find(({ finished }) => !finished));
    });
    some(2, 180 * MINUTE, () => {
      this.#sell();
    });
    some(scene.shifts, 20 * 60 * MINUTE, () => {
      this.till.orders.openShift();
    });
    some(scene.drops, 180 * MINUTE, () => {
      this.#cache.drop(world.between(0, 1));
    });
    some(scene.spoiltHints, 180 * MINUTE, () => {
      this.#cache.spoilHints();
    });
    some(scene.outages, 120 * MINUTE, () => {
      const mood = CACHE_MOODS[Math.floor(world.between(0, CACHE_MOODS.length))] ?? 'fails';
      this.#cache.breakDown(mood, world.between(0, 20 * MINUTE));
    });
  }

  #wish(orders: readonly TillOrder[], sold: TillOrder): Wish {
    const { world } = this;
    const pick = <Item>(items: readonly Item[]): Item => {
      const item = items[Math.floor(world.between(0, items.length))];
      if (item === undefined) throw new RangeError('There is nothing to pick from.');
      return item;
    };
    const { guid } = pick(orders);
    const request = (externalId: string | undefined): OrderRequest => ({
      externalId,
      table: { id: '1000101' },
      station: STATION,
      waiter: undefined,
      orderCategory: undefined,
      orderType: undefined,
      guests: externalId === undefined ? pick([1, 2]) : 1,
      persistentComment: undefined,
      nonPersistentComment: undefined,
      externalProperties: [],
    });
    const packet = pick(this.scene.alike ? PACKETS.slice(0, 2) : PACKETS);
    const kind = world.random();
    if (kind < 0.5)
      return {
        keys: [saveKey(guid, packet)],
        own: false,
        run: (client) => client.saveOrder({ guid }, packet),
      };
    if (kind < 0.6)
      return {
        keys: [`pay ${guid}`],
        own: true,
        run: (client) =>
          client.payOrder(
            { guid },
            {
              station: STATION,
              cashier: CASHIER,
              payments: { kind: 'rest', currency: CASH },
            },
          ),
      };
    if (kind < 0.7) {
      const order = request(undefined);
      return { keys: [`create ${order.guests}`], own: false, run: (client) => client.createOrder(order) };
    }
    if (kind < 0.85) {
      const [receipt] = sold.receipts;
      const line = receipt?.dishes.find(({ dish }) => dish.ident === CAKE)?.guid ?? '';
      const goods: Return = {
        station: STATION,
        cashier: CASHIER,
        reason: REASON,
        receiptGuid: receipt?.guid ?? '',
        dishes: [{ lineGuid: line, quantity: pick([1000, 2000]) as Thousandths }],
      };
      return { keys: [returnKey(goods)], own: false, run: (client) => client.returnGoods(goods) };
    }
    const externalId = pick(['site-1', 'site-2']);
    const own = orderGuidOf(externalId);
    const isPaid = externalId === 'site-2';
    const [first = packet] = PACKETS;
    return {
      keys: [`create ${own}`, saveKey(own, first), ...(isPaid ? [`pay ${own}`] : [])],
      own: true,
      run: (client) =>
        submitOrder(client, {
          request: { ...request(externalId), externalId },
          packet: first,
          payment: isPaid ? { cashier: CASHIER, payments: { kind: 'rest', currency: CASH } } : undefined,
        }),
    };
  }

  /** A step with its reruns: as it asks for, and as the platform repeats what failed. */
  async #step(wish: Wish): Promise<Ending[]> {
    const { world } = this;
    const endings: Ending[] = [];
    let replays = [...REPLAYS];
    for (;;) {
      const ending = await this.#run(wish);
      endings.push(ending);
      if (ending === 'done' || ending === 'refused' || endings.length > 12) return endings;
      if (ending === 'later') {
        // As the step asks for; or a person is in a hurry.
        await world.sleep(world.chance(0.8) ? world.between(1, 3) * MINUTE : world.between(0, 10_000));
        continue;
      }
      const [wait, ...rest] = replays;
      if (wait === undefined || world.chance(0.2)) return endings;
      replays = rest;
      await world.sleep(wait);
    }
  }

  async #finish(wish: Wish, endings: readonly Ending[]): Promise<Ending[]> {
    const more: Ending[] = [];
    let last = endings.at(-1);
    while (last !== 'done' && last !== 'refused' && last !== 'unclear' && more.length < 5) {
      last = await this.#run(wish);
      more.push(last);
      await this.world.sleep(2 * MINUTE);
    }
    if (last === 'unclear') more.push(await this.#run(wish));
    return more;
  }

  async #run(wish: Wish): Promise<Ending> {
    if (!this.scene.lock) return this.#process(wish);
    const before = this.#locked;
    const mine = Promise.withResolvers<undefined>();
    this.#locked = mine.promise;
    await before;
    try {
      return await this.#process(wish);
    } finally {
      mine.resolve(undefined);
    }
  }

  #process(wish: Wish): Promise<Ending> {
    const { world } = this;
    const process = new Process(world);
    const client = new TillClient(
      this.connection,
      this.#httpOf(process),
      this.#cache.storeOf(process),
      process,
    );
    return new Promise((resolve, reject) => {
      // The platform ends every run after 30 seconds.
      world.after(world.chance(this.#deaths) ? world.between(0, 3000) : STEP_MILLISECONDS, () => {
        if (process.kill()) resolve('killed');
      });
      wish
        .run(client)
        .then((): Ending => 'done', endingOf)
        .then(resolve, reject);
    });
  }

  /** A request on its way to the till, and its answer on the way back. */
  #httpOf(process: Process): Http {
    const { world } = this;
    return async (request) => {
      const { lostRequest, lostAnswer, late, unreachable, restart, slowReturn } = this.#dangers;
      const remaining = process.startedAt + HTTP_MILLISECONDS - world.now;
      if (remaining <= 0) throw new NetworkFailure('timeout', false, 'no time');
      if (world.chance(unreachable)) {
        await process.pause(50);
        throw new NetworkFailure('unreachable', false, 'ECONNREFUSED');
      }
      const isSlow = request.body?.includes('MakeReturnGoods') === true && world.chance(slowReturn);
      if (isSlow || world.chance(late)) {
        world.after(world.between(0, 20_000), () => {
          this.#arrive(request);
        });
        await process.pause(isSlow ? 50 : Math.min(request.timeoutMilliseconds, remaining));
        throw isSlow
          ? new NetworkFailure('interrupted', true, 'ECONNRESET')
          : new NetworkFailure('timeout', true, 'timeout');
      }
      if (world.chance(lostRequest)) {
        await process.pause(50);
        throw new NetworkFailure('interrupted', true, 'ECONNRESET');
      }
      // Not the process but the world takes it there: a request arrives also when its sender is dead by then.
      const answered = Promise.withResolvers<HttpResponse>();
      const isLost = world.chance(lostAnswer);
      const restarts = world.chance(restart);
      world.after(world.between(5, 400), () => {
        const response = this.#arrive(request);
        if (restarts) this.till.restart();
        world.after(world.between(5, 100), () => {
          if (isLost || restarts) answered.reject(new NetworkFailure('interrupted', true, 'ECONNRESET'));
          else answered.resolve(response);
        });
      });
      try {
        return await answered.promise;
      } finally {
        // The dead do not get here.
        await process.pause(0);
      }
    };
  }

  #arrive({ method, url, headers = {}, body = '', into }: HttpRequest): HttpResponse {
    const { world, till } = this;
    if (world.chance(this.#dangers.stranger)) till.instances.useNumbers();
    const path = new URL(url).pathname;
    const { exchange, answer } = till.answerTo({
      method,
      path,
      headers: { ...headers },
      body: Buffer.from(body),
      address: '127.0.0.1',
    });
    const text = answer?.body.toString() ?? '';
    this.#count(exchange, text);
    into.push(Buffer.from(text));
    return { status: answer?.status ?? 500, location: undefined };
  }

  #count({ commands, replayed }: TillExchange, answer: string): void {
    const [command] = commands;
    if (!command || replayed === true || !answer.includes('Status="Ok"')) return;
    const guid = command.child('Order')?.attribute('guid') ?? '';
    const guests = command.child('Order')?.child('Guests')?.all('Guest').length ?? 0;
    const isNamed = ['site-1', 'site-2'].some((id) => orderGuidOf(id) === guid);
    const keys: Readonly<Record<string, string>> = {
      SaveOrder: `save ${guid} ${textOf(command.all('Session').flatMap((session) => session.children))}`,
      PayOrder: `pay ${guid}`,
      CreateOrder: `create ${isNamed ? guid : guests}`,
      MakeReturnGoods: `return ${textOf(command.child('Dishes')?.children ?? [])}`,
    };
    const key = keys[command.attribute('CMD') ?? ''];
    if (key !== undefined) this.#effects.set(key, (this.#effects.get(key) ?? 0) + 1);
  }

  /** From orders that are not empty: one soup is there already. */
  #openOrder(): TillOrder {
    const { attributes } = this.till.enter(
      '<RK7CMD CMD="CreateOrder"><Order><Table id="1000101"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
    );
    const order = this.till.orders.byGuid(String(attributes?.guid));
    if (!order) throw new Error('The order was not opened.');
    this.#add(order, SOUP, 1000);
    return order;
  }

  /** A waiter enters what no step does. */
  #serve(order: TillOrder | undefined): void {
    if (order) this.#add(order, this.world.chance(0.5) ? TEA : BREAD, 1000);
  }

  #sell(): TillOrder {
    const order = this.#openOrder();
    this.#add(order, CAKE, 5000);
    const { toPay } = order;
    this.till.enter(
      `<RK7CMD CMD="PayOrder"><Order guid="${order.guid}"/><Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="${toPay}"/></RK7CMD>`,
    );
    return order;
  }

  #add(order: TillOrder, ident: number, quantity: number): void {
    this.till.enter(
      `<RK7CMD CMD="SaveOrder"><Order guid="${order.guid}"/><Session><Station id="15015"/><Dish id="${ident}" quantity="${quantity}"/></Session></RK7CMD>`,
    );
  }
}

function endingOf(error: unknown): Ending {
  if (!(error instanceof Problem)) throw error;
  if (error.code === UNCLEAR) return 'unclear';
  return error.kind === 'later' || error.kind === 'refused' ? error.kind : 'failed';
}

interface Shown {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Shown[];
}

/** What a command adds, without its packing. */
function textOf(lines: readonly Shown[]): string {
  return JSON.stringify(
    lines
      .filter(({ name }) => name !== 'Station')
      .map(({ name, attributes, children }) => [name, attributes, children.map((child) => child.attributes)]),
  );
}

function saveKey(guid: string, { dishes, prepayments }: Packet): string {
  const lines = [
    ...dishes.map(({ dish, quantity, modifiers }) => [
      'Dish',
      { ...dish, quantity: String(quantity) },
      modifiers.map(({ modifier, count }) => ({ ...modifier, count: String(count) })),
    ]),
    ...prepayments.map(({ currency, amount }) => ['Prepay', { ...currency, amount: String(amount) }, []]),
  ];
  return `save ${guid} ${JSON.stringify(lines)}`;
}

function returnKey({ dishes }: Return): string {
  return `return ${JSON.stringify(dishes.map(({ lineGuid, quantity }) => ['Dish', { line_guid: lineGuid, quantity: String(quantity) }, []]))}`;
}
