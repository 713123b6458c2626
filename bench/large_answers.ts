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

/** What it costs to read growing lists: time, the most memory that the process has held, and the requests for it. */
export async function largeAnswers(app: BuiltApp): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const source of [shopOrders, tillOrders, courierOrders, dishSearch, dishDropDown]) {
    for (const size of source.sizes) rows.push(...(await measure(app, source, size)));
  }
  return rows;
}

async function measure(app: BuiltApp, source: Source, size: number): Promise<readonly Row[]> {
  const upstream = await Upstream.start(source.answers(size));
  const platform = await Platform.start();
  const process = new TimedProcess(app.folder, {
    ...withAddress(source.environment ?? {}, upstream.url),
    ALLOW_LOOPBACK: '1',
    LOGGING_ENDPOINT: platform.loggingEndpoint,
  });
  try {
    const { method, inputData = {}, authData } = source;
    const step = { method, inputData: { ...inputData }, authData: withAddress(authData, upstream.url) };
    // The first run compiles what the others only use.
    const { results } = await platform.handle(process, step);
    const found = lengthOf(results);
    if (found !== source.results(size))
      throw new Error(`${method} found ${found ?? 'nothing'} of ${size} ${source.items}.`);
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

function lengthOf(results: unknown): number | undefined {
  if (Array.isArray(results)) return results.length;
  // A drop-down's page.
  if (typeof results === 'object' && results !== null && 'results' in results)
    return lengthOf(results.results);
  return undefined;
}

function withAddress(values: Readonly<Record<string, string>>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('{url}', url)]));
}
