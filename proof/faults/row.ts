import type { Ending } from './ending';
import type { Operation } from './operations';
import type { FaultName, Service, Stage } from './service';
import { textOf } from './state';
import { changes, type Outcome, type Reference, type Run, type Trial } from './trial';

/** What became of the service, beside what the same step does to it while nothing goes wrong. */
export type Effect =
  | 'nothing'
  | 'done once'
  | 'done in part'
  | 'done twice, or otherwise'
  /** What the step does when it is run a second time and nothing was wrong the first time. */
  | 'as usual';

/** What the step was doing when the fault befell it. */
export type Moment =
  | 'question'
  | 'question before the change'
  | 'change'
  | 'question after the change'
  | 'recalling'
  | 'remembering'
  | 'forgetting';

/** One run of a step as its user sees it. */
export interface Told {
  /** `result` is the same as without the fault. */
  readonly how: Ending['kind'] | 'empty' | 'another result';
  /** Empty for a result. */
  readonly message: string;
  /** Of an Error. */
  readonly code: string | undefined;
  /** Seconds after which Zapier runs a throttled step again. */
  readonly delay: number | undefined;
  readonly calls: number;
  readonly effect: Effect;
}

/** One line of the matrix. */
export interface Row {
  readonly operation: Operation;
  /** Whether it changes the service while nothing goes wrong. */
  readonly changes: boolean;
  readonly fault: FaultName;
  readonly ofCache: boolean;
  /** The function that the fault befell. */
  readonly call: string;
  readonly moment: Moment;
  /** Whether it befell every such request of the step, or only the first. */
  readonly often: 'every' | 'once';
  /** How many requests it befell. */
  readonly struck: number;
  readonly first: Told;
  /** The same step run again, with nothing wrong any more; undefined where nothing could be left of the first run. */
  readonly again: Told | undefined;
}

export function rowOf<Of extends Stage>(
  { reference, fault, ofCache, call, often }: Trial<Of>,
  { run, struck, again }: Outcome,
): Row {
  const { service, operation } = reference;
  const { kind, detail, words } = fault;
  return {
    operation,
    changes: changes(reference),
    fault: { kind, detail, words },
    ofCache,
    call,
    moment: ofCache ? (CACHE_MOMENTS[call] ?? 'recalling') : momentOf(reference, call),
    often,
    struck,
    first: told(reference, run, partly(reference)),
    again: again && second(again),
  };

  /** After a result a second run is another step, which happens to say the same. */
  function second(ended: Run): Told {
    if (run.ending.kind !== 'result')
      return told(reference, ended, run.state === ended.state && partly(reference));
    const { next = reference.run } = reference;
    const same = textOf(ended.ending) === textOf(next.ending);
    const asTold = told(reference, ended, false);
    return {
      ...asTold,
      ...(same ? { how: 'result', message: '', code: undefined } : {}),
      effect: ended.state === next.state ? 'as usual' : 'done twice, or otherwise',
    };
  }

  function told(of: Reference<Of>, { ending, calls, state }: Run, mayBePart: boolean): Told {
    return {
      how: howOf(ending, of),
      message: ending.kind === 'result' ? '' : readable(ending.message, service),
      code: ending.kind === 'Error' ? ending.code : undefined,
      delay: ending.kind === 'ThrottledError' ? ending.seconds : undefined,
      calls: calls.length,
      effect: effectOf(of, state, mayBePart),
    };
  }
}

const CACHE_MOMENTS: Readonly<Record<string, Moment>> = {
  get: 'recalling',
  set: 'remembering',
  delete: 'forgetting',
};

function howOf<Of extends Stage>(ending: Ending, { run }: Reference<Of>): Told['how'] {
  if (ending.kind !== 'result' || run.ending.kind !== 'result') return ending.kind;
  if (textOf(ending.output) === textOf(run.ending.output)) return 'result';
  return ending.count === 0 ? 'empty' : 'another result';
}

function effectOf<Of extends Stage>(
  { before, run }: Reference<Of>,
  state: string,
  mayBePart: boolean,
): Effect {
  if (state === before) return 'nothing';
  if (state === run.state) return 'done once';
  return mayBePart ? 'done in part' : 'done twice, or otherwise';
}

/** Whether the operation makes several changes, so that some may be done and others not. */
function partly<Of extends Stage>({ service, run }: Reference<Of>): boolean {
  return run.calls.filter(service.changes).length > 1;
}

function momentOf<Of extends Stage>(reference: Reference<Of>, call: string): Moment {
  const { service, run } = reference;
  if (!changes(reference)) return 'question';
  if (service.changes(call)) return 'change';
  const change = run.calls.findLastIndex(service.changes);
  return run.calls.indexOf(call) < change ? 'question before the change' : 'question after the change';
}

/** A message without what differs from one operation, order or day to another. */
function readable<Of extends Stage>(message: string, { placeholders }: Service<Of>): string {
  return placeholders.reduce((text, [words, placeholder]) => text.replace(words, placeholder), message);
}
