import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../proof/faults/operations';
import type { Service, Stage } from '../proof/faults/service';
import { freePort } from '../sandbox/server';
import type { JsonObject } from '../sandbox/zapier/json';
import type { Step } from '../sandbox/zapier/step';
import type { BuiltApp } from './built_app';
import { Platform } from './platform';
import { Replay, type Request } from './replay';
import { type Timed, TimedProcess } from './timed_process';

/**
 * A step that runs as often as one likes: its services' answers, and those of Zapier's cache, are the same each time. The
 * bare step sends the same bytes in an app that does nothing else.
 */
export interface Rehearsal {
  /** Requests when nothing is remembered, and when everything is. */
  readonly calls: { readonly cold: number; readonly warm: number };
  /** Calls of Zapier's cache when everything is remembered. */
  readonly cacheCalls: number;
  readonly ours: Side;
  readonly bare: Side;
  /** The bare step, and a call of the cache for each that the step makes. */
  readonly bareWithCache: Side;
}

/** One app with its step. */
export interface Side {
  start(): TimedProcess;
  run(process: TimedProcess): Promise<Timed>;
}

export async function rehearse<Of extends Stage, Outcome>(
  service: Service<Of>,
  operation: Operation,
  apps: { readonly ours: BuiltApp; readonly bare: BuiltApp },
  measure: (rehearsal: Rehearsal) => Promise<Outcome>,
): Promise<Outcome> {
  const { stage, origins } = await open(service);
  const replays = new Map<string, Replay>();
  for (const [name, origin] of Object.entries(origins)) replays.set(name, await Replay.before(origin));
  const platform = await Platform.start();
  const sideOf = (
    { folder }: BuiltApp,
    step: Step,
    environment: Readonly<Record<string, string>> = {},
  ): Side => ({
    start: () => new TimedProcess(folder, { ...environment, LOGGING_ENDPOINT: platform.loggingEndpoint }),
    run: (process) => {
      for (const replay of replays.values()) replay.begin();
      return platform.handle(process, step);
    },
  });
  const at = (name: string): string => replays.get(name)?.url ?? '';
  try {
    const step = await stepOf(service, operation, stage, replays);
    const ours = sideOf(apps.ours, step, {
      EXPERTAM_URL: `${at('EXPERTAM_URL')}/{login}`,
      RKEEPER_LICENSE_URL: at('RKEEPER_LICENSE_URL'),
      ALLOW_LOOPBACK: '1',
    });
    const bareSide = (inputData: JsonObject): Side =>
      sideOf(apps.bare, {
        method: 'creates.send.operation.perform',
        ...(step.authData && { authData: step.authData }),
        inputData,
      });
    const sentBy = async (side: Side): Promise<readonly Request[]> => {
      const process = side.start();
      try {
        await side.run(process);
      } finally {
        await process.stop();
      }
      return [...replays.values()].flatMap(({ sent }) => sent);
    };
    const cold = await sentBy(ours);
    for (const replay of replays.values()) replay.remember();
    const callsBefore = platform.cacheCalls;
    const warm = await sentBy(ours);
    const cacheCalls = platform.cacheCalls - callsBefore;
    const requests = warm.map(({ method, url, headers, body }) => ({
      method,
      url,
      headers: { ...headers },
      body,
    }));
    const bare = bareSide({ requests, cacheCalls: 0 });
    if (!isDeepStrictEqual(await sentBy(bare), warm))
      throw new Error('The bare requests are not those of the step.');
    return await measure({
      calls: { cold: cold.length, warm: warm.length },
      cacheCalls,
      ours,
      bare,
      bareWithCache: bareSide({ requests, cacheCalls }),
    });
  } finally {
    await Promise.all([platform.close(), stage.stop()]);
    for (const replay of replays.values()) replay.stop();
  }
}

interface Opened<Of extends Stage> {
  readonly stage: Of;
  /** Where its servers are, by what the app is told of them. */
  readonly origins: Readonly<Record<string, string>>;
}

/** Addresses in the connection itself; all others are in the app's environment. */
const ADDRESSES = ['server_url', 'api_url'] as const;

async function open<Of extends Stage>({ open }: Service<Of>): Promise<Opened<Of>> {
  const ports = { shop: await freePort(), licences: await freePort() };
  const stage = await open(ports);
  const told = ADDRESSES.flatMap((key) => {
    const address = stage.authData[key];
    return address === undefined ? [] : [[key, new URL(address).origin] as const];
  });
  return {
    stage,
    origins: {
      EXPERTAM_URL: `http://127.0.0.1:${ports.shop}`,
      RKEEPER_LICENSE_URL: `http://127.0.0.1:${ports.licences}`,
      ...Object.fromEntries(told),
    },
  };
}

function pathOf(address: string): string {
  return new URL(address).pathname.replace(/\/$/, '');
}

async function stepOf<Of extends Stage>(
  { cases }: Service<Of>,
  { key, method }: Operation,
  stage: Of,
  replays: ReadonlyMap<string, Replay>,
): Promise<Step> {
  const use = cases[key];
  if (!use) throw new Error(`${key} has no case.`);
  await use.before?.(stage);
  const { inputData = {}, bundle, authData } = use;
  const addresses = ADDRESSES.flatMap((name) => {
    const [replay, address] = [replays.get(name), stage.authData[name]];
    return replay && address !== undefined ? [[name, replay.url + pathOf(address)] as const] : [];
  });
  return {
    method,
    authData: { ...stage.authData, ...authData, ...Object.fromEntries(addresses) },
    inputData: typeof inputData === 'function' ? inputData(stage) : inputData,
    ...(bundle && { bundle }),
    timeZone: 'Europe/Moscow',
  };
}
