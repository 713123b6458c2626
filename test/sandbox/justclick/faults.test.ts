import { phpJson, sign } from '../../../sandbox/justclick/answers';
import type { ShopFault } from '../../../sandbox/justclick/faults';
import { call, isGenuine, post, type Reply, signed, useDouble } from './caller';

const double = useDouble();
const CHANGE = { good_name: 'super_tovar', good_sum: '5' };

/** What UpdateGood answers when all is well. */
const USUAL = sign({ code: 0, text: 'ok' }, 'X'.repeat(40), false);

const price = () => double().account().shop.product('super_tovar').good_sum;

/** The answer to a change of the price to 5 under a fault, if any. */
function change(fault?: ShopFault): Promise<Response> {
  if (fault) double().faults.add(fault);
  return post(double(), 'UpdateGood', signed(CHANGE));
}

describe('faults that spoil the answer after the change was made', () => {
  afterEach(() => {
    expect(price()).toBe('5.00');
  });

  test.each([
    ['no hash', { ...USUAL, hash: undefined }],
    ['upper case hash', { ...USUAL, hash: USUAL.hash?.toUpperCase() }],
    ['code as text', { ...USUAL, error_code: '0' }],
    ['in a list', [USUAL]],
    ['null', null],
    ['another shape', { status: 'ok', data: { message: 'Запрос принят' } }],
  ] as const)('%s', async (kind, expected) => {
    expect(await (await change({ kind })).json()).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  test('wrong hash: a success whose hash does not match', async () => {
    const reply = (await (await change({ kind: 'wrong hash' })).json()) as Reply;
    expect(reply).toMatchObject({ error_code: 0, hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(isGenuine(reply)).toBe(false);
  });

  test('redirect with answer: the JSON is in the body of the redirect', async () => {
    const response = await change({ kind: 'redirect with answer' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    expect(await response.text()).toBe(phpJson(USUAL));
  });
});

test('no result', async () => {
  double().faults.add({ kind: 'no result' });
  const reply = await call(double(), 'GetAllGoods');
  expect(Object.keys(reply)).toEqual(['error_code', 'error_text', 'hash']);
  expect(isGenuine(reply)).toBe(true);
});

test('numbers as text', async () => {
  double().faults.add({ kind: 'numbers as text' });
  const order = { id: '100004', good_count: '1', is_recurrent: false };
  expect(await call(double(), 'getOrdersWithGoods')).toMatchObject({
    error_code: 0,
    result: [{ ...order, items: [{ partners: [{ partner_id: '77' }] }] }],
  });
});

describe('faults that come instead of the change', () => {
  afterEach(() => {
    expect(price()).toBe('990.00');
  });

  test.each<[number, string | undefined, string | RegExp]>([
    [8, undefined, /^Лимит запросов по API с данного адреса исчерпан/],
    [6, undefined, 'permission denied for ip 127.0.0.1'],
    [7, undefined, 'account disabled'],
    [999, undefined, 'unknown error'],
    [602, undefined, 'error creating order'],
    [8, 'Слишком часто', /^Слишком часто$/],
  ])('refusal: code %i with the text %j, signed', async (code, text, expected) => {
    double().faults.add({ kind: 'refusal', code, ...(text && { text }) });
    const reply = await call(double(), 'UpdateGood', CHANGE);
    expect([reply.error_code, isGenuine(reply)]).toEqual([code, true]);
    expect(reply.error_text).toMatch(expected);
  });

  test.each([302, 307] as const)('redirect elsewhere: status %i to another host', async (status) => {
    const response = await change({ kind: 'redirect elsewhere', status });
    expect([response.status, await response.text()]).toEqual([status, '']);
    expect(response.headers.get('location')).toBe(
      `http://localhost:${double().port}/username/api/UpdateGood`,
    );
    const location = 'https://thief.example/';
    expect((await change({ kind: 'redirect elsewhere', status, location })).headers.get('location')).toBe(
      location,
    );
  });
});

test('redirect: another path of the same host performs the function', async () => {
  const first = await change({ kind: 'redirect' });
  const location = first.headers.get('location') ?? '';
  expect([first.status, price()]).toEqual([307, '990.00']);
  expect(location).toMatch(/^\/(?!username\/api\/)/);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const second = await fetch(double().origin + location, { method: 'POST', headers, body: signed(CHANGE) });
  expect([await second.text(), price()]).toEqual([phpJson(USUAL), '5.00']);
});

test('a spoilt answer may be a refusal too', async () => {
  double().faults.add({ kind: 'no hash' });
  expect(await call(double(), 'UpdateGood')).toEqual({ error_code: 3, error_text: 'wrong posted data' });
});
