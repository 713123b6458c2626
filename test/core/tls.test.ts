import dns from 'node:dns';
import { type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { text } from 'node:stream/consumers';
import { TlsAgent } from '../../src/core/tls';
import { Bytes, networkFailure, type NetworkFailure } from '../../src/core/http';
import { perform } from '../../src/zapier/run';
import { selfSigned } from '../support/certificates';
import { call } from '../support/app';
import { httpServer, tcpServer } from '../support/server';
import { tap, TLS_1_0, tlsServer } from '../support/tls_server';

const OWN = selfSigned();
const OTHER = selfSigned();
const AUTHORITY = selfSigned({ names: ['Test Authority'] });
const SIGNED = AUTHORITY.issue();
const KNOWN = { ca: AUTHORITY.cert };

const pinOf = ({ fingerprint }: { fingerprint: string }): string => fingerprint.replaceAll(':', '');

/** A request that would give away secrets, and what came back. */
async function exchange(port: number, agent: TlsAgent, host = 'localhost'): Promise<string> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host, port, agent, method: 'POST', headers: { authorization: 'Basic secret' } }, resolve)
      .on('error', reject)
      .end();
  });
  return text(answer);
}

async function failureOf(port: number, agent: TlsAgent, host?: string): Promise<NetworkFailure> {
  try {
    await exchange(port, agent, host);
  } catch (error) {
    return networkFailure(error);
  }
  throw new Error('An answer came.');
}

beforeEach(() => {
  process.env.ALLOW_LOOPBACK = '1';
});

afterEach(() => {
  delete process.env.ALLOW_LOOPBACK;
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

describe('a server with a certificate of its own', () => {
  it('is trusted by its pinned fingerprint, whatever name it is called by', async () => {
    await using server = await tlsServer(OWN);
    const agent = new TlsAgent(pinOf(OWN));
    expect(await exchange(server.port, agent)).toBe('hi');
    expect(await exchange(server.port, agent, '127.0.0.1')).toBe('hi');
    expect(agent.rejected).toBeUndefined();
    expect(agent.connections).toBe(2);
  });

  it('is refused without a pin, and its fingerprint told', async () => {
    await using server = await tlsServer(OWN);
    const agent = new TlsAgent();
    expect(await failureOf(server.port, agent)).toMatchObject({
      reason: 'untrusted_certificate',
      maybeReceived: false,
      code: 'CERT_DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(agent.rejected).toEqual({
      fingerprint: OWN.fingerprint,
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(agent.connections).toBe(0);
  });

  it('is refused when another is pinned, and its fingerprint told', async () => {
    await using server = await tlsServer(OTHER);
    const agent = new TlsAgent(pinOf(OWN));
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
    expect(agent.rejected).toEqual({ fingerprint: OTHER.fingerprint, reason: 'CERT_PIN_MISMATCH' });
    expect(server.received()).toBe('');
  });

  it('is refused from the call on for which it shows another', async () => {
    await using server = await tlsServer(OWN);
    const agent = new TlsAgent(pinOf(OWN), { keepAlive: true });
    expect(await exchange(server.port, agent)).toBe('hi');
    const before = server.received();
    server.show(OTHER);
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
    expect(agent.rejected?.fingerprint).toBe(OTHER.fingerprint);
    expect(server.received()).toBe(before);
    server.show(OWN);
    expect(await exchange(server.port, agent)).toBe('hi');
    expect(agent.rejected).toBeUndefined();
  });

  it('is trusted by its pin alone, though an authority has signed another', async () => {
    await using server = await tlsServer(SIGNED);
    const agent = new TlsAgent(pinOf(OWN), KNOWN);
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
  });
});

describe('a server with a certificate of an authority', () => {
  it('is trusted', async () => {
    await using server = await tlsServer(SIGNED);
    expect(await exchange(server.port, new TlsAgent(undefined, KNOWN))).toBe('hi');
  });

  it('is refused when nobody knows the authority', async () => {
    await using server = await tlsServer(SIGNED);
    const agent = new TlsAgent();
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
    expect(agent.rejected?.reason).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it.each([
    ['it is over', AUTHORITY.issue({ valid: [2020, 2021] }), 'CERT_HAS_EXPIRED'],
    ['it has not begun', AUTHORITY.issue({ valid: [2048, 2049] }), 'CERT_NOT_YET_VALID'],
    ['it is for another name', AUTHORITY.issue({ names: ['till.example'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is refused when %s', async (_, certificate, reason) => {
    await using server = await tlsServer(certificate);
    const agent = new TlsAgent(undefined, KNOWN);
    expect(await failureOf(server.port, agent)).toMatchObject({
      reason: 'untrusted_certificate',
      maybeReceived: false,
    });
    expect(agent.rejected).toEqual({ fingerprint: certificate.fingerprint, reason });
    expect(server.received()).toBe('');
  });
});

describe('a till of old, with TLS 1.0 and RSA of 1024 bits,', () => {
  const OLD = selfSigned({ key: 'rsa-1024' });

  it.each([
    ['a usual cipher', TLS_1_0],
    ['a cipher without forward secrecy', { ...TLS_1_0, ciphers: 'AES128-SHA:@SECLEVEL=0' }],
  ])('is reachable behind a pin, with %s', async (_, options) => {
    let protocol: string | null = '';
    await using server = await tlsServer(OLD, options, {
      greet: (socket) => {
        protocol = socket.getProtocol();
      },
    });
    expect(await exchange(server.port, new TlsAgent(pinOf(OLD)))).toBe('hi');
    expect(protocol).toBe('TLSv1');
  });

  it('is refused without a pin, its fingerprint told, and nothing sent', async () => {
    await using server = await tlsServer(OLD, TLS_1_0);
    await using wire = await tap(server.port);
    const agent = new TlsAgent();
    expect(await failureOf(wire.port, agent)).toMatchObject({
      reason: 'untrusted_certificate',
      maybeReceived: false,
    });
    expect(agent.rejected).toEqual({ fingerprint: OLD.fingerprint, reason: 'CERT_OLD_PROTOCOL' });
    expect(server.received()).toBe('');
    expect(wire.applicationBytes()).toBe(0);
  });

  it('is refused without a pin also when a known authority has signed for it', async () => {
    await using server = await tlsServer(AUTHORITY.issue({ key: 'rsa-1024' }), TLS_1_0);
    const agent = new TlsAgent(undefined, KNOWN);
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
    expect(agent.rejected?.reason).toBe('CERT_OLD_PROTOCOL');
  });

  it('is refused when it shows another certificate than the pinned one', async () => {
    await using server = await tlsServer(OLD, TLS_1_0);
    expect((await failureOf(server.port, new TlsAgent(pinOf(OWN)))).reason).toBe('untrusted_certificate');
    expect(server.received()).toBe('');
  });
});

describe('a server that is not accepted', () => {
  it.each([
    ['signed for itself', OWN, undefined],
    ['not the pinned one', OTHER, pinOf(OWN)],
    ['over', AUTHORITY.issue({ valid: [2020, 2021] }), undefined],
    ['of another name', AUTHORITY.issue({ names: ['till.example'] }), undefined],
  ])('gets not a byte beyond the handshake when its certificate is %s', async (_, certificate, pin) => {
    await using server = await tlsServer(certificate, { maxVersion: 'TLSv1.2' });
    await using wire = await tap(server.port);
    await failureOf(wire.port, new TlsAgent(pin, KNOWN));
    expect(wire.applicationBytes()).toBe(0);
    expect(server.received()).toBe('');
  });

  it('would have shown in that count', async () => {
    await using server = await tlsServer(OWN, { maxVersion: 'TLSv1.2' });
    await using wire = await tap(server.port);
    await exchange(wire.port, new TlsAgent(pinOf(OWN)));
    expect(wire.applicationBytes()).toBeGreaterThan(100);
  });

  it.each([
    ['without a pin', undefined],
    ['with a pin', pinOf(OWN)],
  ])('stays refused when the platform switches verification off, %s', async (_, pin) => {
    await using server = await tlsServer(OTHER);
    const agent = new TlsAgent(pin);
    agent.options.rejectUnauthorized = false;
    expect((await failureOf(server.port, agent)).reason).toBe('untrusted_certificate');
    const given = new TlsAgent(pin, { rejectUnauthorized: false });
    expect((await failureOf(server.port, given)).reason).toBe('untrusted_certificate');
    expect(server.received()).toBe('');
  });
});

describe('a handshake that fails', () => {
  it('is no certificate matter when the server speaks no TLS', async () => {
    await using server = await tcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    const agent = new TlsAgent();
    expect((await failureOf(server.port, agent)).reason).toBe('insecure');
    expect([agent.rejected, agent.connections]).toEqual([undefined, 0]);
  });

  it('comes to an end when the server never answers', async () => {
    const closed = Promise.withResolvers<boolean>();
    await using server = await tcpServer((socket) => {
      socket.resume().on('close', () => {
        closed.resolve(true);
      });
    });
    expect(await failureOf(server.port, new TlsAgent(pinOf(OWN), { timeout: 50 }))).toMatchObject({
      reason: 'timeout',
      maybeReceived: false,
    });
    expect(await closed.promise).toBe(true);
  });

  it('is an interruption when the server hangs up right after it', async () => {
    await using server = await tlsServer(OWN, {}, { greet: (socket) => socket.destroy() });
    expect((await failureOf(server.port, new TlsAgent(pinOf(OWN)))).reason).toBe('interrupted');
  });
});

describe('a name', () => {
  const AGENT = () => new TlsAgent(pinOf(OWN));

  /** From now on every name resolves to these. */
  function resolveTo(...addresses: readonly string[]): void {
    const lookup = ((_name: string, _options: unknown, done: (...found: unknown[]) => void) => {
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as unknown as typeof dns.lookup;
    vi.spyOn(dns, 'lookup').mockImplementation(lookup);
    syncBuiltinESMExports();
  }

  it('is refused when it resolves to this machine', async () => {
    delete process.env.ALLOW_LOOPBACK;
    await using server = await tlsServer(OWN);
    expect(await failureOf(server.port, AGENT(), 'localhost')).toMatchObject({
      reason: 'local_address',
      maybeReceived: false,
    });
    expect(server.connections()).toBe(0);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.0.10',
    'fe80::1',
    '::ffff:127.0.0.1',
    '93.184.216.34, 127.0.0.1',
  ])('is refused when it resolves to %s', async (addresses) => {
    delete process.env.ALLOW_LOOPBACK;
    resolveTo(...addresses.split(', '));
    expect((await failureOf(1, AGENT(), 'till.example')).code).toBe('ERR_LOCAL_ADDRESS');
  });

  it('is refused when it resolves to a network behind a router, also where loopback is allowed', async () => {
    resolveTo('192.168.0.10');
    expect((await failureOf(1, AGENT(), 'till.example')).code).toBe('ERR_LOCAL_ADDRESS');
  });

  it('is reached where loopback is allowed', async () => {
    resolveTo('127.0.0.1');
    await using server = await tlsServer(OWN);
    expect(await exchange(server.port, AGENT(), 'till.example')).toBe('hi');
  });

  it('that nobody knows is told as that', async () => {
    expect((await failureOf(1, AGENT(), 'till.invalid')).reason).toBe('unknown_host');
  });
});

describe('the door to the network', () => {
  const through = (
    port: number,
    agent: TlsAgent,
    timeoutMilliseconds = 5000,
  ): Promise<{ body?: string; error?: unknown }> =>
    call(
      perform(async ({ http }) => {
        const into = new Bytes();
        try {
          await http({
            method: 'POST',
            url: `https://localhost:${port}/`,
            timeoutMilliseconds,
            maxBytes: 1000,
            into,
            agent,
          });
          return { body: into.end().toString() };
        } catch (error) {
          return { error };
        }
      }),
      { authData: {}, inputData: {}, meta: {} },
    );

  it('leads through the agent', async () => {
    await using server = await tlsServer(OWN);
    expect(await through(server.port, new TlsAgent(pinOf(OWN)))).toEqual({ body: 'hi' });
  });

  it('is shut for what the agent does not accept', async () => {
    await using server = await tlsServer(OTHER);
    const agent = new TlsAgent(pinOf(OWN));
    expect(await through(server.port, agent)).toMatchObject({
      error: { reason: 'untrusted_certificate', maybeReceived: false },
    });
    expect(agent.rejected?.fingerprint).toBe(OTHER.fingerprint);
    expect(server.received()).toBe('');
  });

  it('knows that nothing was sent where no connection came about', async () => {
    await using silent = await tcpServer(() => undefined);
    expect(await through(silent.port, new TlsAgent(), 100)).toMatchObject({
      error: { reason: 'timeout', maybeReceived: false },
    });
    await using hangingUp = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    expect(await through(hangingUp.port, new TlsAgent())).toMatchObject({
      error: { reason: 'interrupted', maybeReceived: false },
    });
    await using plain = await httpServer((_request, answer) => answer.end());
    expect(await through(plain.port, new TlsAgent())).toMatchObject({
      error: { reason: 'insecure', maybeReceived: false },
    });
  });

  it('knows that something may have been sent over a connection without an answer', async () => {
    await using server = await tlsServer(OWN, {}, { greet: (socket) => socket.pause() });
    expect(await through(server.port, new TlsAgent(pinOf(OWN)), 300)).toMatchObject({
      error: { reason: 'timeout', maybeReceived: true },
    });
  });
});
