import { request } from 'node:https';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Clock } from '../../sandbox/clock';
import type { CommonFault, Occasion } from '../../sandbox/faults';
import { type Answer, Double, type Exchange, type Received } from '../../sandbox/server';
import { selfSigned } from '../support/certificates';

/** What a service answers while nothing goes wrong. */
const USUAL = `{"said":"${'да'.repeat(50)}"}`;

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

/** How one request ends under a fault: the body, or the code of what befell the connection. */
async function endUnder(fault: CommonFault): Promise<string> {
  counter.faults.add(fault);
  try {
    return Buffer.from(await (await ask()).arrayBuffer()).toString();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return String(cause?.code);
  }
}

const HALF = Buffer.from(USUAL)
  .subarray(0, Buffer.byteLength(USUAL) / 2)
  .toString();

describe('a fault that is common to all services', () => {
  it.each<[CommonFault, string, done: number]>([
    [{ kind: 'lost request' }, 'ECONNRESET', 0],
    [{ kind: 'lost answer' }, 'ECONNRESET', 1],
    [{ kind: 'delay', milliseconds: 20 }, USUAL, 1],
    [{ kind: 'half answer' }, HALF, 1],
    [{ kind: 'empty answer' }, '', 1],
    [{ kind: 'huge answer', bytes: 3 * 2 ** 20 }, USUAL + ' '.repeat(3 * 2 ** 20), 1],
    [{ kind: 'byte order mark' }, `\uFEFF${USUAL}`, 1],
    [{ kind: 'cut answer' }, 'UND_ERR_SOCKET', 1],
  ])('%j', async (fault, end, done) => {
    expect(await endUnder(fault)).toBe(end);
    expect(counter.done).toBe(done);
    expect(await (await ask()).text()).toBe(USUAL);
  });

  it.each([200, 403, 500])('is a page with status %i, and nothing is done', async (status) => {
    counter.faults.add({ kind: 'html page', status });
    const response = await ask();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(counter.done).toBe(0);
  });

  it('announces the whole length of an answer that is cut', async () => {
    counter.faults.add({ kind: 'cut answer' });
    const response = await ask();
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(USUAL)));
    await response.text().catch(() => '');
  });

  it('begins an answer that never ends', async () => {
    counter.faults.add({ kind: 'trickle' });
    const reader = (await ask()).body?.getReader();
    const chunks: string[] = [];
    while (chunks.length < 3) chunks.push(Buffer.from((await reader?.read())?.value ?? []).toString());
    expect(chunks).toEqual([HALF, ' ', ' ']);
    await reader?.cancel();
  });
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
  await ask('one', { body: 'hello' });
  await ask('two').catch(() => undefined);
  expect(counter.journal.exchanges).toMatchObject([
    { method: 'POST', path: '/one', request: 'hello', status: 200, answer: USUAL },
    { path: '/two', fault: { kind: 'lost answer' } },
  ]);
  expect(counter.journal.exchanges[1]).not.toHaveProperty('status');
  expect([counter.journal.calls, counter.journal.struck]).toEqual([['one', 'two'], 1]);
  expect(counter.journal.of('two')).toHaveLength(1);
});

it('packed requests are understood, and answers packed for those who can unpack them', async () => {
  await ask('one', { body: gzipSync('hello'), headers: { 'content-encoding': 'gzip' } });
  expect(counter.journal.exchanges[0]?.request).toBe('hello');
  expect((await ask()).headers.get('content-encoding')).toBe('gzip');
  const plain = await ask('one', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

it('a request that is too large is refused', async () => {
  const end = await ask('one', { body: 'x'.repeat(2000) }).then(
    ({ status }) => status,
    () => 'cut off',
  );
  expect(end).not.toBe(200);
  expect(counter.done).toBe(0);
});

it('who waits does not keep others waiting, and is cut off when the service stops', async () => {
  counter.faults.add({ kind: 'delay', milliseconds: 600_000 });
  const late = expect(ask()).rejects.toThrow();
  while (counter.journal.exchanges.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect((await ask()).status).toBe(200);
  await counter.stop();
  await late;
});

it('a caller who hangs up while sending does no harm', async () => {
  const socket = connect(counter.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('POST /one HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhello');
  socket.resetAndDestroy();
  expect((await ask()).status).toBe(200);
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

it('a clock tells local times, and is moved by hand', () => {
  const clock = Clock.at(Date.UTC(2026, 9, 3, 20, 59, 59, 999));
  expect([clock.dateTime(), clock.day(), clock.seconds]).toEqual([
    '2026-10-03T23:59:59',
    '2026-10-03',
    Date.UTC(2026, 9, 3, 20, 59, 59) / 1000,
  ]);
  clock.pass(1);
  expect(clock.day()).toBe('2026-10-04');
});
