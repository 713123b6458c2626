import type { Cache, CacheMethod } from '../../sandbox/zapier/cache';
import type { Step } from '../../sandbox/zapier/step';
import type { Case } from './case';
import { endingOf, type Ending } from './ending';
import type { Hang, Lane } from './lane';
import type { Operation } from './operations';
import type { FaultName, Service, Stage } from './service';
import { textOf } from './state';

/** More than any step makes requests. */
const ALL = 99;

/** One run of a step. */
export interface Run {
  readonly ending: Ending;
  readonly calls: readonly string[];
  readonly cacheCalls: readonly CacheMethod[];
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
  /** The same step a second time, where anything is remembered at all. */
  readonly next: Run | undefined;
}

/** An operation under one fault. */
export interface Trial<Of extends Stage> {
  readonly reference: Reference<Of>;
  readonly fault: FaultName;
  /** Whether Zapier's cache goes wrong, and not the service. */
  readonly ofCache: boolean;
  /** The function of the service, or the method of the cache, that it befalls. */
  readonly call: string;
  /** Whether it befalls every such request of the step, or only the first. */
  readonly often: 'every' | 'once';
  /** An answer is held back longer than the app waits. */
  readonly hangs: boolean;
  /** Lets so many calls go wrong. */
  readonly strike: (stage: Of, cache: Cache, times: number) => void;
}

/** How a trial ended, and how the same step ended a second time, when all went well. */
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
  use: Case<Of>,
): Promise<Reference<Of>> {
  return withStage(lane, service, use, async (stage) => {
    const before = textOf(stage.state());
    const step = stepOf(operation, use, stage);
    const run = await runOnce(lane, stage, step);
    if (run.ending.kind !== 'result')
      throw new Error(`${operation.method} failed though nothing was wrong: ${run.ending.message}`);
    const remembered = lane.zapier.cache.entries().length > 0;
    const next = run.cacheCalls.length === 0 ? undefined : await runLater(lane, stage, step);
    return { service, operation, use, before, run, remembered, next };
  });
}

export async function tryOut<Of extends Stage>(lane: Lane, trial: Trial<Of>): Promise<Outcome> {
  const { service, operation, use } = trial.reference;
  return withStage(lane, service, use, async (stage) => {
    const step = stepOf(operation, use, stage);
    const { cache } = lane.zapier;
    trial.strike(stage, cache, trial.often === 'every' ? ALL : 1);
    const { failed } = cache;
    const struck = trial.ofCache ? () => cache.failed - failed : stage.struck;
    const signal = trial.ofCache ? 'SIGHUP' : 'SIGUSR2';
    const run = await runOnce(lane, stage, step, trial.hangs ? { struck, signal } : undefined);
    const befell = struck();
    stage.recover();
    cache.heal();
    const again = isWorthRepeating(trial, run)
      ? await (trial.ofCache ? runLater : runOnce)(lane, stage, step)
      : undefined;
    return { run, struck: befell, again };
  });
}

export function changes<Of extends Stage>({ before, run }: Reference<Of>): boolean {
  return before !== run.state;
}

/** What went wrong must not spoil the next run, and only where something is left can that one differ at all. */
function isWorthRepeating<Of extends Stage>({ ofCache, reference }: Trial<Of>, { ending }: Run): boolean {
  if (ofCache) return true;
  return ending.kind !== 'result' && (changes(reference) || reference.remembered);
}

export async function withStage<Of extends Stage, Result>(
  lane: Lane,
  service: Service<Of>,
  { before }: Case<Of>,
  work: (stage: Of) => Promise<Result>,
): Promise<Result> {
  const stage = await service.open(lane.ports);
  try {
    await lane.startAnew();
    await before?.(stage);
    return await work(stage);
  } finally {
    await stage.stop();
  }
}

function stepOf<Of extends Stage>(
  { method, part }: Operation,
  { inputData, bundle, authData }: Case<Of>,
  stage: Of,
): Step {
  return {
    method,
    authData: { ...stage.authData, ...authData },
    inputData: typeof inputData === 'function' ? inputData(stage) : (inputData ?? {}),
    ...(bundle && { bundle }),
    ...(part === 'choices' && { meta: { isFillingDynamicDropdown: true } }),
    timeZone: 'Europe/Moscow',
  };
}

/** When no run can be alive any more that left something behind. */
async function runLater(lane: Lane, stage: Stage, step: Step): Promise<Run> {
  await lane.passMinute();
  return runOnce(lane, stage, step);
}

async function runOnce(lane: Lane, stage: Stage, step: Step, hang?: Hang): Promise<Run> {
  const already = stage.calls().map(({ length }) => length);
  const cacheCalls = lane.zapier.cache.watch();
  const result = await lane.run(step, hang);
  return {
    ending: endingOf(result),
    calls: stage.calls().flatMap((calls, index) => calls.slice(already[index])),
    cacheCalls,
    state: textOf(stage.state()),
  };
}
