import type { FunctionName } from './functions';

/** How an answer goes wrong AFTER the function was performed as usual. */
export type AnswerFault =
  /** The hash does not match. */
  | { readonly kind: 'forged_hash' }
  | { readonly kind: 'missing_hash' }
  /** The hash is right, in upper case. */
  | { readonly kind: 'upper_case_hash' }
  | { readonly kind: 'missing_result' }
  /** Every number in the result comes as text. */
  | { readonly kind: 'numbers_as_strings' }
  /** `error_code` comes as text. */
  | { readonly kind: 'code_as_string' }
  /** The answer as the only member of a list. */
  | { readonly kind: 'json_array' }
  /** A JSON object without the envelope's fields. */
  | { readonly kind: 'json_of_another_shape' }
  | { readonly kind: 'json_null' }
  /** The first half of the JSON. */
  | { readonly kind: 'truncated_json' }
  /** A byte order mark before the JSON. */
  | { readonly kind: 'byte_order_mark' }
  | { readonly kind: 'empty_body' }
  /** Status 302 to the account's front page, with the usual JSON as its body. */
  | { readonly kind: 'redirect_302_with_answer' }
  /** The usual answer, late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The usual JSON after so many megabytes of white space. */
  | { readonly kind: 'large'; readonly megabytes: number }
  /** The beginning of an answer, then now and then a byte, without end. */
  | { readonly kind: 'trickle' }
  /** The connection breaks when the change is made: the answer is lost. */
  | { readonly kind: 'reset_after_execution' };

/** What happens INSTEAD of the function: nothing is performed. */
export type DetourFault =
  /** A signed refusal with any code, known or not; the text of the error table unless another is given. */
  | { readonly kind: 'refusal'; readonly code: number; readonly text?: string }
  /** Status 500 with an HTML page. */
  | { readonly kind: 'html_500' }
  /** Status 200 with an HTML page. */
  | { readonly kind: 'html_200' }
  /** Status 302 to another host (`location`; unless given, this server under the name localhost), no JSON. */
  | { readonly kind: 'redirect_302_elsewhere'; readonly location?: string }
  /** Status 307 to another path of this host, which serves the function. */
  | { readonly kind: 'redirect_307' }
  /** Status 307 to another host (`location`; unless given, this server under the name localhost). */
  | { readonly kind: 'redirect_307_elsewhere'; readonly location?: string }
  | { readonly kind: 'reset_before_execution' };

/** A way to go wrong. */
export type FaultKind = (AnswerFault | DetourFault)['kind'];

/** A fault and the requests that it befalls. */
export type Fault = (AnswerFault | DetourFault) &
  Occasions & {
    /** The only function that it befalls; any unless given. */
    readonly function?: FunctionName;
  };

/** How often a fault befalls, among the occasions that it is for. */
export interface Occasions {
  /** How many occasions it befalls; 1 unless given. */
  readonly times?: number;
  /** How many matching occasions pass before the first one; 0 unless given. */
  readonly after?: number;
}

/** The faults still to come, first in, first out. */
export class FaultQueue<Planned extends Occasions> {
  private readonly faults: { readonly fault: Planned; after: number; times: number }[] = [];

  add(fault: Planned): void {
    this.faults.push({ fault, after: fault.after ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.faults.length = 0;
  }

  /** The fault that befalls this occasion, if any is for it; later ones wait for later occasions. */
  take(isForThis: (fault: Planned) => boolean): Planned | undefined {
    const next = this.faults.find(({ fault, times }) => times > 0 && isForThis(fault));
    if (next === undefined) {
      return undefined;
    }
    if (next.after > 0) {
      next.after -= 1;
      return undefined;
    }
    next.times -= 1;
    return next.fault;
  }
}

/** Another hash: one digit differs. */
export function forged(hash: string): string {
  return (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
}
