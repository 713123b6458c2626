import { type Poll, type Poller } from '../../../sandbox/zapier/poller';
import { type TriggerSettings } from '../../../sandbox/zapier/trigger';
import { Zapier } from '../../../sandbox/zapier/zapier';
import { fixtureFiles, layOut } from './fixture-app/build';
import { Service } from './service';

const app = layOut(fixtureFiles());
let service: Service;
let zapier: Zapier;

jest.setTimeout(30_000);

beforeAll(async () => {
  service = await Service.start();
  zapier = await Zapier.start({ app: app.folder, workers: 2 });
});

beforeEach(() => {
  service.answers.clear();
});

afterAll(async () => {
  await zapier.stop();
  service.stop();
  app.remove();
});

/** Puts orders with these numbers on the list, in this order. */
function list(...ids: readonly number[]): void {
  service.answers.set(
    '/orders',
    ids.map((id) => ({ id })),
  );
}

function poller(settings: Partial<TriggerSettings> = {}): Poller {
  return zapier.poll({ key: 'orders', inputData: { url: service.url('/orders') }, ...settings });
}

async function started(settings?: Partial<TriggerSettings>): Promise<Poller> {
  const it = poller(settings);
  expect(await it.start()).toMatchObject({ result: { outcome: 'success' }, events: [], held: [] });
  return it;
}

function ids({ events }: Poll): unknown[] {
  return events.map(({ id }) => id);
}

describe('turning a Zap on', () => {
  test('polls once to learn what there is, and starts nothing', async () => {
    list(2, 1);
    const orders = poller();
    const { result, events } = await orders.start();
    expect(result).toMatchObject({ output: [{ id: 2, isPopulatingDedupe: true }, { id: 1 }] });
    expect(events).toEqual([]);
    expect(ids(await orders.tick())).toEqual([]);
    expect(orders.isOn).toBe(true);
  });

  test('fails with the first poll', async () => {
    const orders = poller({ inputData: { throws: 'expired' } });
    expect(await orders.start()).toMatchObject({ result: { kind: 'ExpiredAuthError' } });
    expect(orders.isOn).toBe(false);
    await expect(orders.tick()).rejects.toThrow('The Zap is off');
  });

  test('needs a trigger that the app has', () => {
    expect(() => poller({ key: 'nothing' })).toThrow('The app has no triggers.nothing.');
  });

  test('again forgets what was seen and learns anew', async () => {
    list(1);
    const orders = await started();
    orders.stop();
    await expect(orders.tick()).rejects.toThrow('The Zap is off');
    list(2, 1);
    await orders.start();
    list(3, 2, 1);
    expect(ids(await orders.tick())).toEqual([3]);
  });
});

describe('a poll', () => {
  test('starts the Zap with what is new, the oldest first, and with nothing twice', async () => {
    list(1);
    const orders = await started();
    list(3, 2, 1);
    const poll = await orders.tick();
    expect(poll.events).toMatchObject([
      { id: 2, isPopulatingDedupe: false, isLoadingSample: false },
      { id: 3 },
    ]);
    expect(poll.result.calls).toMatchObject([{ method: 'GET', url: service.url('/orders'), status: 200 }]);
    list(2, 4, 1, 3);
    expect(ids(await orders.tick())).toEqual([4]);
  });

  test('knows what was seen when the process is another', async () => {
    list(1);
    const orders = await started({ fresh: true });
    list(2, 1);
    expect(ids(await orders.tick({ fresh: true }))).toEqual([2]);
    expect(ids(await orders.tick({ fresh: true }))).toEqual([]);
  });

  test('tells events apart by all the primary keys of the output fields', async () => {
    const at = (version: number) => ({ order: 'a', version });
    service.answers.set('/orders', [at(1)]);
    const versions = await started({ key: 'versions' });
    service.answers.set('/orders', [at(2), at(1)]);
    expect((await versions.tick()).events).toMatchObject([at(2)]);
  });

  test('that fails says how, and loses nothing', async () => {
    list(1);
    const orders = await started();
    service.answers.set('/orders', 'out of order');
    expect(await orders.tick()).toMatchObject({
      result: { outcome: 'error', kind: 'Unexpected', message: 'A trigger must return a list.' },
      events: [],
    });
    list(2, 1);
    expect(ids(await orders.tick())).toEqual([2]);
  });

  test('whose process dies is made up for by the next', async () => {
    list(1);
    const orders = await started();
    list(2, 1);
    const dying = await orders.tick({ killWhen: service.hold('/orders') });
    expect(dying).toMatchObject({ result: { outcome: 'died', reason: 'killed' }, events: [] });
    expect(ids(await orders.tick())).toEqual([2]);
  });

  test.each([
    [['one'], 'A trigger must return a list of objects.'],
    [[{ id: 1 }, { name: 'no id' }], 'An event has no id.'],
    [[{ id: { a: 1 } }], 'The primary key id must be a plain value.'],
  ])('of %j is refused, as its events cannot be told apart', async (answer, message) => {
    service.answers.set('/orders', answer);
    expect(await poller().start()).toMatchObject({ result: { kind: 'Unexpected', message } });
  });
});

describe('two polls at once', () => {
  test('start the Zap once for each event', async () => {
    list();
    const orders = await started();
    list(3, 2, 1);
    const polls = await Promise.all([orders.tick(), orders.tick(), orders.tick()]);
    expect(polls.flatMap(ids).sort()).toEqual([1, 2, 3]);
  });

  test('that end in another order than they began in lose nothing and repeat nothing', async () => {
    list();
    const orders = await started();
    list(1);
    const held = service.hold('/orders');
    const slow = orders.tick();
    const release = await held;
    list(2, 1);
    expect(ids(await orders.tick())).toEqual([1, 2]);
    release();
    expect(ids(await slow)).toEqual([]);
  });

  test('of which one ends after the Zap was turned off start nothing more', async () => {
    list();
    const orders = await started();
    list(1);
    const held = service.hold('/orders');
    const late = orders.tick();
    const release = await held;
    orders.stop();
    release();
    expect(ids(await late)).toEqual([]);
  });
});

describe('a flood', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => count - index);

  test('of 100 events passes', async () => {
    list();
    const orders = await started();
    list(...numbers(100));
    expect((await orders.tick()).events).toHaveLength(100);
  });

  test('of more is held back until the user lets it pass, once', async () => {
    list();
    const orders = await started();
    list(...numbers(101));
    const poll = await orders.tick();
    expect([poll.events.length, poll.held.length]).toEqual([0, 101]);
    expect(ids(await orders.tick())).toEqual([]);
    expect(orders.replay().flatMap(ids)).toEqual(numbers(101).reverse());
    expect(orders.replay()).toEqual([]);
  });
});

test('a sample is loaded without touching what was seen', async () => {
  list(1);
  const orders = await started();
  list(2, 1);
  expect(await orders.sample()).toMatchObject({
    outcome: 'success',
    output: [{ id: 2, isLoadingSample: true }, { id: 1 }],
  });
  expect(ids(await orders.tick())).toEqual([2]);
});
