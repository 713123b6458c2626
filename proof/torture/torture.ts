import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { type Case, cases } from './case';
import { type Method, methodsOf } from './method';
import { type Evidence, Stage } from './stage';
import { complaintsAbout } from './verdict';

export interface Ordeal {
  /** The unpacked app's folder, or the zip. */
  readonly app: string;
  readonly seed: number;
  /** How many processes with the app are tormented side by side. */
  readonly lanes?: number;
  /** How many cases a method gets. */
  readonly casesOf: (method: Method, all: readonly Method[]) => number;
  /** Hears of each method as it is done with. */
  readonly told?: (survived: Survival) => void;
}

/** How one method came through. */
export interface Survival {
  readonly method: Method;
  readonly cases: number;
  /** How many ended how: `success`, or the class of the error. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Milliseconds of the slowest case. */
  readonly slowest: number;
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly complaints: string;
  /** The smallest case that was found to fail. */
  readonly counterexample: Case | undefined;
  /** Where fast-check finds it again: with the seed, the path. */
  readonly path: string;
}

/** Puts every method of the built app through hostile cases. */
export async function torture({ app, seed, lanes = 1, casesOf, told }: Ordeal): Promise<readonly Survival[]> {
  const stages = await Promise.all(Array.from({ length: lanes }, () => Stage.open(app)));
  const methods = stages.slice(0, 1).flatMap(({ definition }) => methodsOf(definition));
  const waiting = methods.values();
  const survivals = new Map<Method, Survival>();
  try {
    await Promise.all(
      stages.map(async (stage) => {
        for (const method of waiting) {
          const survival = await ordealOf(method, stage, {
            seed: seedOf(method, seed),
            numRuns: casesOf(method, methods),
          });
          survivals.set(method, survival);
          told?.(survival);
        }
      }),
    );
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
  return methods.flatMap((method) => survivals.get(method) ?? []);
}

/** Its own, or all methods would meet the same answers in the same order. */
function seedOf({ platform, path }: Method, seed: number): number {
  return (seed + crc32(platform + path)) | 0;
}

async function ordealOf(
  method: Method,
  stage: Stage,
  parameters: { readonly seed: number; readonly numRuns: number },
): Promise<Survival> {
  const outcomes: Record<string, number> = {};
  let slowest = 0;
  const property = fc.asyncProperty(cases(method), async (played) => {
    const evidence = await stage.play(method, played);
    const outcome = outcomeOf(evidence);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    slowest = Math.max(slowest, evidence.result.milliseconds);
    if (process.env.SLOW && evidence.result.milliseconds > 2000)
      console.error(evidence.result.milliseconds, method.path, JSON.stringify(played).slice(0, 700));
    const complaints = complaintsAbout(evidence);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  const { failed, numRuns, counterexample, counterexamplePath, errorInstance } = await fc.check(
    property,
    parameters,
  );
  return {
    method,
    cases: numRuns,
    outcomes,
    slowest,
    failure: failed
      ? {
          complaints: errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
          counterexample: counterexample?.[0],
          path: counterexamplePath ?? '',
        }
      : undefined,
  };
}

function outcomeOf({ result }: Evidence): string {
  return result.outcome === 'error' ? result.kind : result.outcome;
}
