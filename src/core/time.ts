import { tzOffset } from '@date-fns/tz';
import { excerpt } from './redact';

/** Why a text is no point in time; the reader of a form puts the field's name before it. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

const DAY_SECONDS = 24 * 60 * 60;
const UNIX_SECONDS = /^\d{9,10}$/;
/** The last time of ten digits, in November 2286: services keep no more digits than that. */
const LATEST = 9_999_999_999;
const UNIX_MILLISECONDS = /^\d{12,13}$/;
/** A local time as tills write it nearly always: in whole seconds and without a zone. */
const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const ISO =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?(?:\s?(?<zone>Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?)?$/i;

/**
 * Reads what Zapier hands over: ISO 8601 with or without a zone, a date alone (its midnight), or unix seconds.
 * A local time that the clock skips in spring is read an hour later, one that it repeats in autumn is the first of the two.
 *
 * @param timeZone the Zap's IANA zone, which counts where the text names none.
 * @returns whole unix seconds.
 * @throws MomentError for anything else, for dates that no calendar has, before 1970 and after 2286.
 */
export function parseMoment(value: string | number, timeZone: string): number {
  const text = String(value).trim();
  if (UNIX_SECONDS.test(text)) return Number(text);
  if (UNIX_MILLISECONDS.test(text))
    throw new MomentError(`must be in unix seconds, and "${text}" looks like milliseconds`);
  const written = ISO.exec(text);
  if (!written)
    throw new MomentError(
      `must be a date like 2026-03-31, 2026-03-31T18:30:00+03:00 or unix seconds, not "${excerpt(text)}"`,
    );
  const moment = instantOf(written, timeZone);
  if (moment === undefined) throw new MomentError(`must be a date of the calendar, not "${text}"`);
  if (moment < 0) throw new MomentError(`must not lie before 1970: "${text}"`);
  if (moment > LATEST) throw new MomentError(`must not lie after 2286: "${text}"`);
  return moment;
}

/** Unix seconds; undefined where no calendar and no clock of the zone shows such a time. */
function instantOf({ groups = {} }: RegExpExecArray, timeZone: string): number | undefined {
  const { date = '', hour = '0', minute = '0', second = '0', zone } = groups;
  const day = new Date(`${date}T00:00:00Z`);
  // JavaScript reads the 31st of February as the 3rd of March.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  if (Number(minute) > 59 || Number(second) > 59 || seconds > DAY_SECONDS) return undefined;
  const wall = day.getTime() / 1000 + seconds;
  if (zone !== undefined) return wall - offsetOf(zone);
  return isTimeZone(timeZone) ? instantAt(wall, timeZone) : undefined;
}

/** `Z`, `+03`, `-0330` and `+03:00`, in seconds. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60;
  return sign === '-' ? -ahead : ahead;
}

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
export function zonedTime(localTime: string, timeZone: string): string | undefined {
  const moment = plainInstant(localTime, timeZone) ?? writtenInstant(localTime, timeZone);
  return moment === undefined ? undefined : withOffset(moment, offsetAt(moment, timeZone));
}

/** A list has tens of thousands of such times, and the other way to read one costs five times as much. */
function plainInstant(localTime: string, timeZone: string): number | undefined {
  if (!PLAIN.test(localTime) || !isTimeZone(timeZone)) return undefined;
  const wall = Date.parse(`${localTime}Z`) / 1000;
  return Number.isNaN(wall) || secondsOf(wall) !== localTime ? undefined : instantAt(wall, timeZone);
}

function writtenInstant(localTime: string, timeZone: string): number | undefined {
  const written = ISO.exec(localTime);
  return written === null ? undefined : instantOf(written, timeZone);
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
/** Time, for tests to hold still. */
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

/** By zone and UTC day: the list of one shift asks for the same days again and again. */
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
