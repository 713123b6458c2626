import { lines, number, output, primary, text, yesNo } from '../../core/output';
import type { Paid, TillClient } from '../../services/rkeeper/client';
import { isProof, type ListedReceipt, type ReceiptPayment } from '../../services/rkeeper/orders';
import type { OfOrder, OrderDetails } from '../../services/rkeeper/paid_orders';
import type { Run } from '../../zapier/run';
import { roubles, tillTime, type Told } from './columns';

export const SAMPLE_RECEIPT = '{AAAAAAAA-0000-0000-0000-000000000001}';

/** How a part of a receipt was paid. */
const RECEIPT_PAYMENT = output<ReceiptPayment>()({
  currency_id: text('ID', '1', ({ id }) => id),
  code: text('Code', '1', ({ code }) => code),
  name: text('Name', 'Рубли', ({ name }) => name),
  amount: number('Amount', 238, ({ amount }) => roubles(amount)),
  tip: number('Tip', 0, ({ tip }) => roubles(tip)),
});

/** What only an order tells of its receipts. */
export const DETAILS = output<Partial<OrderDetails>>()({
  is_return: yesNo('Is a Return', false, ({ isReturn }) => isReturn),
  payments: lines('Payment', RECEIPT_PAYMENT, ({ payments = [] }) => payments),
  fiscal_id: text('Fiscal ID', null, ({ fiscalId }) => fiscalId),
});

/** Something with the receipt (чек) that a step has made, where the till's answer named one. */
export type Receipted<Of> = Told<Of & Paid>;

/** The receipt that a write of this step has made; empty where the till's answer named none. */
export const RECEIPT = output<Receipted<unknown>>()({
  receipt_guid: text('Receipt GUID', SAMPLE_RECEIPT, ({ receipt }) => receipt?.lineGuid),
  receipt_number: text('Receipt Number', '1042', ({ receipt }) => receipt?.checkNumber),
  amount: number('Amount', 238, ({ receipt }) => receipt && roubles(receipt.amount)),
  print_time: tillTime('Print Time', '2026-10-03T16:20:00+03:00', ({ receipt }) => receipt?.printTime),
  payments: lines('Payment', RECEIPT_PAYMENT, ({ receipt }) => receipt?.payments ?? []),
  fiscal_id: text('Fiscal ID', null, ({ receipt }) => receipt?.fiscalId),
  // The money is booked all the same, so a warning is no reason to run the step again.
  warning: text('Warning', null, ({ warning }) => warning),
});

/** A receipt of the till's list. */
export const LISTED_RECEIPT = output<Told<ListedReceipt>>()({
  id: primary(text('ID', SAMPLE_RECEIPT, ({ lineGuid }) => lineGuid)),
  receipt_guid: text('Receipt GUID', SAMPLE_RECEIPT, ({ lineGuid }) => lineGuid),
  receipt_number: text('Receipt Number', '1042', ({ checkNumber }) => checkNumber),
  receipt_sum: number('Receipt Sum', 600, ({ amount }) => roubles(amount)),
  deleted: yesNo('Deleted', false, ({ deleted }) => deleted),
  print_time: tillTime('Print Time', '2026-10-03T16:20:00+03:00', ({ printTime }) => printTime),
  delete_time: tillTime('Delete Time', null, ({ deleteTime }) => deleteTime),
  delete_reason: text('Reason of Deletion', null, ({ deleteReason }) => deleteReason),
  order_guid: text('Order GUID', '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}', ({ orderGuid }) => orderGuid),
  cashier_name: text('Cashier', 'Иванова Анна', ({ cashierName }) => cashierName),
  station_name: text('Station', 'Касса 1', ({ stationName }) => stationName),
});

/** The receipt of a sale or of a return, with how it was paid. */
export const DETAILED_RECEIPT = output<Told<ListedReceipt & Partial<OrderDetails>>>()({
  ...LISTED_RECEIPT.columns,
  ...DETAILS.columns,
});

/** The receipts of the common shift by which dishes were sold, or by which they were given back. */
export async function printedReceipts(till: TillClient, run: Run, wanted: 'sales' | 'returns') {
  const printed = (await till.receiptList()).filter(isProof);
  const ofOrder = ({ lineGuid: id, orderGuid, printTime: time }: ListedReceipt) => ({ id, orderGuid, time });
  return detailed(printed, wanted, run, ofOrder, (items) => till.details('receipts', items));
}

/**
 * The sales of a list, or its returns, with how they were paid: only their orders tell which is which. All that was there before
 * a Zap is turned on is old, whatever it is.
 */
export async function detailed<Item>(
  items: readonly Item[],
  wanted: 'sales' | 'returns',
  { isPopulating }: Run,
  ofOrder: (item: Item) => OfOrder,
  read: (items: readonly OfOrder[]) => Promise<ReadonlyMap<string, OrderDetails>>,
) {
  const details = isPopulating ? undefined : await read(items.map(ofOrder));
  return items
    .map((item): Item & Partial<OrderDetails> => ({ ...item, ...details?.get(ofOrder(item).id) }))
    .filter(({ isReturn = false }) => !details || isReturn === (wanted === 'returns'));
}
