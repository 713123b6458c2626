/** The till's own time: local, without a zone. Moscow unless told otherwise. */
export class Clock {
  constructor(
    /** Milliseconds of the epoch. */
    readonly now: () => number = Date.now,
    private readonly offsetMinutes = 180,
  ) {}

  /** `2026-10-03T16:05:00` */
  dateTime(moment = this.now()): string {
    return this.local(moment).toISOString().slice(0, 19);
  }

  /** `2026-10-03` */
  day(moment = this.now()): string {
    return this.dateTime(moment).slice(0, 10);
  }

  /** `SystemTime`: milliseconds since 1899-12-30, local time. */
  delphiMilliseconds(): number {
    return this.local(this.now()).getTime() - Date.UTC(1899, 11, 30);
  }

  private local(moment: number): Date {
    return new Date(moment + this.offsetMinutes * 60_000);
  }
}

/**
 * Milliseconds of an interval written as an offset from the Delphi zero date (`1899-12-30T00:02:00` is two minutes).
 * Undefined for any other form; a plain time is what the server accepts without effect.
 */
export function delphiInterval(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const offset = Date.parse(`${text}Z`) - Date.UTC(1899, 11, 30);
  return offset >= 0 ? offset : undefined;
}
