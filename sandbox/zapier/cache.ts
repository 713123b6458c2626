/** Whose run it is: what `z.cache` and `lock` scopes are resolved against. */
export interface Owner {
  readonly connection: string;
  readonly user: string;
}

export type CacheScope = readonly ('user' | 'auth')[];

export interface CacheEntry {
  readonly key: string;
  readonly scope: CacheScope;
  readonly owner: Owner;
  /** As it went over the wire: JSON. */
  readonly value: string;
  /** Milliseconds since the epoch; absent where no time to live was given. */
  readonly expiresAt?: number;
}

export interface CacheSetting {
  readonly ttlSeconds?: number | undefined;
  /** Set only where the key does not live yet. */
  readonly nx?: boolean | undefined;
}

/** How a call of `z.cache` fails, before it has any effect. */
export const CACHE_FAILURES = {
  error: "Zapier's cache answers that it has failed.",
  unavailable: "Zapier's cache answers with status 500, however often the platform tries.",
  throttled: "Zapier's cache keeps nothing, as too much was asked of it: `set` returns `null`.",
  refused: "Zapier's cache keeps nothing, as too much was asked of it: `set` returns `false`.",
  forgetful: "Zapier's cache says that it keeps what it is given, and has lost what it kept.",
  silent: "Zapier's cache does not answer.",
} as const;
export type CacheFailure = keyof typeof CACHE_FAILURES;

export const CACHE_METHODS = ['get', 'set', 'delete'] as const;
export type CacheMethod = (typeof CACHE_METHODS)[number];

interface Planned {
  readonly failure: CacheFailure;
  readonly method: CacheMethod | undefined;
  left: number;
}

/** What Zapier keeps behind `z.cache`: entries apart by scope, each with its time to live. */
export class Cache {
  private readonly stored = new Map<string, CacheEntry>();
  private planned: Planned[] = [];
  private watched: CacheMethod[] | undefined;
  /** How many calls have failed. */
  failed = 0;
  /** What a `set` with `nx` returns where the key lives: sources of Zapier's own contradict one another. */
  refusal: false | null = false;
  /** How long every answer takes. */
  latencyMilliseconds = 0;

  /** @param clock milliseconds since the epoch */
  constructor(private readonly clock: () => number = Date.now) {}

  get(key: string, scope: CacheScope, owner: Owner): string | null {
    return this.live(address(key, scope, owner))?.value ?? null;
  }

  /** @returns the refusal where `nx` was asked for and the key lives. */
  set(
    key: string,
    value: string,
    scope: CacheScope,
    owner: Owner,
    setting: CacheSetting = {},
  ): boolean | null {
    const { connection, user } = owner;
    const place = address(key, scope, owner);
    if (setting.nx === true && this.live(place)) return this.refusal;
    const lifetime =
      setting.ttlSeconds === undefined ? {} : { expiresAt: this.clock() + setting.ttlSeconds * 1000 };
    this.stored.set(place, { key, scope, owner: { connection, user }, value, ...lifetime });
    return true;
  }

  /** @returns whether the key lived. */
  delete(key: string, scope: CacheScope, owner: Owner): boolean {
    const place = address(key, scope, owner);
    const lived = this.live(place) !== undefined;
    this.stored.delete(place);
    return lived;
  }

  /** Everything that lives, whoever owns it. */
  entries(): CacheEntry[] {
    return [...this.stored.keys()].flatMap((place) => this.live(place) ?? []);
  }

  clear(): void {
    this.stored.clear();
  }

  /** Forgets about this share (0 to 1) of the entries, as a cache may. */
  drop(share: number, random: () => number = Math.random): void {
    for (const place of [...this.stored.keys()]) if (random() < share) this.stored.delete(place);
  }

  /** Makes the next calls fail, or the next of one method. */
  failNext(failure: CacheFailure, times = 1, method?: CacheMethod): void {
    this.planned.push({ failure, method, left: times });
  }

  /** Lets the failures that are still to come be. */
  heal(): void {
    this.planned = [];
  }

  /** @returns a list of the calls from now on, until it is asked for another. */
  watch(): readonly CacheMethod[] {
    const calls: CacheMethod[] = [];
    this.watched = calls;
    return calls;
  }

  /** To be asked before a call is carried out. */
  takeFailure(method: CacheMethod): CacheFailure | undefined {
    const found = this.planned.find((one) => one.left > 0 && (one.method ?? method) === method);
    this.watched?.push(method);
    if (!found) return undefined;
    found.left -= 1;
    this.failed += 1;
    return found.failure;
  }

  private live(place: string): CacheEntry | undefined {
    const entry = this.stored.get(place);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.clock()) return entry;
    this.stored.delete(place);
    return undefined;
  }
}

/** Without a scope an entry is shared by every connection and user of the app. */
function address(key: string, scope: CacheScope, { connection, user }: Owner): string {
  return JSON.stringify([key, scope.includes('auth') && connection, scope.includes('user') && user]);
}
