import { tzOffset } from '@date-fns/tz';

const DAY_SECONDS = 24 * 60 * 60;
/** A local time as tills write it, with or without fractions of a second. */
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,]\d+)?$/;

/** Unix seconds as ISO 8601 in UTC, without fractions: `2013-03-02T20:00:00Z`. */
export function formatMoment(unixSeconds: number): string {
  return joined(secondsOf(unixSeconds), 'Z');
}

/** `2013-03-02T20:00:00` */
function secondsOf(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().slice(0, -'.000Z'.length);
}

/** Joins texts into one piece. What `+` makes refers to its parts, and a list of thousands would keep them all in memory. */
function joined(...parts: readonly string[]): string {
  return parts.join('');
}

/**
 * A local time without a zone, as a till tells it, as ISO 8601 with the offset of a zone: `2026-10-03T16:05:00+03:00`.
 *
 * @returns undefined for anything that is no such time.
 */
export function zonedTime(text: string, timeZone: string): string | undefined {
  const [, date, time] = LOCAL.exec(text) ?? [];
  if (date === undefined || time === undefined || !isTimeZone(timeZone)) return undefined;
  const plain = joined(date, 'T', time);
  const wall = Date.parse(`${plain}Z`) / 1000;
  // JavaScript reads the 31st of February as the 3rd of March.
  if (Number.isNaN(wall) || secondsOf(wall) !== plain) return undefined;
  return formatMomentAt(instantAt(wall, timeZone), timeZone);
}

/** Unix seconds as ISO 8601 with the offset of a zone: `2026-10-03T16:05:00+03:00`. */
export function formatMomentAt(unixSeconds: number, timeZone: string): string {
  return withOffset(unixSeconds, offsetAt(unixSeconds, timeZone));
}

/** Unix seconds as ISO 8601 on clocks that are so many seconds ahead of UTC: `2026-10-03T16:05:00+03:00`; `Z` on its own. */
export function withOffset(unixSeconds: number, offset: number): string {
  if (offset === 0) return formatMoment(unixSeconds);
  const minutes = Math.abs(Math.trunc(offset / 60));
  const hour = two(Math.floor(minutes / 60));
  return joined(secondsOf(unixSeconds + offset), offset < 0 ? '-' : '+', hour, ':', two(minutes % 60));
}

function two(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}

/** Unix seconds on the clocks of a zone, as MeaSoft writes times: `2024-03-24 10:20:00`. */
export function localTime(unixSeconds: number, timeZone: string): string {
  return secondsOf(unixSeconds + offsetAt(unixSeconds, timeZone)).replace('T', ' ');
}
/** Tells the time, which tests hold still. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Names that are known to be zones: asking the runtime costs more than reading a time. */
const knownZones = new Set<string>();

/** Whether the runtime knows an IANA zone of that name. */
export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

/** Offsets are kept by zone and UTC day, because the list of one shift asks for the same days again and again. */
const offsetsOfDays = new Map<string, number>();
const MOST_DAYS = 1000;

/** Seconds ahead of UTC at the beginning of a UTC day. */
function offsetOfDay(day: number, timeZone: string): number {
  const key = `${timeZone} ${day}`;
  const known = offsetsOfDays.get(key);
  if (known !== undefined) return known;
  const offset = toldOffset(day * DAY_SECONDS, timeZone);
  if (offsetsOfDays.size >= MOST_DAYS) offsetsOfDays.clear();
  offsetsOfDays.set(key, offset);
  return offset;
}

function toldOffset(unixSeconds: number, timeZone: string): number {
  // The library takes some other texts for zones, too, such as `GMT+03`.
  if (!isTimeZone(timeZone)) throw new RangeError(`There is no time zone ${timeZone}.`);
  return tzOffset(timeZone, new Date(unixSeconds * 1000)) * 60;
}

/**
 * Seconds by which the clocks of a zone are ahead of UTC at an instant. No zone puts its clocks forward and back within one
 * day.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function offsetAt(unixSeconds: number, timeZone: string): number {
  const day = Math.floor(unixSeconds / DAY_SECONDS);
  const offset = offsetOfDay(day, timeZone);
  return offset === offsetOfDay(day + 1, timeZone) ? offset : toldOffset(unixSeconds, timeZone);
}

/**
 * The instant at which the clocks of a zone show a time. One that they skip is read as if they had not been put forward;
 * of one that they show twice it is the first (as RFC 5545 reads local times).
 *
 * @param wallSeconds the time shown, as the unix seconds of the same time in UTC.
 * @returns unix seconds.
 * @throws RangeError for a zone that does not exist.
 */
export function instantAt(wallSeconds: number, timeZone: string): number {
  // No clock is more than a day from UTC, and none is put forward and back within three days.
  const day = Math.floor(wallSeconds / DAY_SECONDS);
  const before = offsetOfDay(day - 1, timeZone);
  const after = offsetOfDay(day + 2, timeZone);
  const early = wallSeconds - before;
  if (before === after || offsetAt(early, timeZone) === before) return early;
  const late = wallSeconds - after;
  return offsetAt(late, timeZone) === after ? late : early;
}
