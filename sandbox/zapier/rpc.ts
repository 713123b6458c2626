import { type Cache, CACHE_METHODS, type CacheScope, type Owner } from './cache';
import { Files } from './files';
import { type JsonObject, parseJsonObject } from './json';
import { type Witness } from './witness';

export interface Session extends Owner {
  readonly storeKey: string;
}

export interface RpcAnswer {
  readonly status: number;
  readonly body: JsonObject;
  /** It never comes. */
  readonly isSilent?: true;
}

/**
 * The half of `z.cache`, `z.cursor` and `z.stashFile` that lives on Zapier's side. A call is `{id, storeKey, method, params}` under the
 * `X-Token` of a run; the answer is `{id, result}` or `{id, error}` (zapier-platform-core, create-rpc-client).
 */
export class Rpc {
  private readonly sessions = new Map<string, Session>();
  private readonly cursors = new Map<string, string>();
  /** Calls of `z.cache` so far. */
  cacheCalls = 0;

  constructor(
    private readonly cache: Cache,
    private readonly witness?: Witness,
    readonly files = new Files(),
  ) {}

  /** From now on calls under this token belong to the session. */
  open(token: string, session: Session): void {
    this.sessions.set(token, session);
  }

  close(token: string): void {
    this.sessions.delete(token);
  }

  get latencyMilliseconds(): number {
    return this.cache.latencyMilliseconds;
  }

  answer(token: string, body: string): RpcAnswer {
    const call = parseJsonObject(body);
    if (!call) return { status: 400, body: { error: 'The call is not a JSON object.' } };
    const session = this.sessions.get(token);
    if (!session || session.storeKey !== call.storeKey) {
      return { status: 401, body: { id: call.id, error: 'The token is not that of a run in progress.' } };
    }
    const answer = this.perform(call, session);
    const method = CACHE_METHODS.find((name) => call.method === `zcache_${name}`);
    const [key] = Array.isArray(call.params) ? (call.params as unknown[]) : [];
    if (method) this.witness?.cacheCalled(token, method, String(key), answered(answer));
    return answer;
  }

  private perform(call: JsonObject, session: Session): RpcAnswer {
    const { id, method } = call;
    const cacheMethod = CACHE_METHODS.find((name) => method === `zcache_${name}`);
    if (cacheMethod) this.cacheCalls += 1;
    const failure = cacheMethod && this.cache.takeFailure(cacheMethod);
    if (failure === 'silent') return { status: 200, body: { id }, isSilent: true };
    if (failure === 'forgetful')
      return { status: 200, body: { id, result: cacheMethod === 'get' ? null : true } };
    if (failure === 'unavailable') return { status: 500, body: { id } };
    if (failure === 'error') return { status: 200, body: { id, error: 'The cache failed on purpose.' } };
    if (failure === 'throttled') return { status: 200, body: { id, result: null } };
    if (failure === 'refused') return { status: 200, body: { id, result: false } };
    try {
      return { status: 200, body: { id, result: this.result(method, parameters(call), session) } };
    } catch (error) {
      return { status: 200, body: { id, error: error instanceof Error ? error.message : String(error) } };
    }
  }

  private result(method: unknown, params: readonly unknown[], session: Session): unknown {
    switch (method) {
      case 'zcache_get':
        return this.cache.get(text(params[0]), scope(params[1]), session);
      case 'zcache_set': {
        const setting = { ttlSeconds: ttl(params[2]), nx: params[4] === true };
        return this.cache.set(text(params[0]), text(params[1]), scope(params[3]), session, setting);
      }
      case 'zcache_delete':
        return this.cache.delete(text(params[0]), scope(params[1]), session);
      case 'get_cursor':
        return this.cursors.get(session.storeKey) ?? null;
      case 'set_cursor':
        this.cursors.set(session.storeKey, text(params[0]));
        return null;
      case 'get_presigned_upload_post_data':
        return this.files.invite();
      default:
        throw new Error(`Unexpected method ${JSON.stringify(method)}.`);
    }
  }
}

/** What comes of a call of the cache. */
function answered({ status, body, isSilent }: RpcAnswer): string {
  if (isSilent) return 'no answer';
  return status === 200 ? JSON.stringify(body.result ?? body.error ?? null) : `status ${status}`;
}

function parameters(call: JsonObject): readonly unknown[] {
  if (Array.isArray(call.params)) return call.params;
  throw new Error('params must be an array.');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error('A key, value or cursor must be a string.');
}

function scope(value: unknown): CacheScope {
  if (value === null || value === undefined) return [];
  const words: unknown[] = Array.isArray(value) ? value : [value];
  if (words.every((word) => word === 'user' || word === 'auth')) return words;
  throw new Error('scope must be an array of "user" and "auth".');
}

function ttl(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Error('ttl must be a positive whole number of seconds.');
}
