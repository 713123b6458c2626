import { COMMON_FAULTS, type CommonDetails, type CommonFault, type Faults } from '../../sandbox/faults';
import type { Fault } from './service';

/** Longer than any deadline of the app, in milliseconds. */
const NEVER = 120_000;

/** One fault or several for each kind that needs more than its name. A new such kind does not compile before it has some. */
export type ExamplesOf<Details> = {
  readonly [Kind in keyof Details]: readonly ({ readonly kind: Kind } & Details[Kind])[];
};

export const COMMON_EXAMPLES: ExamplesOf<CommonDetails> = {
  'html page': [200, 401, 403, 429, 500].map((status) => ({ kind: 'html page', status })),
  delay: [{ kind: 'delay', milliseconds: NEVER }],
  'huge answer': [{ kind: 'huge answer', bytes: 33 * 1024 * 1024 }],
};

export const COMMON: readonly CommonFault[] = [
  ...plainKinds(COMMON_FAULTS, COMMON_EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(COMMON_EXAMPLES).flat(),
];

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

/** Faults that a double may suffer from. @param befalls which of the functions that the app asks for are the double's. */
export function faultsAt<Known extends { readonly kind: string }>(
  { faults: planned }: { readonly faults: Faults<Known> },
  faults: readonly Known[],
  befalls: Fault['befalls'] = () => true,
): readonly Fault[] {
  return faults.map((fault) => ({
    kind: fault.kind,
    detail: detailOf(fault),
    hangs: ['delay', 'trickle'].includes(fault.kind),
    costly: ['huge answer', 'trickle'].includes(fault.kind),
    befalls,
    strike: (on, times) => {
      planned.add(fault, { on, times });
    },
  }));
}

function detailOf(fault: object): string {
  if ('code' in fault && typeof fault.code === 'number') return `code ${fault.code}`;
  if ('status' in fault && typeof fault.status === 'number') return `HTTP ${fault.status}`;
  return 'how' in fault && typeof fault.how === 'string' ? fault.how : '';
}
