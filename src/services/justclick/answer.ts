import { parseObject } from '../../core/json';
import { answerHash, sameHash } from '../../core/signature';

/** What every function of API 1.0 answers with. */
export interface Answer {
  readonly code: number;
  readonly text: string;
  readonly result: unknown;
  /** Whether the account's key made the answer's hash. With a wrong key of ours it never is. */
  readonly genuine: boolean;
}

/**
 * Reads an answer whatever its HTTP status and content type, which carry no meaning with this vendor.
 *
 * @returns undefined when the bytes are no JSON object with an `error_code`.
 */
export function parseAnswer(body: Buffer, apiKey: string): Answer | undefined {
  const answer = parseObject(body);
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
