import { X509Certificate } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import {
  Problem,
  RUNS_AGAIN,
  THEN_REPLAY,
  type ProblemDetails,
  type ProblemKind,
} from '../../src/core/errors';
import { Bytes, NetworkFailure, type HttpRequest, type HttpResponse } from '../../src/core/http';
import { TlsAgent } from '../../src/core/tls';
import { httpOf } from '../../src/zapier/http';
import { formOf, perform, type Run } from '../../src/zapier/run';
import { errorOf } from '../support/zapier_error';
import { call } from '../support/app';
import { app } from '../support/definition';
import { captureLog } from '../support/log';
import { CERTIFICATE, closedPort, httpServer, httpsServer, tcpServer } from '../support/server';

/** The way into an app that Lambda takes; the package's types do not list it. */
const { createAppHandler } = zapier as typeof zapier & {
  createAppHandler: (definition: object) => (event: object) => Promise<unknown>;
};

interface Circumstances {
  readonly authData?: Record<string, string>;
  readonly inputData?: Record<string, unknown>;
  /** As Zapier may send it, whatever its types say. */
  readonly meta?: object;
}

/** Runs some work as a step of the app. */
function step<Result>(
  work: (run: Run) => Promise<Result>,
  { authData = {}, inputData = {}, meta = {} }: Circumstances = {},
): Promise<Result> {
  return call(perform(work), { authData, inputData, meta: { ...meta } });
}

const LIMITS = {
  method: 'POST',
  timeoutMilliseconds: 10_000,
  maxBytes: 1_000_000,
  into: { push: () => undefined },
} as const;

type Request = Partial<HttpRequest> & { readonly url: string };

const send = (request: Request): Promise<HttpResponse & { readonly body: Buffer }> =>
  step(async ({ http }) => {
    const into = new Bytes();
    const answer = await http({ ...LIMITS, ...request, into });
    return { ...answer, body: into.end() };
  });

async function failureOf(request: Request): Promise<NetworkFailure> {
  const failed = await step(async ({ http }) => {
    try {
      await http({ ...LIMITS, ...request });
    } catch (error) {
      return { error };
    }
    throw new Error('An answer came.');
  });
  if (failed.error instanceof NetworkFailure) return failed.error;
  throw failed.error;
}

describe('a step', () => {
  it('gets its connection, its input and the Zap’s zone', async () => {
    const authData = { login: 'username' };
    const inputData = { field: ['a'] };
    const seen = await step(
      (given) => Promise.resolve({ authData: given.authData, input: given.input, timeZone: given.timeZone }),
      { authData, inputData, meta: { timezone: 'Europe/Moscow' } },
    );
    expect(seen).toEqual({ authData, input: inputData, timeZone: 'Europe/Moscow' });
  });

  it.each([{}, { timezone: '' }, { timezone: 'Mars/Olympus' }])(
    'is in UTC where Zapier names no zone that is known: %j',
    async (meta) => {
      expect(await step(({ timeZone }) => Promise.resolve({ timeZone }), { meta })).toEqual({
        timeZone: 'UTC',
      });
    },
  );

  it.each([
    [{ id: 123 }, '123'],
    [{ id: '123' }, '123'],
    [{}, undefined],
  ])('knows its Zap by %j', async (zap, zapId) => {
    expect(await step(({ hook }) => Promise.resolve({ zapId: hook.zapId }), { meta: { zap } })).toEqual({
      zapId,
    });
  });

  it('reads its form in the Zap’s zone', async () => {
    const inputData = { date: '2013-03-03' };
    const read = await step(
      (given) => Promise.resolve({ moment: formOf(given).moment({ key: 'date', label: 'Date' }) }),
      { inputData, meta: { timezone: 'Europe/Moscow' } },
    );
    expect(read).toEqual({ moment: 1362254400 });
  });
});

describe('a line for the developer', () => {
  it('goes to the log', async () => {
    await using log = await captureLog();
    vi.spyOn(console, 'log').mockReturnValue();
    await step(async (given) => {
      given.log('Ignored a notification.');
      return Promise.resolve({});
    });
    vi.restoreAllMocks();
    expect(log.written()).toContain('Ignored a notification.');
  });
});

describe('a problem becomes', () => {
  const fail = (kind: ProblemKind, details: ProblemDetails = {}) =>
    errorOf(step(() => Promise.reject(new Problem(kind, 'What to do. (code)', details))));

  it.each(['input', 'refused', 'failed'] as const)(
    'an error of this run when it is of the kind "%s"',
    async (kind) => {
      expect(await fail(kind, { code: '200' })).toEqual({
        name: 'AppError',
        message: 'What to do. (code)',
        code: '200',
      });
    },
  );

  it('a run that stops without having failed when there was nothing to do', async () => {
    expect(await fail('nothing_to_do')).toEqual({ name: 'HaltedError', message: 'What to do. (code)' });
  });

  it('an expired connection, without a technical story, when the account is at fault', async () => {
    expect(await fail('connection', { code: '4' })).toEqual({
      name: 'ExpiredAuthError',
      message: 'What to do. (code)',
    });
  });

  it('a stop that is no failure when there is nothing to do', async () => {
    expect(await fail('nothing_to_do', { code: '102' })).toEqual({
      name: 'HaltedError',
      message: 'What to do. (code)',
    });
  });

  it('a later run when the service asks for patience', async () => {
    expect(await fail('later', { code: '8', retryAfterSeconds: 300 })).toEqual({
      name: 'ThrottledError',
      message: 'What to do. (code)',
      delay: 300,
    });
  });

  it('an error in plain words where nothing is run again: in the editor', async () => {
    const busy = new Problem('later', `It is busy. ${RUNS_AGAIN} (8)`, { code: '8', retryAfterSeconds: 300 });
    const ended = new Problem('failed', `It ended. Ask the dealer. ${THEN_REPLAY} (ended)`);
    const told = (problem: Problem, place: 'run' | 'editor', isLoadingSample: boolean) =>
      errorOf(
        call(
          perform(() => Promise.reject(problem), place),
          { authData: {}, inputData: {}, meta: { isLoadingSample } },
        ),
      );
    for (const [place, isLoadingSample] of [
      ['editor', false],
      ['run', true],
    ] as const) {
      expect(await told(busy, place, isLoadingSample)).toEqual({
        name: 'AppError',
        code: '8',
        message: 'It is busy. Try again in a few minutes. (8)',
      });
      expect((await told(ended, place, isLoadingSample)).message).toBe('It ended. Ask the dealer. (ended)');
    }
    expect(await told(ended, 'run', false)).toMatchObject({ message: ended.message });
  });

  it('nothing else when it is a bug of ours, which Zapier may tell in all its length', async () => {
    const { name, message } = await errorOf(step(() => Promise.reject(new TypeError('x is undefined'))));
    expect(name).toBe('TypeError');
    expect(message).toContain('x is undefined\nWhat happened:');
  });
});

describe('the door to the network', () => {
  it('sends what it is given, byte for byte, Zapier’s braces among it', async () => {
    let received: unknown;
    await using server = await httpServer((request, answer) => {
      void buffer(request).then((body) => {
        const { method, url, headers } = request;
        received = {
          method,
          url,
          agent: headers['user-agent'],
          type: headers['content-type'],
          secret: headers['x-word'],
          body: body.toString(),
        };
        answer.end();
      });
    });
    await send({
      url: `http://127.0.0.1:${server.port}/{{bundle.authData.x}}?a=%7B`,
      headers: { 'content-type': 'application/xml', 'x-word': '{{process.env.HOME}}' },
      body: '{{bundle.inputData.x}} Привет',
    });
    expect(received).toEqual({
      method: 'POST',
      url: '/%7B%7Bbundle.authData.x%7D%7D?a=%7B',
      agent: 'Zapier',
      type: 'application/xml',
      secret: '{{process.env.HOME}}',
      body: '{{bundle.inputData.x}} Привет',
    });
  });

  it.each([401, 403, 503])('knows the page of a firewall, whatever its status of %i says', async (status) => {
    await using server = await httpServer((_request, answer) => {
      answer.writeHead(status, { 'content-type': 'text/html' }).end('\n<!DOCTYPE html><html>Blocked</html>');
    });
    expect(await failureOf({ url: `http://127.0.0.1:${server.port}/` })).toMatchObject({
      reason: 'firewall',
      maybeReceived: status === 503,
      code: `HTTP ${status}`,
    });
  });

  it.each([
    [401, '<html>Unauthorized</html>', { 'www-authenticate': 'Basic realm="till"' }],
    [401, 'Unauthorized', {}],
    [403, '<?xml version="1.0"?><error/>', {}],
    [200, '<html>', {}],
    [500, '<html>', {}],
  ])('takes no other answer for one: %i %s', async (status, body, headers) => {
    await using server = await httpServer((_request, answer) => {
      answer.writeHead(status, headers).end(body);
    });
    expect((await send({ url: `http://127.0.0.1:${server.port}/` })).status).toBe(status);
  });

  it('returns status and bytes of whatever answer, without judging either', async () => {
    await using server = await httpServer((request, answer) => {
      answer.writeHead(Number(request.url?.slice(1)), { 'retry-after': '1', 'content-type': 'text/html' });
      answer.end(Buffer.from([0xff, 0xfe, 0x00, 0xcf]));
    });
    for (const status of [200, 204, 401, 404, 429, 500, 503]) {
      const answer = await send({ url: `http://127.0.0.1:${server.port}/${status}` });
      expect([answer.status, answer.location]).toEqual([status, undefined]);
      expect([...answer.body]).toEqual(status === 204 ? [] : [0xff, 0xfe, 0x00, 0xcf]);
    }
  });

  it('hands over large answers piece by piece, of known length or not, packed or not', async () => {
    const whole = Buffer.from('Борщ'.repeat(100_000));
    await using server = await httpServer((request, answer) => {
      const packed = request.url === '/packed';
      const sent = packed ? gzipSync(whole) : whole;
      answer.writeHead(200, {
        ...(packed && { 'content-encoding': 'gzip' }),
        ...(request.url !== '/unknown' && { 'content-length': sent.length }),
      });
      answer.end(sent);
    });
    for (const path of ['', '/unknown', '/packed']) {
      const url = `http://127.0.0.1:${server.port}${path}`;
      const pieces: Buffer[] = [];
      const push = (piece: Buffer): void => {
        pieces.push(piece);
      };
      await step(({ http }) => http({ ...LIMITS, url, maxBytes: whole.length, into: { push } }));
      expect(Buffer.concat(pieces).equals(whole)).toBe(true);
      expect(pieces.length).toBeGreaterThan(1);
    }
  });

  it('does not take an answer for whole that ends before its length', async () => {
    const z = {
      request: () =>
        Promise.resolve({
          status: 200,
          getHeader: (name: string) => (name === 'content-length' ? '9' : null),
          body: Readable.from([Buffer.from('{"error')]),
        }),
    };
    const http = httpOf(z as unknown as ZObject, { authData: {} } as unknown as Bundle, Date.now() + 1000);
    await expect(http({ ...LIMITS, url: 'http://127.0.0.1' })).rejects.toMatchObject({
      reason: 'interrupted',
      maybeReceived: true,
    });
  });

  it('never follows a redirect, and tells its target as an absolute address', async () => {
    let requests = 0;
    await using server = await httpServer((_request, answer) => {
      requests += 1;
      answer.writeHead(307, { location: '/elsewhere' }).end('moved');
    });
    const origin = `http://127.0.0.1:${server.port}`;
    const { status, location, body } = await send({ url: `${origin}/here` });
    expect([status, location, body.toString()]).toEqual([307, `${origin}/elsewhere`, 'moved']);
    expect(requests).toBe(1);
  });

  it('does not read more than it may, packed or not', async () => {
    await using server = await httpServer((request, answer) => {
      const packed = request.url === '/packed';
      const body = Buffer.alloc(2000);
      answer.writeHead(200, packed ? { 'content-encoding': 'gzip' } : {}).end(packed ? gzipSync(body) : body);
    });
    const url = `http://127.0.0.1:${server.port}`;
    expect((await send({ url, maxBytes: 2000 })).body).toHaveLength(2000);
    expect(await failureOf({ url, maxBytes: 1999 })).toMatchObject({
      reason: 'too_large',
      maybeReceived: true,
    });
    expect(await failureOf({ url: `${url}/packed`, maxBytes: 1999 })).toMatchObject({ reason: 'too_large' });
  });

  it('does not wait longer than it may for an answer, nor for its end', async () => {
    await using silent = await httpServer(() => undefined);
    await using trickling = await httpServer((_request, answer) => {
      answer.writeHead(200).write('{"error_code":');
    });
    await using stopping = await httpServer((_request, answer) => {
      answer.writeHead(200, { 'content-length': 1000 }).write('{"error_code":');
    });
    for (const { port } of [silent, trickling, stopping]) {
      const request = { url: `http://127.0.0.1:${port}`, timeoutMilliseconds: 100 };
      expect(await failureOf(request)).toMatchObject({ reason: 'timeout', maybeReceived: true });
    }
  });

  it('notices at once that a connection breaks in an answer of announced length, with TLS and without', async () => {
    const half: RequestListener = (_request, answer) => {
      answer.writeHead(200, { 'content-length': 1000 });
      answer.write('{"error_code":', () => answer.destroy());
    };
    await using plain = await httpServer(half);
    await using secure = await httpsServer(half);
    const agent = new TlsAgent(new X509Certificate(CERTIFICATE).fingerprint256.replaceAll(':', ''));
    process.env.ALLOW_LOOPBACK = '1';
    const began = performance.now();
    for (const request of [
      { url: `http://127.0.0.1:${plain.port}` },
      { url: `https://127.0.0.1:${secure.port}`, agent },
    ])
      expect(await failureOf(request)).toMatchObject({ reason: 'interrupted', maybeReceived: true });
    expect(performance.now() - began).toBeLessThan(5000);
    delete process.env.ALLOW_LOOPBACK;
  });

  it('sends nothing any more once the step’s own time is over', async () => {
    let requests = 0;
    await using server = await httpServer((_request, answer) => {
      requests += 1;
      answer.end();
    });
    const url = `http://127.0.0.1:${server.port}`;
    const clock = vi.spyOn(Date, 'now');
    const failed = await step(async ({ http }) => {
      await http({ ...LIMITS, url });
      const later = Date.now() + 27_000;
      clock.mockReturnValue(later);
      return http({ ...LIMITS, url }).catch((error: unknown) => ({ error }));
    }).finally(() => {
      clock.mockRestore();
    });
    expect(failed).toMatchObject({ error: { reason: 'timeout', maybeReceived: false } });
    expect(requests).toBe(1);
  });

  it('sorts what goes wrong on the way', async () => {
    const url = async (port: number | Promise<number>) => `https://127.0.0.1:${await port}`;
    await using selfSigned = await httpsServer((_request, answer) => answer.end());
    await using plain = await httpServer((_request, answer) => answer.end());
    await using hangingUp = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    const reasons = [
      await failureOf({ url: await url(closedPort()) }),
      await failureOf({ url: 'https://shop.invalid' }),
      await failureOf({ url: await url(selfSigned.port) }),
      await failureOf({ url: await url(plain.port) }),
      await failureOf({ url: 'https://localhost:1' }),
      await failureOf({ url: `http://127.0.0.1:${hangingUp.port}` }),
    ];
    expect(reasons.map(({ reason, maybeReceived }) => [reason, maybeReceived])).toEqual([
      ['unreachable', false],
      ['unknown_host', false],
      ['untrusted_certificate', false],
      ['insecure', false],
      ['local_address', false],
      ['interrupted', true],
    ]);
  });

  it('trusts no unknown certificate, though Zapier lets a user switch that check off for an account', async () => {
    let requests = 0;
    await using server = await httpsServer((_request, answer) => {
      requests += 1;
      answer.end();
    });
    process.env.EXPERTAM_URL = `https://127.0.0.1:${server.port}`;
    process.env.ALLOW_LOOPBACK = '1';
    const authData = { service: 'expertam', login: 'username', api_key: 'key' };
    for (const verifySSL of [true, false]) {
      const event = {
        command: 'execute',
        method: 'authentication.test',
        verifySSL,
        bundle: { authData, meta: {} },
      };
      expect(await errorOf(createAppHandler(app)(event))).toMatchObject({ code: 'untrusted_certificate' });
    }
    delete process.env.EXPERTAM_URL;
    delete process.env.ALLOW_LOOPBACK;
    expect(requests).toBe(0);
  });

  it('lets neither a derived secret nor an answer into the log', async () => {
    await using server = await httpServer((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"hash":"hash of the answer"}');
    });
    await using log = await captureLog();
    const authData = { login: 'username', api_key: 'key of the account' };
    await step(
      ({ http }) =>
        http({
          ...LIMITS,
          url: `http://127.0.0.1:${server.port}/api/GetAllGoods`,
          headers: { usr: 'derived header' },
          body: 'a=b&hash=derived hash&key=key of the account',
          secrets: ['derived hash', 'derived header'],
        }),
      { authData },
    );
    expect(log.written()).toContain('/api/GetAllGoods');
    expect(log.written()).toContain('a=b&hash=');
    for (const secret of ['derived hash', 'derived header', 'hash of the answer', 'key of the account'])
      expect(log.written()).not.toContain(secret);
  });
});

describe('what a step remembers', () => {
  interface CacheCall {
    readonly method: string;
    readonly parameters: readonly unknown[];
  }

  /** A step whose cache gives this answer to everything. */
  async function remembering<Result>(
    answer: () => Promise<unknown>,
    work: (store: Run['store']) => Promise<Result>,
  ): Promise<{ result: Result; calls: CacheCall[] }> {
    const calls: CacheCall[] = [];
    const note =
      (method: string) =>
      (...parameters: unknown[]): Promise<unknown> => {
        calls.push({ method, parameters });
        return answer();
      };
    const cache = { get: note('get'), set: note('set'), delete: note('delete') };
    const bundle = { authData: {}, inputData: {}, meta: {} };
    const run = perform(({ store }) => work(store));
    const result = await run({ cache } as unknown as ZObject, bundle as unknown as Bundle);
    return { result, calls };
  }

  it('is kept for this connection alone and for a time', async () => {
    const { calls } = await remembering(
      () => Promise.resolve(true),
      async (store) => {
        await store.get('a');
        await store.set('b', 'value', 60);
        await store.add('c', 'value', 30);
        await store.delete('d');
      },
    );
    expect(calls).toEqual([
      { method: 'get', parameters: ['a', ['auth']] },
      { method: 'set', parameters: ['b', 'value', 60, ['auth']] },
      { method: 'set', parameters: ['c', 'value', 30, ['auth'], true] },
      { method: 'delete', parameters: ['d', ['auth']] },
    ]);
  });

  it.each<[unknown, string | undefined]>([
    ['text', 'text'],
    [null, undefined],
    [undefined, undefined],
    [{ a: 1 }, undefined],
    [7, undefined],
  ])('reads %j as %j', async (value, read) => {
    expect(
      (
        await remembering(
          () => Promise.resolve(value),
          (store) => store.get('a'),
        )
      ).result,
    ).toBe(read);
  });

  it.each<[unknown, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    ['true', false],
  ])('takes the answer %j to adding for %s', async (value, added) => {
    expect(
      (
        await remembering(
          () => Promise.resolve(value),
          (store) => store.add('a', 'b', 1),
        )
      ).result,
    ).toBe(added);
  });

  it('is nothing while the cache is out of order, which stops no step', async () => {
    const broken = () => Promise.reject(new Error('out of order'));
    expect((await remembering(broken, (store) => store.get('a'))).result).toBeUndefined();
    expect((await remembering(broken, (store) => store.add('a', 'b', 1))).result).toBe(false);
    expect((await remembering(broken, (store) => store.set('a', 'b', 1))).result).toBe(false);
    await expect(remembering(broken, (store) => store.delete('a'))).resolves.toBeDefined();
  });

  it('that cannot be deleted is overwritten, and gone in a second', async () => {
    const { calls } = await remembering(
      () => Promise.reject(new Error('out of order')),
      (store) => store.delete('a'),
    );
    expect(calls).toEqual([
      { method: 'delete', parameters: ['a', ['auth']] },
      { method: 'set', parameters: ['a', '', 1, ['auth']] },
    ]);
  });

  describe('in a cache that does not answer', () => {
    const silent = () => new Promise<never>(() => undefined);

    beforeEach(() => {
      vi.useFakeTimers();
    });

    afterEach(() => {
      vi.useRealTimers();
    });

    it('is waited for three seconds, and not asked for again', async () => {
      const remembered = remembering(silent, async (store) => {
        const found = [await store.set('a', 'b', 1), await store.get('a'), await store.add('c', 'd', 1)];
        await store.delete('a');
        return found;
      });
      await vi.advanceTimersByTimeAsync(3000);
      const { result, calls } = await remembered;
      // Whether it was kept is not known.
      expect(result).toEqual([undefined, undefined, false]);
      expect(calls.map(({ method }) => method)).toEqual(['set']);
    });

    it('is not waited for beyond the 27 seconds of the step', async () => {
      const remembered = remembering(silent, async (store) => {
        vi.setSystemTime(Date.now() + 26_000);
        return store.get('a');
      });
      await vi.advanceTimersByTimeAsync(1000);
      expect((await remembered).result).toBeUndefined();
    });
  });

  it('comes back from the platform’s own cache', async () => {
    const read = await step(async ({ store }) => {
      await store.set('key', 'value', 60);
      const kept = await store.get('key');
      await store.delete('key');
      return { kept, deleted: (await store.get('key')) ?? 'nothing' };
    });
    expect(read).toEqual({ kept: 'value', deleted: 'nothing' });
  });
});
