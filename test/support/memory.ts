import type { Clock } from '../../src/core/time';
import type { Store } from '../../src/core/vault';

/** A clock that stands still until somebody sleeps. */
export class StillClock implements Clock {
  time = Date.parse('2026-10-03T16:00:00Z');

  readonly now = (): number => this.time;

  readonly sleep = (milliseconds: number): Promise<void> => {
    this.pass(milliseconds / 1000);
    return Promise.resolve();
  };

  pass(seconds: number): void {
    this.time += seconds * 1000;
  }
}

/** What a cache keeps, with its times to live. */
export class MemoryStore implements Store {
  readonly entries = new Map<string, { readonly value: string; readonly until: number }>();
  /** Out of order it finds nothing and keeps nothing. */
  outOfOrder = false;

  constructor(private readonly clock: Clock = new StillClock()) {}

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.outOfOrder ? undefined : this.#live(key));
  }

  set(key: string, value: string, ttlSeconds: number): Promise<boolean | undefined> {
    return Promise.resolve(this.#keep(key, value, ttlSeconds));
  }

  add(key: string, value: string, ttlSeconds: number): Promise<boolean> {
    return Promise.resolve(this.#live(key) === undefined && this.#keep(key, value, ttlSeconds));
  }

  delete(key: string): Promise<void> {
    if (!this.outOfOrder) this.entries.delete(key);
    return Promise.resolve();
  }

  #live(key: string): string | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > this.clock.now() ? entry.value : undefined;
  }

  #keep(key: string, value: string, ttlSeconds: number): boolean {
    if (!this.outOfOrder) this.entries.set(key, { value, until: this.clock.now() + ttlSeconds * 1000 });
    return !this.outOfOrder;
  }
}
