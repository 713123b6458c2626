import { DateTime } from 'luxon';

/** Why a text is no point in time; the reader of a form puts the field's name before it. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

const UNIX_SECONDS = /^\d{9,10}$/;
const UNIX_MILLISECONDS = /^\d{12,13}$/;
const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?<zone>Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?)?$/i;

/**
 * Reads what Zapier hands over: ISO 8601 with or without a zone, a date alone (its midnight), or unix seconds.
 * A local time that the clock skips in spring is read an hour later, one that it repeats in autumn is the first of the two.
 *
 * @param timeZone the Zap's IANA zone, which counts where the text names none.
 * @returns whole unix seconds.
 * @throws MomentError for anything else, for dates that no calendar has, and before 1970.
 */
export function parseMoment(value: string | number, timeZone: string): number {
  const text = String(value).trim();
  if (UNIX_SECONDS.test(text)) return Number(text);
  if (UNIX_MILLISECONDS.test(text))
    throw new MomentError(`must be in unix seconds, and "${text}" looks like milliseconds`);
  const match = ISO.exec(text);
  if (!match)
    throw new MomentError(
      `must be a date like 2026-03-31, 2026-03-31T18:30:00+03:00 or unix seconds, not "${text}"`,
    );
  const iso = text
    .replace(/^(.{10}) /, '$1T')
    .replace(/\s/g, '')
    .toUpperCase();
  const moment = DateTime.fromISO(iso, { zone: timeZone });
  if (!moment.isValid) throw new MomentError(`is no date of the calendar: "${text}"`);
  if (moment.toSeconds() < 0) throw new MomentError(`must not lie before 1970: "${text}"`);
  const exact = match.groups?.zone === undefined ? firstOf(moment) : moment;
  return Math.floor(exact.toSeconds());
}

/** When the clock goes back an hour happens twice; which one the library reads depends on today's season. */
function firstOf(moment: DateTime): DateTime {
  return moment.getPossibleOffsets().at(0) ?? moment;
}

/** Unix seconds as ISO 8601 in UTC, without fractions: `2013-03-02T20:00:00Z`. */
export function formatMoment(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * A local time without a zone, as a till tells it, as ISO 8601 with the offset of a zone: `2026-10-03T16:05:00+03:00`.
 *
 * @returns undefined for anything that is no such time.
 */
export function zonedTime(localTime: string, timeZone: string): string | undefined {
  const moment = firstOf(DateTime.fromISO(localTime, { zone: timeZone }));
  return moment.toISO({ suppressMilliseconds: true }) ?? undefined;
}

/** Unix seconds on the clocks of a zone, as MeaSoft writes times: `2024-03-24 10:20:00`. */
export function localTime(unixSeconds: number, timeZone: string): string {
  return DateTime.fromSeconds(unixSeconds, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
}
