import { uniqueById, type OutputField } from '../../core/output';
import type { TillClient } from '../../services/rkeeper/client';
import type { ListedReceipt, OrderSummary } from '../../services/rkeeper/order_list';
import { perform } from '../../zapier/run';
import type { Told } from './columns';
import { LISTED_ORDER } from './orders';
import { LISTED_RECEIPT } from './receipts';
import { tillOf } from './till';

const SAMPLES = 3;

/** An output of things that the till lists. */
interface Listed<Item, Row> {
  readonly fields: OutputField[];
  readonly sample: Row;
  readonly row: (item: Told<Item>) => Row;
}

/** A poll for the orders of the common shift that a trigger wants. */
export const orderPoll = (wanted: (order: OrderSummary) => boolean, table = LISTED_ORDER) =>
  poll(table, (till, take) => till.orderList(take), wanted);

/** A poll for the receipts of the common shift that a trigger wants. */
export const receiptPoll = (wanted: (receipt: ListedReceipt) => boolean) =>
  poll(LISTED_RECEIPT, (till, take) => till.receiptList(take), wanted);

/**
 * A trigger's operation of one request, the newest first. Zapier tells the new ones by their GUID, which a new shift does
 * not use again.
 */
function poll<Item, Row extends { readonly id: string }>(
  table: Listed<Item, Row>,
  list: (till: TillClient, take: (item: Item) => void) => Promise<void>,
  wanted: (item: Item) => boolean,
) {
  return {
    type: 'polling' as const,
    perform: perform(async (run) => {
      const { timeZone } = run;
      const rows: Row[] = [];
      await list(tillOf(run), (item) => {
        if (wanted(item)) rows.push(table.row({ ...item, timeZone }));
      });
      // The till lists them in the order in which they came about.
      const newest = uniqueById(rows.reverse());
      return run.isLoadingSample ? newest.slice(0, SAMPLES) : newest;
    }),
    sample: table.sample,
    outputFields: table.fields,
  };
}
