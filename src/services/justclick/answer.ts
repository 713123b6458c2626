import { JsonListReader } from '../../core/json_list';
import { isObject, parseObject } from '../../core/json';
import { answerHash, sameHash } from '../../core/signature';

/** Gets one row of a long list. */
export type TakeRow = (row: Readonly<Record<string, unknown>>) => void;

/** What every function of API 1.0 answers with. */
export interface Answer {
  readonly code: number;
  readonly text: string;
  readonly result: unknown;
  /** Whether the account's key made the answer's hash. With a wrong key of ours it never is. */
  readonly genuine: boolean;
}

/** More rows than a month of orders has; of more nothing is read. */
const MOST_ROWS = 100_000;

/** For an answer that is read while it comes: rows of its result are handed over one by one, and left out. */
export function readerOf(take: TakeRow): JsonListReader {
  return new JsonListReader({
    name: 'result',
    most: MOST_ROWS,
    take: (row) => {
      if (isObject(row)) take(row);
    },
  });
}

/**
 * Reads an answer whatever its HTTP status and content type, which carry no meaning with this vendor.
 *
 * @param body all of it, or what has read all of it: the rows are to be forgotten with a refused answer.
 * @returns undefined when the bytes are no JSON object with an `error_code`.
 */
export function parseAnswer(body: Buffer | JsonListReader, apiKey: string): Answer | undefined {
  const answer = body instanceof JsonListReader ? body.end() : parseObject(body);
  const code = numericText(answer?.error_code);
  if (!answer || code === undefined) return undefined;
  const text = typeof answer.error_text === 'string' ? answer.error_text : '';
  const hash = typeof answer.hash === 'string' ? answer.hash : '';
  return {
    code: Number(code),
    text,
    result: answer.result,
    genuine: sameHash(answerHash(code, text, apiKey), hash),
  };
}

/** Numbers and numeric strings mean the same to this vendor; the hash covers the text of either. */
function numericText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? text : undefined;
}
