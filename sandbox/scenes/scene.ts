import type { RunResult } from '../zapier/outcome';
import type { Step } from '../zapier/step';
import type { Zapier } from '../zapier/zapier';

/** One step of a story, as a user would meet it, and what must have become of it. */
export interface Scene {
  /** What happens, in a sentence. */
  readonly title: string;
  /** A function where the step needs something that an earlier one brought about. */
  readonly step: Step | (() => Step);
  /** Sets the stage: a fault, a state of the service. */
  readonly before?: () => void;
  /** What is wrong with how it ended; nothing when it ended as it should. */
  readonly complaints: (result: RunResult) => readonly string[];
}

export interface Played {
  readonly scene: Scene;
  readonly step: Step;
  readonly result: RunResult;
  readonly complaints: readonly string[];
}

/** Plays the scenes in their order, each through the built app, and tells of each as it ends. */
export async function play(
  zapier: Zapier,
  scenes: readonly Scene[],
  told: (played: Played) => void | Promise<void>,
): Promise<void> {
  for (const scene of scenes) {
    scene.before?.();
    const step = typeof scene.step === 'function' ? scene.step() : scene.step;
    const result = await zapier.run(step);
    await told({ scene, step, result, complaints: scene.complaints(result) });
  }
}

/** A complaint where a statement does not hold. */
export function expected(holds: boolean, complaint: string): readonly string[] {
  return holds ? [] : [complaint];
}

/** Whether a step succeeded with at least these fields in its output. */
export function succeededWith(
  result: RunResult,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (result.outcome !== 'success') return [`It should have succeeded, and said: ${result.message}`];
  const output: Readonly<Record<string, unknown>> = { ...(result.output as object) };
  return Object.entries(fields).flatMap(([key, value]) =>
    expected(
      JSON.stringify(output[key]) === JSON.stringify(value),
      `${key} should be ${JSON.stringify(value)}, not ${JSON.stringify(output[key])}.`,
    ),
  );
}

/** Whether a step failed in a given way, with certain words in its message. */
export function failedWith(result: RunResult, kind: string, ...words: readonly string[]): readonly string[] {
  if (result.outcome !== 'error')
    return [`It should have failed with ${kind}, not ended with ${result.outcome}.`];
  return [
    ...expected(result.kind === kind, `It should have failed with ${kind}, not ${result.kind}.`),
    ...words.flatMap((word) =>
      expected(result.message.includes(word), `The message should hold "${word}": ${result.message}`),
    ),
  ];
}
