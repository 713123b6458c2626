import { isJsonObject } from '../../sandbox/zapier/json';
import type { RunResult } from '../../sandbox/zapier/outcome';

/** How a step ended for its user. */
export type Ending =
  /** `count` of a list: the events of a poll, what a search found. */
  | { readonly kind: 'result'; readonly output: unknown; readonly count: number | undefined }
  | { readonly kind: 'HaltedError' | 'ExpiredAuthError'; readonly message: string }
  /** Zapier runs the step again by itself after so many seconds. */
  | { readonly kind: 'ThrottledError'; readonly message: string; readonly seconds: number | undefined }
  | { readonly kind: 'Error'; readonly message: string; readonly code: string | undefined }
  /** A bug: an error that the platform decorates, or a process that died. */
  | { readonly kind: 'bug'; readonly message: string };

/** How much a poll, a search or a page of a drop-down found. */
function countOf(output: unknown): number | undefined {
  const list: unknown = isJsonObject(output) ? output.results : output;
  return Array.isArray(list) ? list.length : undefined;
}

export function endingOf(result: RunResult): Ending {
  if (result.outcome === 'success') {
    const { output } = result;
    return { kind: 'result', output, count: countOf(output) };
  }
  if (result.outcome === 'died') return { kind: 'bug', message: result.message };
  const { message } = result;
  switch (result.kind) {
    case 'Error':
      return { kind: 'Error', message, code: result.code };
    case 'ThrottledError':
      return { kind: 'ThrottledError', message, seconds: result.delaySeconds };
    case 'HaltedError':
    case 'ExpiredAuthError':
      return result.decoration === ''
        ? { kind: result.kind, message }
        : { kind: 'bug', message: `${message}\n${result.decoration}` };
    case 'Unexpected':
      return { kind: 'bug', message: `${result.name}: ${message}` };
  }
}
