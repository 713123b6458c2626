import { type Finished, jitter, withLease } from '../../src/core/exactly_once/lease';
import { Vault } from '../../src/core/vault';
import { MemoryStore, StillClock } from '../support/memory';
import { problemOf } from '../support/problem';

let clock: StillClock;
let store: MemoryStore;
let vault: Vault;
beforeEach(() => {
  clock = new StillClock();
  store = new MemoryStore(clock);
  vault = new Vault(store, ['secret']);
});

/** Work that leaves nothing to put away. */
function done<Result>(result: Result): Promise<Finished<Result>> {
  return Promise.resolve({ result, settle: () => Promise.resolve() });
}

/** Work that has begun, and goes on until it is told to end. */
async function work(): Promise<{ done: Promise<string>; end: () => void }> {
  const [begun, goal] = [Promise.withResolvers<undefined>(), Promise.withResolvers<Finished<string>>()];
  const ended = withLease(vault, clock, () => {
    begun.resolve(undefined);
    return goal.promise;
  });
  await begun.promise;
  return {
    done: ended,
    end: () => {
      goal.resolve({ result: 'done', settle: () => Promise.resolve() });
    },
  };
}

it('lets work through when nobody else is at work, and the next after it', async () => {
  const before = clock.now();
  expect(await withLease(vault, clock, () => done('first'))).toBe('first');
  expect(await withLease(vault, clock, () => done('second'))).toBe('second');
  expect(clock.now()).toBe(before);
  expect(store.entries.size).toBe(0);
});

it('is given back when the work fails', async () => {
  const failure = new Error('it failed');
  await expect(withLease(vault, clock, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(await withLease(vault, clock, () => done('next'))).toBe('next');
});

it('is given back only after everything is put away', async () => {
  const [settling, putAway] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const settle = (): Promise<undefined> => {
    settling.resolve(undefined);
    return putAway.promise;
  };
  const first = withLease(vault, clock, () => Promise.resolve({ result: 'first', settle }));
  await settling.promise;
  const problem = await problemOf(() => withLease(vault, clock, () => done('never')));
  expect(problem.code).toBe('busy');
  putAway.resolve(undefined);
  expect(await first).toBe('first');
  expect(store.entries.size).toBe(0);
});

it('makes others wait for it', async () => {
  const order: string[] = [];
  const first = await work();
  jest.spyOn(clock, 'sleep').mockImplementation(async () => {
    order.push('waited');
    first.end();
    await first.done;
  });
  await withLease(vault, clock, () => {
    order.push('second');
    return done('second');
  });
  expect(order).toEqual(['waited', 'second']);
});

it('lets nobody wait for longer than twelve seconds, and says that nothing was sent', async () => {
  const first = await work();
  const before = clock.now();
  const problem = await problemOf(() =>
    withLease(vault, clock, () => Promise.reject(new Error('not reached'))),
  );
  expect(problem).toMatchObject({ kind: 'later', code: 'busy', retryAfterSeconds: 20 });
  expect(problem.message).toContain('Nothing was sent; this step runs again by itself.');
  expect(clock.now() - before).toBeGreaterThan(12_000);
  expect(clock.now() - before).toBeLessThan(12_500);
  first.end();
  await first.done;
});

it('falls free by itself 40 seconds after its holder died', async () => {
  await work();
  clock.pass(39);
  await problemOf(() => withLease(vault, new Impatient(clock), () => done('never')));
  clock.pass(1);
  expect(await withLease(vault, clock, () => done('next'))).toBe('next');
});

it('is not taken from another when it vanished, so that no more than these two ever meet', async () => {
  const first = await work();
  store.entries.clear();
  const second = await work();
  first.end();
  await first.done;
  const problem = await problemOf(() => withLease(vault, clock, () => done('never')));
  expect(problem.code).toBe('busy');
  second.end();
  await second.done;
  expect(store.entries.size).toBe(0);
});

it('is given back also where the cache does not tell whose it is', async () => {
  jest.spyOn(vault, 'read').mockResolvedValue(undefined);
  await withLease(vault, clock, () => done('it'));
  expect(store.entries.size).toBe(0);
});

it('keeps nobody from work when the cache is out of order', async () => {
  store.outOfOrder = true;
  await work();
  expect(await withLease(vault, clock, () => done('next'))).toBe('next');
});

it('waits around the given time and not just as long', () => {
  const times = Array.from({ length: 1000 }, () => jitter(100));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...times)).toBeLessThan(150);
  expect(new Set(times).size).toBeGreaterThan(900);
});

/** Its waits take no time of the other clock. */
class Impatient extends StillClock {
  constructor(other: StillClock) {
    super();
    this.time = other.time;
  }
}
