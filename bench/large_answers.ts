import type { BuiltApp } from './built_app';
import { courierOrders } from './large/courier_orders';
import { dishDropDown, dishSearch } from './large/dishes';
import { shopOrders } from './large/shop_orders';
import type { Source } from './large/source';
import { tillOrders } from './large/till_orders';
import { summary } from './statistics';
import { counted, type Row, summed } from './table';
import { TimedProcess } from './timed_process';
import { Upstream } from './upstream';
import { Platform } from './platform';

const RUNS = 15;
/** Goals for the longest list. */
const MOST_MILLISECONDS = 1000;
const MOST_BYTES = 150e6;
/** Lambda starts Node so for a function of 512 MB. By itself Node lets garbage lie by the memory of the whole machine. */
const LAMBDA = { NODE_OPTIONS: '--max-semi-space-size=25 --max-old-space-size=460' };

/**
 * What it costs to read growing lists: time, requests, and the most memory that the process has held, beside that of a bare
 * app which hands over as many such results and reads nothing.
 */
export async function largeAnswers(app: BuiltApp, bare: BuiltApp): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const source of [shopOrders, tillOrders, courierOrders, dishSearch, dishDropDown]) {
    for (const size of source.sizes) rows.push(...(await measure(app, bare, source, size)));
  }
  return rows;
}

async function measure(app: BuiltApp, bare: BuiltApp, source: Source, size: number): Promise<readonly Row[]> {
  const upstream = await Upstream.start(source.answers(size));
  const platform = await Platform.start();
  const process = new TimedProcess(app.folder, {
    ...LAMBDA,
    ...withAddress(source.environment ?? {}, upstream.url),
    ALLOW_LOOPBACK: '1',
    LOGGING_ENDPOINT: platform.loggingEndpoint,
  });
  try {
    const { method, inputData = {}, authData } = source;
    const step = { method, inputData: { ...inputData }, authData: withAddress(authData, upstream.url) };
    // The first run compiles what the others only use.
    const { results } = await platform.handle(process, step);
    const found = resultsIn(results);
    if (found.length !== source.results(size))
      throw new Error(`${method} found ${found.length} of ${size} ${source.items}.`);
    const before = upstream.count;
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await platform.handle(process, step));
    const longest = size === source.sizes.at(-1);
    const { group } = source;
    const title = `${size.toLocaleString('en')} ${source.items}`;
    const time = summary(runs.map(({ milliseconds }) => milliseconds));
    const memory = Math.max(...runs.map(({ peakBytes }) => peakBytes));
    return [
      summed({ group, title, unit: 'ms' }, time, longest ? MOST_MILLISECONDS : undefined),
      {
        ...{ group, title: `${title}, most memory`, unit: 'MB', ours: memory },
        ...{ theirs: await memoryOf(bare, platform, found), beside: 'bare app, as many results' },
        ...(longest && { goal: { of: 'ours', is: '≤', value: MOST_BYTES } }),
      },
      ...(longest
        ? [counted(group, 'requests', (upstream.count - before) / RUNS, '=', source.requests)]
        : []),
    ];
  } finally {
    await Promise.all([process.stop(), platform.close()]);
    upstream.stop();
  }
}

/** The most memory that a process has held which only hands over as many results. */
async function memoryOf(bare: BuiltApp, platform: Platform, results: readonly unknown[]): Promise<number> {
  const process = new TimedProcess(bare.folder, { ...LAMBDA, LOGGING_ENDPOINT: platform.loggingEndpoint });
  const inputData = { item: JSON.stringify(results[0] ?? {}), count: results.length };
  try {
    let most = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const { peakBytes } = await platform.handle(process, {
        method: 'triggers.items.operation.perform',
        inputData,
      });
      most = Math.max(most, peakBytes);
    }
    return most;
  } finally {
    await process.stop();
  }
}

function resultsIn(results: unknown): readonly unknown[] {
  if (Array.isArray(results)) return results;
  // A drop-down's page.
  return typeof results === 'object' && results !== null && 'results' in results
    ? resultsIn(results.results)
    : [];
}

function withAddress(values: Readonly<Record<string, string>>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('{url}', url)]));
}
