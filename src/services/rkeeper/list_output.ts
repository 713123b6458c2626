import { zonedTime } from '../../core/time';
import { roubles } from './order_output';
import type { ListedReceipt, OrderSummary } from './order_list';

const at = (localTime: string | undefined, timeZone: string): string | null =>
  localTime === undefined ? null : (zonedTime(localTime, timeZone) ?? null);

/** An order of the till's list, as every polling trigger gives it to a Zap. */
export function listedOrder(order: OrderSummary, timeZone: string) {
  return {
    id: order.guid,
    order_guid: order.guid,
    visit: order.visit ?? null,
    order_ident: order.orderIdent ?? null,
    order_name: order.name ?? null,
    version: order.version ?? null,
    order_sum: roubles(order.orderSum),
    unpaid_sum: roubles(order.toPaySum),
    finished: order.finished,
    create_time: at(order.createTime, timeZone),
    finish_time: at(order.finishTime, timeZone),
    table_name: order.tableName ?? null,
    table_code: order.tableCode ?? null,
    waiter_name: order.waiterName ?? null,
  };
}

export type ListedOrder = ReturnType<typeof listedOrder>;

export const LISTED_ORDER_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'order_guid', label: 'Order GUID', type: 'string' },
  { key: 'visit', label: 'Visit', type: 'string' },
  { key: 'order_ident', label: 'Order in Visit', type: 'string' },
  { key: 'order_name', label: 'Order Name', type: 'string' },
  { key: 'version', label: 'Version', type: 'string' },
  { key: 'order_sum', label: 'Order Sum', type: 'number' },
  { key: 'unpaid_sum', label: 'Unpaid Sum', type: 'number' },
  { key: 'finished', label: 'Finished', type: 'boolean' },
  // The till tells its own local time without a zone.
  { key: 'create_time', label: "Open Time (Till's Clock)", type: 'datetime' },
  { key: 'finish_time', label: "Close Time (Till's Clock)", type: 'datetime' },
  { key: 'table_name', label: 'Table', type: 'string' },
  { key: 'table_code', label: 'Table Code', type: 'string' },
  { key: 'waiter_name', label: 'Waiter', type: 'string' },
] as const;

/** Every version of an order is an event of its own. */
export const CHANGED_ORDER_FIELDS = LISTED_ORDER_FIELDS.map((field) =>
  field.key === 'version' ? { ...field, primary: true } : field,
);

export const LISTED_ORDER_SAMPLE: ListedOrder = {
  id: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
  order_guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
  visit: '356255787',
  order_ident: '256',
  order_name: '5.1',
  version: '3',
  order_sum: 119,
  unpaid_sum: 0,
  finished: true,
  create_time: '2026-10-03T16:05:00+03:00',
  finish_time: '2026-10-03T17:20:00+03:00',
  table_name: '5',
  table_code: '5',
  waiter_name: 'Иванова Анна',
};

/** A receipt of the till's list. */
export function listedReceipt(receipt: ListedReceipt, timeZone: string) {
  return {
    id: receipt.lineGuid,
    receipt_guid: receipt.lineGuid,
    receipt_number: receipt.checkNumber,
    receipt_sum: roubles(receipt.amount),
    deleted: receipt.deleted,
    print_time: at(receipt.printTime, timeZone),
    delete_time: at(receipt.deleteTime, timeZone),
    delete_reason: receipt.deleteReason ?? null,
    order_guid: receipt.orderGuid ?? null,
    cashier_name: receipt.cashierName ?? null,
    station_name: receipt.stationName ?? null,
  };
}

export type ListedReceiptOutput = ReturnType<typeof listedReceipt>;

export const LISTED_RECEIPT_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'receipt_guid', label: 'Receipt GUID', type: 'string' },
  { key: 'receipt_number', label: 'Receipt Number', type: 'string' },
  { key: 'receipt_sum', label: 'Receipt Sum', type: 'number' },
  { key: 'deleted', label: 'Deleted', type: 'boolean' },
  { key: 'print_time', label: "Print Time (Till's Clock)", type: 'datetime' },
  { key: 'delete_time', label: "Delete Time (Till's Clock)", type: 'datetime' },
  { key: 'delete_reason', label: 'Reason of Deletion', type: 'string' },
  { key: 'order_guid', label: 'Order GUID', type: 'string' },
  { key: 'cashier_name', label: 'Cashier', type: 'string' },
  { key: 'station_name', label: 'Station', type: 'string' },
] as const;

export const LISTED_RECEIPT_SAMPLE: ListedReceiptOutput = {
  id: '{AAAAAAAA-0000-0000-0000-000000000001}',
  receipt_guid: '{AAAAAAAA-0000-0000-0000-000000000001}',
  receipt_number: '1042',
  receipt_sum: 600,
  deleted: false,
  print_time: '2026-10-03T16:20:00+03:00',
  delete_time: null,
  delete_reason: null,
  order_guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
  cashier_name: 'Иванова Анна',
  station_name: 'Касса 1',
};
