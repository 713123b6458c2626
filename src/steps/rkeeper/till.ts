import { connectionTo } from '../../connection';
import { uniqueById, type OutputField } from '../../core/output';
import { CLOCK } from '../../core/time';
import { say } from '../../language/language';
import { TillClient } from '../../services/rkeeper/client';
import type { TillConnection } from '../../services/rkeeper/connection';
import { fields } from '../../zapier/fields';
import { fittingRows } from '../../zapier/result';
import type { Run } from '../../zapier/run';
import { create, polling, search, type Description, type Sample } from '../../zapier/step';
import type { Told } from './columns';
import { readTillConnection } from './connection_form';
import { lookUp, type Found } from './lookup';

/** @throws Problem where the account is another service's, or not filled in. */
export function tillConnection(authData: Run['authData']): TillConnection {
  return connectionTo(['rkeeper'], say`an r_keeper restaurant`, authData, readTillConnection);
}

/** The client of the connected restaurant. */
export function tillOf({ authData, http, store }: Run): TillClient {
  return new TillClient(tillConnection(authData), http, store, CLOCK);
}

/** A step of a till: what its form names is looked up first, and what the till tells of becomes rows. */
interface TillStep<Value, Of, Row extends Sample, Result> extends Description<Value, Row> {
  readonly output: TillOutput<Of, Row>;
  readonly perform: (till: TillClient, values: Found<NoInfer<Value>>, run: Run) => Promise<Result>;
}

interface TillOutput<Of, Row> {
  readonly fields: OutputField[];
  readonly sample: Row;
  /** Times are given in the restaurant's zone. */
  readonly row: (source: Told<Of>) => Row;
}

/**
 * An action that writes to the till, and tells a row of what came of it. Zapier's own lock lets one run after the other do
 * so; its timeout is how long one may hold it, not how long the next one waits, so it must not be shorter than a step may
 * take.
 */
export function tillWrite<Value, Of, Row extends Sample>(step: TillStep<Value, Of, Row, NoInfer<Of>>) {
  return create({
    ...step,
    lock: { key: 'rkeeper', scope: ['auth'], timeout: 60 },
    perform: async (run, values) => rowIn(run, step)(await asked(run, step, values)),
  });
}

/** A search of the till, which tells a row of each thing that is found. */
export function tillSearch<Value, Of, Row extends Sample>(
  step: TillStep<Value, Of, Row, readonly NoInfer<Of>[]>,
) {
  return search({
    ...step,
    perform: async (run, values) => fittingRows(await asked(run, step, values), rowIn(run, step)),
  });
}

const SAMPLES = 3;

/** A poll whose events are listed in the order in which they came about, and told newest first. Zapier tells the new ones by their ids. */
export function tillPoll<Value, Of, Row extends Sample & { readonly id: string }>(
  step: TillStep<Value, Of, Row, readonly NoInfer<Of>[]>,
) {
  return polling({
    ...step,
    perform: async (run, values) => {
      const items = await asked(run, step, values);
      const newest = uniqueById(items.toReversed().map(rowIn(run, step)));
      return run.isLoadingSample ? newest.slice(0, SAMPLES) : fittingRows(newest, (row) => row);
    },
  });
}

/** The form of a step that asks for nothing. */
export const NO_FORM = fields({});

async function asked<Value, Of, Row extends Sample, Result>(
  run: Run,
  { perform }: TillStep<Value, Of, Row, Result>,
  values: Value,
): Promise<Result> {
  const till = tillOf(run);
  return perform(till, await lookUp(till, values), run);
}

function rowIn<Of, Row>(run: Run, { output }: { output: TillOutput<Of, Row> }): (source: Of) => Row {
  const { timeZone } = tillConnection(run.authData);
  return (source) => output.row({ ...source, timeZone });
}
