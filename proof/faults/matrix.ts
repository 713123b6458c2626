import { freePort } from '../../sandbox/server';
import type { AppDefinition } from '../../sandbox/zapier/definition';
import { Lane, shareOut } from '../lane';
import { type Method, methodsOf } from '../methods';
import { COURIER } from '../services/courier';
import { environmentFor, type OpenService, type Service } from '../services/service';
import { SHOP } from '../services/shop';
import { LIFETIME_TILL, TILL } from '../services/till';
import { usesOf } from '../uses';
import type { JudgedRow } from './contract';
import { type Delivery, faultyDeliveries } from './deliveries';
import { textOf } from './state';
import { changes, type FaultLane, type Reference, referenceOf, rowsOf, trialsOf } from './trial';

export interface MatrixOptions {
  /** The zip of the built app. */
  readonly app: string;
  /** How many processes work side by side, so that one works while another waits. */
  readonly lanes?: number;
  /** Of so many trials one is made, each step having one at least; all unless given. */
  readonly oneOf?: number;
}

export interface Matrix {
  readonly rows: readonly JudgedRow[];
  readonly deliveries: readonly Delivery[];
  /** What was tried, drop-downs that ask for the same and offer the same under all their names. */
  readonly tried: readonly Method[];
}

/** Tries everything that the built app offers under every fault that the doubles know. */
export async function faultMatrix({ app, lanes: count = 4, oneOf = 1 }: MatrixOptions): Promise<Matrix> {
  const lanes = await Promise.all(Array.from({ length: count }, () => openLane(app)));
  try {
    const [{ lane }] = lanes as [FaultLane];
    const definition = lane.zapier.definition();
    const sheets = [
      await sheet(lanes, SHOP, definition, oneOf),
      await sheet(lanes, TILL, definition, oneOf),
      await sheet(lanes, LIFETIME_TILL, definition, oneOf),
      await sheet(lanes, COURIER, definition, oneOf),
    ];
    return {
      rows: sheets.flatMap(({ rows }) => rows),
      deliveries: await faultyDeliveries(lanes, oneOf),
      tried: sheets.flatMap(({ tried }) => tried),
    };
  } finally {
    await Promise.all(lanes.map(({ lane }) => lane.stop()));
  }
}

async function openLane(app: string): Promise<FaultLane> {
  const ports = { shop: await freePort(), licences: await freePort() };
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const environment = environmentFor({ shop: at(ports.shop), licences: at(ports.licences) });
  return { lane: await Lane.start(app, environment), ports };
}

type Sheet = Pick<Matrix, 'rows' | 'tried'>;

async function sheet<Opened extends OpenService>(
  lanes: readonly FaultLane[],
  service: Service<Opened>,
  definition: AppDefinition,
  oneOf: number,
): Promise<Sheet> {
  const methods = methodsOf(definition).filter(
    (method) =>
      method.platform === service.platform &&
      // What a hook is told comes from outside, and a form is asked for with every drop-down in it.
      !['hook', 'form'].includes(method.kind) &&
      (service.covers?.(method) ?? true),
  );
  const all = await shareOut(lanes, methods.flatMap(usesTried), (lane, { method, use }) =>
    referenceOf(lane, service, method, use),
  );
  const references = distinct(all);
  const trials = references.flatMap((one, place) =>
    trialsOf(one, ({ costly }) => !costly || isExample(one, references)).filter(
      // Each step begins at another fault, so that those that are tried at all are tried with some step.
      (_, index, { length }) => index % oneOf === place % Math.min(oneOf, length),
    ),
  );
  const rows = await shareOut(lanes, trials, rowsOf);
  return {
    rows: rows.flat().map((row) => ({ ...row, mostCalls: service.mostCalls })),
    tried: all.map(({ method }) => method),
  };
}

/** The plainest use of a method, and those that make it do something else. */
function usesTried(method: Method) {
  const uses = usesOf(method.platform, method.key);
  return uses
    .filter(({ variant }, index) => index === 0 || (variant !== undefined && method.kind === 'trigger'))
    .map((use) => ({ method, use }));
}

/** Of drop-downs that ask for the same and offer the same one stands for all. */
function distinct<Opened extends OpenService>(
  references: readonly Reference<Opened>[],
): readonly Reference<Opened>[] {
  const known = new Set<string>();
  return references.filter(({ method, run }) => {
    if (method.kind !== 'drop-down') return true;
    const { outcome, ...told } = run.result;
    const name = textOf([run.calls, outcome, 'output' in told && told.output]);
    return run.calls.length > 0 && !known.has(name) && known.add(name);
  });
}

/** The first search and the first action that changes something stand for all where a fault is costly to try. */
function isExample<Opened extends OpenService>(
  one: Reference<Opened>,
  all: readonly Reference<Opened>[],
): boolean {
  const kind = changes(one) ? 'create' : 'search';
  const first = all.find((other) => other.method.kind === kind && changes(other) === changes(one));
  return first === one;
}
