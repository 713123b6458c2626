import { Cache } from '../../../sandbox/zapier/cache';
import { Rpc, type RpcAnswer } from '../../../sandbox/zapier/rpc';

let now = 0;
let cache: Cache;
let rpc: Rpc;

beforeEach(() => {
  now = 1_000_000;
  cache = new Cache(() => now);
  rpc = new Rpc(cache);
  rpc.open('one', { connection: 'shop one', user: 'anna', storeKey: 'store one' });
  rpc.open('two', { connection: 'shop two', user: 'anna', storeKey: 'store two' });
  rpc.open('three', { connection: 'shop one', user: 'boris', storeKey: 'store one' });
});

function answer(token: string, method: string, params: unknown[], store?: string): RpcAnswer {
  const storeKey = store ?? (token === 'two' ? 'store two' : 'store one');
  return rpc.answer(token, JSON.stringify({ id: 7, storeKey, method, params }));
}

/** The result of a call, which must not have failed. */
function call(token: string, method: string, ...params: unknown[]): unknown {
  const { status, body } = answer(token, method, params);
  expect([status, body.id, body.error]).toEqual([200, 7, undefined]);
  return body.result;
}

describe('the cache', () => {
  test('gives back the JSON text that was set, null for what was not, and says what it deleted', () => {
    expect(call('one', 'zcache_get', 'k', null)).toBeNull();
    expect(call('one', 'zcache_set', 'k', '{"a":1}', null, null, null)).toBe(true);
    expect(call('one', 'zcache_get', 'k', null)).toBe('{"a":1}');
    expect([1, 2].map(() => call('one', 'zcache_delete', 'k', null))).toEqual([true, false]);
  });

  test('forgets an entry when its seconds have passed, and shows what lives in it, and for whom', () => {
    call('one', 'zcache_set', 'k', '1', 60, ['auth'], null);
    const owner = { connection: 'shop one', user: 'anna' };
    const entry = { key: 'k', scope: ['auth'], owner, value: '1', expiresAt: now + 60_000 };
    now += 59_999;
    expect(cache.entries()).toEqual([entry]);
    now += 1;
    expect([call('one', 'zcache_get', 'k', ['auth']), cache.entries()]).toEqual([null, []]);
  });

  test.each([
    [null, { two: '1', three: '1', unscoped: '1' }],
    [['auth'], { two: null, three: '1', unscoped: null }],
    [['user'], { two: '1', three: null, unscoped: null }],
    [['user', 'auth'], { two: null, three: null, unscoped: null }],
  ])('shares an entry of scope %j with %j', (scope, seen) => {
    call('one', 'zcache_set', 'k', '1', null, scope, null);
    expect(call('one', 'zcache_get', 'k', scope)).toBe('1');
    const [two, three] = ['two', 'three'].map((token) => call(token, 'zcache_get', 'k', scope));
    expect({ two, three, unscoped: call('one', 'zcache_get', 'k', null) }).toEqual(seen);
  });

  test('with nx sets only a key that does not live', () => {
    const lease = (token: string) => call(token, 'zcache_set', 'lease', token, 10, ['auth'], true);
    expect([lease('one'), lease('three'), call('one', 'zcache_get', 'lease', ['auth'])]).toEqual([
      true,
      false,
      'one',
    ]);
    now += 10_000;
    expect(lease('three')).toBe(true);
  });

  test('loses a random share when told to', () => {
    for (const key of ['a', 'b', 'c']) call('one', 'zcache_set', key, '1', null, null, null);
    const draws = [0.1, 0.9, 0.4];
    cache.drop(0.5, () => draws.shift() ?? 1);
    expect(cache.entries().map(({ key }) => key)).toEqual(['b']);
  });

  test('fails on purpose as often as told, without effect, or for one method alone, until it is healed', () => {
    const set = () => answer('one', 'zcache_set', ['k', '1']);
    cache.failNext('error');
    cache.failNext('throttled');
    cache.failNext('unavailable', 2);
    cache.failNext('silent');
    expect(set()).toEqual({ status: 200, body: { id: 7, error: 'The cache failed on purpose.' } });
    expect(set()).toEqual({ status: 200, body: { id: 7, result: null } });
    expect([set().status, set().status]).toEqual([500, 500]);
    expect(set()).toMatchObject({ isSilent: true });
    expect([cache.entries(), cache.failed]).toEqual([[], 5]);
    cache.failNext('forgetful', 9, 'get');
    const calls = cache.watch();
    expect([call('one', 'zcache_set', 'k', '2'), call('one', 'zcache_get', 'k')]).toEqual([true, null]);
    expect(calls).toEqual(['set', 'get']);
    cache.heal();
    expect(call('one', 'zcache_get', 'k')).toBe('2');
  });
});

test('the cursor is apart for each store', () => {
  expect(call('one', 'set_cursor', 'page 2')).toBeNull();
  expect([call('one', 'get_cursor'), call('two', 'get_cursor')]).toEqual(['page 2', null]);
});

describe('a call is refused', () => {
  test('without a token, with an unknown one or the store of another run, and once its run has ended', () => {
    rpc.close('three');
    const error = 'The token is not that of a run in progress.';
    for (const [token, store] of [
      ['', 'store one'],
      ['four', 'store one'],
      ['one', 'store two'],
      ['three', 'store one'],
    ])
      expect(answer(token ?? '', 'zcache_get', ['k', null], store)).toEqual({
        status: 401,
        body: { id: 7, error },
      });
  });

  test('when it is not JSON', () => {
    expect(rpc.answer('one', 'hello')).toMatchObject({ status: 400 });
  });

  test.each([
    ['an unknown method', 'zcache_flush', []],
    ['a key that is not text', 'zcache_get', [1, null]],
    ['a scope that does not exist', 'zcache_get', ['k', ['zap']]],
    ['a lifetime of nothing', 'zcache_set', ['k', '1', 0, null, null]],
    ['a broken lifetime', 'zcache_set', ['k', '1', 1.5, null, null]],
  ])('with %s', (_, method, params) => {
    expect(answer('one', method, params).body).toEqual({ id: 7, error: expect.any(String) as string });
  });
});
