import { ZapiersSide } from '../proof/zapiers_side';
import { LocalServer, send } from '../proof/server';
import type { BuiltApp } from './apps';
import type { Source } from './sources/source';
import { median } from './statistics';
import { type Timed, TimedProcess } from './timed_process';

const RUNS = 15;
/** Lambda starts Node so for a function of 512 MB. By itself Node lets garbage lie by the memory of the whole machine. */
const LAMBDA = { NODE_OPTIONS: '--max-semi-space-size=25 --max-old-space-size=460' };

/** What it costs to read a list of a certain length. */
export interface ListCost {
  readonly size: number;
  readonly milliseconds: number;
  /** The most memory that the process has held. */
  readonly bytes: number;
}

export async function costOfList(app: BuiltApp, source: Source, size: number): Promise<ListCost> {
  const { method, inputData = {}, authData, contentType: type } = source;
  const answerTo = source.answers(size);
  const server = await LocalServer.start((received, response) => {
    send(response, { status: 200, headers: { 'content-type': type }, body: answerTo(received) });
  });
  const zapier = await ZapiersSide.start();
  const process = new TimedProcess(app, zapier, {
    ...LAMBDA,
    ...withAddress(source.environment ?? {}, server.origin),
    ALLOW_LOOPBACK: '1',
  });
  try {
    const step = {
      method,
      inputData,
      authData: withAddress(authData, server.origin),
      // The platform uploads results of more than 6 MB: that is not what is measured here.
      event: { autostashPayloadOutputLimit: undefined },
    };
    // A machine that is too busy for the app's deadlines gets another chance.
    const run = (triesLeft = 3): Promise<Timed> =>
      zapier.run(step, process.handle).catch((error: unknown) => {
        if (triesLeft > 1) return run(triesLeft - 1);
        throw error;
      });
    // The first run compiles what the others only use.
    const { results } = await run();
    const found = Array.isArray(results) ? results.length : undefined;
    if (found !== source.results(size))
      throw new Error(`${method} found ${String(found)} of ${size} ${source.items}.`);
    const runs = [];
    for (let number = 0; number < RUNS; number += 1) runs.push(await run());
    return {
      size,
      milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
      bytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
    };
  } finally {
    await Promise.all([process.stop(), zapier.close(), server.stop()]);
  }
}

function withAddress(values: Readonly<Record<string, string>>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('{url}', url)]));
}
