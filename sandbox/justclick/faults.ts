import type { FaultOf } from '../faults';
import type { FunctionName } from './functions';

/** How an answer goes wrong AFTER the function was performed as usual. */
export const ANSWER_FAULTS = {
  forged_hash: 'The hash of the answer does not match.',
  missing_hash: 'The answer has no hash.',
  upper_case_hash: 'The hash of the answer is right, in upper case.',
  missing_result: 'The answer has no `result`.',
  numbers_as_strings: 'Every number in the result comes as text.',
  code_as_string: '`error_code` comes as text.',
  json_array: 'The answer comes as the only member of a list.',
  json_of_another_shape: "A JSON object without the envelope's fields comes.",
  json_null: '`null` comes.',
  truncated_json: 'Only the first half of the JSON comes.',
  byte_order_mark: 'A byte order mark stands before the JSON.',
  empty_body: 'An empty answer comes.',
  redirect_302_with_answer: "Status 302 to the account's front page, with the usual JSON as its body.",
  slow: 'The usual answer comes late.',
  large: 'The usual JSON comes after so many megabytes of white space.',
  trickle: 'The beginning of an answer comes, then now and then a byte, without end.',
  reset_after_execution: 'The connection breaks when the change is made: the answer is lost.',
} as const;

/** What happens INSTEAD of the function: nothing is performed. */
export const DETOUR_FAULTS = {
  refusal:
    'A signed refusal with any code, known or not; the text of the error table unless another is given.',
  html_500: 'Status 500 with an HTML page.',
  html_200: 'Status 200 with an HTML page.',
  redirect_302_elsewhere: 'Status 302 to another host, no JSON.',
  redirect_307: 'Status 307 to another path of this host, which serves the function.',
  redirect_307_elsewhere: 'Status 307 to another host.',
  reset_before_execution: 'The connection breaks before anything is done.',
} as const;

/** What some kinds of fault need to be told, or may be. */
export interface FaultDetails {
  readonly slow: { readonly milliseconds: number };
  readonly large: { readonly megabytes: number };
  readonly refusal: { readonly code: number; readonly text?: string };
  /** This server under the name localhost unless given. */
  readonly redirect_302_elsewhere: { readonly location?: string };
  /** This server under the name localhost unless given. */
  readonly redirect_307_elsewhere: { readonly location?: string };
}

export type AnswerFault = FaultOf<keyof typeof ANSWER_FAULTS, FaultDetails>;
export type DetourFault = FaultOf<keyof typeof DETOUR_FAULTS, FaultDetails>;

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
