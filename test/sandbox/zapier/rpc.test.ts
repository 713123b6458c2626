import { Cache } from '../../../sandbox/zapier/cache';
import { Rpc } from '../../../sandbox/zapier/rpc';

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

const storeKeys: Record<string, string> = { one: 'store one', two: 'store two', three: 'store one' };

function call(token: string, method: string, ...params: unknown[]): unknown {
  return rpc.answer(token, JSON.stringify({ id: 7, storeKey: storeKeys[token], method, params })).body;
}

function result(value: unknown): unknown {
  return { id: 7, result: value };
}

describe('the cache', () => {
  test('gives back the JSON text that was set, null for what was not, and says what it deleted', () => {
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result(null));
    expect(call('one', 'zcache_set', 'k', '{"a":1}', null, null, null)).toEqual(result(true));
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result('{"a":1}'));
    expect(call('one', 'zcache_delete', 'k', null)).toEqual(result(true));
    expect(call('one', 'zcache_delete', 'k', null)).toEqual(result(false));
  });

  test('forgets an entry when its seconds have passed', () => {
    call('one', 'zcache_set', 'k', '1', 60, null, null);
    now += 59_999;
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result('1'));
    now += 1;
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result(null));
    expect(cache.entries()).toEqual([]);
  });

  test('shares entries without a scope among everybody', () => {
    call('one', 'zcache_set', 'k', '1', null, null, null);
    expect(call('two', 'zcache_get', 'k', null)).toEqual(result('1'));
  });

  test.each([
    [['auth'], { two: null, three: '1' }],
    [['user'], { two: '1', three: null }],
    [['user', 'auth'], { two: null, three: null }],
  ])('keeps entries of scope %j apart', (scope, seen) => {
    call('one', 'zcache_set', 'k', '1', null, scope, null);
    expect(call('one', 'zcache_get', 'k', scope)).toEqual(result('1'));
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result(null));
    expect(call('two', 'zcache_get', 'k', scope)).toEqual(result(seen.two));
    expect(call('three', 'zcache_get', 'k', scope)).toEqual(result(seen.three));
  });

  test('with nx sets only a key that does not live', () => {
    expect(call('one', 'zcache_set', 'lease', '1', 10, ['auth'], true)).toEqual(result(true));
    expect(call('three', 'zcache_set', 'lease', '2', 10, ['auth'], true)).toEqual(result(false));
    expect(call('one', 'zcache_get', 'lease', ['auth'])).toEqual(result('1'));
    now += 10_000;
    expect(call('three', 'zcache_set', 'lease', '2', 10, ['auth'], true)).toEqual(result(true));
  });

  test('shows what lives in it, and for whom', () => {
    call('one', 'zcache_set', 'k', '1', 60, ['auth'], null);
    const owner = { connection: 'shop one', user: 'anna' };
    expect(cache.entries()).toEqual([
      { key: 'k', scope: ['auth'], owner, value: '1', expiresAt: now + 60_000 },
    ]);
  });

  test('loses everything, or a random share, when told to', () => {
    for (const key of ['a', 'b', 'c']) call('one', 'zcache_set', key, '1', null, null, null);
    const draws = [0.1, 0.9, 0.4];
    cache.drop(0.5, () => draws.shift() ?? 1);
    expect(cache.entries().map(({ key }) => key)).toEqual(['b']);
    cache.clear();
    expect(cache.entries()).toEqual([]);
  });

  test('fails on purpose as often as told, without effect, and then works', () => {
    cache.failNext('error');
    cache.failNext('throttled');
    cache.failNext('unavailable', 2);
    const set = () =>
      rpc.answer(
        'one',
        JSON.stringify({ id: 7, storeKey: 'store one', method: 'zcache_set', params: ['k', '1'] }),
      );
    expect(set()).toEqual({ status: 200, body: { id: 7, error: 'The cache failed on purpose.' } });
    expect(set()).toEqual({ status: 200, body: result(null) });
    expect([set().status, set().status]).toEqual([500, 500]);
    expect(cache.entries()).toEqual([]);
    expect(set()).toEqual({ status: 200, body: result(true) });
  });

  test('fails for one method alone, forgets, or stays silent, until it is healed', () => {
    call('one', 'zcache_set', 'k', '1', null, null, null);
    cache.failNext('forgetful', 9, 'get');
    const calls = cache.watch();
    expect(call('one', 'zcache_set', 'k', '2', null, null, null)).toEqual(result(true));
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result(null));
    cache.failNext('silent', 1, 'delete');
    const body = JSON.stringify({
      id: 7,
      storeKey: 'store one',
      method: 'zcache_delete',
      params: ['k', null],
    });
    expect(rpc.answer('one', body)).toMatchObject({ isSilent: true });
    expect([calls, cache.failed]).toEqual([['set', 'get', 'delete'], 2]);
    cache.heal();
    expect(call('one', 'zcache_get', 'k', null)).toEqual(result('2'));
  });
});

test('the cursor is apart for each store', () => {
  expect(call('one', 'get_cursor')).toEqual(result(null));
  expect(call('one', 'set_cursor', 'page 2')).toEqual(result(null));
  expect(call('one', 'get_cursor')).toEqual(result('page 2'));
  expect(call('two', 'get_cursor')).toEqual(result(null));
});

describe('a call is refused', () => {
  const unauthorised = { status: 401, body: { id: 7, error: 'The token is not that of a run in progress.' } };
  const body = (storeKey: string) =>
    JSON.stringify({ id: 7, storeKey, method: 'zcache_get', params: ['k', null] });

  test('without a token, with an unknown one, or with the store of another run', () => {
    expect(rpc.answer('', body('store one'))).toEqual(unauthorised);
    expect(rpc.answer('four', body('store one'))).toEqual(unauthorised);
    expect(rpc.answer('one', body('store two'))).toEqual(unauthorised);
  });

  test('once its run has ended', () => {
    rpc.close('one');
    expect(rpc.answer('one', body('store one'))).toEqual(unauthorised);
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
    expect(call('one', method, ...params)).toEqual({ id: 7, error: expect.any(String) as string });
  });
});
