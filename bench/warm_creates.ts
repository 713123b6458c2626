import { isDeepStrictEqual } from 'node:util';
import type { AppDefinition } from '../sandbox/zapier/definition';
import type { Step } from '../sandbox/zapier/step';
import { type Operation, operationsOf } from '../proof/faults/operations';
import type { Service, Stage } from '../proof/faults/service';
import { COURIER } from '../proof/faults/services/courier';
import { SHOP } from '../proof/faults/services/shop';
import { TILL } from '../proof/faults/services/till';
import type { BuiltApp } from './built_app';
import { Platform } from './platform';
import { Replay, type Request } from './replay';
import { freePort } from '../sandbox/rkeeper/loopback';
import { compare, inTurn, type Comparison } from './statistics';
import { compared, type Row } from './table';
import { TimedProcess } from './timed_process';

const WARM_UP = 30;
const TIME = 'Warm step of every create';
const CALLS = 'Calls of a step to its service, when all is known and the first time';

interface Measured {
  /** Requests when nothing is remembered, and when everything is. */
  readonly calls: { readonly cold: number; readonly warm: number };
  readonly time: Comparison;
}

/** Every create in a process that has run many, in turn with bare requests of the same bytes in another such process. */
export async function warmCreates(app: BuiltApp, bare: BuiltApp, pairs: number): Promise<readonly Row[]> {
  const definition = await definitionOf(app);
  const creates = [
    ...(await every(SHOP, definition, app, bare, pairs)),
    ...(await every(TILL, definition, app, bare, pairs)),
    ...(await every(COURIER, definition, app, bare, pairs)),
  ];
  return [
    ...creates.map(([title, { time, calls }]) =>
      compared({ group: TIME, title, unit: 'ms' }, time, besideOf(calls.warm), 1.15),
    ),
    ...creates.map(([title, { calls }]): Row => ({
      ...{
        group: CALLS,
        title,
        unit: 'count',
        ours: calls.warm,
        theirs: calls.cold,
        beside: 'the first time',
      },
    })),
  ];
}

function besideOf(calls: number): string {
  return calls === 1 ? 'bare request' : `${calls} bare requests`;
}

async function definitionOf(app: BuiltApp): Promise<AppDefinition> {
  const process = new TimedProcess(app.folder);
  try {
    return (await process.handle({ command: 'definition' })).results as AppDefinition;
  } finally {
    await process.stop();
  }
}

async function every<Of extends Stage>(
  service: Service<Of>,
  definition: AppDefinition,
  app: BuiltApp,
  bare: BuiltApp,
  pairs: number,
): Promise<(readonly [key: string, measured: Measured])[]> {
  const measured = [];
  for (const operation of operationsOf(definition, service.prefix)) {
    if (operation.kind === 'create')
      measured.push([operation.key, await one(service, operation, app, bare, pairs)] as const);
  }
  return measured;
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

async function one<Of extends Stage>(
  service: Service<Of>,
  operation: Operation,
  app: BuiltApp,
  bare: BuiltApp,
  pairs: number,
): Promise<Measured> {
  const { stage, origins } = await open(service);
  const replays = new Map<string, Replay>();
  for (const [name, origin] of Object.entries(origins)) replays.set(name, await Replay.before(origin));
  const platform = await Platform.start();
  const at = (name: string): string => replays.get(name)?.url ?? '';
  const ours = new TimedProcess(app.folder, {
    EXPERTAM_URL: `${at('EXPERTAM_URL')}/{login}`,
    RKEEPER_LICENSE_URL: at('RKEEPER_LICENSE_URL'),
    ALLOW_LOOPBACK: '1',
    LOGGING_ENDPOINT: platform.loggingEndpoint,
  });
  const theirs = new TimedProcess(bare.folder, { LOGGING_ENDPOINT: platform.loggingEndpoint });
  const time = (process: TimedProcess, step: Step): Promise<number> => {
    for (const replay of replays.values()) replay.begin();
    return platform.time(process, step);
  };
  const sentBy = async (process: TimedProcess, step: Step): Promise<readonly Request[]> => {
    await time(process, step);
    return [...replays.values()].flatMap(({ sent }) => sent);
  };
  try {
    const step = await stepOf(service, operation, stage, replays);
    const cold = await sentBy(ours, step);
    for (const replay of replays.values()) replay.remember();
    const warm = await sentBy(ours, step);
    const { authData = {} } = step;
    const requests = warm.map(({ method, url, headers, body }) => ({
      method,
      url,
      headers: { ...headers },
      body,
    }));
    const bareStep = { method: 'creates.send.operation.perform', authData, inputData: { requests } };
    if (!isDeepStrictEqual(await sentBy(theirs, bareStep), warm))
      throw new Error('The bare requests are not those of the step.');
    const sides = [
      (): Promise<number> => time(ours, step),
      (): Promise<number> => time(theirs, bareStep),
    ] as const;
    await inTurn(WARM_UP, ...sides);
    return {
      calls: { cold: cold.length, warm: warm.length },
      time: compare(await inTurn(pairs, ...sides)),
    };
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), platform.close(), stage.stop()]);
    for (const replay of replays.values()) replay.stop();
  }
}
