/** Milliseconds of the epoch: `Date.now`, unless a test moves time by hand. */
export type Clock = () => number;

/** The courier company sits in Moscow: UTC+3 all year. */
export const MOSCOW_OFFSET = 180;

/** `2024-03-24 11:12:05`, local to a place so many minutes ahead of GMT; GMT itself unless given. */
export function stamp(moment: number, offsetMinutes = 0): string {
  return new Date(moment + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2024-03-24` in Moscow. */
export function moscowDay(moment: number): string {
  return stamp(moment, MOSCOW_OFFSET).slice(0, 10);
}

/** The day (`YYYY-MM-DD`) so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Delivery times are told in working days: Saturdays and Sundays do not count. */
export function addWorkingDays(day: string, days: number): string {
  let reached = day;
  for (let left = days; left > 0;) {
    reached = addDays(reached, 1);
    if (![0, 6].includes(new Date(reached).getUTCDay())) left -= 1;
  }
  return reached;
}
