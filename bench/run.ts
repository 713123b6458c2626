/**
 * `npm run bench`: what the app costs beside an empty one that is made in the same way, measured in one run. The machine
 * may be as noisy as it likes: the sides take turns, and what counts are medians of ratios.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, rebuild, unpack } from './built_app';
import { coldStart } from './cold_start';
import { polls } from './polls';
import { rushHours } from './rush_hours';
import { shopStep } from './shop_step';
import { compare } from './statistics';
import { compared, counted, kilobytes, megabytes, milliseconds, type Row, table } from './table';
import { tillStep } from './till_step';

const ZIP = join(__dirname, '../build/build.zip');
const COLD_PAIRS = 21;
const WARM_PAIRS = 300;
const RUSH = { steps: 1000, atOnce: 32 };

async function measure(folder: string): Promise<readonly Row[]> {
  tell('An empty app is built in the same way');
  const app = unpack(ZIP, join(folder, 'zakaz'));
  const empty = await build(join(__dirname, 'empty_app.ts'), join(folder, 'empty'));
  const bare = await rebuild(empty, join(__dirname, 'bare_app.ts'), join(folder, 'bare'));
  tell(`${COLD_PAIRS} cold starts of either, in turn`);
  const { time, memory } = await coldStart(app, empty, COLD_PAIRS);
  tell(`${WARM_PAIRS} warm steps, in turn with bare requests of the same bytes`);
  const shop = await shopStep(app, bare, WARM_PAIRS);
  tell(`${WARM_PAIRS} licensed steps, in turn with bare requests of the same XML`);
  const till = await tillStep(app, bare, WARM_PAIRS);
  tell('Polls at 10, 1,000 and 20,000 orders');
  const polled = await polls(app);
  tell(`Rush hours of ${RUSH.steps} licensed steps in ${RUSH.atOnce} processes`);
  return [
    compared('Cold start', time, { unit: milliseconds, beside: 'empty app', goal: 1.1 }),
    compared('Memory at its peak', memory, { unit: megabytes, beside: 'empty app' }),
    compared('Zip', compare([{ ours: app.zipBytes, theirs: empty.zipBytes }]), {
      unit: kilobytes,
      beside: 'empty app',
      goal: 1.15,
    }),
    compared('Warm step of a shop', shop, { unit: milliseconds, beside: 'bare request', goal: 1.15 }),
    compared('Warm licensed step of a till', till.time, { unit: milliseconds, beside: 'bare request' }),
    counted('  its calls, warm', till.warmCalls, '=', 1),
    counted('  its calls, cold', till.coldCalls, '≤', 3),
    ...polled,
    ...(await rushHours(app, RUSH)),
  ];
}

/** Measuring takes a while: what is being done goes to the other stream, so that the report stays alone on its own. */
function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-bench-'));
  try {
    const rows = await measure(folder);
    process.stdout.write(
      `\n${table(rows)}\n\nMedians; each ratio is the median of the ratios of pairs taken in turn.\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
