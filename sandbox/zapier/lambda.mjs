/* One process as AWS Lambda would run it: loads the app's wrapper once, then handles the events it is sent, one by one. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The platform believes itself under test when a word of the command line says so; on Lambda this is the path.
process.argv[1] = '/var/runtime/index.mjs';

const load = createRequire(import.meta.url);
const { handler } = load(join(process.env.LAMBDA_TASK_ROOT, 'zapierwrapper.js'));

process.on('disconnect', () => process.exit());
process.on('message', async (event) => {
  process.send(await handle(event));
});

async function handle(event) {
  try {
    return { type: 'returned', value: await handler(event, {}) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { type: 'thrown', error: { name, message, stack } };
  }
}
