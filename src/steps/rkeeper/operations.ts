import { uniqueById, type OutputField } from '../../core/output';
import type { TillClient } from '../../services/rkeeper/client';
import type { ListedReceipt, OrderSummary } from '../../services/rkeeper/order_list';
import type { Check, Fields, Values } from '../../zapier/fields';
import { fittingRows } from '../../zapier/result';
import { formOf, perform, type Run } from '../../zapier/run';
import type { Told } from './columns';
import { lookUp, type Found } from './lookup';
import { LISTED_ORDER } from './orders';
import { LISTED_RECEIPT } from './receipts';
import { tillOf, tillZone } from './till';

/** An output of what a till tells. */
interface TillOutput<Of, Row> {
  readonly fields: OutputField[];
  readonly sample: Row;
  readonly row: (source: Told<Of>) => Row;
}

/**
 * An action that writes to the till: reads its form, and tells a row of what came of it. Zapier's own lock lets one run
 * after the other do so; its timeout is how long one may hold it, not how long the next one waits, so it must not be
 * shorter than a step may take.
 *
 * @param check notes faults that concern more than one field.
 */
export function tillWrite<Form, Of, Row>(
  form: Fields<Form>,
  output: TillOutput<Of, Row>,
  write: (till: TillClient, values: Found<Values<Form>>) => Promise<Of>,
  check?: Check<Form>,
) {
  return {
    lock: { key: 'rkeeper', scope: ['auth' as const], timeout: 60 },
    inputFields: form.input,
    perform: perform(async (run) => {
      const till = tillOf(run);
      const written = await write(till, await readFound(run, till, form, check));
      return output.row({ ...written, timeZone: tillZone(run) });
    }),
    sample: output.sample,
    outputFields: output.fields,
  };
}

/**
 * A search of the till: reads its form, and tells a row of each thing that is found.
 *
 * @param check notes faults that concern more than one field.
 */
export function tillSearch<Form, Of, Row>(
  form: Fields<Form>,
  output: TillOutput<Of, Row>,
  find: (till: TillClient, values: Found<Values<Form>>, run: Run) => Promise<readonly Of[]>,
  check?: Check<Form>,
) {
  return {
    inputFields: form.input,
    perform: perform(async (run) => {
      const till = tillOf(run);
      const found = await find(till, await readFound(run, till, form, check), run);
      const timeZone = tillZone(run);
      return fittingRows(found.map((one) => output.row({ ...one, timeZone })));
    }),
    sample: output.sample,
    outputFields: output.fields,
  };
}

/** Reads a form; the till is asked only where the form itself has no fault. @throws Problem naming all faults at once. */
async function readFound<Of>(
  run: Run,
  till: TillClient,
  { read }: Fields<Of>,
  check?: Check<Of>,
): Promise<Found<Values<Of>>> {
  const form = formOf(run);
  const typed = read(form);
  check?.(typed, form);
  form.check();
  const values = await lookUp(till, typed);
  form.check();
  return values;
}

/** A poll for the orders of the common shift that a trigger wants. */
export const orderPoll = (wanted: (order: OrderSummary) => boolean, output = LISTED_ORDER) =>
  poll(output, (till) => till.orderList(), wanted);

/** A poll for the receipts of the common shift that a trigger wants. */
export const receiptPoll = (wanted: (receipt: ListedReceipt) => boolean) =>
  poll(LISTED_RECEIPT, (till) => till.receiptList(), wanted);

const SAMPLES = 3;

/**
 * A poll of one request, the newest first. Zapier tells the new ones by their GUID, which a new shift does not use again.
 */
function poll<Of, Row extends { readonly id: string }>(
  output: TillOutput<Of, Row>,
  list: (till: TillClient) => Promise<readonly Of[]>,
  wanted: (item: Of) => boolean,
) {
  return {
    type: 'polling' as const,
    perform: perform(async (run) => {
      const timeZone = tillZone(run);
      const items = (await list(tillOf(run))).filter(wanted);
      // The till lists them in the order in which they came about.
      const newest = uniqueById(items.toReversed().map((item) => output.row({ ...item, timeZone })));
      return run.isLoadingSample ? newest.slice(0, SAMPLES) : fittingRows(newest);
    }),
    sample: output.sample,
    outputFields: output.fields,
  };
}
