import { type Delivery, faultyDeliveries } from './deliveries';
import { Lanes } from './lanes';
import { CACHE_FAULTS } from './cache_faults';
import type { Case } from './case';
import { dropDownsOf, type Operation, operationsOf } from './operations';
import { rowOf, type Row } from './row';
import type { Fault, Service, Stage } from './service';
import { textOf } from './state';
import { COURIER } from './services/courier';
import { SHOP } from './services/shop';
import { LIFETIME_TILL, TILL } from './services/till';
import { changes, reference, tryOut, type Reference, type Trial } from './trial';

/** One service: its operations without faults, and under each fault. */
export interface Sheet {
  readonly name: string;
  readonly mostCalls: number;
  readonly usual: readonly Usual[];
  readonly rows: readonly Row[];
}

/** An operation while nothing goes wrong. */
export interface Usual {
  readonly operation: Operation;
  readonly changes: boolean;
  readonly calls: readonly string[];
}

/** Side by side, so that one works while another waits. */
const LANES = 4;

export interface Matrix {
  readonly sheets: readonly Sheet[];
  readonly deliveries: readonly Delivery[];
}

/** Tries every operation of the built app under every fault that the doubles know. */
export async function faultMatrix(app: string): Promise<Matrix> {
  const lanes = await Lanes.start(app, LANES);
  try {
    const sheets = await Promise.all([
      sheet(lanes, SHOP),
      sheet(lanes, TILL),
      sheet(lanes, LIFETIME_TILL),
      sheet(lanes, COURIER),
    ]);
    return { sheets, deliveries: await faultyDeliveries(lanes) };
  } finally {
    await lanes.stop();
  }
}

async function sheet<Of extends Stage>(lanes: Lanes, service: Service<Of>): Promise<Sheet> {
  const definition = await lanes.use((lane) => Promise.resolve(lane.zapier.definition()));
  const isCovered = (operation: Operation): boolean => service.covers?.(operation) ?? true;
  const usual = (operation: Operation): Promise<Reference<Of>> =>
    lanes.use((lane) => reference(lane, service, operation, caseOf(service, operation)));
  const operations = operationsOf(definition, service.prefix).filter(isCovered);
  const variants = operations.flatMap((operation) => {
    const [settings, use] = service.variants?.[operation.key] ?? [];
    if (settings === undefined || use === undefined) return [];
    const variant = { ...operation, label: `${operation.label}: ${settings}` };
    return [lanes.use((lane) => reference(lane, service, variant, use))];
  });
  const references = await Promise.all([...operations.map(usual), ...variants]);
  const dropDowns = dropDownsOf(definition, service.prefix).filter(isCovered);
  references.push(...distinct(await Promise.all(dropDowns.map(usual))));
  const trials = references.flatMap((one) => trialsOf(one, isExample(one, references)));
  const rows = await Promise.all(trials.map((trial) => rowsOf(lanes, trial)));
  return {
    name: service.name,
    mostCalls: service.mostCalls,
    usual: references.map((one) => ({
      operation: one.operation,
      changes: changes(one),
      calls: one.run.calls,
    })),
    rows: rows.flat(),
  };
}

function caseOf<Of extends Stage>({ cases }: Service<Of>, { key }: Operation): Case<Of> {
  const use = cases[key];
  if (!use) throw new Error(`${key} has no case in proof/faults/cases.`);
  return use;
}

/** Drop-downs that ask for the same and offer the same are one, under all their names. */
function distinct<Of extends Stage>(dropDowns: readonly Reference<Of>[]): readonly Reference<Of>[] {
  const asking = dropDowns.filter(({ run }) => run.calls.length > 0);
  const alike = Map.groupBy(asking, ({ run: { calls, ending } }) => textOf([calls, ending]));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    const labels = same.map(({ operation }) => operation.label.replace(DROP_DOWN, ''));
    const label = `${[...new Set(labels)].join(' / ')}${DROP_DOWN}`;
    return first ? [{ ...first, operation: { ...first.operation, label } }] : [];
  });
}

const DROP_DOWN = ' (drop-down)';

/** Every fault at every function that the operation asks for, and at every method of the cache that it uses. */
function trialsOf<Of extends Stage>(one: Reference<Of>, isExampleOfAll: boolean): readonly Trial<Of>[] {
  const possible = (call: string) => (fault: Fault<Of>) =>
    fault.befalls(call) && (!fault.costly || isExampleOfAll);
  const ofService = [...new Set(one.run.calls)].flatMap((call) =>
    one.service.faults.filter(possible(call)).map((fault): Trial<Of> => ({
      reference: one,
      fault,
      ofCache: false,
      call,
      often: 'every',
      hangs: fault.hangs,
      strike: (stage, _cache, times) => {
        fault.strike(stage, call, times);
      },
    })),
  );
  const ofCache = [...new Set(one.run.cacheCalls)].flatMap((method) =>
    CACHE_FAULTS.filter(({ methods }) => methods.includes(method)).map((fault): Trial<Of> => ({
      reference: one,
      fault,
      ofCache: true,
      call: method,
      often: 'every',
      hangs: fault.hangs,
      strike: (_stage, cache, times) => {
        fault.strike(cache, method, times);
      },
    })),
  );
  return [...ofService, ...ofCache];
}

/** The first search and the first action that changes something stand for all where a fault is costly to try. */
function isExample<Of extends Stage>(one: Reference<Of>, all: readonly Reference<Of>[]): boolean {
  const isSame = (other: Reference<Of>): boolean =>
    other.operation.kind === one.operation.kind && changes(other) === changes(one);
  const kinds = changes(one) ? ['create'] : ['search'];
  return kinds.includes(one.operation.kind) && all.find(isSame) === one;
}

/** A fault that befell several requests of one step is tried once more, on the first of them only. */
async function rowsOf<Of extends Stage>(lanes: Lanes, trial: Trial<Of>): Promise<readonly Row[]> {
  const outcome = await lanes.use((lane) => tryOut(lane, trial));
  const row = rowOf(trial, outcome);
  if (row.struck < 2) return [row];
  const once: Trial<Of> = { ...trial, often: 'once' };
  return [row, rowOf(once, await lanes.use((lane) => tryOut(lane, once)))];
}
