/** `npm run editor`: the app in a browser, as the Zap editor shows it, with local services behind it. */
import { join } from 'node:path';
import { Zapier } from '../sandbox/zapier/zapier';
import { pageFiles } from './page_files';
import { EditorServer } from './server';
import { appInfo } from './steps';

const ZIP = join(__dirname, '../build/build.zip');

async function main(): Promise<void> {
  const zapier = await Zapier.start({ app: ZIP });
  const page = await pageFiles();
  const server = await EditorServer.start(
    { app: () => ({ ...appInfo(zapier.definition()), recipes: [] }) },
    () => page,
  );
  process.stdout.write(`${server.address}\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await Promise.all([server.stop(), zapier.stop()]);
}

void main();
