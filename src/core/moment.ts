import { DateTime } from 'luxon';

/** Why a text is no point in time; the reader of a form puts the field's name before it. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

const UNIX_SECONDS = /^\d{9,10}$/;
const UNIX_MILLISECONDS = /^\d{12,13}$/;
const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/**
 * Reads what Zapier hands over: ISO 8601 with or without a zone, a date alone (its midnight), or unix seconds.
 *
 * @param timeZone the Zap's IANA zone, which counts where the text names none.
 * @returns whole unix seconds.
 * @throws MomentError for anything else, and for dates that no calendar has.
 */
export function parseMoment(value: string | number, timeZone: string): number {
  const text = String(value).trim();
  if (UNIX_SECONDS.test(text)) return Number(text);
  if (UNIX_MILLISECONDS.test(text))
    throw new MomentError(`must be in unix seconds, and "${text}" looks like milliseconds`);
  if (!ISO.test(text))
    throw new MomentError(
      `must be a date like 2026-03-31, 2026-03-31T18:30:00+03:00 or unix seconds, not "${text}"`,
    );
  const iso = text
    .replace(/^(.{10}) /, '$1T')
    .replace(/\s/g, '')
    .toUpperCase();
  const moment = DateTime.fromISO(iso, { zone: timeZone });
  if (!moment.isValid) throw new MomentError(`is no date of the calendar: "${text}"`);
  return Math.floor(moment.toSeconds());
}

/** Unix seconds as ISO 8601 in UTC, without fractions: `2013-03-02T20:00:00Z`. */
export function formatMoment(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z');
}
