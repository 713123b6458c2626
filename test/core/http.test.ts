import { type IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { handOver, networkFailure, NetworkFailure, readBody } from '../../src/core/http';
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

async function* pieces(): AsyncGenerator<Buffer | string, void> {
  yield Buffer.from('Бо');
  await Promise.resolve();
  yield 'рщ';
}

describe('an answer that is handed over', () => {
  it.each([0, 8])('is its pieces in their order, where its length is told as %i', async (size) => {
    const taken: Buffer[] = [];
    await handOver(pieces(), { size, maxBytes: 8 }, (piece) => taken.push(piece));
    expect(taken.map(String)).toEqual(['Бо', 'рщ']);
  });

  it('is not complete without the last of them, and no larger than it may be', async () => {
    const end = (size: number, maxBytes: number): Promise<void> =>
      handOver(pieces(), { size, maxBytes }, () => undefined);
    await expect(end(9, 9)).rejects.toMatchObject({ reason: 'interrupted', maybeReceived: true });
    await expect(end(8, 7)).rejects.toMatchObject({ reason: 'too_large', maybeReceived: true });
  });
});

describe('an answer of known length', () => {
  it('is its pieces in their order', async () => {
    expect((await readBody(pieces(), 8)).toString()).toBe('Борщ');
  });

  it('is not complete without the last of them', async () => {
    await expect(readBody(pieces(), 9)).rejects.toMatchObject({ reason: 'interrupted', maybeReceived: true });
  });
});
