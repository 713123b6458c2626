/** `npm run editor`: the app in a browser, as the Zap editor shows it, with local services behind it. */
import { spawn } from 'node:child_process';
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../packaging/bundle';
import { unpack } from '../sandbox/zapier/zapier';
import { answersOf } from './answers';
import { Apps } from './apps';
import { LocalServices } from './local_services';
import { pageFiles } from './page_files';
import { EditorServer } from './server';

const ROOT = join(__dirname, '..');
const ZIP = join(ROOT, 'build/build.zip');

async function main(): Promise<void> {
  const { folder, remove } = unpack(ZIP);
  const services = await LocalServices.open();
  const apps = await Apps.start(folder, services);
  let page = await pageFiles();
  const answers = answersOf(apps, services, (event) => {
    server.send(event);
  });
  const server = await EditorServer.start(answers, () => page);

  const rebuild = {
    src: async () => {
      await bundle({ entry: join(ROOT, 'index.ts'), outfile: join(folder, 'index.js') });
      await apps.deploy();
    },
    'editor/page': async () => {
      page = await pageFiles();
    },
  };
  const watchers = Object.entries(rebuild).map(([place, build]) =>
    onChange(join(ROOT, place), async () => {
      try {
        await build();
        server.send({ kind: 'reload' });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        console.error(message);
        server.send({ kind: 'broken build', message });
      }
    }),
  );

  process.stdout.write(`The app is at ${server.address} until you press Ctrl+C.\n`);
  if (process.stdout.isTTY) openInBrowser(server.address);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  for (const watcher of watchers) watcher.close();
  await Promise.all([server.stop(), apps.stop(), services.stop()]);
  remove();
}

/** Editors write a file in several goes: what follows at once is one change. Changes during the work are one change after it. */
const PAUSE_MILLISECONDS = 100;

function onChange(folder: string, work: () => Promise<void>): { readonly close: () => void } {
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

/** The printed address has to do where there is no browser to be opened. */
function openInBrowser(address: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
