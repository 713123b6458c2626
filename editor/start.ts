/** `npm run editor`: the app in a browser, as the Zap editor shows it, with local services behind it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from '../packaging/bundle';
import { unpack } from '../sandbox/zapier/zapier';
import { answersOf } from './answers';
import { Apps } from './apps';
import { Events } from './events';
import { LocalServices } from './local_services';
import { onChange } from './on_change';
import { pageFiles } from './page_files';
import type { Language } from './protocol';
import { EditorServer } from './server';

const ROOT = join(__dirname, '..');
const ZIP = join(ROOT, 'build/build.zip');

async function main(): Promise<void> {
  const endings: (() => unknown)[] = [];
  try {
    await serve(endings);
  } finally {
    for (const end of endings.toReversed()) await end();
  }
}

/** @param endings is given what has to be done in the end, also where not all could be started. */
async function serve(endings: (() => unknown)[]): Promise<void> {
  const unpacked = { en: unpack(ZIP), ru: unpack(ZIP) };
  endings.push(unpacked.en.remove, unpacked.ru.remove);
  const services = await LocalServices.open();
  endings.push(() => services.stop());
  const build = async (language: Language): Promise<string> => {
    const { folder } = unpacked[language];
    await bundle({ entry: join(ROOT, 'index.ts'), outfile: join(folder, 'index.js'), language });
    return folder;
  };
  const apps = await Apps.start(unpacked.en.folder, build, services);
  endings.push(() => apps.stop());
  let page = await pageFiles();
  const events = new Events(services);
  endings.push(() => events.stop());
  const answers = answersOf({ apps, services, events }, (event) => {
    server.send(event);
  });
  const server = await EditorServer.start(answers, () => page);
  endings.push(() => server.stop());

  const rebuild = {
    src: () => apps.rebuild(),
    'editor/page': async () => {
      page = await pageFiles();
    },
  };
  const watchers = Object.entries(rebuild).map(([place, renew]) =>
    onChange(join(ROOT, place), async () => {
      try {
        await renew();
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
