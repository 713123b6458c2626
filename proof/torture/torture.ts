import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { type Case, cases } from './case';
import type { Method } from './method';
import { type Evidence, Stage } from './stage';
import { complaintsAbout } from './verdict';

export interface Ordeal {
  /** The unpacked app's folder, or the zip. */
  readonly app: string;
  readonly seed: number;
  /** How many processes with the app are tormented side by side. */
  readonly lanes?: number;
  /** Of one case alone, as a failure told it. */
  readonly path?: string;
  /** How many cases a method gets. */
  readonly casesOf: (method: Method, all: readonly Method[]) => number;
  /** Hears of each method as it is done with. */
  readonly told?: (survived: Survival) => void;
}

/** How one method came through. */
export interface Survival {
  readonly method: Method;
  readonly cases: number;
  /** How many ended how: `success`, or the class of the error. Those by which a failure was made smaller count as well. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Milliseconds of the slowest case. */
  readonly slowest: number;
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly complaints: string;
  /** The smallest case that was found to fail. */
  readonly counterexample: Case | undefined;
  /** Where fast-check finds it again, with the seed. */
  readonly path: string;
}

/** Puts every method of the built app through hostile cases. */
export async function torture(ordeal: Ordeal): Promise<readonly Survival[]> {
  const { app, lanes = 1, casesOf, told } = ordeal;
  const stages = await Promise.all(Array.from({ length: lanes }, () => Stage.open(app)));
  const survivals = new Map<Method, Survival>();
  try {
    const methods = (await stages[0]?.methods()) ?? [];
    const waiting = methods.values();
    await Promise.all(
      stages.map(async (stage) => {
        for (const method of waiting) {
          const survival = await survivalOf(method, stage, ordeal, casesOf(method, methods));
          survivals.set(method, survival);
          told?.(survival);
        }
      }),
    );
    return methods.flatMap((method) => survivals.get(method) ?? []);
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
}

async function survivalOf(
  method: Method,
  stage: Stage,
  { seed, path }: Ordeal,
  numRuns: number,
): Promise<Survival> {
  const outcomes: Record<string, number> = {};
  let slowest = 0;
  const property = fc.asyncProperty(cases(method), async (played) => {
    const evidence = await stage.play(method, played);
    const outcome = outcomeOf(evidence);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    slowest = Math.max(slowest, evidence.result.milliseconds);
    const complaints = complaintsAbout(evidence);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  const details = await fc.check(property, {
    seed: seedOf(method, seed),
    numRuns,
    ...(path !== undefined && { path }),
  });
  return { method, cases: details.numRuns, outcomes, slowest, failure: failureIn(details) };
}

/** Its own, or all methods would meet the same answers in the same order. */
function seedOf({ platform, path }: Method, seed: number): number {
  return (seed + crc32(platform + path)) | 0;
}

function failureIn({
  failed,
  counterexample,
  counterexamplePath,
  errorInstance,
}: fc.RunDetails<[Case]>): Failure | undefined {
  if (!failed) return undefined;
  return {
    complaints: errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    counterexample: counterexample?.[0],
    path: counterexamplePath ?? '',
  };
}

function outcomeOf({ result }: Evidence): string {
  return result.outcome === 'error' ? result.kind : result.outcome;
}
