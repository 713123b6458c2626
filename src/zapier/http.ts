import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import {
  handOver,
  networkFailure,
  NetworkFailure,
  readBody,
  type Http,
  type HttpRequest,
} from '../core/http';
import { TlsAgent } from '../core/tls';

/** All calls of a step together; Zapier ends a step after 30 seconds without a word to the user. */
const STEP_MILLISECONDS = 27_000;

/** Options that the runtime takes though its types do not list them. */
type RequestOptions = HttpRequestOptions & {
  readonly url: string;
  readonly raw: true;
  readonly signal: AbortSignal;
  readonly throwForThrottlingEarly: boolean;
  readonly merge: boolean;
};

/** The one door to the network: nothing else in the app calls `z.request`. */
export function httpOf(z: ZObject, bundle: Bundle): Http {
  const deadline = Date.now() + STEP_MILLISECONDS;
  return async ({
    method,
    url,
    headers,
    body,
    timeoutMilliseconds,
    maxBytes,
    take,
    secrets,
    agent,
  }: HttpRequest) => {
    const remaining = deadline - Date.now();
    if (remaining <= 0) throw new NetworkFailure('timeout', false, 'no time left in this step');
    hideFromLogs(bundle, secrets ?? []);
    // One clock from the first byte to the last; node-fetch's own `timeout` starts anew for the body. It is stopped in the
    // end, unlike `AbortSignal.timeout`: a timer holds on to what the whole step returns (through the platform's domain).
    const clock = new AbortController();
    const timer = setTimeout(
      () => {
        clock.abort();
      },
      Math.min(timeoutMilliseconds, remaining),
    );
    const options: RequestOptions = {
      url,
      method,
      headers: { ...headers },
      ...(body !== undefined && { body }),
      // Never the runtime's own agent: a switch in Zapier's account settings makes that one trust anybody.
      ...(url.startsWith('https:') && { agent: agent ?? new TlsAgent() }),
      signal: clock.signal,
      size: maxBytes,
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
      return {
        status: response.status,
        // Absent it is null, whatever the runtime's types say.
        location: response.getHeader('location') ?? undefined,
        disposition: response.getHeader('content-disposition') ?? undefined,
        body: await bodyOf(response, maxBytes, take),
      };
    } catch (error) {
      throw networkFailure(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The bytes of an answer. The runtime's own way to read them holds all of them twice at the end. */
async function bodyOf(
  response: RawHttpResponse,
  maxBytes: number,
  take: HttpRequest['take'],
): Promise<Buffer> {
  const isPacked = Boolean(response.getHeader('content-encoding'));
  const size = isPacked ? 0 : Number(response.getHeader('content-length') ?? 0);
  if (take && response.status === 200) {
    await handOver(response.body, { size, maxBytes }, take);
    return Buffer.alloc(0);
  }
  return size > 0 && size <= maxBytes ? readBody(response.body, size) : response.buffer();
}

/** Zapier's logger censors the values of `authData`, reading them anew at every line. */
function hideFromLogs(bundle: Bundle, secrets: readonly string[]): void {
  for (const secret of secrets)
    bundle.authData[`derived_secret_${Object.keys(bundle.authData).length}`] = secret;
}
