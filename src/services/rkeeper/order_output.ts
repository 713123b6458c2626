import { formatKopecks, formatThousandths, type Kopecks, type Thousandths } from '../../core/money';
import { zonedTime } from '../../core/time';
import type { Order, OrderDish, Receipt } from './orders';
import { paidReceipt } from './orders';

/** Roubles as a number with two decimals at most. */
export const roubles = (amount: Kopecks): number => Number(formatKopecks(amount));

/** Pieces or kilograms as a number with three decimals at most. */
export const pieces = (quantity: Thousandths): number => Number(formatThousandths(quantity));

/** What every answer of the till about an order tells. */
export function orderSums(order: Order, timeZone: string) {
  const { guid, visit, orderIdent, name, openTime } = order;
  return {
    id: guid,
    order_guid: guid,
    visit: visit ?? null,
    order_ident: orderIdent ?? null,
    order_name: name ?? null,
    open_time: openTime === undefined ? null : (zonedTime(openTime, timeZone) ?? null),
    order_sum: roubles(order.orderSum),
    discount_sum: roubles(order.discountSum),
    unpaid_sum: roubles(order.unpaidSum),
    total_pieces: pieces(order.totalPieces),
  };
}

export const ORDER_SUMS_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'order_guid', label: 'Order GUID', type: 'string' },
  { key: 'visit', label: 'Visit', type: 'string' },
  { key: 'order_ident', label: 'Order in Visit', type: 'string' },
  { key: 'order_name', label: 'Order Name', type: 'string' },
  // The till tells its own local time without a zone.
  { key: 'open_time', label: "Open Time (Till's Clock)", type: 'datetime' },
  { key: 'order_sum', label: 'Order Sum', type: 'number' },
  { key: 'discount_sum', label: 'Discount Sum', type: 'number' },
  { key: 'unpaid_sum', label: 'Unpaid Sum', type: 'number' },
  { key: 'total_pieces', label: 'Total Pieces', type: 'number' },
] as const;

export const ORDER_SUMS_SAMPLE = {
  id: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
  order_guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
  visit: '356255787',
  order_ident: '256',
  order_name: '5.1',
  open_time: '2026-10-03T16:05:00+03:00',
  order_sum: 238,
  discount_sum: 0,
  unpaid_sum: 238,
  total_pieces: 2,
};

/** An order as a user reads it. */
export function orderOutput(order: Order, timeZone: string) {
  const receipt = paidReceipt(order.receipts);
  return {
    ...orderSums(order, timeZone),
    prepay_sum: roubles(order.prepaySum),
    paid: order.paid,
    finished: order.finished,
    table_id: order.table?.id ?? null,
    table_name: order.table?.name ?? null,
    waiter_id: order.waiter?.id ?? null,
    waiter_name: order.waiter?.name ?? null,
    station_id: order.station?.id ?? null,
    station_name: order.station?.name ?? null,
    persistent_comment: order.persistentComment ?? null,
    non_persistent_comment: order.nonPersistentComment ?? null,
    dishes: order.sessions
      .flatMap((session) => session.dishes)
      .filter(({ deleted }) => !deleted)
      .map(dishOutput),
    receipt_number: receipt?.checkNumber ?? null,
    receipt_guid: receipt?.lineGuid ?? null,
  };
}

function dishOutput({ name, id, code, quantity, price, amount, seat, lineGuid, modifiers }: OrderDish) {
  return {
    name: name ?? null,
    dish_id: id ?? null,
    code: code ?? null,
    quantity: pieces(quantity),
    price: roubles(price),
    amount: roubles(amount),
    seat,
    modifiers: modifiers.map(({ name: modifier, count }) => `${modifier ?? '?'} ×${count}`).join(', '),
    line_guid: lineGuid ?? null,
  };
}

export const ORDER_FIELDS = [
  ...ORDER_SUMS_FIELDS,
  { key: 'prepay_sum', label: 'Prepaid Sum', type: 'number' },
  { key: 'paid', label: 'Is Paid', type: 'boolean' },
  { key: 'finished', label: 'Is Closed', type: 'boolean' },
  { key: 'table_id', label: 'Table ID', type: 'string' },
  { key: 'table_name', label: 'Table Name', type: 'string' },
  { key: 'waiter_id', label: 'Waiter ID', type: 'string' },
  { key: 'waiter_name', label: 'Waiter Name', type: 'string' },
  { key: 'station_id', label: 'Station ID', type: 'string' },
  { key: 'station_name', label: 'Station Name', type: 'string' },
  { key: 'persistent_comment', label: 'Lasting Comment', type: 'string' },
  { key: 'non_persistent_comment', label: 'Passing Comment', type: 'string' },
  { key: 'dishes[]name', label: 'Dish Name', type: 'string' },
  { key: 'dishes[]dish_id', label: 'Dish ID', type: 'string' },
  { key: 'dishes[]code', label: 'Dish Code', type: 'string' },
  { key: 'dishes[]quantity', label: 'Dish Quantity', type: 'number' },
  { key: 'dishes[]price', label: 'Dish Price', type: 'number' },
  { key: 'dishes[]amount', label: 'Dish Amount', type: 'number' },
  { key: 'dishes[]seat', label: 'Dish Seat', type: 'integer' },
  { key: 'dishes[]modifiers', label: 'Dish Modifiers', type: 'string' },
  { key: 'dishes[]line_guid', label: 'Dish Line GUID', type: 'string' },
  { key: 'receipt_number', label: 'Receipt Number', type: 'string' },
  { key: 'receipt_guid', label: 'Receipt GUID', type: 'string' },
] as const;

export const ORDER_SAMPLE = {
  ...ORDER_SUMS_SAMPLE,
  prepay_sum: 0,
  paid: false,
  finished: false,
  table_id: '1000101',
  table_name: '5',
  waiter_id: '1000018',
  waiter_name: 'Иванова Анна',
  station_id: '15015',
  station_name: 'Касса 1',
  persistent_comment: 'Без лука, пожалуйста',
  non_persistent_comment: 'Гость торопится',
  dishes: [
    {
      name: 'Борщ с говядиной',
      dish_id: '1000017',
      code: '17',
      quantity: 2,
      price: 119,
      amount: 238,
      seat: 0,
      modifiers: 'Без лука ×1',
      line_guid: '{11111111-2222-3333-4444-555555555555}',
    },
  ],
  receipt_number: null,
  receipt_guid: null,
};

/** A receipt (чек) as a user reads it; all of it absent where the till's answer named none. */
export function receiptOutput(receipt: Receipt | undefined, timeZone: string) {
  const printTime = receipt?.printTime;
  return {
    receipt_guid: receipt?.lineGuid ?? null,
    receipt_number: receipt?.checkNumber ?? null,
    amount: receipt === undefined ? null : roubles(receipt.amount),
    print_time: printTime === undefined ? null : (zonedTime(printTime, timeZone) ?? null),
  };
}

export const RECEIPT_FIELDS = [
  { key: 'receipt_guid', label: 'Receipt GUID', type: 'string' },
  { key: 'receipt_number', label: 'Receipt Number', type: 'string' },
  { key: 'amount', label: 'Amount', type: 'number' },
  { key: 'print_time', label: "Print Time (Till's Clock)", type: 'datetime' },
] as const;

export const RECEIPT_SAMPLE = {
  receipt_guid: '{AAAAAAAA-0000-0000-0000-000000000001}',
  receipt_number: '1042',
  amount: 238,
  print_time: '2026-10-03T16:20:00+03:00',
};
