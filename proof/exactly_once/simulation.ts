import type { Clock } from '../../src/core/time';
import type { Store } from '../../src/core/vault';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** A world with a clock of its own, in which the same seed always makes the same things happen in the same order. */
export class Simulation {
  #now = 0;
  #events: Event[] = [];
  #order = 0;
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  get now(): number {
    return this.#now;
  }

  /** From 0 to 1 (mulberry32). */
  readonly random = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  at(moment: number, happen: () => void): void {
    this.#order += 1;
    this.#events.push({ at: Math.max(moment, this.#now), order: this.#order, happen });
  }

  after(milliseconds: number, happen: () => void): void {
    this.at(this.#now + milliseconds, happen);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Lets everything happen, one event after the other, until nothing is left to happen. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#events.reduce<Event | undefined>(
        (first, event) =>
          !first || event.at < first.at || (event.at === first.at && event.order < first.order)
            ? event
            : first,
        undefined,
      );
      if (!next) return;
      this.#events = this.#events.filter((event) => event !== next);
      this.#now = next.at;
      next.happen();
    }
  }
}

/** Milliseconds since 1970 at which every world begins: a Saturday evening in Moscow. */
export const BEGINNING = Date.parse('2026-10-03T16:00:00Z');

/** One run of a step. After its death nothing that it waits for comes back to it. */
export class Process implements Clock {
  readonly startedAt: number;
  #dead = false;
  #cannotDie = false;

  constructor(readonly world: Simulation) {
    this.startedAt = world.now;
  }

  readonly now = (): number => BEGINNING + this.world.now;

  /** Whether it died of it. */
  kill(): boolean {
    this.#dead = !this.#cannotDie;
    return this.#dead;
  }

  /**
   * From here on nobody could tell a rerun from a new command: a death between the last word to the cache and the word to
   * the platform cannot be survived, and is left out.
   */
  finish(): void {
    this.#cannotDie = true;
  }

  readonly sleep = (milliseconds: number): Promise<void> => this.pause(milliseconds);

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.world.after(milliseconds, () => {
        if (!this.#dead) resolve();
      });
    });
  }
}

/** How a cache behaves while it is out of order. */
export const CACHE_MOODS = ['fails', 'is silent', 'keeps nothing'] as const;
export type CacheMood = (typeof CACHE_MOODS)[number];

/** A cache such as the platform's: entries end in time, may be made to vanish, and answers may be wrong for a while. */
export class CacheModel {
  #entries = new Map<string, { readonly value: string; readonly until: number }>();
  /** What is only ever overwritten, never claimed: hints. By their names, all that they ever were. */
  #hints = new Map<string, string[]>();
  #claimed = new Set<string>();
  #mood: CacheMood | undefined;
  #moodUntil = 0;

  constructor(private readonly world: Simulation) {}

  /** Forgets every entry with this probability. */
  drop(probability: number): void {
    for (const key of [...this.#entries.keys()])
      if (this.world.chance(probability)) this.#entries.delete(key);
  }

  /** Forgets hints, or brings old ones back: nothing may depend on them. */
  spoilHints(): void {
    for (const [key, values] of this.#hints) {
      const old = values[Math.floor(this.world.between(0, values.length))];
      if (this.#claimed.has(key) || old === undefined) continue;
      if (this.world.chance(0.5)) this.#entries.delete(key);
      else this.#entries.set(key, { value: old, until: Infinity });
    }
  }

  breakDown(mood: CacheMood, milliseconds: number): void {
    this.#mood = mood;
    this.#moodUntil = this.world.now + milliseconds;
  }

  /** The cache as one process reaches it, the way the app sees it: each call takes some time on the way there, and back. */
  storeOf(process: Process): Store {
    const { world } = this;
    let isSilent = false;
    const call = async <Result>(work: () => Result, broken: Result, silent = broken): Promise<Result> => {
      if (isSilent) return broken;
      await process.pause(world.between(1, 15));
      const mood = world.now < this.#moodUntil ? this.#mood : undefined;
      if (mood === 'is silent') {
        isSilent = true;
        await process.pause(3000);
        return silent;
      }
      const result = mood === undefined ? work() : broken;
      await process.pause(world.between(1, 15));
      return result;
    };
    const isForgetful = (): boolean => world.now < this.#moodUntil && this.#mood === 'keeps nothing';
    return {
      get: (key) => call(() => this.#live(key), undefined),
      set: (key, value, ttlSeconds) =>
        call<boolean | undefined>(
          () => {
            this.#set(key, value, ttlSeconds);
            return true;
          },
          isForgetful(),
          undefined,
        ),
      add: (key, value, ttlSeconds) =>
        call(() => {
          this.#claimed.add(key);
          if (this.#live(key) !== undefined) return false;
          this.#set(key, value, ttlSeconds);
          return true;
        }, isForgetful()),
      delete: (key) =>
        call(() => {
          this.#entries.delete(key);
          process.finish();
        }, undefined),
    };
  }

  #live(key: string): string | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > this.world.now ? entry.value : undefined;
  }

  #set(key: string, value: string, ttlSeconds: number): void {
    this.#entries.set(key, { value, until: this.world.now + ttlSeconds * 1000 });
    this.#hints.set(key, [...(this.#hints.get(key) ?? []), value]);
  }
}
