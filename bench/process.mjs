/* One fresh process with a built app in it, as AWS Lambda would run it: times the loading and each event by its own clock. */
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
  const before = performance.now();
  try {
    const { results } = await handler(event, {});
    const milliseconds = performance.now() - before;
    return { ok: true, results, milliseconds, loading, peakBytes: peakBytes() };
  } catch (error) {
    return { ok: false, message: String(error) };
  }
}

/** On Linux `maxRSS` begins with what the parent process had when it started this one, so the kernel's own mark is read. */
function peakBytes() {
  const { maxRSS } = process.resourceUsage();
  const mark =
    process.platform === 'linux' && /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return 1024 * Number(mark ? mark[1] : maxRSS);
}
