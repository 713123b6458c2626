import { say } from '../language/language';
import { excerpt } from './redact';
import { instantAt, isTimeZone, localTime } from './time';

/** Why a text is no point in time; the reader of a form puts the field's name before it. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

const DAY_SECONDS = 24 * 60 * 60;
/** The last time of ten digits, in November 2286: services keep no more digits than that. */
const LATEST = 9_999_999_999;
const UNIX_SECONDS = /^\d{9,10}$/;
const UNIX_MILLISECONDS = /^\d{12,13}$/;

/** No notation of a time has as many characters. */
const LONGEST = 60;

/** The time of day behind a date, with or without a zone. */
const TIME = String.raw`(?:(?:T|,?\s+(?:(?:в|at)\s+)?)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?(?:\s?(?<half>[ap]m))?(?:\s?(?:UTC|GMT)?(?<zone>Z|(?<=UTC|GMT)|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?(?:\s\([^)]*\))?)?$`;

/** How people, Russian cabinets and other apps write dates; the names of the groups say what is what. */
const NOTATIONS = [
  // 2026-03-31
  String.raw`^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`,
  // 31.03.2026
  String.raw`^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:\s?г\.?)?`,
  // 31 марта 2026, Tue, 31 Mar 2026
  String.raw`^(?:\p{L}{2,11},?\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<name>\p{L}{3,9})\.?,?\s+(?<year>\d{4})(?:\s?г\.?|\sгода)?`,
  // March 31, 2026
  String.raw`^(?:\p{L}{3,9},?\s+)?(?<name>\p{L}{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})`,
  // 31/03/2026, 03/31/2026
  String.raw`^(?<one>\d{1,2})/(?<other>\d{1,2})/(?<year>\d{4})`,
  // сегодня 18:30
  String.raw`^(?<word>\p{L}+)`,
].map((date) => new RegExp(date + TIME, 'iu'));

/** Days from now. */
const DAYS: Readonly<Record<string, number>> = {
  вчера: -1,
  yesterday: -1,
  сегодня: 0,
  today: 0,
  завтра: 1,
  tomorrow: 1,
  послезавтра: 2,
};

/** From January on: in English, and in both Russian cases. They may be cut short to three letters. */
const MONTHS = [
  ['january', 'январь', 'января'],
  ['february', 'февраль', 'февраля'],
  ['march', 'март', 'марта'],
  ['april', 'апрель', 'апреля'],
  ['may', 'май', 'мая'],
  ['june', 'июнь', 'июня'],
  ['july', 'июль', 'июля'],
  ['august', 'август', 'августа'],
  ['september', 'сентябрь', 'сентября'],
  ['october', 'октябрь', 'октября'],
  ['november', 'ноябрь', 'ноября'],
  ['december', 'декабрь', 'декабря'],
];

/**
 * Reads a point in time as people type it and as other apps hand it over: ISO 8601 with or without a zone, 31.03.2026,
 * 31.03.2026 18:30, 31 марта 2026, March 31, 2026, сегодня, завтра 10:00, UNIX seconds. A date alone is its midnight. What
 * has two readings, such as 03/04/2027, is refused. A local time that the clock skips in spring is read an hour later, one
 * that it repeats in autumn is the first of the two.
 *
 * @param timeZone the IANA zone that counts where the text names none.
 * @param now unix seconds, for "сегодня".
 * @returns whole unix seconds.
 * @throws MomentError for anything else, for dates that no calendar has, before 1970 and after 2286.
 */
export function parseMoment(
  value: string | number,
  timeZone: string,
  now = Math.floor(Date.now() / 1000),
): number {
  const text = String(value).trim().replace(/\s+/g, ' ');
  if (UNIX_SECONDS.test(text)) return Number(text);
  if (UNIX_MILLISECONDS.test(text))
    throw new MomentError(say`must be in unix seconds, and "${{ text }}" looks like milliseconds`);
  const parts = partsOf(text);
  const date = parts && dateOf(parts, now, timeZone);
  if (!parts || date === undefined)
    throw new MomentError(
      say`must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not
        "${{ text: excerpt(text) }}"`,
    );
  const moment = instantOf(date, parts, timeZone);
  if (moment === undefined) throw new MomentError(say`must be a date of the calendar, not "${{ text }}"`);
  if (moment < 0) throw new MomentError(say`must not lie before 1970: "${{ text }}"`);
  if (moment > LATEST) throw new MomentError(say`must not lie after 2286: "${{ text }}"`);
  return moment;
}

type Parts = Readonly<Partial<Record<string, string>>>;

function partsOf(text: string): Parts | undefined {
  if (text.length > LONGEST) return undefined;
  for (const notation of NOTATIONS) {
    const written = notation.exec(text);
    if (written) return written.groups;
  }
  return undefined;
}

/** `2026-03-31`, whether or not the calendar has it; undefined where words are neither a month nor a day. */
function dateOf(parts: Parts, now: number, timeZone: string): string | undefined {
  const { year = '', month, day = '', name, one, other, word } = parts;
  if (month !== undefined) return isoDate(year, month, day);
  if (one !== undefined && other !== undefined) return slashed(one, other, year);
  if (name !== undefined) {
    const start = name.toLowerCase();
    const index = MONTHS.findIndex((names) => names.some((month) => month.startsWith(start)));
    return index < 0 ? undefined : isoDate(year, String(index + 1), day);
  }
  const days = DAYS[word?.toLowerCase() ?? ''];
  if (days === undefined || !isTimeZone(timeZone)) return undefined;
  const today = Date.parse(localTime(now, timeZone).slice(0, 10));
  return new Date(today + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** The day stands first in most of the world, the month in the United States: a date that both can read is refused. */
function slashed(one: string, other: string, year: string): string {
  const dayFirst = isoDate(year, other, one);
  const monthFirst = isoDate(year, one, other);
  if (Number(one) > 12 || one === other) return dayFirst;
  if (Number(other) > 12) return monthFirst;
  throw new MomentError(
    say`can be read in two ways, as ${{ dayFirst }} and as ${{ monthFirst }}: write
      "${{ one }}.${{ other }}.${{ year }}" or "${{ other }}.${{ one }}.${{ year }}" instead of
      "${{ one }}/${{ other }}/${{ year }}"`,
  );
}

function isoDate(year: string, month: string, day: string): string {
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** Unix seconds; undefined where no calendar and no clock of the zone shows such a time. */
function instantOf(date: string, parts: Parts, timeZone: string): number | undefined {
  const { minute = '0', second = '0', zone } = parts;
  const hour = hourOf(parts);
  const day = new Date(`${date}T00:00:00Z`);
  // JavaScript reads the 31st of February as the 3rd of March.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const seconds = (hour * 60 + Number(minute)) * 60 + Number(second);
  if (Number(minute) > 59 || Number(second) > 59 || !(seconds <= DAY_SECONDS)) return undefined;
  const wall = day.getTime() / 1000 + seconds;
  if (zone !== undefined) return wall - offsetOf(zone);
  return isTimeZone(timeZone) ? instantAt(wall, timeZone) : undefined;
}

/** On a clock of 24 hours; NaN for an hour that a clock of twelve does not have. */
function hourOf({ hour = '0', half }: Parts): number {
  if (half === undefined) return Number(hour);
  if (Number(hour) < 1 || Number(hour) > 12) return NaN;
  return (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** `Z`, `+03`, `-0330` and `+03:00`, in seconds. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60;
  return sign === '-' ? -ahead : ahead;
}
