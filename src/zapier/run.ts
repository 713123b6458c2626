import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import { Problem } from '../core/errors';
import { Form } from '../core/form';
import {
  handOver,
  networkFailure,
  NetworkFailure,
  readBody,
  type Http,
  type HttpRequest,
} from '../core/http';
import { isObject } from '../core/json';
import { redact } from '../core/redact';
import { TlsAgent } from '../core/tls';
import type { Store } from '../core/vault';

/** What an operation gets to work with: Zapier's `z` and `bundle` as the ports that the API half knows. */
export interface Run {
  readonly authData: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  /** The Zap's IANA zone. */
  readonly timeZone: string;
  readonly http: Http;
  /** Remembered for this connection alone. */
  readonly store: Store;
  /** Only where a trigger's hook is concerned. */
  readonly hook: Hook;
  /** The editor only wants something to show; nothing starts. */
  readonly isLoadingSample: boolean;
  /** The Zap is being turned on: this poll says what was there before, and starts nothing. */
  readonly isPopulating: boolean;
  /**
   * Hands a file to later steps. Only an action can.
   *
   * @returns its address.
   * @throws Problem
   */
  readonly stashFile: (content: Buffer, fileName: string, contentType: string) => Promise<string>;
  /** A line for the developer's log, which users do not see. */
  readonly log: (line: string) => void;
}

export interface Hook {
  /** Where this Zap listens. Zapier tells it while subscribing and unsubscribing. */
  readonly targetUrl: string | undefined;
  /** The notification as it came, in its own encoding. */
  readonly content: string;
  /** What `performSubscribe` returned. */
  readonly subscription: Readonly<Record<string, unknown>>;
  readonly zapId: string | undefined;
}

/** All calls of a step together; Zapier ends a step after 30 seconds without a word to the user. */
const STEP_MILLISECONDS = 27_000;

/** Turns an operation's work into a `perform` of Zapier's: ports in, `Problem`s out as the errors Zapier knows. */
export function perform<Result>(
  work: (run: Run) => Promise<Result>,
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return async (z, bundle) => {
    try {
      return await work(runOf(z, bundle));
    } catch (error) {
      throw error instanceof Problem ? zapierError(z, error, secretsOf(bundle)) : error;
    }
  };
}

function runOf(z: ZObject, bundle: Bundle): Run {
  return {
    authData: bundle.authData,
    input: bundle.inputData,
    timeZone: bundle.meta.timezone ?? 'UTC',
    http: httpOf(z, bundle),
    store: storeOf(z),
    hook: {
      targetUrl: bundle.targetUrl,
      content: bundle.rawRequest?.content ?? '',
      subscription: bundle.subscribeData ?? {},
      zapId: zapIdOf({ ...bundle.meta }),
    },
    isLoadingSample: bundle.meta.isLoadingSample,
    isPopulating: bundle.meta.isPopulatingDedupe,
    stashFile: (content, fileName, contentType) => stash(z, content, fileName, contentType),
    log: (line) => {
      z.console.log(line);
    },
  };
}

async function stash(z: ZObject, content: Buffer, fileName: string, contentType: string): Promise<string> {
  try {
    // The runtime returns a promise, whatever its types say.
    return await Promise.resolve(z.stashFile(content, content.length, fileName, contentType));
  } catch (error) {
    throw new Problem(
      'failed',
      'Zapier could not take the file over for later steps. Run this step again. (stashFile failed)',
      {
        code: 'stash_failed',
        cause: error,
      },
    );
  }
}

/** Not in the documentation any more, but still sent, and all that tells the Zaps of one account apart in a static hook. */
function zapIdOf(meta: Readonly<Record<string, unknown>>): string | undefined {
  const { zap } = meta;
  return isObject(zap) && typeof zap.id === 'string' ? zap.id : undefined;
}

/** The filled-in form of a step, read in the Zap's time zone. */
export function formOf({ input, timeZone }: Run): Form {
  return new Form(input, timeZone);
}

/** What no message may hold, though a service may quote it: passwords, and what was made of them for requests. */
function secretsOf({ authData }: Bundle): readonly string[] {
  return Object.entries(authData).flatMap(([key, value]) =>
    SECRET_KEY.test(key) && typeof value === 'string' ? value.trim() : [],
  );
}

const SECRET_KEY = /^derived_secret_|password$|^api_key$|^license_(?:token|id)$/;

function zapierError(
  z: ZObject,
  { kind, message: told, code, retryAfterSeconds }: Problem,
  secrets: readonly string[],
): Error {
  const message = redact(told, secrets);
  switch (kind) {
    case 'connection':
      return plain(new z.errors.ExpiredAuthError(message));
    // Stops the run without counting as a failure of the Zap.
    case 'nothing_to_do':
      return plain(new z.errors.HaltedError(message));
    case 'later':
      return new z.errors.ThrottledError(message, retryAfterSeconds);
    case 'input':
    case 'refused':
    case 'failed':
      return new z.errors.Error(message, code);
  }
}

/** Zapier's runtime adds a technical story to errors that do not ask it not to. */
function plain(error: Error): Error {
  return Object.assign(error, { doNotContextify: true });
}

/** It answers within some 20 ms, or not at all. */
const CACHE_MILLISECONDS = 3000;

/** Of what is overwritten because it could not be deleted. */
const SHORTEST_SECONDS = 1;

/**
 * `z.cache` with its scope, which the types of `get` and `delete` lack. Out of order it reads as empty. The platform waits for
 * it without end; a cache that once did not answer is not asked again in this step, save to remove what this step put there.
 */
function storeOf({ cache }: ZObject): Store {
  const scoped: ScopedCache = cache;
  const written = new Set<string>();
  let isSilent = false;
  async function answerOf<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    const patience = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      isSilent = true;
      patience.resolve(undefined);
    }, CACHE_MILLISECONDS);
    try {
      return await Promise.race([call(), patience.promise]);
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    return isSilent ? undefined : answerOf(call);
  }
  return {
    get: async (key) => {
      const value = await ask(() => scoped.get(key, CONNECTION));
      return typeof value === 'string' ? value : undefined;
    },
    set: async (key, value, ttlSeconds) => {
      written.add(key);
      await ask(() => scoped.set(key, value, ttlSeconds, CONNECTION));
    },
    // Where the cache cannot say, only the platform's own lock keeps steps apart.
    add: async (key, value, ttlSeconds) => {
      written.add(key);
      return (await ask(() => scoped.set(key, value, ttlSeconds, CONNECTION, true))) !== false;
    },
    // What stayed would be taken for something that is still under way.
    delete: async (key) => {
      if (isSilent && !written.has(key)) return;
      const answer = await answerOf(() => scoped.delete(key, CONNECTION));
      if (answer === undefined) await answerOf(() => scoped.set(key, '', SHORTEST_SECONDS, CONNECTION));
    },
  };
}

const CONNECTION = ['auth'];

interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: string, ttl: number, scope: string[], nx?: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<boolean>;
}

/** Options that the runtime takes though its types do not list them. */
type RequestOptions = HttpRequestOptions & {
  readonly url: string;
  readonly raw: true;
  readonly signal: AbortSignal;
  readonly throwForThrottlingEarly: boolean;
  readonly merge: boolean;
};

/** The one door to the network: nothing else in the app calls `z.request`. */
function httpOf(z: ZObject, bundle: Bundle): Http {
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
