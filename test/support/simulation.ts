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

const NAP_MILLISECONDS = 500;

/** One run of a step. After its death nothing that it waits for comes back to it. */
export class Process implements Clock {
  readonly startedAt: number;
  #dead = false;
  #cannotDie = false;

  constructor(readonly world: Simulation) {
    this.startedAt = world.now;
  }

  readonly now = (): number => this.world.now;

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

  /** Naps are long here, so that waiting for a lease does not fill the world with events. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    this.pause(Math.max(milliseconds, NAP_MILLISECONDS));

  /** What comes back after a while, if the process still lives. */
  async wait<Result>(milliseconds: number, result: () => Result): Promise<Result> {
    await this.pause(milliseconds);
    return result();
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.world.after(milliseconds, () => {
        if (!this.#dead) resolve();
      });
    });
  }
}

/** A cache such as the platform's: entries end in time, and may be made to vanish. */
export class CacheModel {
  #entries = new Map<string, { readonly value: string; readonly until: number }>();
  /** Until then it answers nothing and keeps nothing. */
  #outUntil = 0;

  constructor(private readonly world: Simulation) {}

  /** Forgets every entry with this probability. */
  drop(probability: number): void {
    for (const key of [...this.#entries.keys()])
      if (this.world.chance(probability)) this.#entries.delete(key);
  }

  breakDown(milliseconds: number): void {
    this.#outUntil = this.world.now + milliseconds;
  }

  get values(): string[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  /** The cache as one process reaches it: each call takes some time on the way there, and back. */
  storeOf(process: Process): Store {
    const call = async <Result>(work: () => Result, broken: Result): Promise<Result> => {
      await process.pause(this.world.between(1, 15));
      const result = this.world.now < this.#outUntil ? broken : work();
      await process.pause(this.world.between(1, 15));
      return result;
    };
    return {
      get: (key) => call(() => this.#live(key), undefined),
      set: (key, value, ttlSeconds) =>
        call(() => {
          this.#set(key, value, ttlSeconds);
        }, undefined),
      add: (key, value, ttlSeconds) =>
        call(() => {
          if (this.#live(key) !== undefined) return false;
          this.#set(key, value, ttlSeconds);
          return true;
        }, true),
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
  }
}
