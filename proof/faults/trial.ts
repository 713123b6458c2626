import { Clock } from '../../sandbox/clock';
import type { Cache, CacheMethod } from '../../sandbox/zapier/cache';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { type Hang, type Lane, type Repeat, REPEATS } from '../lane';
import { tellsOutcomeIsUnknown } from '../message';
import type { Method } from '../methods';
import type { FaultTraits, OpenOptions, OpenService, Service } from '../services/service';
import { stepOf } from '../step';
import type { Use } from '../uses/use';
import { CACHE_FAULTS } from './cache_faults';
import { textOf } from './state';

/** More than any step makes requests. */
export const ALL = 99;

/** The same moment for all doubles of a matrix, so that what they hold can be compared. */
export const NOW = Date.now();

/** A lane, and ports that stay the same from trial to trial, for what only its environment names. */
export interface FaultLane {
  readonly lane: Lane;
  readonly ports: NonNullable<OpenOptions['ports']>;
}

/** One run of a step. */
interface Run {
  readonly result: RunResult;
  readonly calls: readonly string[];
  readonly cacheCalls: readonly CacheMethod[];
  /** What the service holds afterwards. */
  readonly state: string;
  /** Milliseconds that the app believes it took. */
  readonly milliseconds: number;
}

/** A use of a method without faults: what the trials are compared with. */
export interface Reference {
  readonly service: Service;
  readonly method: Method;
  readonly use: Use;
  readonly faults: OpenService['faults'];
  /** What is tried before it is run again. */
  readonly meanwhiles: readonly Meanwhile[];
  readonly before: string;
  readonly run: Run;
  /** Whether the app remembers something of it. */
  readonly remembered: boolean;
  /** The same step a second time, where anything is remembered at all. */
  readonly next: Run | undefined;
}

/** How long it takes until a step that failed is run again, and what happens before. */
interface Meanwhile {
  readonly repeat: Repeat;
  readonly event?: keyof NonNullable<OpenService['events']>;
}

const MEANWHILES: readonly Meanwhile[] = [
  ...REPEATS.map((repeat) => ({ repeat })),
  { repeat: 5, event: 'restart' },
  { repeat: 635, event: 'next shift' },
];

/** A use of a method under one fault. */
export interface Trial {
  readonly reference: Reference;
  readonly fault: FaultTraits;
  /** Whether Zapier's cache goes wrong, and not the service. */
  readonly ofCache: boolean;
  /** The function of the service, or the method of the cache, that it befalls. */
  readonly call: string;
  /** Lets so many calls go wrong. */
  readonly strike: (opened: OpenService, cache: Cache, times: number) => void;
}

/** How a run of a step ended, beside the same step while nothing goes wrong. */
export interface Ending {
  /** `result` is the same as without the fault; a bug is what the platform decorates, or a process that died. */
  readonly how:
    'result' | 'another result' | 'bug' | 'Error' | 'HaltedError' | 'ThrottledError' | 'ExpiredAuthError';
  /** What the user reads; empty for a result. */
  readonly message: string;
  readonly calls: number;
  readonly milliseconds: number;
  /** What has become of the service. `as usual`: the step was run a second time, after a first that succeeded. */
  readonly effect: 'nothing' | 'done once' | 'done in part' | 'done twice, or otherwise' | 'as usual';
}

/** What came of a trial. */
export interface Row {
  readonly method: Method;
  readonly fault: Pick<FaultTraits, 'kind' | 'detail'>;
  readonly call: string;
  readonly meanwhile: Meanwhile;
  /** How many requests suffered from it. */
  readonly struck: number;
  readonly first: Ending;
  /** The same step run again when all is well; undefined where nothing could be left of the first run. */
  readonly again: Ending | undefined;
}

/** @throws Error where the step does not succeed by itself. */
export async function referenceOf(
  at: FaultLane,
  service: Service,
  method: Method,
  use: Use,
): Promise<Reference> {
  return withService(at, service, async (opened) => {
    const before = textOf(opened.state());
    const step = stepOf(method, use, opened);
    const run = await runOnce(at.lane, opened, step);
    if (run.result.outcome !== 'success')
      throw new Error(`${method.path} failed though nothing was wrong: ${run.result.message}`);
    const remembered = at.lane.zapier.cache.entries().length > 0;
    const next = run.cacheCalls.length === 0 ? undefined : await runLater(at.lane, opened, step, ANOTHER);
    const meanwhiles = MEANWHILES.filter(
      ({ event }) => event === undefined || event in (opened.events ?? {}),
    );
    return { service, method, use, faults: opened.faults, meanwhiles, before, run, remembered, next };
  });
}

export function changes({ before, run }: Reference): boolean {
  return before !== run.state;
}

/** Every fault at every function that the step asks for, and at every method of the cache that it uses. */
export function trialsOf(reference: Reference): readonly Trial[] {
  const { faults, run } = reference;
  const ofService = [...new Set(run.calls)].flatMap((call) =>
    faults.flatMap((fault, index): Trial[] => {
      const strike: Trial['strike'] = (opened, _cache, times) => opened.faults[index]?.strike(call, times);
      return fault.befalls(call) ? [{ reference, fault, ofCache: false, call, strike }] : [];
    }),
  );
  const ofCache = [...new Set(run.cacheCalls)].flatMap((call) =>
    CACHE_FAULTS.filter(({ methods }) => methods.includes(call)).map((fault): Trial => {
      const strike: Trial['strike'] = (_opened, cache, times) => {
        fault.strike(cache, call, times);
      };
      return { reference, fault, ofCache: true, call, strike };
    }),
  );
  return [...ofService, ...ofCache];
}

/**
 * A fault that befell several requests of one step is tried once more, on the first of them only. Where the outcome of a
 * step is unknown, it is run again after each of the times that Zapier takes, and after what may happen meanwhile.
 *
 * @param turn tells at which time it is run again first.
 */
export async function rowsOf(at: FaultLane, trial: Trial, turn: number, isThorough: boolean): Promise<Row[]> {
  const repeat = REPEATS[turn % REPEATS.length] ?? 1;
  const row = await rowOf(at, trial, ALL, { repeat });
  const { struck, first } = row;
  const rows = [row];
  if (struck > 1) rows.push(await rowOf(at, trial, 1, { repeat }));
  if (isThorough && !trial.ofCache && first.message !== '' && tellsOutcomeIsUnknown(first.message))
    for (const meanwhile of trial.reference.meanwhiles)
      if (meanwhile.repeat !== repeat || meanwhile.event) rows.push(await rowOf(at, trial, ALL, meanwhile));
  return rows;
}

async function rowOf(at: FaultLane, trial: Trial, times: number, meanwhile: Meanwhile): Promise<Row> {
  const { reference, fault, ofCache, call } = trial;
  const { service, method, use } = reference;
  return withService(at, service, async (opened) => {
    const step = stepOf(method, use, opened);
    const { cache } = at.lane.zapier;
    trial.strike(opened, cache, times);
    const { failed } = cache;
    const journals = journalsOf(opened);
    const struck = (): number =>
      ofCache ? cache.failed - failed : journals.reduce((sum, journal) => sum + journal.struck, 0);
    const hang: Hang = { struck, signal: ofCache ? 'SIGHUP' : 'SIGUSR2' };
    const first = await runOnce(at.lane, opened, step, fault.hangs ? hang : undefined);
    const befell = struck();
    opened.recover();
    cache.heal();
    // What went wrong must not spoil the next run, and only where something is left can that one differ at all.
    const isLeft = first.result.outcome !== 'success' && (changes(reference) || reference.remembered);
    const isOver = first.result.outcome === 'success';
    const again =
      ofCache || isLeft ? await runLater(at.lane, opened, step, isOver ? ANOTHER : meanwhile) : undefined;
    return {
      ...{ method, fault, call, meanwhile, struck: befell },
      first: endingOf(reference, first, isInParts(reference)),
      again: again && secondEnding(reference, first, again),
    };
  });
}

/** After a success a second run is another step, which happens to say the same. */
function secondEnding(reference: Reference, first: Run, second: Run): Ending {
  if (first.result.outcome !== 'success')
    return endingOf(reference, second, first.state === second.state && isInParts(reference));
  const { next = reference.run } = reference;
  const isSame = resultOf(whatIsTold(second.result)) === resultOf(whatIsTold(next.result));
  return {
    ...endingOf(reference, second, false),
    ...(isSame && { how: 'result', message: '' }),
    effect: second.state === next.state ? 'as usual' : 'done twice, or otherwise',
  };
}

function whatIsTold(result: RunResult): unknown {
  return result.outcome === 'success' ? result.output : result.message;
}

function endingOf({ before, run }: Reference, ended: Run, mayBePart: boolean): Ending {
  const { result, calls, state, milliseconds } = ended;
  const otherwise = mayBePart ? 'done in part' : 'done twice, or otherwise';
  return {
    how: howOf(result, run.result),
    message: result.outcome === 'success' ? '' : result.message,
    calls: calls.length,
    milliseconds,
    effect: state === before ? 'nothing' : state === run.state ? 'done once' : otherwise,
  };
}

function howOf(result: RunResult, usual: RunResult): Ending['how'] {
  if (result.outcome === 'died') return 'bug';
  if (result.outcome === 'success')
    return resultOf(result.output) === resultOf(whatIsTold(usual)) ? 'result' : 'another result';
  if (result.kind === 'Unexpected' || ('decoration' in result && result.decoration !== '')) return 'bug';
  return result.kind;
}

/** The end of a subscription is counted from the run itself, and what is new since the last poll is as old as the run that noticed it. */
function resultOf(output: unknown): string {
  return textOf(output)
    .replace(/"(?:expiration_date|noticed_at)":"[^"]*"/g, '')
    .replace(/"id":"\d+-\d+"/g, '');
}

/** Whether the step makes several changes, so that some may be done and others not. */
function isInParts({ service, run }: Reference): boolean {
  return run.calls.filter(service.changes).length > 1;
}

export async function withService<Opened extends OpenService, Result>(
  { lane, ports }: FaultLane,
  service: { readonly open: (options: OpenOptions) => Promise<Opened> },
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const opened = await service.open({ ports, clock: Clock.at(NOW) });
  try {
    await lane.startAnew();
    return await work(opened);
  } finally {
    await opened.stop();
  }
}

/** After a success an equal step is another one, when no run can be alive any more that left something behind. */
const ANOTHER: Meanwhile = { repeat: 1 };

async function runLater(
  lane: Lane,
  opened: OpenService,
  step: Step,
  { repeat, event }: Meanwhile,
): Promise<Run> {
  await lane.waitFor(repeat);
  if (event) opened.events?.[event]?.();
  return runOnce(lane, opened, step);
}

function journalsOf({ doubles }: OpenService) {
  return Object.values(doubles).map(({ journal }) => journal);
}

async function runOnce(lane: Lane, opened: OpenService, step: Step, hang?: Hang): Promise<Run> {
  const journals = journalsOf(opened);
  const already = journals.map(({ calls }) => calls.length);
  const cacheCalls = lane.zapier.cache.watch();
  const result = await lane.run(step, hang);
  return {
    result,
    calls: journals.flatMap(({ calls }, index) => calls.slice(already[index])),
    cacheCalls,
    state: textOf(opened.state()),
    milliseconds: result.milliseconds + lane.traces().waited,
  };
}
