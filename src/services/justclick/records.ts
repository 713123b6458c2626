import { isObject } from '../../core/json';

/** A list of objects, however PHP happened to encode it: a list, or a map from numbers (an empty one is a list again). */
export function rows(result: unknown): readonly Record<string, unknown>[] {
  const values: readonly unknown[] = Array.isArray(result)
    ? result
    : isObject(result)
      ? Object.values(result)
      : [];
  return values.filter(isObject);
}

/** Numbers and strings mean the same here; an empty string is a missing value. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A time in UNIX seconds; zero and whatever is no number of seconds is a missing value. */
export function seconds(value: unknown): number | undefined {
  const digits = text(value) ?? '';
  return /^\d{1,11}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}
