/** Minutes ahead of GMT. Moscow keeps UTC+3 all year. */
export const MOSCOW = 180;

export const DAY = 86_400_000;

/** `2026-10-03T16:05:00`, local to a place so many minutes ahead of GMT. */
export function localTime(moment: number, offsetMinutes = MOSCOW): string {
  return new Date(moment + offsetMinutes * 60_000).toISOString().slice(0, 19);
}

/** `2026-10-03` */
export function localDay(moment: number, offsetMinutes = MOSCOW): string {
  return localTime(moment, offsetMinutes).slice(0, 10);
}

/** The time that a double lives in: the real one, or one that a test sets and moves. Moments are milliseconds of the epoch. */
export class Clock {
  private ahead = 0;

  constructor(private readonly base: () => number = Date.now) {}

  /** A clock that stands still until it is moved. */
  static at(moment: number): Clock {
    return new Clock(() => moment);
  }

  readonly now = (): number => this.base() + this.ahead;

  /** UNIX time. */
  get seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Local time in Moscow: `2026-10-03T16:05:00` */
  dateTime(): string {
    return localTime(this.now());
  }

  /** `2026-10-03` in Moscow. */
  day(): string {
    return localDay(this.now());
  }

  pass(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
