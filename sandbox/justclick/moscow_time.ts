// The time zone of the shop's dates is not documented; this shop keeps Moscow time, which is UTC+3 all year.
const OFFSET = 3 * 3600;
const DAY = 86_400;

/** Midnight of a day `dd.mm.yyyy` in UNIX seconds; undefined when there is no such day. */
export function midnightOf(date: string): number | undefined {
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(date) ?? [];
  if (day === undefined || month === undefined || year === undefined) {
    return undefined;
  }
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = midnight.getUTCDate() === Number(day) && midnight.getUTCMonth() === Number(month) - 1;
  return exists ? midnight.getTime() / 1000 - OFFSET : undefined;
}

/** Midnight of the day that holds a moment; both in UNIX seconds. */
export function midnightBefore(seconds: number): number {
  return Math.floor((seconds + OFFSET) / DAY) * DAY - OFFSET;
}

/** The midnight after a midnight. */
export function nextMidnight(midnight: number): number {
  return midnight + DAY;
}

/** The same day of the month before, or that month's last day: 31 March gives 28 or 29 February. */
export function monthBefore(midnight: number): number {
  const day = new Date((midnight + OFFSET) * 1000);
  const lastOfPreviousMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 0));
  lastOfPreviousMonth.setUTCDate(Math.min(day.getUTCDate(), lastOfPreviousMonth.getUTCDate()));
  return lastOfPreviousMonth.getTime() / 1000 - OFFSET;
}
