import { type Poll, type Poller } from '../../../sandbox/zapier/poller';
import { type TriggerSettings } from '../../../sandbox/zapier/trigger';
import { stageForAllTests } from './fixture-app/build';

const stage = stageForAllTests(2);

/** Puts orders with these numbers on the list, in this order. */
function list(...ids: readonly number[]): void {
  stage.service.answers.set(
    '/orders',
    ids.map((id) => ({ id })),
  );
}

const poller = (settings: Partial<TriggerSettings> = {}): Poller =>
  stage.zapier.poll({ key: 'orders', inputData: { url: stage.service.url('/orders') }, ...settings });

/** A Zap that was turned on while the list was this. */
async function startedWith(...ids: readonly number[]): Promise<Poller> {
  list(...ids);
  const orders = poller();
  expect(await orders.start()).toMatchObject({ result: { outcome: 'success' }, events: [], held: [] });
  return orders;
}

const idsIn = ({ events }: Poll): unknown[] => events.map(({ id }) => id);

/** The new events of a poll that finds this list. */
async function newIn(orders: Poller, ...ids: readonly number[]): Promise<unknown[]> {
  list(...ids);
  return idsIn(await orders.tick());
}

test('turning a Zap on polls once to learn what there is; turning it on again learns anew', async () => {
  list(2, 1);
  const orders = poller();
  const { result } = await orders.start();
  expect(result).toMatchObject({ output: [{ id: 2, isPopulatingDedupe: true }, { id: 1 }] });
  expect([orders.isOn, await newIn(orders, 2, 1)]).toEqual([true, []]);
  orders.stop();
  await expect(orders.tick()).rejects.toThrow('The Zap is off');
  list(3, 2, 1);
  await orders.start();
  expect(await newIn(orders, 4, 3, 2, 1)).toEqual([4]);
});

test('turning a Zap on fails with the first poll, and needs a trigger that the app has', async () => {
  const orders = poller({ inputData: { throws: 'expired' } });
  expect(await orders.start()).toMatchObject({ result: { kind: 'ExpiredAuthError' } });
  expect(orders.isOn).toBe(false);
  expect(() => poller({ key: 'nothing' })).toThrow('The app has no triggers.nothing.');
});

test('a poll starts the Zap with what is new, the oldest first, and with nothing twice', async () => {
  const orders = await startedWith(1);
  list(3, 2, 1);
  const poll = await orders.tick();
  expect(poll.events).toMatchObject([
    { id: 2, isPopulatingDedupe: false, isLoadingSample: false },
    { id: 3 },
  ]);
  expect(poll.result.calls).toMatchObject([
    { method: 'GET', url: stage.service.url('/orders'), status: 200 },
  ]);
  expect(await newIn(orders, 2, 4, 1, 3)).toEqual([4]);
  list(5);
  expect(idsIn(await orders.tick({ fresh: true }))).toEqual([5]);
  expect(idsIn(await orders.tick({ fresh: true }))).toEqual([]);
});

test('events are told apart by all the primary keys of the output fields', async () => {
  const at = (version: number) => ({ order: 'a', version });
  stage.service.answers.set('/orders', [at(1)]);
  const versions = poller({ key: 'versions' });
  await versions.start();
  stage.service.answers.set('/orders', [at(2), at(1)]);
  expect((await versions.tick()).events).toMatchObject([at(2)]);
});

test('a poll that fails, or loses its process, is made up for by the next', async () => {
  const orders = await startedWith(1);
  stage.service.answers.set('/orders', 'out of order');
  const message = 'A trigger must return a list.';
  expect(await orders.tick()).toMatchObject({ result: { kind: 'Unexpected', message }, events: [] });
  list(2, 1);
  const dying = await orders.tick({ killWhen: stage.service.hold('/orders') });
  expect(dying).toMatchObject({ result: { outcome: 'died', reason: 'killed' }, events: [] });
  expect(await newIn(orders, 2, 1)).toEqual([2]);
});

test.each([
  [['one'], 'A trigger must return a list of objects.'],
  [[{ id: 1 }, { name: 'no id' }], 'An event has no id.'],
  [[{ id: { a: 1 } }], 'The primary key id must be a plain value.'],
])('%j is refused, as its events cannot be told apart', async (answer, message) => {
  stage.service.answers.set('/orders', answer);
  expect(await poller().start()).toMatchObject({ result: { kind: 'Unexpected', message } });
});

describe('polls that overlap', () => {
  /** A poll that has got its answer, but not handed it on yet. */
  async function slowPoll(orders: Poller): Promise<{ release: () => void; poll: Promise<Poll> }> {
    const held = stage.service.hold('/orders');
    const poll = orders.tick();
    return { release: await held, poll };
  }

  test('start the Zap once for each event', async () => {
    const orders = await startedWith();
    list(3, 2, 1);
    const polls = await Promise.all([orders.tick(), orders.tick(), orders.tick()]);
    expect(polls.flatMap(idsIn).sort()).toEqual([1, 2, 3]);
  });

  test('lose and repeat nothing where they end in another order than they began in', async () => {
    const orders = await startedWith();
    list(1);
    const { release, poll } = await slowPoll(orders);
    expect(await newIn(orders, 2, 1)).toEqual([1, 2]);
    release();
    expect(idsIn(await poll)).toEqual([]);
  });

  test('start nothing where they end after the Zap was turned off', async () => {
    const orders = await startedWith();
    list(1);
    const { release, poll } = await slowPoll(orders);
    orders.stop();
    release();
    expect(idsIn(await poll)).toEqual([]);
  });
});

test('100 events pass at once; more are held back until the user lets them pass, once', async () => {
  const orders = await startedWith();
  const upTo = (most: number) => Array.from({ length: most }, (_, index) => most - index);
  expect(await newIn(orders, ...upTo(100))).toHaveLength(100);
  list(...upTo(201));
  const poll = await orders.tick();
  expect([poll.events.length, poll.held.length]).toEqual([0, 101]);
  expect(idsIn(await orders.tick())).toEqual([]);
  expect(orders.replay().flatMap(idsIn)).toEqual(upTo(201).slice(0, 101).reverse());
  expect(orders.replay()).toEqual([]);
});

test('a sample is loaded without touching what was seen', async () => {
  const orders = await startedWith(1);
  list(2, 1);
  expect(await orders.sample()).toMatchObject({ output: [{ id: 2, isLoadingSample: true }, { id: 1 }] });
  expect(idsIn(await orders.tick())).toEqual([2]);
});
