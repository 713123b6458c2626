import type { Step } from '../../sandbox/zapier/step';
import type { Case } from './case';
import { endingOf, type Ending } from './ending';
import type { Lane } from './lane';
import type { Operation } from './operations';
import type { Fault, Service, Stage } from './service';
import { textOf } from './state';

/** More than any step makes requests. */
const ALL = 99;

/** One run of a step. */
export interface Run {
  readonly ending: Ending;
  readonly calls: readonly string[];
  /** The service afterwards. */
  readonly state: string;
}

/** An operation without faults: what the trials are compared with. */
export interface Reference<Of extends Stage> {
  readonly service: Service<Of>;
  readonly operation: Operation;
  readonly use: Case<Of>;
  readonly before: string;
  readonly run: Run;
  /** Whether the app remembers something of it. */
  readonly remembered: boolean;
}

/** An operation under one fault. */
export interface Trial<Of extends Stage> {
  readonly reference: Reference<Of>;
  readonly fault: Fault<Of>;
  /** The function that it befalls. */
  readonly call: string;
  /** Whether it befalls every such request of the step, or only the first. */
  readonly often: 'every' | 'once';
}

/** How a trial ended, and how the same step ended when it was run again and all went well. */
export interface Outcome {
  readonly run: Run;
  readonly struck: number;
  readonly again: Run | undefined;
}

/** @throws Error where the operation does not succeed by itself. */
export async function reference<Of extends Stage>(
  lane: Lane,
  service: Service<Of>,
  operation: Operation,
): Promise<Reference<Of>> {
  const use = service.cases[operation.key];
  if (!use) throw new Error(`${operation.key} has no case in proof/faults/cases.`);
  return withStage(lane, service, use, async (stage) => {
    const before = textOf(stage.state());
    const run = await runOnce(lane, stage, stepOf(operation, use, stage), false);
    if (run.ending.kind !== 'result')
      throw new Error(`${operation.method} failed though nothing was wrong: ${run.ending.message}`);
    const remembered = lane.zapier.cache.entries().length > 0;
    return { service, operation, use, before, run, remembered };
  });
}

export async function tryOut<Of extends Stage>(lane: Lane, trial: Trial<Of>): Promise<Outcome> {
  const { service, operation, use } = trial.reference;
  return withStage(lane, service, use, async (stage) => {
    const step = stepOf(operation, use, stage);
    trial.fault.strike(stage, trial.call, trial.often === 'every' ? ALL : 1);
    const run = await runOnce(lane, stage, step, trial.fault.hangs);
    const struck = stage.struck();
    stage.recover();
    const again =
      run.ending.kind === 'result' || !leavesTraces(trial.reference)
        ? undefined
        : await runOnce(lane, stage, step, false);
    return { run, struck, again };
  });
}

export function changes<Of extends Stage>({ before, run }: Reference<Of>): boolean {
  return before !== run.state;
}

/** Only then can a second run differ from the first. */
function leavesTraces<Of extends Stage>(reference: Reference<Of>): boolean {
  return changes(reference) || reference.remembered;
}

export async function withStage<Of extends Stage, Result>(
  lane: Lane,
  service: Service<Of>,
  { before }: Case<Of>,
  work: (stage: Of) => Promise<Result>,
): Promise<Result> {
  const stage = await service.open(lane.ports);
  try {
    lane.zapier.cache.clear();
    await before?.(stage);
    return await work(stage);
  } finally {
    await stage.stop();
  }
}

function stepOf<Of extends Stage>(
  { method }: Operation,
  { inputData, bundle, authData }: Case<Of>,
  stage: Of,
): Step {
  return {
    method,
    authData: { ...stage.authData, ...authData },
    inputData: typeof inputData === 'function' ? inputData(stage) : (inputData ?? {}),
    ...(bundle && { bundle }),
    timeZone: 'Europe/Moscow',
  };
}

async function runOnce(lane: Lane, stage: Stage, step: Step, hangs: boolean): Promise<Run> {
  const already = stage.calls().map(({ length }) => length);
  const result = await lane.run(step, stage, hangs);
  return {
    ending: endingOf(result),
    calls: stage.calls().flatMap((calls, index) => calls.slice(already[index])),
    state: textOf(stage.state()),
  };
}
