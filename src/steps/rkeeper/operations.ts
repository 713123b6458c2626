import { uniqueById, type OutputField } from '../../core/output';
import type { TillClient } from '../../services/rkeeper/client';
import type { OrderDetails } from '../../services/rkeeper/paid_orders';
import { fields, type Check, type Fields, type Values } from '../../zapier/fields';
import { fittingRows } from '../../zapier/result';
import { formOf, perform, type Run } from '../../zapier/run';
import type { Told } from './columns';
import { lookUp, type Found } from './lookup';
import { CLOSED_ORDER, LISTED_ORDER } from './orders';
import { DETAILED_RECEIPT, LISTED_RECEIPT } from './receipts';
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
      return fittingRows(found, (one) => output.row({ ...one, timeZone }));
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

/** A poll for the orders of the common shift. */
export const orderPoll = (output = LISTED_ORDER) => poll(output, (till) => till.orderList());

/** A poll for the orders of the common shift that were paid and closed; an order that was emptied is closed without money. */
export const closedOrderPoll = () =>
  poll(CLOSED_ORDER, async (till, run) => {
    const closed = (await till.orderList()).filter(
      ({ finished, totalPieces }) => finished && totalPieces !== 0,
    );
    const items = closed.map(({ guid, finishTime }) => ({ id: guid, orderGuid: guid, time: finishTime }));
    const details = run.isPopulating ? NONE : await till.details('orders', items);
    return closed
      .map((order) => ({ ...order, ...details.get(order.guid) }))
      .filter(({ isReturn }) => isReturn !== true);
  });

/** A poll for the receipts of the common shift that were deleted. */
export const deletedReceiptPoll = () =>
  poll(LISTED_RECEIPT, async (till) => (await till.receiptList()).filter(({ deleted }) => deleted));

/** A poll for the receipts of the common shift by which dishes were sold, or by which they were given back. */
export const receiptPoll = (wanted: 'sales' | 'returns') =>
  poll(DETAILED_RECEIPT, async (till, run) => {
    const printed = (await till.receiptList()).filter(({ bill, deleted }) => !bill && !deleted);
    // All that was there before a Zap is turned on is old, whatever it is.
    if (run.isPopulating) return printed;
    const items = printed.map(({ lineGuid, orderGuid, printTime }) => ({
      id: lineGuid,
      orderGuid,
      time: printTime,
    }));
    const details = await till.details('receipts', items);
    return printed
      .map((receipt) => ({ ...receipt, ...details.get(receipt.lineGuid) }))
      .filter(({ isReturn = false }) => isReturn === (wanted === 'returns'));
  });

const NONE: ReadonlyMap<string, OrderDetails> = new Map();

const SAMPLES = 3;

const poll = <Of, Row extends { readonly id: string }>(
  output: TillOutput<Of, Row>,
  list: (till: TillClient, run: Run) => Promise<readonly Of[]>,
) => tillPoll(fields({}), output, (till, _, run) => list(till, run));

/**
 * A poll whose events come newest first. Zapier tells the new ones by their ids.
 *
 * @param list in the order in which they came about.
 */
export function tillPoll<Form, Of, Row extends { readonly id: string }>(
  form: Fields<Form>,
  output: TillOutput<Of, Row>,
  list: (till: TillClient, values: Found<Values<Form>>, run: Run) => Promise<readonly Of[]>,
) {
  return {
    type: 'polling' as const,
    inputFields: form.input,
    perform: perform(async (run) => {
      const timeZone = tillZone(run);
      const till = tillOf(run);
      const items = await list(till, await readFound(run, till, form), run);
      const newest = uniqueById(items.toReversed().map((item) => output.row({ ...item, timeZone })));
      return run.isLoadingSample ? newest.slice(0, SAMPLES) : fittingRows(newest, (row) => row);
    }),
    sample: output.sample,
    outputFields: output.fields,
  };
}
