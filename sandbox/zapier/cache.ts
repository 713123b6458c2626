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

/**
 * How a call of `z.cache` fails: `error` is an answer that says so, `unavailable` a 500 (core tries three times in all),
 * `throttled` the `null` that `set` returns when Zapier limits the rate.
 */
export type CacheFailure = 'error' | 'unavailable' | 'throttled';

/** What Zapier keeps behind `z.cache`: entries apart by scope, each with its time to live. */
export class Cache {
  private readonly stored = new Map<string, CacheEntry>();
  private readonly failures: CacheFailure[] = [];

  /** @param clock milliseconds since the epoch */
  constructor(private readonly clock: () => number = Date.now) {}

  get(key: string, scope: CacheScope, owner: Owner): string | null {
    return this.live(address(key, scope, owner))?.value ?? null;
  }

  /** @returns false where `nx` was asked for and the key lives. */
  set(key: string, value: string, scope: CacheScope, owner: Owner, setting: CacheSetting = {}): boolean {
    const { connection, user } = owner;
    const place = address(key, scope, owner);
    if (setting.nx === true && this.live(place)) return false;
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

  /** Makes the next calls fail, before they have any effect. */
  failNext(failure: CacheFailure, times = 1): void {
    this.failures.push(...Array<CacheFailure>(times).fill(failure));
  }

  takeFailure(): CacheFailure | undefined {
    return this.failures.shift();
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
