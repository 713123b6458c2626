import { lines, number, output, primary, text, yesNo } from '../../core/output';
import { dishesOf, paidReceipt, type Order, type OrderSummary } from '../../services/rkeeper/orders';
import type { OrderDetails } from '../../services/rkeeper/paid_orders';
import { pieces, roubles, tillTime, type Told } from './columns';
import { ORDERED_DISH } from './dishes';
import { DETAILS } from './receipts';

const SAMPLE_GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

/** The names that every order bears, whatever tells of it. */
const NAMES = output<Pick<Order, 'guid' | 'visit' | 'orderIdent' | 'name'>>()({
  id: primary(text('ID', SAMPLE_GUID, ({ guid }) => guid)),
  order_guid: text('Order GUID', SAMPLE_GUID, ({ guid }) => guid),
  visit: text('Visit', '356255787', ({ visit }) => visit),
  order_ident: text('Order in Visit', '256', ({ orderIdent }) => orderIdent),
  order_name: text('Order Name', '5.1', ({ name }) => name),
});

/** What every answer of the till about an order tells. */
export const ORDER_SUMS = output<Told<Order>>()({
  ...NAMES.columns,
  open_time: tillTime('Open Time', '2026-10-03T16:05:00+03:00', ({ openTime }) => openTime),
  order_sum: number('Order Sum', 238, ({ orderSum }) => roubles(orderSum)),
  discount_sum: number('Discount Sum', 0, ({ discountSum }) => roubles(discountSum)),
  unpaid_sum: number('Unpaid Sum', 238, ({ unpaidSum }) => roubles(unpaidSum)),
  total_pieces: number('Total Pieces', 2, ({ totalPieces }) => pieces(totalPieces)),
});

/** When the last of its dishes shall be ready. Local times of one till are in the order of their texts. */
function readyTime({ sessions }: Order): string | undefined {
  return sessions
    .flatMap((session) => session.readyTime ?? [])
    .toSorted()
    .at(-1);
}

const EXTERNAL_PROPERTY = output<readonly [name: string, value: string]>()({
  name: text('Name', 'source', ([name]) => name),
  value: text('Value', 'website', ([, value]) => value),
});

/** An order with all that is on it. */
export const ORDER = output<Told<Order>>()({
  ...ORDER_SUMS.columns,
  prepay_sum: number('Prepaid Sum', 0, ({ prepaySum }) => roubles(prepaySum)),
  paid: yesNo('Is Paid', false, ({ paid }) => paid),
  finished: yesNo('Is Closed', false, ({ finished }) => finished),
  is_return: yesNo('Is a Return', false, ({ isReturn }) => isReturn),
  table_id: text('Table ID', '1000101', ({ table }) => table?.id),
  table_name: text('Table Name', '5', ({ table }) => table?.name),
  waiter_id: text('Waiter ID', '1000018', ({ waiter }) => waiter?.id),
  waiter_name: text('Waiter Name', 'Иванова Анна', ({ waiter }) => waiter?.name),
  station_id: text('Station ID', '15015', ({ station }) => station?.id),
  station_name: text('Station Name', 'Касса 1', ({ station }) => station?.name),
  persistent_comment: text('Comment (Kept)', 'Без лука, пожалуйста', (order) => order.persistentComment),
  non_persistent_comment: text(
    'Comment (While the Order Is Open)',
    'Гость торопится',
    (order) => order.nonPersistentComment,
  ),
  external_properties: lines('External Property', EXTERNAL_PROPERTY, (order) => order.externalProperties),
  dishes: lines('Dish', ORDERED_DISH, dishesOf),
  ready_time: tillTime('Ready At', null, readyTime),
  delivery_state: text('Delivery State', null, ({ delivery }) => delivery?.state),
  is_take_out: yesNo('Is to Go', false, ({ delivery }) => delivery?.isTakeOut ?? false),
  delivery_zone: text('Delivery Zone', null, ({ delivery }) => delivery?.zone),
  delivery_time: tillTime('Delivery Expected At', null, ({ delivery }) => delivery?.expectedTime),
  courier_left_time: tillTime('Courier Left At', null, ({ delivery }) => delivery?.sentTime),
  delivered_time: tillTime('Delivered At', null, ({ delivery }) => delivery?.deliveredTime),
  receipt_number: text('Receipt Number', null, ({ receipts }) => paidReceipt(receipts)?.checkNumber),
  receipt_guid: text('Receipt GUID', null, ({ receipts }) => paidReceipt(receipts)?.lineGuid),
});

/** An order of the till's list, as every polling trigger gives it to a Zap. */
export const LISTED_ORDER = output<Told<OrderSummary>>()({
  ...NAMES.columns,
  version: text('Version', '3', ({ version }) => version),
  order_sum: number('Order Sum', 119, ({ orderSum }) => roubles(orderSum)),
  unpaid_sum: number('Unpaid Sum', 0, ({ toPaySum }) => roubles(toPaySum)),
  finished: yesNo('Finished', true, ({ finished }) => finished),
  create_time: tillTime('Open Time', '2026-10-03T16:05:00+03:00', ({ createTime }) => createTime),
  finish_time: tillTime('Close Time', '2026-10-03T17:20:00+03:00', ({ finishTime }) => finishTime),
  table_name: text('Table', '5', ({ tableName }) => tableName),
  table_code: text('Table Code', '5', ({ tableCode }) => tableCode),
  waiter_name: text('Waiter', 'Иванова Анна', ({ waiterName }) => waiterName),
});

/** A closed order, with how it was paid. */
export const CLOSED_ORDER = output<Told<OrderSummary & Partial<OrderDetails>>>()({
  ...LISTED_ORDER.columns,
  ...DETAILS.columns,
});
