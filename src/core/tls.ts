import { lookup } from 'node:dns';
import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { isNativeError } from 'node:util/types';
import { ipFault } from './address';

/** Why a server's certificate was not accepted, with what a user needs in order to trust it. */
export interface RejectedCertificate {
  /** SHA-256, 64 hex digits in upper case with colons. */
  readonly fingerprint: string;
  /** OpenSSL's or Node's word for it, such as `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly reason: string;
}

/** Without an end of its own, a handshake that is never answered would outlive the request that it was for. */
const HANDSHAKE_MILLISECONDS = 10_000;

/** Tills of old speak TLS 1.0 with RSA-1024; OpenSSL 3 allows that only at its lowest security level. */
const OLD_PROTOCOLS: ConnectionOptions = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };

declare module 'node:http' {
  interface Agent {
    /** Node hands every request over by it; its types leave it out. */
    addRequest(request: ClientRequest, options: unknown): void;
  }
}

/** node-fetch does not see a connection break in a body of announced length, and waits for the rest until its time is over. */
function noticeBreak(request: ClientRequest): void {
  request.once('response', (answer) => {
    answer.once('close', () => {
      if (!answer.complete)
        request.emit('error', Object.assign(new Error('connection lost'), { code: 'ECONNRESET' }));
    });
  });
}

/** For the addresses without TLS that the owner's environment may name. */
export class PlainAgent extends HttpAgent {
  override addRequest(request: ClientRequest, options: unknown): void {
    noticeBreak(request);
    super.addRequest(request, options);
  }
}

/**
 * Connects to servers whose address a user typed. A name that resolves to a local address is refused. A certificate
 * must be signed by a known authority or, where a fingerprint is pinned, be exactly the pinned one. Not a byte of a
 * request is written before that is known.
 *
 * The decision is made here and not by `rejectUnauthorized`, because a fingerprint can only be compared once the
 * handshake is over, and because Zapier's runtime can turn that option off behind our back.
 */
export class TlsAgent extends Agent {
  /** Filled after a connection failed for its certificate. */
  rejected: RejectedCertificate | undefined;
  /** How many connections came about and were accepted: nothing was ever written but to these. */
  connections = 0;
  #asked = 0;

  /** @param pin 64 hex digits in upper case, without colons. */
  constructor(
    private readonly pin?: string,
    options: AgentOptions = {},
  ) {
    // Nothing is used again: a certificate is only shown, and so only checked, in a full handshake.
    super({ ...options, keepAlive: false, maxCachedSessions: 0 });
  }

  /** @returns whether from now on connections were asked for and none came about, so that nothing can have been sent. */
  watch(): () => boolean {
    const asked = this.#asked;
    const { connections } = this;
    return () => this.#asked > asked && this.connections === connections;
  }

  override addRequest(request: ClientRequest, options: unknown): void {
    noticeBreak(request);
    super.addRequest(request, options);
  }

  /** Node calls this for every new connection, and waits for the callback when nothing is returned. */
  override createConnection(
    options: ConnectionOptions,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    this.#asked += 1;
    void this.#connect(options).then(
      (socket) => done?.(null, socket),
      // Node looks at the error first and does not touch the socket then.
      (error: unknown) => done?.(asError(error), new Duplex()),
    );
  }

  async #connect(options: ConnectionOptions): Promise<TLSSocket> {
    const socket = await this.#handshake(options, this.pin === undefined ? {} : OLD_PROTOCOLS).catch(
      async (error: unknown) => {
        throw await this.#explain(options, error);
      },
    );
    this.rejected = this.#verdict(socket);
    if (!this.rejected) {
      this.connections += 1;
      return socket;
    }
    socket.destroy();
    throw certificateError(this.rejected.reason);
  }

  /**
   * The handshake alone, before a byte of a request. Node would end it at the first look at a till's own certificate, so that
   * nobody could compare it with the pin. `#verdict` judges every certificate, and a rejected one ends the connection.
   */
  #handshake(options: ConnectionOptions, protocols: ConnectionOptions): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        ...options,
        ...protocols,
        rejectUnauthorized: false,
        lookup: publicLookup,
        timeout: this.options.timeout ?? HANDSHAKE_MILLISECONDS,
      });
      socket.once('timeout', () => {
        socket.destroy(Object.assign(new Error('no handshake'), { code: 'ETIMEDOUT', syscall: 'connect' }));
      });
      socket.once('secureConnect', () => {
        socket.setTimeout(0);
        socket.removeAllListeners('timeout');
        resolve(socket);
      });
      // Stays on: between the handshake and the request nobody else listens.
      socket.once('error', reject);
    });
  }

  #verdict(socket: TLSSocket): RejectedCertificate | undefined {
    const fingerprint = socket.getPeerCertificate().fingerprint256;
    if (this.pin !== undefined) {
      return fingerprint.replaceAll(':', '') === this.pin
        ? undefined
        : { fingerprint, reason: 'CERT_PIN_MISMATCH' };
    }
    return socket.authorized ? undefined : { fingerprint, reason: reasonOf(socket) };
  }

  /** A till that only speaks old protocols still shows its certificate, so that it can be pinned. Nothing is sent to it. */
  async #explain(options: ConnectionOptions, error: unknown): Promise<Error> {
    const failure = asError(error);
    if (this.pin !== undefined || !isProtocolError(failure)) return failure;
    try {
      const socket = await this.#handshake(options, OLD_PROTOCOLS);
      this.rejected = {
        fingerprint: socket.getPeerCertificate().fingerprint256,
        reason: 'CERT_OLD_PROTOCOL',
      };
      socket.destroy();
      return certificateError('CERT_OLD_PROTOCOL');
    } catch {
      return failure;
    }
  }
}

/** Resolves a name as usual, and refuses it when any of its addresses is none that a user's server can have. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    // There are no addresses then, whatever the types say.
    if (error) {
      done(error, '');
      return;
    }
    const forbidden = addresses.some(({ address }) => ipFault(address) !== undefined);
    const [first] = addresses;
    if (forbidden || !first)
      done(Object.assign(new Error('local address'), { code: 'ERR_LOCAL_ADDRESS' }), '');
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function reasonOf({ authorizationError }: TLSSocket): string {
  const error: unknown = authorizationError;
  if (typeof error === 'string') return error;
  return isNativeError(error) && 'code' in error ? String(error.code) : 'CERT_NOT_TRUSTED';
}

/** Not `instanceof`: Node's own errors belong to another realm when the app runs inside a `vm` context. */
function asError(error: unknown): Error {
  return isNativeError(error) ? error : new Error('The connection failed.');
}

/** Old servers end the handshake with an alert, or just hang up. */
function isProtocolError(error: Error): boolean {
  return 'code' in error && /^(EPROTO|ECONNRESET|ERR_SSL_)/.test(String(error.code));
}

function certificateError(code: string): Error {
  return Object.assign(new Error('The certificate is not accepted.'), {
    code: code.startsWith('CERT_') ? code : `CERT_${code}`,
  });
}
