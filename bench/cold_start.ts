import type { BuiltApp } from './built_app';
import { compare, inTurn, type Comparison } from './statistics';
import { TimedProcess } from './timed_process';

export interface ColdStart {
  /** Milliseconds to load the app and answer `definition`. */
  readonly time: Comparison;
  /** Milliseconds of `definition` alone, the first time it is asked for. */
  readonly definition: Comparison;
  /** Bytes held at most until then. */
  readonly memory: Comparison;
}

/** Starts fresh processes of two apps in turn, as Lambda does when a Zap wakes an app. */
export async function coldStart(ours: BuiltApp, theirs: BuiltApp, pairs: number): Promise<ColdStart> {
  const starts = await startInTurn(ours, theirs, pairs);
  const of = (figure: (start: Start) => number): Comparison =>
    compare(starts.map((pair) => ({ ours: figure(pair.ours), theirs: figure(pair.theirs) })));
  return {
    time: of(({ loading, handling }) => loading + handling),
    definition: of(({ handling }) => handling),
    memory: of(({ peakBytes }) => peakBytes),
  };
}

async function startInTurn(
  ours: BuiltApp,
  theirs: BuiltApp,
  pairs: number,
): ReturnType<typeof inTurn<Start>> {
  const sides = [(): Promise<Start> => start(ours), (): Promise<Start> => start(theirs)] as const;
  // The first of each reads the files from the disk.
  await inTurn(1, ...sides);
  return inTurn(pairs, ...sides);
}

async function start({ folder }: BuiltApp): Promise<Start> {
  const process = new TimedProcess(folder);
  try {
    const { loading, milliseconds, peakBytes } = await process.handle({ command: 'definition' });
    return { loading, handling: milliseconds, peakBytes };
  } finally {
    await process.stop();
  }
}

interface Start {
  readonly loading: number;
  readonly handling: number;
  readonly peakBytes: number;
}
