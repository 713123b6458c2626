import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { shareOut } from '../lane';
import type { Method } from '../methods';
import { cases } from './case';
import type { Evidence } from './evidence';
import { Stage } from './stage';
import { complaintsAbout } from './verdict';

export interface Ordeal {
  /** The unpacked app's folder, or the zip. */
  readonly app: string;
  readonly seed: number;
  /** How many cases all methods get together. */
  readonly cases: number;
  /** When to stop, by `performance.now()`, whatever is left to do; never unless given. */
  readonly until?: number;
  /** How many processes with the app are tormented side by side. */
  readonly lanes?: number;
  /** Which methods; all unless given. */
  readonly only?: (method: Method) => boolean;
  /** The path of one case alone, as a failure told it. */
  readonly path?: string;
  /** Hears of each method as it is done with. */
  readonly told?: (survived: Survival) => void;
}

/** How one method came through. */
export interface Survival {
  readonly method: Method;
  readonly cases: number;
  /** How many ended how: `success`, or the class of the error. Those by which a failure was made smaller count as well. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly complaints: string;
  /** The smallest case that was found to fail, in a list, since a property may take several values. */
  readonly counterexample: unknown;
  /** The path by which fast-check finds it again, with the seed. */
  readonly path: string;
}

/** Puts every method of the built app through hostile cases. */
export async function torture(ordeal: Ordeal): Promise<readonly Survival[]> {
  const { app, lanes = 1, only = () => true, told } = ordeal;
  const stages = await Promise.all(Array.from({ length: lanes }, () => Stage.open(app)));
  try {
    const all = (await stages[0]?.methods()) ?? [];
    const total = all.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0);
    const methods = all.filter(only);
    let left = methods.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0);
    return await shareOut(stages, methods, async (stage, method) => {
      const weight = WEIGHTS[method.kind];
      const numRuns = Math.max(1, Math.round((ordeal.cases * weight) / total));
      // Its share of the time that is left for all.
      const timeLimit =
        ordeal.until && Math.max(1, (((ordeal.until - performance.now()) * weight) / left) * lanes);
      left -= weight;
      const survival = await survivalOf(method, stage, ordeal, { numRuns, timeLimit });
      told?.(survival);
      return survival;
    });
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
}

/** Writes can do more harm than drop-downs. */
const WEIGHTS: Readonly<Record<Method['kind'], number>> = {
  create: 8,
  connection: 6,
  search: 4,
  trigger: 4,
  hook: 4,
  subscription: 4,
  form: 1,
  'drop-down': 1,
};

async function survivalOf(
  method: Method,
  stage: Stage,
  { seed, path }: Ordeal,
  { numRuns, timeLimit }: { readonly numRuns: number; readonly timeLimit: number | undefined },
): Promise<Survival> {
  const outcomes: Record<string, number> = {};
  const property = fc.asyncProperty(cases(method, stage.connectionForm), async (played) => {
    const evidence = await stage.play(method, played);
    const outcome = outcomeOf(evidence);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const complaints = complaintsAbout(evidence);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  const details = await fc.check(property, {
    // Its own, or all methods would meet the same answers in the same order.
    seed: (seed + crc32(method.platform + method.path)) | 0,
    numRuns,
    ...(path !== undefined && { path }),
    ...(timeLimit !== undefined && { plugins: [fc.interruptAfterTimeLimit(timeLimit)] }),
  });
  return { method, cases: details.numRuns, outcomes, failure: failureIn(details) };
}

function failureIn(details: fc.RunDetails<unknown>): Failure | undefined {
  const { failed, counterexample, counterexamplePath, errorInstance } = details;
  if (!failed) return undefined;
  return {
    complaints: errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    counterexample,
    path: counterexamplePath ?? '',
  };
}

function outcomeOf({ result }: Evidence): string {
  return result.outcome === 'error' ? result.kind : result.outcome;
}
