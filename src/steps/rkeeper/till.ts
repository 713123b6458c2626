import type { LockObject } from 'zapier-platform-core';
import { tillConnection } from '../../connection';
import { CLOCK } from '../../core/time';
import { uniqueById } from '../../core/output';
import { TillClient } from '../../services/rkeeper/client';
import {
  listedOrder,
  listedReceipt,
  type ListedOrder,
  type ListedReceiptOutput,
} from '../../services/rkeeper/list_output';
import type { ListedReceipt, OrderSummary } from '../../services/rkeeper/order_list';
import type { Run } from '../../zapier/run';

/** The client of the connected restaurant. */
export function tillOf({ authData, http, store }: Run): TillClient {
  return new TillClient(tillConnection(authData), http, store, CLOCK);
}

/**
 * Zapier's own lock on everything that writes to a till. Its timeout is how long one run may hold it, not how long the
 * next one waits, so it must not be shorter than a step may take.
 */
export const ONE_WRITE_AT_A_TIME: LockObject = { key: 'rkeeper', scope: ['auth'], timeout: 60 };

const SAMPLES = 3;

/**
 * The orders of the common shift that a trigger wants, the newest first. One request. Zapier tells the new ones by their
 * GUID, which a new shift does not use again.
 */
export async function polledOrders(
  run: Run,
  wanted: (order: OrderSummary) => boolean,
): Promise<ListedOrder[]> {
  const orders: ListedOrder[] = [];
  await tillOf(run).orderList((order) => {
    if (wanted(order)) orders.push(listedOrder(order, run.timeZone));
  });
  return newestFirst(run, orders);
}

/** The receipts of the common shift that a trigger wants, the newest first. One request. */
export async function polledReceipts(
  run: Run,
  wanted: (receipt: ListedReceipt) => boolean,
): Promise<ListedReceiptOutput[]> {
  const receipts: ListedReceiptOutput[] = [];
  await tillOf(run).receiptList((receipt) => {
    if (wanted(receipt)) receipts.push(listedReceipt(receipt, run.timeZone));
  });
  return newestFirst(run, receipts);
}

/** The till lists them in the order in which they came about. */
function newestFirst<Item extends { readonly id: string }>({ isLoadingSample }: Run, items: Item[]): Item[] {
  const newest = uniqueById(items.reverse());
  return isLoadingSample ? newest.slice(0, SAMPLES) : newest;
}
