import { isDeepStrictEqual } from 'node:util';
import { ZapiersSide } from '../proof/zapiers_side';
import type { Received } from '../proof/server';
import { environmentFor, type Platform, readdressed, SERVICES, usesOf } from '../proof/services';
import { stepOf } from '../proof/step';
import type { Step } from '../sandbox/zapier/step';
import type { BuiltApp } from './apps';
import { Replay } from './replay';
import { type Comparison, compare, inTurn, median } from './statistics';
import { type Timed, TimedProcess } from './timed_process';

const WARM_UP = 30;

/** A cache that is as slow as Zapier's ever is, so that what is asked of it one after the other can be told. */
export const SLOW_CACHE_MILLISECONDS = 200;
const SLOW_RUNS = 5;

export interface WarmStep {
  readonly key: string;
  /** Milliseconds, beside bare requests of the same bytes. */
  readonly time: Comparison;
  /** Requests to the service. */
  readonly requests: number;
  /** Calls of Zapier's cache. */
  readonly cacheCalls: number;
  /** Milliseconds where each of them takes {@link SLOW_CACHE_MILLISECONDS}. */
  readonly withSlowCache: number;
}

/**
 * A step in a process that has run many and remembers all that it can, in turn with an app that sends the same bytes and does
 * nothing else. The answers of the services are the same each time, and cost them nothing.
 */
export async function warmStep(
  [of, key]: readonly [Platform, string],
  { ours, bare }: { readonly ours: BuiltApp; readonly bare: BuiltApp },
  pairs: number,
): Promise<WarmStep> {
  const [use] = usesOf(of, key);
  const opened = await SERVICES[of].open();
  const step = stepOf({ path: `creates.${key}.operation.perform`, kind: 'create' }, use, opened);
  const replays = new Map<string, Replay>();
  for (const [server, origin] of Object.entries(opened.origins))
    replays.set(server, await Replay.before(origin));
  const origins = Object.fromEntries([...replays].map(([server, { origin }]) => [server, origin]));
  const zapier = await ZapiersSide.start();
  const one = new TimedProcess(ours, zapier, environmentFor(origins));
  const other = new TimedProcess(bare, zapier);
  const run = (process: TimedProcess, step: Step): Promise<Timed> => {
    for (const replay of replays.values()) replay.begin();
    return zapier.run(step, process.handle);
  };
  const ourStep = { ...step, authData: readdressed(step.authData ?? {}, opened.origins, origins) };
  const runOurs = (): Promise<Timed> => run(one, ourStep);
  const sent = (): readonly Received[] => [...replays.values()].flatMap((replay) => replay.sent);
  try {
    await runOurs();
    for (const replay of replays.values()) replay.remember();
    const before = zapier.cacheCalls;
    await runOurs();
    const cacheCalls = zapier.cacheCalls - before;
    const requests = sent();
    // With the same connection, since the platform looks for its secrets in every line of the log.
    const bareStep = { ...bareStepOf(replays), authData: ourStep.authData };
    const runBare = (): Promise<Timed> => run(other, bareStep);
    await runBare();
    if (!isDeepStrictEqual(sent(), requests)) throw new Error('The bare requests are not those of the step.');
    const measured = async (work: () => Promise<Timed>): Promise<number> => (await work()).milliseconds;
    const both = (count: number) =>
      inTurn(
        count,
        () => measured(runOurs),
        () => measured(runBare),
      );
    await both(WARM_UP);
    const time = compare(await both(pairs));
    zapier.cache.latencyMilliseconds = SLOW_CACHE_MILLISECONDS;
    const slow = [];
    for (let runs = 0; runs < SLOW_RUNS; runs += 1) slow.push(await measured(runOurs));
    return { key, time, requests: requests.length, cacheCalls, withSlowCache: median(slow) };
  } finally {
    await Promise.all([one.stop(), other.stop(), zapier.close(), opened.stop()]);
    await Promise.all([...replays.values()].map((replay) => replay.stop()));
  }
}

/** Sends what the replays have heard last, once more. */
function bareStepOf(replays: ReadonlyMap<string, Replay>): Step {
  const requests = [...replays.values()].flatMap(({ origin, sent }) =>
    sent.map(({ method, path, headers, body }) => ({
      method,
      url: origin + path,
      headers,
      body: body.toString(),
    })),
  );
  return { method: 'creates.send.operation.perform', inputData: { requests } };
}
