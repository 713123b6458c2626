import { ZapiersSide } from '../proof/zapiers_side';
import type { BuiltApp } from './apps';
import { type Comparison, compare, inTurn } from './statistics';
import { TimedProcess } from './timed_process';

/**
 * Milliseconds in which a fresh process loads the app and answers `definition`, as Lambda does when a Zap wakes an app: of
 * two apps in turn.
 */
export async function coldStart(ours: BuiltApp, theirs: BuiltApp, pairs: number): Promise<Comparison> {
  const zapier = await ZapiersSide.start();
  const start = async (app: BuiltApp): Promise<number> => {
    const process = new TimedProcess(app, zapier);
    try {
      const { loading, milliseconds } = await process.handle({ command: 'definition', token: '' });
      return loading + milliseconds;
    } finally {
      await process.stop();
    }
  };
  const both = (count: number) =>
    inTurn(
      count,
      () => start(ours),
      () => start(theirs),
    );
  try {
    // The first of each reads the files from the disk.
    await both(1);
    return compare(await both(pairs));
  } finally {
    await zapier.close();
  }
}
