import type { Service, Stage } from '../proof/faults/service';
import { COURIER } from '../proof/faults/services/courier';
import { SHOP } from '../proof/faults/services/shop';
import { TILL } from '../proof/faults/services/till';
import { type Operation, operationsOf } from '../proof/faults/operations';
import type { AppDefinition } from '../sandbox/zapier/definition';
import type { BuiltApp } from './built_app';
import { rehearse, type Rehearsal, type Side } from './rehearsal';
import { compare, inTurn, type Comparison, type Pair } from './statistics';
import { compared, type Row } from './table';
import { TimedProcess } from './timed_process';

const WARM_UP = 30;
export const FIRST_STEP = 'Cold start, with a first step';
const WARM = 'Warm step of every create';
const CACHED = 'The same, beside an app that asks the cache as often';
const CALLS = 'Calls of a step to its service, when all is known and the first time';
/** What most Zaps of each service do. */
const FIRST_STEPS = ['justclick_update_order_status', 'rkeeper_save_order', 'measoft_create_order'];

interface Apps {
  readonly ours: BuiltApp;
  /** Sends what it is told to, and nothing else. */
  readonly bare: BuiltApp;
}

export interface Pairs {
  readonly cold: number;
  readonly warm: number;
}

/** Every create, in turn with bare requests of the same bytes: as the first step of a process, or in one that has run many. */
export async function creates(apps: Apps, pairs: Pairs): Promise<readonly Row[]> {
  const definition = await definitionOf(apps.ours);
  return [
    ...(await every(SHOP, definition, apps, pairs)),
    ...(await every(TILL, definition, apps, pairs)),
    ...(await every(COURIER, definition, apps, pairs)),
  ].toSorted((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group));
}

const GROUPS = [FIRST_STEP, WARM, CACHED, CALLS];

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
  apps: Apps,
  pairs: Pairs,
): Promise<readonly Row[]> {
  const rows = [];
  for (const operation of operationsOf(definition, service.prefix)) {
    if (operation.kind === 'create')
      rows.push(
        ...(await rehearse(service, operation, apps, (rehearsal) => rowsOf(operation, rehearsal, pairs))),
      );
  }
  return rows;
}

async function rowsOf(
  { key: title }: Operation,
  rehearsal: Rehearsal,
  pairs: Pairs,
): Promise<readonly Row[]> {
  const { calls, cacheCalls, ours, bare, bareWithCache } = rehearsal;
  const requests = calls.warm === 1 ? 'bare request' : `${calls.warm} bare requests`;
  const row = (group: string, time: Comparison, beside: string, goal?: number): Row =>
    compared({ group, title, unit: 'ms' }, time, beside, goal);
  return [
    ...(FIRST_STEPS.includes(title)
      ? [row(FIRST_STEP, await cold(ours, bare, pairs.cold), requests, 1.05)]
      : []),
    row(WARM, await warm(ours, bare, pairs.warm), requests, 1.15),
    ...(cacheCalls > 0
      ? [
          row(
            CACHED,
            await warm(ours, bareWithCache, pairs.warm),
            `${requests}, ${cacheCalls} of the cache`,
            1.15,
          ),
        ]
      : []),
    { group: CALLS, title, unit: 'count', ours: calls.warm, theirs: calls.cold, beside: 'the first time' },
  ];
}

/** Each time in processes of their own, from the loading of the app on. */
async function cold(ours: Side, theirs: Side, pairs: number): Promise<Comparison> {
  const started = async (side: Side): Promise<number> => {
    const process = side.start();
    try {
      const { loading, milliseconds } = await side.run(process);
      return loading + milliseconds;
    } finally {
      await process.stop();
    }
  };
  const both = (count: number): Promise<Pair[]> =>
    inTurn(
      count,
      () => started(ours),
      () => started(theirs),
    );
  // The first of each reads the files from the disk.
  await both(1);
  return compare(await both(pairs));
}

async function warm(ours: Side, theirs: Side, pairs: number): Promise<Comparison> {
  const [one, other] = [ours.start(), theirs.start()];
  const both = (count: number): Promise<Pair[]> =>
    inTurn(
      count,
      async () => (await ours.run(one)).milliseconds,
      async () => (await theirs.run(other)).milliseconds,
    );
  try {
    await both(WARM_UP);
    return compare(await both(pairs));
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
}
