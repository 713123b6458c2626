import { isObject } from '../../core/json';

/** A part of an answer of CDEK, where anything may be missing, and numbers may come as texts. */
export type Json = Readonly<Record<string, unknown>>;

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const NOTHING: Json = {};

/** An object within an answer; an empty one where there is none. */
export function object(value: unknown): Json {
  return isObject(value) ? value : NOTHING;
}

/** The objects of a list; one that stands alone is a list, too. */
export function objects(value: unknown): readonly Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A text or a number as text; undefined for an empty one. */
export function parseText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function parseNumber(value: unknown): number | undefined {
  const found = parseText(value);
  return found !== undefined && Number.isFinite(Number(found)) ? Number(found) : undefined;
}

export function parseYesNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The numbers of a list of phones. */
export function parsePhones(value: unknown): readonly string[] {
  return objects(value).flatMap(({ number }) => parseText(number) ?? []);
}

/** Parts of an object under the names that CDEK has for them, all read in one way. */
export function parts<const Key extends string, Value>(
  of: Json,
  read: (value: unknown) => Value,
  keys: readonly Key[],
): Readonly<Record<Key, Value>> {
  return Object.fromEntries(keys.map((key) => [key, read(of[key])])) as Record<Key, Value>;
}

/**
 * A time as ISO 8601 in UTC. CDEK writes offsets with and without a colon: `2026-03-05T21:47:22+00:00`, `…+0700`.
 *
 * @returns undefined for anything that is no time with a zone.
 */
export function parseTime(value: unknown): string | undefined {
  const [, moment, hours, minutes] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|([+-]\d\d):?(\d\d))$/.exec(parseText(value) ?? '') ?? [];
  if (moment === undefined) return undefined;
  const parsed = Date.parse(hours === undefined ? `${moment}Z` : `${moment}${hours}:${minutes ?? ''}`);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString().replace('.000Z', 'Z');
}
