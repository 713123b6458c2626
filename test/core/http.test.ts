import { type IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import {
  answered,
  networkFailure,
  NetworkFailure,
  READ,
  type Effect,
  type NetworkFailureReason,
} from '../../src/core/http';
import { Problem } from '../../src/core/errors';
import { problemOf } from '../support/problem';
import { CERTIFICATE, closedPort, httpServer, httpsServer, tcpServer } from '../support/server';

/** What an exchange over TLS fails with, sorted. */
async function failureOf(port: number, options: RequestOptions = {}): Promise<NetworkFailure> {
  try {
    await exchange(port, options);
  } catch (error) {
    return networkFailure(error);
  }
  throw new Error('An answer came.');
}

async function exchange(port: number, options: RequestOptions): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, method: 'POST', agent: false, ...options }, resolve)
      .on('error', reject)
      .end('bill_id=1');
  });
  await answer.toArray();
}

describe('a failure on real sockets', () => {
  it('is "unreachable", and nothing was received, when nobody listens', async () => {
    expect(await failureOf(await closedPort())).toMatchObject({
      reason: 'unreachable',
      maybeReceived: false,
      code: 'ECONNREFUSED',
    });
  });

  it('is "unknown host", and nothing was received, when the name does not exist', async () => {
    const failure = await failureOf(443, { host: 'shop.invalid' });
    expect(failure).toMatchObject({ reason: 'unknown_host', maybeReceived: false });
  });

  it('is "untrusted certificate", and nothing was received, when the server signed for itself', async () => {
    let requests = 0;
    await using server = await httpsServer((_request, answer) => {
      requests += 1;
      answer.end();
    });
    expect(await failureOf(server.port)).toMatchObject({
      reason: 'untrusted_certificate',
      maybeReceived: false,
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(requests).toBe(0);
  });

  it('is "untrusted certificate" when the certificate is for another name', async () => {
    await using server = await httpsServer((_request, answer) => answer.end());
    expect(await failureOf(server.port, { ca: CERTIFICATE, servername: 'shop.example' })).toMatchObject({
      reason: 'untrusted_certificate',
      maybeReceived: false,
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it('is "insecure" when the server speaks no TLS', async () => {
    await using server = await httpServer((_request, answer) => answer.end());
    expect((await failureOf(server.port)).reason).toBe('insecure');
  });

  it('is "interrupted", and in doubt, when the server hangs up on the request', async () => {
    await using server = await httpsServer((request) => request.socket.destroy());
    expect(await failureOf(server.port, { ca: CERTIFICATE })).toMatchObject({
      reason: 'interrupted',
      maybeReceived: true,
      code: 'ECONNRESET',
    });
  });

  it('is "interrupted", and in doubt, when the connection is reset before TLS', async () => {
    await using server = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await failureOf(server.port)).toMatchObject({ reason: 'interrupted', maybeReceived: true });
  });

  it('is "interrupted", and in doubt, when the answer breaks off', async () => {
    await using server = await httpsServer((_request, answer) => {
      answer.writeHead(200, { 'content-length': 100 });
      answer.write('{"error_code":0', () => answer.destroy());
    });
    expect(await failureOf(server.port, { ca: CERTIFICATE })).toMatchObject({
      reason: 'interrupted',
      maybeReceived: true,
    });
  });

  it('is "timeout", and in doubt, when our patience ends', async () => {
    const patience = new AbortController();
    await using server = await httpsServer(() => {
      patience.abort();
    });
    expect(await failureOf(server.port, { ca: CERTIFICATE, signal: patience.signal })).toMatchObject({
      reason: 'timeout',
      maybeReceived: true,
      code: 'timeout',
    });
  });
});

describe('a failure', () => {
  const failing = (properties: object): Error => Object.assign(new Error('it failed'), properties);

  it.each([
    [{ code: 'ECONNREFUSED' }, 'unreachable', false],
    [{ code: 'EHOSTUNREACH' }, 'unreachable', false],
    [{ code: 'ENETUNREACH' }, 'unreachable', false],
    [{ code: 'ENOTFOUND' }, 'unknown_host', false],
    [{ code: 'EAI_AGAIN' }, 'unknown_host', false],
    [{ code: 'CERT_HAS_EXPIRED' }, 'untrusted_certificate', false],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'untrusted_certificate', false],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'untrusted_certificate', false],
    [{ code: 'ERR_LOCAL_ADDRESS' }, 'local_address', false],
    [{ code: 'EPROTO' }, 'insecure', true],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'insecure', true],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'timeout', false],
    [{ code: 'ETIMEDOUT', syscall: 'read' }, 'timeout', true],
    [{ code: 'ETIMEDOUT' }, 'timeout', true],
    [{ name: 'TimeoutError', code: 23 }, 'timeout', true],
    [{ type: 'request-timeout' }, 'timeout', true],
    [{ type: 'body-timeout' }, 'timeout', true],
    [{ type: 'max-size' }, 'too_large', true],
    [{ code: 'ECONNRESET' }, 'interrupted', true],
    [{ code: 'EPIPE' }, 'interrupted', true],
    [{ code: 'ERR_STREAM_PREMATURE_CLOSE' }, 'interrupted', true],
    [{ code: 'ESOMETHINGNEW' }, 'interrupted', true],
    [{}, 'interrupted', true],
  ])('told by %j is "%s", received: %s', (properties, reason, maybeReceived) => {
    expect(networkFailure(failing(properties))).toMatchObject({ reason, maybeReceived });
  });

  it('keeps the word of the system, and has one of its own where there is none', () => {
    expect(networkFailure(failing({ code: 'EPIPE' }))).toMatchObject({
      name: 'NetworkFailure',
      code: 'EPIPE',
      message: 'interrupted (EPIPE)',
    });
    expect(networkFailure(failing({})).code).toBe('connection lost');
    expect(networkFailure('thrown text').code).toBe('connection lost');
    expect(networkFailure(undefined).code).toBe('connection lost');
  });

  it('that is sorted already stays as it is', () => {
    const failure = new NetworkFailure('timeout', false, 'no time left');
    expect(networkFailure(failure)).toBe(failure);
  });
});

const DOUBT = 'Order 1 may have been changed: look at it before you run this step again.';
const WRITE: Effect = { kind: 'write', ifUnknown: DOUBT };

const REASONS: readonly (readonly [NetworkFailureReason, string])[] = [
  ['timeout', 'Expertam did not answer in time. Try again in a few minutes.'],
  ['unreachable', 'Expertam cannot be reached: nothing accepts the connection. Try again in a few minutes.'],
  [
    'unknown_host',
    'Expertam cannot be found on the internet. Check the address and the login in the connection.',
  ],
  [
    'untrusted_certificate',
    'Expertam showed a certificate that cannot be trusted, so nothing was sent. Tell its support.',
  ],
  ['insecure', 'Expertam could not be reached over a secure connection. Try again in a few minutes.'],
  ['interrupted', 'Expertam broke off the connection before an answer came. Try again in a few minutes.'],
  ['no_answer', 'Expertam answered with something that is no answer. Try again in a few minutes.'],
  [
    'local_address',
    'Expertam has a name that leads into a local network, so nothing was sent. Use an address that is reachable from the internet.',
  ],
  [
    'too_large',
    'Expertam sent an answer that is larger than it can sensibly be, so it was not read. Try again in a few minutes.',
  ],
];

describe.each(REASONS)('a user is told of the failure "%s"', (reason, sentence) => {
  const told = (maybeReceived: boolean, effect: Effect): Promise<Problem> =>
    problemOf(() =>
      answered('Expertam', effect, () => Promise.reject(new NetworkFailure(reason, maybeReceived, 'EWORD'))),
    );

  it('what happened and what to do, with the code at the end', async () => {
    const problem = await told(true, READ);
    expect(problem).toMatchObject({ kind: 'failed', message: `${sentence} (EWORD)`, code: reason });
    expect(problem.cause).toBeInstanceOf(NetworkFailure);
  });

  it('for a write that it may have been carried out', async () => {
    expect((await told(true, WRITE)).message).toBe(`${sentence} ${DOUBT} (EWORD)`);
  });

  it('nothing unsettling when nothing can have been received', async () => {
    expect((await told(false, WRITE)).message).toBe(`${sentence} (EWORD)`);
  });
});

describe('work with a service', () => {
  it('may have words of its own for some failures', async () => {
    const own = new Problem('later', 'Wait.');
    const failing = (reason: NetworkFailureReason): Promise<Problem> =>
      problemOf(() =>
        answered(
          'Expertam',
          READ,
          () => Promise.reject(new NetworkFailure(reason, true, 'EWORD')),
          (failure) => (failure.reason === 'no_answer' ? own : undefined),
        ),
      );
    expect(await failing('no_answer')).toBe(own);
    expect(await failing('timeout')).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  it('gives what it brings, and fails as it does in any other way', async () => {
    expect(await answered('Expertam', READ, () => Promise.resolve('answer'))).toBe('answer');
    const bug = new TypeError('A bug.');
    await expect(answered('Expertam', READ, () => Promise.reject(bug))).rejects.toBe(bug);
  });
});
