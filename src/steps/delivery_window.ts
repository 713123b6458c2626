import type { Field, Form } from '../core/form';
import { say } from '../language/language';
import type { Kind } from '../zapier/fields';

/** A time of day on either side of a window, `HH:MM`. */
export interface DayTimes {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const HOUR = String.raw`([01]?\d|2[0-3])(?:[:.]([0-5]\d)(?::[0-5]\d)?)?`;
const ONE_TIME = new RegExp(`^(?:(с|from)\\s*|(до|to|until)\\s*)?${HOUR}$`, 'i');
const TWO_TIMES = new RegExp(`^(?:с|from)?\\s*${HOUR}\\s*(?:-|–|—|до|to|until)\\s*${HOUR}$`, 'i');
/** "10-15" is the time of 10:15 to some, and five hours to others. */
const TIME_OR_HOURS = /^([01]?\d|2[0-3])-([012]?[05])$/;
const TIME_RULE = say`must be a time like 09:00, or a window like 10:00-18:00`;

/**
 * The beginning or the end of a window: "10", "9.30", "с 10", a date with a time; or all of the window: "10:00-18:00",
 * "с 10 до 18". {@link windowOf} makes one of both fields.
 */
export function timeOfDay(side: keyof DayTimes): Kind<DayTimes> {
  return {
    show: {},
    read: (form, field) => readDayTimes(form, field, side),
    blank: { from: undefined, to: undefined },
  };
}

function readDayTimes(form: Form, field: Field, side: keyof DayTimes): DayTimes | undefined {
  const typed = form.text(field);
  if (typed === undefined) return undefined;
  const [, hour, minutes = ''] = TIME_OR_HOURS.exec(typed) ?? [];
  if (hour !== undefined && Number(minutes) > Number(hour) && minutes.length === 2) {
    form.fault(
      say`${{ label: field.label }} can be read in two ways, as ${{ hour: clock(hour, minutes) }} and as
        ${{ hour2: clock(hour) }}-${{ minutes: clock(minutes) }}: write one of them instead of
        "${{ typed }}".`,
    );
    return undefined;
  }
  const window = TWO_TIMES.exec(typed);
  if (window) return { from: clock(window[1], window[2]), to: clock(window[3], window[4]) };
  const time = ONE_TIME.exec(typed);
  if (time) {
    const [, from, to] = time;
    const isEnd = to !== undefined || (side === 'to' && from === undefined);
    const read = clock(time[3], time[4]);
    return isEnd ? { from: undefined, to: read } : { from: read, to: undefined };
  }
  // CRMs tell a time with its date.
  const moment = /\d{4}/.test(typed) ? form.localTime(field)?.slice(11, 16) : undefined;
  if (moment !== undefined) return { from: undefined, to: undefined, [side]: moment };
  form.matching(field, ONE_TIME, TIME_RULE);
  return undefined;
}

function clock(hours = '', minutes = '00'): string {
  return `${hours.padStart(2, '0')}:${minutes}`;
}

/** A window of two fields, either of which may hold all of it. Notes a fault where they contradict each other. */
export function windowOf<Key extends string>(
  [from, to]: readonly [from: Key, to: Key],
  values: Readonly<Record<Key, DayTimes | undefined>>,
  field: (key: Key) => Field,
  form: Form,
): { readonly time_min: string | undefined; readonly time_max: string | undefined } {
  const { [from]: earliest, [to]: latest } = values;
  const [{ label: earliestLabel }, { label: latestLabel }] = [field(from), field(to)];
  for (const [one, other] of [
    [earliest?.from, latest?.from],
    [earliest?.to, latest?.to],
  ])
    if (one !== undefined && other !== undefined && one !== other)
      form.fault(say`${{ earliestLabel }} says ${{ one }} and ${{ latestLabel }} says ${{ other }}: correct one of
        them.`);
  const [time_min, time_max] = [earliest?.from ?? latest?.from, latest?.to ?? earliest?.to];
  if (time_min !== undefined && time_max !== undefined && time_min > time_max)
    form.fault(say`${{ earliestLabel }} must not be later than ${{ latestLabel }}.`);
  return { time_min, time_max };
}
