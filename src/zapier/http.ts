import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import { networkFailure, NetworkFailure, type Http, type HttpRequest } from '../core/http';
import { PlainAgent, TlsAgent } from '../core/tls';

/** Options that the runtime takes though its types do not list them. */
type RequestOptions = HttpRequestOptions & {
  readonly url: string;
  readonly raw: true;
  readonly signal: AbortSignal;
  readonly throwForThrottlingEarly: boolean;
  readonly merge: boolean;
};

/**
 * The one door to the network: nothing else in the app calls `z.request`.
 *
 * @param deadline of all calls of the step together: milliseconds since 1970.
 */
export function httpOf(z: ZObject, bundle: Bundle, deadline: number): Http {
  return async ({
    method,
    url,
    headers,
    body,
    timeoutMilliseconds,
    maxBytes,
    into,
    secrets,
    agent: ownAgent,
  }: HttpRequest) => {
    const remaining = deadline - Date.now();
    if (remaining <= 0) throw new NetworkFailure('timeout', false, 'no time left in this step');
    hideFromLogs(bundle, secrets ?? []);
    // One clock runs from the first byte to the last; node-fetch's own `timeout` starts anew for the body. It is stopped in the
    // end, unlike `AbortSignal.timeout`: a timer holds on to what the whole step returns (through the platform's domain).
    const clock = new AbortController();
    const timer = setTimeout(
      () => {
        clock.abort();
      },
      Math.min(timeoutMilliseconds, remaining),
    );
    // The runtime's own agent is never used: a switch in Zapier's account settings makes that one trust anybody.
    const tls = url.startsWith('https:') ? (ownAgent ?? new TlsAgent()) : undefined;
    const isUnsent = tls?.watch();
    const options: RequestOptions = {
      url,
      method,
      // Firewalls turn the name away that node-fetch gives itself.
      headers: { 'user-agent': 'Zapier', ...headers },
      ...(body !== undefined && { body }),
      agent: tls ?? new PlainAgent(),
      signal: clock.signal,
      // Raw answers are not logged, and answers may hold hashes made with the account's key.
      raw: true,
      redirect: 'manual',
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
      // No `{{…}}` of a user's text is looked for in what we send.
      merge: false,
    };
    try {
      const response = await z.request(options);
      const start = await feed(into, response, maxBytes);
      if (isFirewall(response, start))
        throw new NetworkFailure('firewall', response.status >= 500, `HTTP ${response.status}`);
      return {
        status: response.status,
        // A header that is absent is null, whatever the runtime's types say.
        location: response.getHeader('location') ?? undefined,
        disposition: response.getHeader('content-disposition') ?? undefined,
      };
    } catch (error) {
      const { reason, maybeReceived, code } = networkFailure(error);
      throw new NetworkFailure(reason, maybeReceived && isUnsent?.() !== true, code);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Hands over an answer piece by piece.
 *
 * @returns how it starts.
 * @throws NetworkFailure where it ends too early, or is larger than it may be.
 */
async function feed(into: HttpRequest['into'], answer: RawHttpResponse, maxBytes: number): Promise<string> {
  const isPacked = Boolean(answer.getHeader('content-encoding'));
  const size = isPacked ? 0 : Number(answer.getHeader('content-length') ?? 0);
  let read = 0;
  let start = '';
  for await (const piece of answer.body) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    read += bytes.length;
    if (read > maxBytes) throw new NetworkFailure('too_large', true, 'too large');
    into.push(bytes);
    if (start === '') start = bytes.toString('utf8', 0, 200);
  }
  if (read < size) throw new NetworkFailure('interrupted', true, 'connection lost');
  return start;
}

const FIREWALL_STATUS = new Set([401, 403, 503]);

/**
 * Whether a page for people came with one of the statuses by which a firewall turns requests away. A service that asks for a
 * login itself says how to log in (RFC 9110, 15.5.2), even where it shows a page as well.
 */
function isFirewall(answer: RawHttpResponse, start: string): boolean {
  const isPage = /^\uFEFF?\s*<(?:!doctype\s+html|html|head|body)\b/i.test(start);
  return isPage && FIREWALL_STATUS.has(answer.status) && !answer.getHeader('www-authenticate');
}

/** Zapier's logger censors the values of `authData`, reading them anew at every line. */
function hideFromLogs(bundle: Bundle, secrets: readonly string[]): void {
  for (const secret of secrets)
    bundle.authData[`derived_secret_${Object.keys(bundle.authData).length}`] = secret;
}
