import { request } from 'node:https';
import { gzipSync } from 'node:zlib';
import type { CommonFault, Occasion } from '../../sandbox/faults';
import { type Answer, Double, type Exchange, type Received } from '../../sandbox/server';
import { selfSigned } from '../support/certificates';

/** What a service answers while nothing goes wrong. */
const USUAL = `{"said":"${'да'.repeat(50)}"}`;
const HALF = Buffer.from(USUAL)
  .subarray(0, Buffer.byteLength(USUAL) / 2)
  .toString();

/** A service whose functions are its paths, and which counts what it has done. */
class Counter extends Double<Exchange> {
  done = 0;
  protected override readonly packs = true;
  protected override readonly maxRequestBytes = 1000;

  static start(tls?: { readonly cert: string; readonly key: string }): Promise<Counter> {
    return new Counter(tls).listen();
  }

  protected read({ method, path, headers, body }: Received): { exchange: Exchange; answer?: Answer } {
    const exchange = { method, path, headers, request: body.toString(), calls: [path.slice(1)] };
    return path === '/unknown' ? { exchange, answer: { status: 404, headers: {}, body: '' } } : { exchange };
  }

  protected perform(): Answer {
    this.done += 1;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: USUAL };
  }
}

let counter: Counter;
beforeEach(async () => {
  counter = await Counter.start();
});
afterEach(() => counter.stop());

const ask = (path = 'one', options: RequestInit = {}): Promise<Response> =>
  fetch(`${counter.origin}/${path}`, { method: 'POST', ...options });

/** How one request ends: the body, or the code of what befell the connection. */
async function end(): Promise<string> {
  try {
    return Buffer.from(await (await ask()).arrayBuffer()).toString();
  } catch (error) {
    return String((error as { cause?: { code?: string } }).cause?.code);
  }
}

it.each<[CommonFault, string, done: number]>([
  [{ kind: 'lost request' }, 'ECONNRESET', 0],
  [{ kind: 'lost answer' }, 'ECONNRESET', 1],
  [{ kind: 'delay', milliseconds: 20 }, USUAL, 1],
  [{ kind: 'half answer' }, HALF, 1],
  [{ kind: 'empty answer' }, '', 1],
  [{ kind: 'huge answer', bytes: 3 * 2 ** 20 }, USUAL + ' '.repeat(3 * 2 ** 20), 1],
  [{ kind: 'byte order mark' }, `\uFEFF${USUAL}`, 1],
  [{ kind: 'cut answer' }, 'UND_ERR_SOCKET', 1],
])('a fault of any service: %j', async (fault, expected, done) => {
  counter.faults.add(fault);
  expect([await end(), counter.done]).toEqual([expected, done]);
  expect(await end()).toBe(USUAL);
});

it.each([200, 403, 500])('a page with status %i comes, and nothing is done', async (status) => {
  counter.faults.add({ kind: 'html page', status });
  const response = await ask();
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    'text/html; charset=utf-8',
  ]);
  expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  expect(counter.done).toBe(0);
});

it('an answer that is cut announces its whole length, and one that trickles never ends', async () => {
  counter.faults.add({ kind: 'cut answer' });
  const response = await ask();
  expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(USUAL)));
  await response.text().catch(() => '');
  counter.faults.add({ kind: 'trickle' });
  const reader = (await ask()).body?.getReader();
  const chunks: string[] = [];
  while (chunks.length < 3) chunks.push(Buffer.from((await reader?.read())?.value ?? []).toString());
  expect(chunks).toEqual([HALF, ' ', ' ']);
  await reader?.cancel();
});

describe('a planned fault', () => {
  const PAGE = { kind: 'html page', status: 500 } as const;
  const statuses = async (...paths: readonly string[]): Promise<number[]> => {
    const found = [];
    for (const path of paths) found.push((await ask(path)).status);
    return found;
  };

  it.each<[Occasion | undefined, number[]]>([
    [undefined, [500, 200, 200, 200]],
    [{ times: 2 }, [500, 500, 200, 200]],
    [{ after: 2 }, [200, 200, 500, 200]],
    [{ on: 'two' }, [200, 500, 200, 200]],
    [{ on: 'two', after: 1, times: Infinity }, [200, 200, 200, 500]],
  ])('befalls the requests that it is for: %j', async (occasion, expected) => {
    counter.faults.add(PAGE, occasion);
    expect(await statuses('one', 'two', 'one', 'two')).toEqual(expected);
  });

  it('comes in the order of planning, spares what is no request for a function, and can be called off', async () => {
    counter.faults.add(PAGE);
    counter.faults.add({ kind: 'html page', status: 403 });
    counter.faults.add(PAGE, { times: Infinity });
    expect(await statuses('unknown', 'one', 'one', 'one')).toEqual([404, 500, 403, 500]);
    counter.faults.clear();
    expect(await statuses('one')).toEqual([200]);
  });
});

it('the journal tells what came, what befell it and what was answered', async () => {
  counter.faults.add({ kind: 'lost answer' }, { on: 'two' });
  await ask('one', { body: gzipSync('hello'), headers: { 'content-encoding': 'gzip' } });
  await ask('two').catch(() => undefined);
  const { journal } = counter;
  expect(journal.exchanges).toMatchObject([
    { method: 'POST', path: '/one', request: 'hello', status: 200, answer: USUAL },
    { path: '/two', fault: { kind: 'lost answer' } },
  ]);
  expect(journal.of('two')[0]).not.toHaveProperty('status');
  expect([journal.calls, journal.struck]).toEqual([['one', 'two'], 1]);
});

it('answers are packed for those who can unpack them, and a request that is too large is refused', async () => {
  const encodings = ['gzip', 'identity'].map((encoding) =>
    ask('one', { headers: { 'accept-encoding': encoding } }),
  );
  const packed = (await Promise.all(encodings)).map(({ headers }) => headers.get('content-encoding'));
  expect(packed).toEqual(['gzip', null]);
  const tooLarge = await ask('one', { body: 'x'.repeat(2000) }).then(
    ({ status }) => status,
    () => 'cut off',
  );
  expect(tooLarge).not.toBe(200);
  expect(counter.done).toBe(2);
});

it('who waits does not keep others waiting, and is cut off when the service stops', async () => {
  counter.faults.add({ kind: 'delay', milliseconds: 600_000 });
  const late = expect(ask()).rejects.toThrow();
  while (counter.journal.exchanges.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect((await ask()).status).toBe(200);
  await counter.stop();
  await late;
});

it('serves HTTPS with a certificate of its own', async () => {
  const certificate = selfSigned();
  const secure = await Counter.start(certificate);
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${secure.origin}/one`, { ca: certificate.cert, method: 'POST' }, (answer) => {
      resolve(answer.resume().statusCode);
    });
    asked.on('error', reject).end();
  });
  expect([secure.origin.slice(0, 8), status]).toEqual(['https://', 200]);
  await secure.stop();
});
