import { createHash, timingSafeEqual } from 'node:crypto';

/** A value as PHP's `http_build_query` sees it. Money and dates belong in strings: PHP's float digits depend on its settings. */
export type QueryValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };

/** An ordered list, because a JavaScript object would move integer-like names to the front and change the hash. */
export type QueryParameters = readonly (readonly [name: string, value: QueryValue])[];

/**
 * The query string that PHP's `http_build_query` makes of the same array: RFC 1738 alphabet, explicit list indexes,
 * booleans as 1 and 0, nulls, undefined values and empty arrays left out.
 *
 * @throws RangeError for numbers that PHP could not have got from a form (NaN, infinities).
 */
export function httpBuildQuery(parameters: QueryParameters): string {
  return parameters.flatMap(([name, value]) => pairs(encode(name), value)).join('&');
}

function pairs(name: string, value: QueryValue): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [`${name}=${encode(scalar(value))}`];
  const members: readonly (readonly [string, QueryValue])[] = Object.entries(value);
  return members.flatMap(([key, member]) => pairs(`${name}%5B${encode(key)}%5D`, member));
}

function scalar(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? phpNumber(value) : value;
}

/** PHP writes floats as `%.14G` does (its default `precision`), but never an exponent without a fraction: `1.0E+15`. */
function phpNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} cannot be sent as a form value.`);
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '-0' : String(value);
  const [mantissa = '', exponent = '0'] = value.toExponential(13).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 14) return withoutTrailingZeros(value.toPrecision(14));
  const digits = withoutTrailingZeros(mantissa);
  return `${digits.includes('.') ? digits : `${digits}.0`}E${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** Zeros of the fraction only: those of "12345678901230" count. */
function withoutTrailingZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** RFC 1738: a space is `+`, and everything but letters, digits and `-_.` is percent-encoded UTF-8. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

/** Lower-case hex md5 of the text's UTF-8 bytes. */
export function md5Hex(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/** The `hash` of a JustClick API 1.0 call: md5 of the exact query that is sent, the login and the key. */
export function requestHash(query: string, login: string, key: string): string {
  return md5Hex(`${query}::${login}::${key}`);
}

/** The `hash` that a genuine JustClick answer carries. It does not cover `result`: nobody signs that. */
export function answerHash(errorCode: string, errorText: string, key: string): string {
  return md5Hex(`${errorCode}::${errorText}::${key}`);
}

/** Whether two hex digests are equal, in either letter case and in a time that does not depend on where they differ. */
export function sameHash(expected: string, received: string): boolean {
  const left = Buffer.from(expected.toLowerCase(), 'utf8');
  const right = Buffer.from(received.toLowerCase(), 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
