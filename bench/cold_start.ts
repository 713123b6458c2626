import type { BuiltApp } from './built_app';
import { compare, inTurn, type Comparison } from './statistics';
import { TimedProcess } from './timed_process';

export interface ColdStart {
  /** Milliseconds to load the app and answer `definition`. */
  readonly time: Comparison;
  /** Bytes held at most until then. */
  readonly memory: Comparison;
}

/** Starts fresh processes of two apps in turn, as Lambda does when a Zap wakes an app. */
export async function coldStart(ours: BuiltApp, theirs: BuiltApp, pairs: number): Promise<ColdStart> {
  const start = async ({ folder }: BuiltApp): Promise<Start> => {
    const process = new TimedProcess(folder);
    try {
      const { loading, milliseconds, peakBytes } = await process.handle({ command: 'definition' });
      return { milliseconds: loading + milliseconds, peakBytes };
    } finally {
      await process.stop();
    }
  };
  // The first of each reads the files from the disk.
  await inTurn(
    2,
    () => start(ours),
    () => start(theirs),
  );
  const starts = await inTurn(
    pairs,
    () => start(ours),
    () => start(theirs),
  );
  const of = (figure: keyof Start): Comparison =>
    compare(starts.map((pair) => ({ ours: pair.ours[figure], theirs: pair.theirs[figure] })));
  return { time: of('milliseconds'), memory: of('peakBytes') };
}

interface Start {
  readonly milliseconds: number;
  readonly peakBytes: number;
}
