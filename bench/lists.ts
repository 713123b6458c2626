import { Platform } from '../proof/platform';
import { LocalServer, send } from '../proof/server';
import type { BuiltApp } from './apps';
import type { Source } from './sources/source';
import { type Summary, summary } from './statistics';
import { TimedProcess } from './timed_process';

const RUNS = 15;
/** Lambda starts Node so for a function of 512 MB. By itself Node lets garbage lie by the memory of the whole machine. */
const LAMBDA = { NODE_OPTIONS: '--max-semi-space-size=25 --max-old-space-size=460' };

/** What it costs to read a list of a certain length. */
export interface ListCost {
  readonly size: number;
  /** Milliseconds. */
  readonly time: Summary;
  /** The most memory that the process has held. */
  readonly bytes: number;
}

export async function costOfList(app: BuiltApp, source: Source, size: number): Promise<ListCost> {
  const { method, inputData = {}, authData, contentType: type } = source;
  const answerTo = source.answers(size);
  const server = await LocalServer.start((received, response) => {
    send(response, { status: 200, headers: { 'content-type': type }, body: answerTo(received) });
  });
  const platform = await Platform.start();
  const process = new TimedProcess(app.folder, {
    ...LAMBDA,
    ...withAddress(source.environment ?? {}, server.origin),
    ALLOW_LOOPBACK: '1',
    LOGGING_ENDPOINT: platform.loggingEndpoint,
  });
  try {
    const step = { method, inputData, authData: withAddress(authData, server.origin) };
    const run = () => platform.run(step, (event) => process.handle(event));
    // The first run compiles what the others only use.
    const { results } = await run();
    const found = Array.isArray(results) ? results.length : undefined;
    if (found !== source.results(size))
      throw new Error(`${method} found ${String(found)} of ${size} ${source.items}.`);
    const runs = [];
    for (let number = 0; number < RUNS; number += 1) runs.push(await run());
    return {
      size,
      time: summary(runs.map(({ milliseconds }) => milliseconds)),
      bytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
    };
  } finally {
    await Promise.all([process.stop(), platform.close(), server.stop()]);
  }
}

function withAddress(values: Readonly<Record<string, string>>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('{url}', url)]));
}
