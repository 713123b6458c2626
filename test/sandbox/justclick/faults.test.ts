import { phpJson, sign } from '../../../sandbox/justclick/answers';
import type { ShopFault } from '../../../sandbox/justclick/faults';
import { call, isGenuine, post, type Reply, signed, useDouble } from './caller';

const double = useDouble();
const CHANGE = { good_name: 'super_tovar', good_sum: '5' };

/** What UpdateGood answers when all is well. */
const USUAL = phpJson(sign({ code: 0, text: 'ok' }, 'X'.repeat(40), false));

const change = () => post(double(), 'UpdateGood', signed(CHANGE));
const price = () => double().account().shop.product('super_tovar').good_sum;

/** Lets the next request go wrong. */
function fault(next: ShopFault): void {
  double().faults.add(next);
}

describe('faults that spoil the answer after the change was made', () => {
  afterEach(() => {
    expect(price()).toBe('5.00');
  });

  test('wrong hash: a success whose hash does not match', async () => {
    fault({ kind: 'wrong hash' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply).toMatchObject({
      error_code: 0,
      error_text: 'ok',
      hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(isGenuine(reply)).toBe(false);
  });

  test('no hash', async () => {
    fault({ kind: 'no hash' });
    expect(await (await change()).json()).toEqual({ error_code: 0, error_text: 'ok' });
  });

  test('upper case hash: still the right one', async () => {
    fault({ kind: 'upper case hash' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply.hash).toMatch(/^[0-9A-F]{32}$/);
    expect(isGenuine({ ...reply, hash: reply.hash?.toLowerCase() ?? '' })).toBe(true);
  });

  test('code as text: the hash is the same', async () => {
    fault({ kind: 'code as text' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply.error_code).toBe('0');
    expect(isGenuine(reply)).toBe(true);
  });

  test.each([
    ['in a list', `[${USUAL}]`],
    ['null', 'null'],
  ] as const)('%s', async (kind, body) => {
    fault({ kind });
    expect(await (await change()).text()).toBe(body);
  });

  test('another shape: an object without a code', async () => {
    fault({ kind: 'another shape' });
    expect(await (await change()).json()).not.toHaveProperty('error_code');
  });

  test('redirect with answer: the JSON is in the body of the redirect', async () => {
    fault({ kind: 'redirect with answer' });
    const response = await change();
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    expect(await response.text()).toBe(USUAL);
  });
});

test('no result', async () => {
  fault({ kind: 'no result' });
  const reply = await call(double(), 'GetAllGoods');
  expect(reply).toMatchObject({ error_code: 0 });
  expect(reply).not.toHaveProperty('result');
  expect(isGenuine(reply)).toBe(true);
});

test('numbers as text', async () => {
  fault({ kind: 'numbers as text' });
  expect(await call(double(), 'getOrdersWithGoods')).toMatchObject({
    error_code: 0,
    result: [
      { id: '100004', good_count: '1', is_recurrent: false, items: [{ partners: [{ partner_id: '77' }] }] },
    ],
  });
});

describe('faults that come instead of the change', () => {
  afterEach(() => {
    expect(price()).toBe('990.00');
  });

  test.each<[number, string | RegExp]>([
    [8, /^Лимит запросов по API с данного адреса исчерпан/],
    [6, 'permission denied for ip 127.0.0.1'],
    [7, 'account disabled'],
    [999, 'unknown error'],
    [602, 'error creating order'],
  ])('refusal: code %i, signed', async (code, text) => {
    fault({ kind: 'refusal', code });
    const reply = await call(double(), 'UpdateGood', CHANGE);
    expect(reply.error_code).toBe(code);
    expect(reply.error_text).toMatch(text);
    expect(isGenuine(reply)).toBe(true);
  });

  test('refusal: with any text', async () => {
    fault({ kind: 'refusal', code: 8, text: 'Слишком часто' });
    expect(await call(double(), 'UpdateGood', CHANGE)).toMatchObject({ error_text: 'Слишком часто' });
  });

  test.each([302, 307] as const)('redirect elsewhere: status %i to another host', async (status) => {
    fault({ kind: 'redirect elsewhere', status });
    const response = await change();
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
      status,
      `http://localhost:${double().port}/username/api/UpdateGood`,
      '',
    ]);
    fault({ kind: 'redirect elsewhere', status, location: 'https://thief.example/' });
    expect((await change()).headers.get('location')).toBe('https://thief.example/');
  });
});

test('redirect: another path of the same host performs the function', async () => {
  fault({ kind: 'redirect' });
  const first = await change();
  expect(first.status).toBe(307);
  const location = first.headers.get('location') ?? '';
  expect(location).toMatch(/^\//);
  expect(location).not.toBe('/username/api/UpdateGood');
  expect(price()).toBe('990.00');

  const second = await fetch(`${double().origin}${location}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: signed(CHANGE),
  });
  expect(await second.text()).toBe(USUAL);
  expect(price()).toBe('5.00');
});

test('a spoilt answer may be a refusal too', async () => {
  fault({ kind: 'no hash' });
  expect(await call(double(), 'UpdateGood')).toEqual({ error_code: 3, error_text: 'wrong posted data' });
});
