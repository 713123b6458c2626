import { type AppDefinition, type LockDefinition } from '../../../sandbox/zapier/definition';
import { lockOf, Locks } from '../../../sandbox/zapier/lock';
import { type Step } from '../../../sandbox/zapier/step';

function definitionWith(lock: LockDefinition): AppDefinition {
  const operation = { key: 'pay', noun: 'Order', display: { label: 'Pay' }, operation: { lock } };
  return { version: '1.0.0', creates: { pay: operation }, triggers: { pay: operation } };
}

const pay: Step = {
  method: 'creates.pay.operation.perform',
  authData: { login: 'one' },
  inputData: { till: 7 },
};

function nameOf(lock: LockDefinition, step: Step): string | undefined {
  return lockOf(definitionWith(lock), step)?.name;
}

describe('the lock of a step', () => {
  test('is shared by all connections and users of the app where it has no scope', () => {
    const lock = { key: 'till' };
    expect(nameOf(lock, pay)).toBe(nameOf(lock, { ...pay, connectionId: 'other', userId: 'other' }));
  });

  test('of scope auth is apart for each connection', () => {
    const lock: LockDefinition = { key: 'till', scope: ['auth'] };
    expect(nameOf(lock, pay)).toBe(nameOf(lock, { ...pay, userId: 'other' }));
    expect(nameOf(lock, pay)).not.toBe(nameOf(lock, { ...pay, authData: { login: 'two' } }));
  });

  test('of scope user is apart for each user', () => {
    const lock: LockDefinition = { key: 'till', scope: ['user'] };
    expect(nameOf(lock, pay)).toBe(nameOf(lock, { ...pay, connectionId: 'other' }));
    expect(nameOf(lock, pay)).not.toBe(nameOf(lock, { ...pay, userId: 'other' }));
  });

  test('may be apart for each value of an input', () => {
    const lock = { key: 'till-{{bundle.inputData.till}}' };
    expect(nameOf(lock, pay)).not.toBe(nameOf(lock, { ...pay, inputData: { till: 8 } }));
  });

  test('lasts as long as the operation says, 180 seconds at the most', () => {
    expect(lockOf(definitionWith({ key: 'till', timeout: 20 }), pay)).toMatchObject({ seconds: 20 });
    expect(lockOf(definitionWith({ key: 'till', timeout: 900 }), pay)).toMatchObject({ seconds: 180 });
  });

  test('is not asked for by a trigger, by the form, or by a step that is told to ignore it', () => {
    expect(nameOf({ key: 'till' }, { ...pay, method: 'triggers.pay.operation.perform' })).toBeUndefined();
    expect(nameOf({ key: 'till' }, { ...pay, method: 'creates.pay.operation.inputFields' })).toBeUndefined();
    expect(nameOf({ key: 'till' }, { ...pay, honourLock: false })).toBeUndefined();
  });
});

describe('runs that share a lock', () => {
  const till = { name: 'till', seconds: 30 };
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Takes a place in the queue, and tells how it went. */
  function queueUp(locks: Locks, lock = till): { state: 'waiting' | 'running' | 'gave up'; end: () => void } {
    const run: ReturnType<typeof queueUp> = { state: 'waiting', end: () => undefined };
    void locks.acquire(lock).then((release) => {
      run.state = release ? 'running' : 'gave up';
      run.end = release ?? run.end;
    });
    return run;
  }

  test('pass one after the other, in the order they came', async () => {
    const locks = new Locks();
    const [first, second, third] = [queueUp(locks), queueUp(locks), queueUp(locks)];
    await jest.advanceTimersByTimeAsync(0);
    expect([first.state, second.state, third.state]).toEqual(['running', 'waiting', 'waiting']);
    first.end();
    await jest.advanceTimersByTimeAsync(0);
    expect([second.state, third.state]).toEqual(['running', 'waiting']);
    second.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(third.state).toBe('running');
  });

  test('do not wait for runs under another lock', async () => {
    const locks = new Locks();
    queueUp(locks);
    const other = queueUp(locks, { name: 'other till', seconds: 30 });
    await jest.advanceTimersByTimeAsync(0);
    expect(other.state).toBe('running');
  });

  test('lose the lock, and go on, when they hold it for longer than its timeout', async () => {
    const locks = new Locks();
    const slow = queueUp(locks);
    await jest.advanceTimersByTimeAsync(1_000);
    const next = queueUp(locks);
    await jest.advanceTimersByTimeAsync(29_000);
    expect(next.state).toBe('running');
    const last = queueUp(locks);
    slow.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(last.state).toBe('waiting');
  });

  test('give up when they have waited for longer than its timeout', async () => {
    const locks = new Locks();
    queueUp(locks);
    await jest.advanceTimersByTimeAsync(10_000);
    const [second, third] = [queueUp(locks), queueUp(locks)];
    await jest.advanceTimersByTimeAsync(30_000);
    expect([second.state, third.state]).toEqual(['running', 'gave up']);
    second.end();
    const fourth = queueUp(locks);
    await jest.advanceTimersByTimeAsync(0);
    expect(fourth.state).toBe('running');
  });
});
