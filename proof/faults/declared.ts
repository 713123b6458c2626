import type { CommonDetails } from '../../sandbox/faults';
import { NEVER } from './time';

/** The kinds of fault that say everything by themselves: those without examples. In the order of declaration. */
export function plainKinds<Words extends object, Examples extends object>(
  words: Words,
  examples: Examples,
): Exclude<keyof Words, keyof Examples>[] {
  const plain: Exclude<keyof Words, keyof Examples>[] = [];
  for (const kind in words) if (isPlain(kind, examples)) plain.push(kind);
  return plain;
}

function isPlain<Kind extends PropertyKey, Examples extends object>(
  kind: Kind,
  examples: Examples,
): kind is Exclude<Kind, keyof Examples> {
  return !(kind in examples);
}

/** One fault or several for each kind that needs more than its name. A new such kind does not compile before it has some. */
export type ExamplesOf<Details> = {
  readonly [Kind in keyof Details]: readonly ({ readonly kind: Kind } & Details[Kind])[];
};

export const COMMON_EXAMPLES: ExamplesOf<CommonDetails> = {
  'html page': [200, 500].map((status) => ({ kind: 'html page', status })),
  delay: [{ kind: 'delay', milliseconds: NEVER }],
  'huge answer': [{ kind: 'huge answer', bytes: 33 * 1024 * 1024 }],
};

/** Whether the answer does not come before a deadline of the app. */
export function isHanging({ kind }: { readonly kind: string }): boolean {
  return ['delay', 'trickle', 'cut answer'].includes(kind);
}

/** Takes long to try. */
export function isCostly({ kind }: { readonly kind: string }): boolean {
  return ['huge answer', 'trickle', 'cut answer'].includes(kind);
}

/** What tells one fault from others of its kind: "code 8", "HTTP 500". Empty where nothing has to. */
export function detailOf(fault: object): string {
  if ('code' in fault && typeof fault.code === 'number') return `code ${fault.code}`;
  if ('status' in fault && typeof fault.status === 'number') return `HTTP ${fault.status}`;
  if ('how' in fault && typeof fault.how === 'string') return fault.how;
  return '';
}
