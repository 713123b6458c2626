import { AmountError, roundToKopecks, type Kopecks } from '../../core/money';
import { formatMoment } from '../../core/time';
import { isObject } from '../../core/json';

/** An object of an answer or a notification, by the vendor's names. */
export type ShopRow = Readonly<Record<string, unknown>>;

/** A list of objects, however PHP happened to encode it: a list, or a map from numbers (an empty one is a list again). */
export function parseRows(result: unknown): readonly ShopRow[] {
  const values: readonly unknown[] = Array.isArray(result)
    ? result
    : isObject(result)
      ? Object.values(result)
      : [];
  return values.filter(isObject);
}

/** Numbers and strings mean the same here; an empty string is a missing value. */
export function parseText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A time in UNIX seconds; zero and whatever is no number of seconds is a missing value. */
export function parseSeconds(value: unknown): number | undefined {
  const digits = parseText(value) ?? '';
  return /^\d{1,11}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}

/** The same time in ISO 8601. */
export function parseTime(value: unknown): string | undefined {
  const seconds = parseSeconds(value);
  return seconds === undefined ? undefined : formatMoment(seconds);
}

/** Money, rounded as the shop's own arithmetic does not always; undefined for what is none. */
export function parseKopecks(value: unknown): Kopecks | undefined {
  const amount = parseText(value);
  if (amount === undefined) return undefined;
  try {
    return roundToKopecks(amount);
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}
