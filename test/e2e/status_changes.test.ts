import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { Clock } from '../../sandbox/clock';
import type { CommonFault } from '../../sandbox/faults';
import type { CourierFault } from '../../sandbox/measoft/faults';
import { courierConnection as authData } from '../../sandbox/scenes/delivery';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Poller } from '../../sandbox/zapier/poller';
import type { Treatment, TriggerSettings } from '../../sandbox/zapier/trigger';
import { Zapier } from '../../sandbox/zapier/zapier';
import { parseXml } from '../../sandbox/xml';
import { Simulation } from '../../proof/exactly_once/simulation';
import { EVENTS, ONCE_EACH, ROUNDS, StartedZap } from '../support/started_zap';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CHANGES = 2 * EVENTS;
const POLLS = 2 * ROUNDS;
/** At the end nothing goes wrong, so that what was held up can arrive. */
const CALM_POLLS = 2;
const ORDERS = 60;
/** So long that statuses grow older than the day of which a poll tells, and yet all orders stay among those of the last days. */
const BETWEEN_POLLS = 2 * 60 * 60_000;

/** Out for delivery, refused, brought back, agreed on anew, and out again. */
const ROUND = ['ACCEPTED', 'DELIVERY', 'COURIERCANCELED', 'COURIERRETURN', 'DATECHANGE', 'CONFIRM'];

const FAULTS: readonly (CommonFault | CourierFault)[] = [
  { kind: 'lost request' },
  { kind: 'lost answer' },
  { kind: 'half answer' },
  { kind: 'service error', status: 502 },
];

/** What becomes of a poll now and then, with its probability. */
const FATES = [
  ['killed in the midst of it', 0.06],
  ['not heard by the platform', 0.07],
  ['not answered', 0.05],
  ['overlapped by another', 0.05],
  ['in a new process', 0.01],
  ['after a look at samples', 0.02],
] as const;

type Fate = (typeof FATES)[number][0] | 'well';

interface Stage {
  readonly world: Simulation;
  readonly courier: CourierDouble;
  readonly zapier: Zapier;
  /** How often polls have spoken to the cache or to the courier service. */
  readonly acts: () => number;
}

/** One Zap: what it was started for, and how its polls ended. */
class WatchedZap {
  readonly started = new StartedZap(
    ({ ordercode, status, status_recorded: recorded }) =>
      `${String(ordercode)} ${String(status)} ${String(recorded)}`,
  );
  readonly polls = { all: 0, killed: 0, failed: 0, unheard: 0 };
  /** Whether the last poll arrived at the platform. */
  hasArrived = true;
  readonly #settings: TriggerSettings;
  readonly #poller: Poller;

  /** @param streamId undefined for one that looks among the orders of the last days. */
  constructor(
    private readonly stage: Stage,
    private readonly streamId?: string,
  ) {
    this.#settings = {
      key: 'measoft_status_changed',
      authData,
      inputData: streamId === undefined ? {} : { mode: 'stream', streamid: streamId },
      timeZone: 'Europe/Moscow',
    };
    this.#poller = stage.zapier.poll(this.#settings);
  }

  async turnOn(): Promise<void> {
    this.#note((await this.#poller.start()).result);
    expect(this.#poller.isOn).toBe(true);
  }

  async poll(fate: Fate): Promise<void> {
    const { courier, world } = this.stage;
    switch (fate) {
      case 'killed in the midst of it':
        return this.#tick({ killWhen: this.#soon() });
      case 'not heard by the platform':
        return this.#pollUnheard();
      case 'not answered':
        courier.faults.add(
          FAULTS[Math.floor(world.between(0, FAULTS.length))] ?? { kind: 'empty answer' },
          this.streamId !== undefined && world.chance(0.5) ? { on: 'commitlaststatus' } : {},
        );
        return this.#tick();
      case 'overlapped by another':
        await Promise.all([this.#tick(), pause(world.between(0, 20)).then(() => this.#tick())]);
        return;
      case 'in a new process':
        return this.#tick({ fresh: true });
      case 'after a look at samples':
        await this.#poller.sample();
        return this.#tick();
      case 'well':
        return this.#tick();
    }
  }

  requests(name: 'statusreq' | 'commitlaststatus'): number {
    const { journal } = this.stage.courier;
    return journal
      .of(name)
      .filter(({ root }) => typeof root !== 'string' && root.child('streamid')?.text === this.streamId)
      .length;
  }

  async #tick(treatment: Treatment = {}): Promise<void> {
    const { result, events, held } = await this.#poller.tick(treatment);
    expect(held).toEqual([]);
    this.started.add(events);
    this.#note(result);
  }

  async #pollUnheard(): Promise<void> {
    const { key, ...step } = this.#settings;
    this.#note(await this.stage.zapier.run({ ...step, method: `triggers.${key}.operation.perform` }));
    this.polls.unheard += 1;
    this.hasArrived = false;
  }

  #note({ outcome, calls }: RunResult): void {
    expect(calls.length).toBeLessThanOrEqual(this.streamId === undefined ? 1 : 2);
    this.polls.all += 1;
    if (outcome === 'died') this.polls.killed += 1;
    if (outcome === 'error') this.polls.failed += 1;
    this.hasArrived = outcome === 'success';
  }

  /** After as many acts as happen in a round, at most. */
  async #soon(): Promise<void> {
    const { acts, world } = this.stage;
    const last = acts() + world.between(0, 24);
    while (acts() < last) await pause(1);
  }
}

let now = Date.now() - (POLLS + 1) * BETWEEN_POLLS;
let courier: CourierDouble;
let zapier: Zapier;

beforeAll(async () => {
  const clock = new Clock(() => now);
  courier = await CourierDouble.start({ clock, seedOrders: false });
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { MEASOFT_URL: courier.url, ALLOW_LOOPBACK: '1' },
    workers: 3,
    clock: clock.now,
  });
});

afterAll(() => Promise.all([zapier.stop(), courier.stop()]));

function fateOf(world: Simulation): Fate {
  let left = world.random();
  return FATES.find(([, probability]) => (left -= probability) < 0)?.[0] ?? 'well';
}

it(`${CHANGES} changes of status start Zaps once each, with streams of their own and without one, though over ${POLLS} polls many die at any moment`, async () => {
  const world = new Simulation(2000);
  const cacheCalls = (['get', 'set', 'delete'] as const).map((name) => vi.spyOn(zapier.cache, name));
  const acts = (): number =>
    cacheCalls.reduce((sum, { mock }) => sum + mock.calls.length, courier.journal.exchanges.length);
  const stage = { world, courier, zapier, acts };

  for (let index = 0; index < ORDERS; index += 1) {
    courier.orders.create(
      parseXml(
        `<order orderno="SHOP-${index}"><receiver><person>Петров П.</person><phone>+74951234567</phone><town>Москва</town><address>Петровка, 38</address></receiver></order>`,
      ),
      courier.account(),
    );
  }
  now += BETWEEN_POLLS;
  const streams = [new WatchedZap(stage, '101'), new WatchedZap(stage, '102')];
  const zaps = [...streams, new WatchedZap(stage)];
  await Promise.all(zaps.map((zap) => zap.turnOn()));

  const changes: string[] = [];
  courier.orders.onStatus((order, { code, createdGmt }) => {
    changes.push(`${order.code} ${code} ${createdGmt.replace(' ', 'T')}Z`);
  });
  const changeStatus = (): void => {
    const order = courier.orders.all[Math.floor(world.between(0, ORDERS))];
    if (!order) throw new Error('There are no orders.');
    courier.orders.move(order, ROUND[(ROUND.indexOf(order.status().code) + 1) % ROUND.length] ?? '');
  };

  for (let poll = 0; poll < POLLS; poll += 1) {
    const pauses = BETWEEN_POLLS / (CHANGES / POLLS);
    for (let change = 0; change < CHANGES / POLLS; change += 1) {
      now += world.between(1000, 2 * pauses - 1000);
      changeStatus();
    }
    const isCalm = poll >= POLLS - CALM_POLLS;
    if (isCalm) courier.faults.clear();
    // As caches may, but not of what only polls that nobody heard have told.
    else if (world.chance(0.1) && streams.every(({ hasArrived }) => hasArrived))
      zapier.cache.drop(0.5, world.random);
    await Promise.all(zaps.map((zap) => zap.poll(isCalm ? 'well' : fateOf(world))));
  }

  expect(changes).toHaveLength(CHANGES);
  for (const zap of zaps) {
    expect(zap.started.against(changes)).toEqual(ONCE_EACH);
    const { killed, failed, unheard } = zap.polls;
    // Which of them a kill reaches in time is up to the machine.
    expect(killed + failed + unheard).toBeGreaterThan(0);
  }
  for (const zap of streams) {
    expect(zap.requests('statusreq')).toBeLessThanOrEqual(zap.polls.all);
    expect(zap.requests('commitlaststatus')).toBeLessThan(zap.polls.all);
  }
  expect(courier.budget.exceeded).toEqual([]);
});

const SETTINGS = { key: 'measoft_status_changed', authData, inputData: {}, timeZone: 'Europe/Moscow' };

describe('a backlog of 250 orders with long instructions, which is more than a result holds', () => {
  const BACKLOG = 250;
  const INSTRUCTION = 'Call an hour before. '.repeat(1400);

  function fillUp(): string[] {
    const changes: string[] = [];
    courier.orders.onStatus((order, { code, createdGmt }) => {
      changes.push(`${order.code} ${code} ${createdGmt.replace(' ', 'T')}Z`);
    });
    for (let index = 0; index < BACKLOG; index += 1) {
      now += 1000;
      const order = courier.orders.create(
        parseXml(
          `<order orderno="BIG-${index}"><receiver><person>Петров П.</person><phone>+74951234567</phone><town>Москва</town>` +
            `<address>Петровка, 38</address></receiver><instruction>${INSTRUCTION}</instruction></order>`,
        ),
        courier.account(),
      );
      courier.orders.move(order, 'DELIVERY');
    }
    return [...changes];
  }

  const started = new StartedZap(
    ({ ordercode, status, status_recorded: recorded }) =>
      `${String(ordercode)} ${String(status)} ${String(recorded)}`,
  );
  /** Zapier holds back what is more than a hundred at once, until its user lets it go. */
  async function tick(poller: Poller): Promise<void> {
    now += 15 * 60_000;
    const { result, events, held } = await poller.tick();
    expect(result.outcome).toBe('success');
    started.add([...events, ...held]);
  }

  it('starts a Zap once for every change when it reads a queue of its own', async () => {
    const inputData = { mode: 'stream', streamid: '103' };
    const poller = zapier.poll({ ...SETTINGS, inputData });
    await poller.start();
    const changes = fillUp();
    for (let poll = 0; poll < 8; poll += 1) await tick(poller);
    expect(started.against(changes)).toEqual(ONCE_EACH);
    const committed = courier.journal.of('commitlaststatus').length;
    expect(committed).toBeGreaterThan(0);
    // All of it is told, and the courier service tells nothing any more.
    await tick(poller);
    await tick(poller);
    expect(String(courier.journal.exchanges.at(-1)?.answer)).toContain('count="0"');
  });

  it('fails no poll of the orders of the last days, and no search', async () => {
    const poller = zapier.poll(SETTINGS);
    await poller.start();
    const order = courier.orders.get('BIG-0');
    now += 60_000;
    courier.orders.move(order, 'COMPLETE');
    const { result, events } = await poller.tick();
    expect(result.outcome).toBe('success');
    expect(events).toMatchObject([{ ordercode: order.code, status: 'COMPLETE' }]);
    const found = await zapier.run({
      method: 'searches.measoft_find_order.operation.perform',
      authData,
      inputData: { datefrom: 'вчера' },
      timeZone: 'Europe/Moscow',
    });
    expect(found.outcome).toBe('success');
  });
});
