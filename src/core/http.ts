import { say } from '../language/language';
import { Problem, RUNS_AGAIN } from './errors';
import type { TlsAgent } from './tls';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the whole exchange may take, to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  /** Larger answers are not read to the end. */
  readonly maxBytes: number;
  /** Is fed the answer while it comes, whatever its status. */
  readonly into: Pick<Sink<unknown>, 'push'>;
  /** What must not appear in any log beside the connection's own fields: signatures, derived headers, licence ids. */
  readonly secrets?: readonly string[];
  /** Only for services whose certificate is not checked in the usual way. */
  readonly agent?: TlsAgent;
}

export interface HttpResponse {
  readonly status: number;
  /** The absolute address that a redirect points to. Redirects are never followed by the port. */
  readonly location: string | undefined;
  /** `Content-Disposition`: what a file is called. */
  readonly disposition?: string | undefined;
}

/**
 * The one door to the network, as the services see it. Throws a `NetworkFailure` and nothing else; one before a connection
 * came about says that nothing was received.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** Makes something of the bytes of an answer while they come. */
export interface Sink<Result> {
  /** Takes the next bytes. It does not throw: `end` tells what was wrong with them. */
  readonly push: (piece: Buffer) => void;
  /** To be called once, when the answer is complete and its status is known to be the right one. */
  readonly end: () => Result;
}

/** Gathers an answer that can be read only as a whole. */
export class Bytes implements Sink<Buffer> {
  readonly #pieces: Buffer[] = [];

  push(piece: Buffer): void {
    this.#pieces.push(piece);
  }

  end(): Buffer {
    return Buffer.concat(this.#pieces.splice(0));
  }
}

export type NetworkFailureReason =
  | 'timeout'
  | 'unreachable'
  | 'unknown_host'
  | 'untrusted_certificate'
  | 'insecure'
  | 'interrupted'
  | 'too_large'
  /** Something came that is no answer of the service: a web page, broken data. */
  | 'no_answer'
  /** Somebody before the service turned the request away. */
  | 'firewall'
  | 'local_address';

/** An exchange that brought no complete answer. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';

  constructor(
    readonly reason: NetworkFailureReason,
    /** Whether the service may have received, and so carried out, the request. */
    readonly maybeReceived: boolean,
    /** The system's word for it, such as `ECONNREFUSED`: for the end of a message. */
    readonly code: string,
  ) {
    super(`${reason} (${code})`);
  }
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL']);
const UNKNOWN_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);
const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;
const TLS_PROTOCOL = /^(EPROTO|ERR_SSL_)/;

/**
 * Sorts what Node's network code throws. A request is known not to have been received only when no connection came
 * about at all; otherwise it may have been.
 */
export function networkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const { code = '', name = '', type = '', syscall = '' } = systemError(error);
  if (type === 'max-size') return new NetworkFailure('too_large', true, 'too large');
  if (
    name === 'AbortError' ||
    name === 'TimeoutError' ||
    type === 'request-timeout' ||
    type === 'body-timeout'
  )
    return new NetworkFailure('timeout', true, 'timeout');
  if (code === 'ETIMEDOUT') return new NetworkFailure('timeout', syscall !== 'connect', code);
  if (UNREACHABLE.has(code)) return new NetworkFailure('unreachable', false, code);
  if (UNKNOWN_HOST.has(code)) return new NetworkFailure('unknown_host', false, code);
  if (code === 'ERR_LOCAL_ADDRESS') return new NetworkFailure('local_address', false, code);
  if (CERTIFICATE.test(code)) return new NetworkFailure('untrusted_certificate', false, code);
  if (TLS_PROTOCOL.test(code)) return new NetworkFailure('insecure', true, code);
  return new NetworkFailure('interrupted', true, code || 'connection lost');
}

function systemError(error: unknown): Partial<Record<'code' | 'name' | 'type' | 'syscall', string>> {
  // Not `instanceof Error`: Node's own errors belong to another realm when the app runs inside a `vm` context.
  if (typeof error !== 'object' || error === null) return {};
  const words = ['code', 'name', 'type', 'syscall'].map((key) => [key, Reflect.get(error, key)] as const);
  return Object.fromEntries(words.filter(([, value]) => typeof value === 'string'));
}

/** What a call does to the service: nothing, or something whose outcome is unknown when the answer is lost. */
export type Effect =
  | { readonly kind: 'read' }
  /** `ifUnknown` is a sentence such as "The order may have been changed: look at it in the shop before you run this step again." */
  | { readonly kind: 'write'; readonly ifUnknown: string };

export const READ: Effect = { kind: 'read' };

const SENTENCES: Readonly<Record<NetworkFailureReason, (service: string) => string>> = {
  timeout: (service) => say`${{ service }} did not answer in time. Try again in a few minutes.`,
  unreachable: (service) =>
    say`${{ service }} cannot be reached: nothing accepts the connection. Try again in a few minutes.`,
  unknown_host: (service) =>
    say`${{ service }} cannot be found on the internet. Check the address and the login in the connection.`,
  untrusted_certificate: (service) =>
    say`${{ service }} showed a certificate that cannot be trusted, so nothing was sent. Tell its support.`,
  insecure: (service) =>
    say`${{ service }} could not be reached over a secure connection. Try again in a few minutes.`,
  interrupted: (service) =>
    say`${{ service }} broke off the connection before an answer came. Try again in a few minutes.`,
  no_answer: (service) =>
    say`${{ service }} answered with something that is no answer. Try again in a few minutes.`,
  firewall: (service) =>
    say`A firewall in front of ${{ service: service.replace(/^The /, 'the ') }} answered with a web page
      in its place. Try again in a few minutes; if it goes on, have whoever runs the firewall let requests
      of the user agent "Zapier" through.`,
  local_address: (service) =>
    say`${{ service }} has a name that leads into a local network, so nothing was sent. Use an address
      that is reachable from the internet.`,
  too_large: (service) =>
    say`${{ service }} sent an answer that is larger than it can sensibly be, so it was not read. Try
      again in a few minutes.`,
};

/**
 * Does some work with a service, and tells a user in plain words where it brought no usable answer.
 *
 * @param service as messages call it: "The till".
 * @param ownWords for a failure that means something else with this service.
 * @throws Problem in place of a NetworkFailure; whatever else the work throws.
 */
export async function answered<Result>(
  service: string,
  effect: Effect,
  work: () => Promise<Result>,
  ownWords?: (failure: NetworkFailure) => Problem | undefined,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    throw ownWords?.(error) ?? networkProblem(service, error, effect);
  }
}

/** A service takes no more requests for a while (RFC 6585, 4). */
export function tooManyRequests(name: string): Problem {
  return new Problem(
    'later',
    say`${{ name }} takes no more requests for a moment, because there were too many.
      ${{ runsAgain: RUNS_AGAIN }} (HTTP 429)`,
    { code: 'http_429', retryAfterSeconds: 60 },
  );
}

/** Tells a user that no usable answer came, and for a write whether it may have been carried out all the same. */
export function networkProblem(service: string, failure: NetworkFailure, effect: Effect): Problem {
  const parts = [SENTENCES[failure.reason](service)];
  if (effect.kind === 'write' && failure.maybeReceived) parts.push(effect.ifUnknown);
  parts.push(`(${failure.code})`);
  return new Problem('failed', parts.join(' '), { code: failure.reason, cause: failure });
}
