import type { HistoryEntry } from '../zapier/history';
import type { RunResult } from '../zapier/outcome';
import type { Step } from '../zapier/step';
import type { Zap } from '../zapier/zap';
import type { Zapier } from '../zapier/zapier';

/** A part of a story, as the history of Zapier shows it, and what is wrong with it: nothing where it went as it should. */
export interface Chapter {
  /** What happens, in a sentence. */
  readonly title: string;
  readonly history: readonly HistoryEntry[];
  readonly complaints: readonly string[];
}

/** What should be so, and what to say where it is not. */
export type Expectation = readonly [holds: boolean, complaint: string];

/** One step of a story, as a user would meet it, and what must have become of it. */
export interface Scene {
  readonly title: string;
  /** A function where the step needs something that an earlier one brought about. */
  readonly step: Step | (() => Step);
  /** Sets the stage: a fault, a state of the service. */
  readonly before?: () => void;
  /** What a success gives at least. */
  readonly output?: Readonly<Record<string, unknown>>;
  /** How it fails instead: the kind of error, and what its message quotes, which reads the same in every language. */
  readonly failure?: readonly [kind: string, ...words: readonly string[]];
  /** What has become of the service. */
  readonly then?: (result: RunResult) => Expectation;
}

/** Plays scenes in their order, each through the built app, and tells of each as it ends. */
export async function* play(zapier: Zapier, scenes: readonly Scene[]): AsyncGenerator<Chapter> {
  for (const { title, before, step: wanted, output = {}, failure, then } of scenes) {
    before?.();
    const step = typeof wanted === 'function' ? wanted() : wanted;
    const result = await zapier.run(step);
    const ended = failure ? failedWith(result, ...failure) : succeededWith(result, output);
    const complaints = [...ended, ...(then ? unmet(then(result)) : [])];
    yield { title, history: [{ definition: zapier.definition(), step, result }], complaints };
  }
}

/** What a Zap did from its first run on. */
export function historyOf({ runs }: Zap): readonly HistoryEntry[] {
  return runs.flatMap(({ history }) => history);
}

export function unmet(...expectations: readonly Expectation[]): readonly string[] {
  return expectations.flatMap(([holds, complaint]) => (holds ? [] : complaint));
}

/** Whether a step succeeded with at least these fields in its output. */
export function succeededWith(
  result: RunResult,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (result.outcome !== 'success') return [`It should have succeeded, and said: ${result.message}`];
  const output: Readonly<Record<string, unknown>> = { ...(result.output as object) };
  const pairs = Object.entries(fields).map(
    ([key, value]) => [key, ...[value, output[key]].map(asJson)] as const,
  );
  return pairs.flatMap(([key, wanted = '', got = '']) =>
    unmet([wanted === got, `${key} should be ${wanted}, not ${got}.`]),
  );
}

function asJson(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function failedWith(result: RunResult, kind: string, ...words: readonly string[]): readonly string[] {
  if (result.outcome !== 'error')
    return [`It should have failed with ${kind}, not ended with ${result.outcome}.`];
  return unmet(
    [result.kind === kind, `It should have failed with ${kind}, not ${result.kind}.`],
    ...words.map((word): Expectation => [
      result.message.includes(word),
      `The message should hold "${word}": ${result.message}`,
    ]),
  );
}
