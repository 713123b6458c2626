import { createHash } from 'node:crypto';

/** The vendor's error table: the text of every code that can refuse a request, in lower case as printed there. */
export const ERROR_TEXTS = {
  1: 'not transferred hash',
  2: 'no transmitted data',
  3: 'wrong posted data',
  4: 'incorrect hash',
  5: 'invalid user name',
  6: 'permission denied for ip',
  7: 'account disabled',
  8: 'Лимит запросов по API с данного адреса исчерпан. Попробуйте позже. Как правило связано с тем, что функции API отключены для аккаунта.',
  100: 'email is missing',
  101: 'subscription error',
  102: 'the subscriber is already registered',
  103: 'has an invalid subscriptions group',
  104: 'subscription forbidden for',
  200: 'nonexistent order',
  201: 'wrong status',
  202: 'order not paid',
  203: 'order number is empty',
  302: 'nonexistent order',
  303: 'wrong status',
  400: 'order not found',
  500: 'subscriber not found',
  501: 'group not found',
  600: 'wrong email',
  601: 'order already exist. his number send in result array.',
  602: 'error creating order',
  603: 'missing products',
  604: 'product not exist',
  605: 'not having any data for delivery products',
  700: 'no products',
  800: 'group subscribers is not found',
  801: 'subscriber with such address is not found',
} as const;

/** A code of the vendor's error table. */
export type ErrorCode = keyof typeof ERROR_TEXTS;

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a function did; `result` is left out where the documentation names none. */
export interface Outcome {
  readonly code: number;
  readonly text: string;
  readonly result?: Json | undefined;
}

/** A signed answer, its keys in the order of the vendor's samples. */
export interface Envelope {
  readonly error_code: number | string;
  readonly error_text: string;
  readonly result?: Json | undefined;
  readonly hash?: string | undefined;
}

/** A request refused with a code of the vendor's table. Thrown before anything is changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ErrorCode,
    readonly text: string = ERROR_TEXTS[code],
    readonly result?: Json,
  ) {
    super(text);
  }
}

/** Success with the given text (the documentation has several) and, where documented, a result. */
export function success(result?: Json, text = 'ok'): Outcome {
  return { code: 0, text, result };
}

/** Signs an outcome: `hash` is the lower-case md5 of code, text and key joined by `::`; the result is not covered. */
export function sign(outcome: Outcome, key: string, capitalised: boolean): Envelope {
  const text = capitalised ? capitalise(outcome.text) : outcome.text;
  return {
    error_code: outcome.code,
    error_text: text,
    result: outcome.result,
    hash: md5(`${outcome.code}::${text}::${key}`),
  };
}

/** In lower-case hex; the text in UTF-8. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** JSON as PHP's `json_encode` writes it by default: other letters as `\uXXXX` and slashes escaped. */
export function phpJson(value: Json | Envelope | readonly Envelope[]): string {
  return JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The spelling seen in samples and notes: `OK`, `Order not found`. */
function capitalise(text: string): string {
  return text === 'ok' ? 'OK' : text.charAt(0).toUpperCase() + text.slice(1);
}
