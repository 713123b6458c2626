import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Editors write a file in several goes: what follows at once is one change. */
const PAUSE_MILLISECONDS = 100;

/** Does the work after each change of a file in the folder, or in one that is below it now. */
export function onChange(folder: string, work: () => Promise<void>): { readonly close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let line = Promise.resolve();
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      line = line.then(work);
    }, PAUSE_MILLISECONDS);
  };
  // Watched recursively, Linux loses sight of a file that an editor has put in the place of another.
  const below = readdirSync(folder, { recursive: true, withFileTypes: true });
  const folders = below.flatMap((one) => (one.isDirectory() ? join(one.parentPath, one.name) : []));
  const watchers = [folder, ...folders].map((one) => watch(one, later));
  return {
    close: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}
