import { freePort } from '../../sandbox/server';
import { Lane, shareOut } from '../lane';
import { type Method, methodsOf, withoutAlike } from '../methods';
import { environmentFor, SERVERS, SERVICES, usesOf } from '../services';
import type { Service } from '../services/service';
import { LIFETIME_TILL } from '../services/till';
import type { JudgedRow } from './contract';
import { type Delivery, faultyDeliveries } from './deliveries';
import { textOf } from './state';
import { changes, type FaultLane, type Reference, referenceOf, rowsOf, trialsOf } from './trial';

const LANES = 4;

const TRIED: readonly (readonly [platform: string, service: Service])[] = [
  ...Object.entries(SERVICES),
  ['rkeeper', LIFETIME_TILL],
];

export interface Matrix {
  readonly rows: readonly JudgedRow[];
  readonly deliveries: readonly Delivery[];
  readonly tried: readonly Method[];
  /** Trials that there was no time for. */
  readonly left: number;
}

/**
 * Tries everything that the built app offers under every fault that the doubles know, in processes side by side, so that one
 * works while another waits.
 * @param oneOf of so many trials one is made, each step having one at least; of drop-downs that are alike one is tried then.
 * @param only takes the functions in whose path, or the platform, of which this stands.
 * @param until when to stop, by `performance.now()`.
 */
export async function faultMatrix(app: string, oneOf = 1, until = Infinity, only = ''): Promise<Matrix> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(app)));
  try {
    const rows: JudgedRow[] = [];
    const tried: Method[] = [];
    let left = 0;
    for (const [platform, service] of TRIED) {
      const references = await referencesOf(lanes, platform, service, only, oneOf > 1);
      tried.push(...references.map(({ method }) => method));
      const made = await shareOut(
        lanes,
        trialsOfAll(distinct(references), oneOf),
        (lane, { trial, turn }) => {
          if (performance.now() < until) return rowsOf(lane, trial, turn, oneOf === 1);
          left += 1;
          return Promise.resolve([]);
        },
      );
      rows.push(...made.flat().map((row) => ({ ...row, mostCalls: service.mostCalls })));
    }
    return { rows, tried, left, deliveries: await faultyDeliveries(lanes, oneOf, only) };
  } finally {
    await Promise.all(lanes.map(({ lane }) => lane.stop()));
  }
}

async function openLane(app: string): Promise<FaultLane> {
  const ports: Record<string, number> = {};
  for (const server of SERVERS.keys()) ports[server] = await freePort();
  const environment = environmentFor(
    Object.fromEntries(Object.entries(ports).map(([server, port]) => [server, `http://127.0.0.1:${port}`])),
  );
  return { lane: await Lane.start(app, environment), ports };
}

async function referencesOf(
  lanes: readonly FaultLane[],
  platform: string,
  service: Service,
  only: string,
  isBrief: boolean,
): Promise<readonly Reference[]> {
  const [first] = lanes;
  const all = methodsOf(first?.lane.zapier.definition() ?? { version: '' });
  const methods = (isBrief ? withoutAlike(all) : all).filter(
    (method) =>
      method.platform === platform &&
      (method.path.includes(only) || method.platform === only) &&
      // What a hook is told comes from outside, and a form is asked for with every drop-down in it.
      !['hook', 'form'].includes(method.kind) &&
      (service.covers?.includes(method.kind) ?? true),
  );
  return shareOut(lanes, methods.flatMap(usesTried), (lane, [method, use]) =>
    referenceOf(lane, service, method, use),
  );
}

/** The plainest use of a method, and those that make it do something else. */
function usesTried(method: Method) {
  const uses = usesOf(method.platform, method.key);
  return uses
    .filter(({ variant }, index) => index === 0 || (variant !== undefined && method.kind === 'trigger'))
    .map((use) => [method, use] as const);
}

/** One drop-down stands for all that ask for the same and offer the same. */
function distinct(references: readonly Reference[]): readonly Reference[] {
  const known = new Set<string>();
  return references.filter(({ method, run: { calls, result } }) => {
    if (method.kind !== 'drop-down') return true;
    const name = textOf([calls, result.outcome === 'success' && result.output]);
    return calls.length > 0 && !known.has(name) && known.add(name);
  });
}

function trialsOfAll(references: readonly Reference[], oneOf: number) {
  return references.flatMap((one, place) => {
    const trials = trialsOf(one).filter(({ fault }) => !fault.costly || isExample(one, references));
    // Each step begins at another fault, so that all are tried with some step.
    const first = place % Math.min(oneOf, trials.length);
    return trials
      .filter((_, index) => index % oneOf === first)
      .map((trial, index) => ({ trial, turn: place + index }));
  });
}

/** The first search and the first action that changes something stand for all where a fault is costly to try. */
function isExample(one: Reference, all: readonly Reference[]): boolean {
  const kind = changes(one) ? 'create' : 'search';
  return all.find((other) => other.method.kind === kind && changes(other) === changes(one)) === one;
}
