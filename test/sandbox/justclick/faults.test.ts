import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { phpJson, sign } from '../../../sandbox/justclick/answers';
import type { Fault } from '../../../sandbox/justclick/faults';
import { call, codeOf, isGenuine, post, type Reply, signed, useDouble } from './caller';

const double = useDouble();
const CHANGE = { good_name: 'super_tovar', good_sum: '5' };

/** What UpdateGood answers when all is well. */
const USUAL = phpJson(sign({ code: 0, text: 'ok' }, 'X'.repeat(40), false));

const change = () => post(double(), 'UpdateGood', signed(CHANGE));
const price = () => double().account().shop.product('super_tovar').good_sum;

/** Lets the next request go wrong. */
function fault(next: Fault): void {
  double().fault(next);
}

describe('faults that spoil the answer after the change was made', () => {
  afterEach(() => {
    expect(price()).toBe('5.00');
  });

  test('forged_hash: a success whose hash does not match', async () => {
    fault({ kind: 'forged_hash' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply).toMatchObject({
      error_code: 0,
      error_text: 'ok',
      hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(isGenuine(reply)).toBe(false);
  });

  test('missing_hash', async () => {
    fault({ kind: 'missing_hash' });
    expect(await (await change()).json()).toEqual({ error_code: 0, error_text: 'ok' });
  });

  test('upper_case_hash: still the right one', async () => {
    fault({ kind: 'upper_case_hash' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply.hash).toMatch(/^[0-9A-F]{32}$/);
    expect(isGenuine({ ...reply, hash: reply.hash?.toLowerCase() ?? '' })).toBe(true);
  });

  test('code_as_string: the hash is the same', async () => {
    fault({ kind: 'code_as_string' });
    const reply = (await (await change()).json()) as Reply;
    expect(reply.error_code).toBe('0');
    expect(isGenuine(reply)).toBe(true);
  });

  test.each<
    [
      Fault['kind'] & ('json_array' | 'json_null' | 'truncated_json' | 'byte_order_mark' | 'empty_body'),
      string,
    ]
  >([
    ['json_array', `[${USUAL}]`],
    ['json_null', 'null'],
    ['truncated_json', USUAL.slice(0, USUAL.length / 2)],
    ['byte_order_mark', `\uFEFF${USUAL}`],
    ['empty_body', ''],
  ])('%s', async (kind, body) => {
    fault({ kind });
    const response = await change();
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(body);
  });

  test('json_of_another_shape: an object without a code', async () => {
    fault({ kind: 'json_of_another_shape' });
    expect(await (await change()).json()).not.toHaveProperty('error_code');
  });

  test('redirect_302_with_answer: the JSON is in the body of the redirect', async () => {
    fault({ kind: 'redirect_302_with_answer' });
    const response = await change();
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/');
    expect(await response.text()).toBe(USUAL);
  });

  test('slow: the usual answer after the given time', async () => {
    fault({ kind: 'slow', milliseconds: 30 });
    expect(await (await change()).text()).toBe(USUAL);
  });

  test('slow: other requests overtake it, and stopping cuts it off', async () => {
    fault({ kind: 'slow', milliseconds: 60_000 });
    const end = change().then(
      () => 'answered',
      () => 'cut off',
    );
    while (double().requests.length === 0) {
      await pause(1);
    }
    expect(await codeOf(double(), 'GetAllGroups')).toBe(0);
    await double().stop();
    expect(await end).toBe('cut off');
  });

  test('large: the usual JSON after megabytes of white space', async () => {
    fault({ kind: 'large', megabytes: 3 });
    const body = await (await change()).text();
    expect(body.length).toBe(3 * 2 ** 20 + USUAL.length);
    expect(body.trimStart()).toBe(USUAL);
  });

  test('trickle: an answer that begins and never ends', async () => {
    fault({ kind: 'trickle' });
    const response = await change();
    const reader = response.body?.getReader();
    const chunks: string[] = [];
    while (chunks.length < 4) {
      const chunk = await reader?.read();
      expect(chunk?.done).toBe(false);
      chunks.push(Buffer.from(chunk?.value ?? []).toString());
    }
    expect(chunks).toEqual([USUAL.slice(0, USUAL.length / 2), ' ', ' ', ' ']);
    await reader?.cancel();
  });

  test('reset_after_execution: the answer is lost, the change stays', async () => {
    fault({ kind: 'reset_after_execution' });
    await expect(change()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });
});

describe('faults in the result', () => {
  test('missing_result', async () => {
    fault({ kind: 'missing_result' });
    const reply = await call(double(), 'GetAllGoods');
    expect(reply).toMatchObject({ error_code: 0 });
    expect(reply).not.toHaveProperty('result');
    expect(isGenuine(reply)).toBe(true);
  });

  test('numbers_as_strings', async () => {
    fault({ kind: 'numbers_as_strings', times: 2 });
    const reply = await call(double(), 'getOrdersWithGoods');
    expect(reply).toMatchObject({
      error_code: 0,
      result: [
        { id: '100004', good_count: '1', is_recurrent: false, items: [{ partners: [{ partner_id: '77' }] }] },
      ],
    });
    expect(await (await change()).text()).toBe(USUAL);
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
    expect(await call(double(), 'UpdateGood', CHANGE)).toMatchObject({
      error_code: 8,
      error_text: 'Слишком часто',
    });
  });

  test.each<[Fault['kind'] & ('html_500' | 'html_200'), number]>([
    ['html_500', 500],
    ['html_200', 200],
  ])('%s', async (kind, status) => {
    fault({ kind });
    const response = await change();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  test('redirect_302_elsewhere: to another host, without JSON', async () => {
    fault({ kind: 'redirect_302_elsewhere' });
    const response = await change();
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(
      `http://localhost:${double().port}/username/api/UpdateGood`,
    );
    expect(await response.text()).toBe('');
  });

  test('redirect_307_elsewhere: to another host, by default one where this journal sees what arrives', async () => {
    fault({ kind: 'redirect_307_elsewhere' });
    const response = await change();
    expect(response.status).toBe(307);
    await fetch(response.headers.get('location') ?? '', { method: 'POST' });
    expect(double().requests[1]).toMatchObject({ headers: { host: `localhost:${double().port}` }, body: '' });
  });

  test.each(['redirect_302_elsewhere', 'redirect_307_elsewhere'] as const)(
    '%s: to a host of choice',
    async (kind) => {
      fault({ kind, location: 'https://thief.example/' });
      expect((await change()).headers.get('location')).toBe('https://thief.example/');
    },
  );

  test('reset_before_execution: nothing happened', async () => {
    fault({ kind: 'reset_before_execution' });
    await expect(change()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(double().requests).toMatchObject([{ fault: 'reset_before_execution', answer: undefined }]);
  });
});

test('redirect_307: another path of the same host performs the function', async () => {
  fault({ kind: 'redirect_307' });
  const first = await change();
  expect(first.status).toBe(307);
  const location = first.headers.get('location') ?? '';
  expect(location).toMatch(/^\//);
  expect(location).not.toBe('/username/api/UpdateGood');
  expect(price()).toBe('990.00');

  const second = await fetch(`http://127.0.0.1:${double().port}${location}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: signed(CHANGE),
  });
  expect(await second.text()).toBe(USUAL);
  expect(price()).toBe('5.00');
});

describe('which requests a fault befalls', () => {
  test('one, unless more are asked for', async () => {
    fault({ kind: 'refusal', code: 8 });
    fault({ kind: 'refusal', code: 7, times: 2 });
    const codes = [];
    for (let request = 0; request < 4; request += 1) {
      codes.push(await codeOf(double(), 'GetAllGroups'));
    }
    expect(codes).toEqual([8, 7, 7, 0]);
  });

  test('only those of one function, if one is named; others pass by', async () => {
    fault({ kind: 'refusal', code: 8, function: 'UpdateGood' });
    fault({ kind: 'refusal', code: 7, function: 'GetAllGoods' });
    expect(await codeOf(double(), 'GetAllGroups')).toBe(0);
    expect(await codeOf(double(), 'GetAllGoods')).toBe(7);
    expect(await codeOf(double(), 'UpdateGood', CHANGE)).toBe(8);
  });

  test('those after the first few, so that a limit can be reached', async () => {
    fault({ kind: 'refusal', code: 8, after: 2, times: Infinity });
    const codes = [];
    for (let request = 0; request < 5; request += 1) {
      codes.push(await codeOf(double(), 'GetAllGroups'));
    }
    expect(codes).toEqual([0, 0, 8, 8, 8]);
  });

  test('none any more, when they are cleared', async () => {
    fault({ kind: 'html_500', times: Infinity });
    double().clearFaults();
    expect(await codeOf(double(), 'GetAllGroups')).toBe(0);
  });

  test('and the journal names it', async () => {
    fault({ kind: 'forged_hash' });
    await change();
    await change();
    expect(double().requests.map((request) => request.fault)).toEqual(['forged_hash', undefined]);
  });

  test('a spoilt answer may be a refusal too', async () => {
    fault({ kind: 'missing_hash' });
    expect(await call(double(), 'UpdateGood')).toEqual({ error_code: 3, error_text: 'wrong posted data' });
  });
});

test('a caller who hangs up while sending does no harm', async () => {
  const socket = connect(double().port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('POST /username/api/GetAllGroups HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhash=');
  socket.resetAndDestroy();
  expect(await codeOf(double(), 'GetAllGroups')).toBe(0);
});
