/* One process as AWS Lambda would run it: loads the app's wrapper once, then handles the events it is sent, one by one. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The platform believes itself under test when a word of the command line says so; on Lambda this is the path.
process.argv[1] = '/var/runtime/index.mjs';

const load = createRequire(import.meta.url);
const started = performance.now();
const { handler } = load(join(process.env.LAMBDA_TASK_ROOT, 'zapierwrapper.js'));
const loading = performance.now() - started;

process.on('disconnect', () => process.exit());
process.on('message', async (event) => {
  process.send(await handle(event));
});

async function handle(event) {
  const began = performance.now();
  try {
    const value = await handler(event, {});
    const cost = { loading, milliseconds: performance.now() - began, peakBytes: peakBytes() };
    return { type: 'returned', value, cost };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { type: 'thrown', error: { name, message, stack } };
  }
}

/** On Linux `maxRSS` begins with what the parent process had when it started this one, so the kernel's own mark is read. */
function peakBytes() {
  const { maxRSS } = process.resourceUsage();
  const mark =
    process.platform === 'linux' && /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return 1024 * Number(mark ? mark[1] : maxRSS);
}
