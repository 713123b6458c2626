import type { CommonDetails } from '../../sandbox/faults';

/** Longer than any deadline of the app, in milliseconds. */
const NEVER = 120_000;

/** One fault or several for each kind that needs more than its name. A new such kind does not compile before it has some. */
export type ExamplesOf<Details> = {
  readonly [Kind in keyof Details]: readonly ({ readonly kind: Kind } & Details[Kind])[];
};

export const COMMON_EXAMPLES: ExamplesOf<CommonDetails> = {
  'html page': [200, 401, 403, 500].map((status) => ({ kind: 'html page', status })),
  delay: [{ kind: 'delay', milliseconds: NEVER }],
  'huge answer': [{ kind: 'huge answer', bytes: 33 * 1024 * 1024 }],
};

/** The kinds of fault that say everything by themselves: those without examples. */
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

/** A fault as the matrix tells of it. */
export interface FaultTraits {
  /** The double's word for it. */
  readonly kind: string;
  /** What tells it from others of its kind, such as "code 8"; empty where nothing has to. */
  readonly detail: string;
  /** The answer does not come before a deadline of the app. */
  readonly hangs: boolean;
  /** Takes long to try: a few steps stand for all. */
  readonly costly: boolean;
}

export function traitsOf(fault: { readonly kind: string }): FaultTraits {
  const { kind } = fault;
  return {
    kind,
    detail: detailOf(fault),
    hangs: ['delay', 'trickle', 'cut answer'].includes(kind),
    costly: ['huge answer', 'trickle', 'cut answer'].includes(kind),
  };
}

function detailOf(fault: object): string {
  if ('code' in fault && typeof fault.code === 'number') return `code ${fault.code}`;
  if ('status' in fault && typeof fault.status === 'number') return `HTTP ${fault.status}`;
  return 'how' in fault && typeof fault.how === 'string' ? fault.how : '';
}
