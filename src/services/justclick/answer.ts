import { parseRecordWithList } from '../../core/json_list';
import { isRecord, parseRecord } from '../../core/record';
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

/**
 * Reads an answer whatever its HTTP status and content type, which carry no meaning with this vendor.
 *
 * @param take rows of the result are handed over one by one and left out, and are to be forgotten with a refused answer.
 * @returns undefined when the bytes are no JSON object with an `error_code`.
 */
export function parseAnswer(body: Buffer, apiKey: string, take?: TakeRow): Answer | undefined {
  const answer = take ? parseWithRows(body, take) : parseRecord(body);
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

function parseWithRows(body: Buffer, take: TakeRow): Record<string, unknown> | undefined {
  return parseRecordWithList(body, {
    name: 'result',
    most: MOST_ROWS,
    take: (row) => {
      if (isRecord(row)) take(row);
    },
  });
}

/** Numbers and numeric strings mean the same to this vendor; the hash covers the text of either. */
function numericText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? text : undefined;
}
