import { eventXml } from '../../sandbox/rkeeper_notify/event';
import { element } from '../../sandbox/xml';
import type { Uses } from './use';

/** There are two soups on this order of the till, at 119 roubles each. */
export const OPEN_ORDER = '{11111111-2222-4333-8444-555555555555}';

const ORDER = { order_guid: OPEN_ORDER };
const AT_STATION = { station: 'id:15015' };
const CASHIER = 'id:1000018';
const CASH = { currency_id: 'id:1' };
const BORSCHT = { dish_id: 'id:1000017', quantity: '2' };
const NEW_ORDER = { table: 'id:1000101', ...AT_STATION };
const WITH_WAITER = { ...NEW_ORDER, waiter: CASHIER, guests: '2' };

/** Order Notify's message about a dish that was added. */
const SAVED = eventXml(
  {
    situation: 3,
    name: 'Save Order',
    restCode: '199999993',
    dateTime: '2026-10-03T16:05:03',
    seqnumber: 57,
    guid: '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}',
    shift: { number: 4, date: '2026-10-03' },
  },
  element(
    'Order',
    { visit: 356255787, orderIdent: 256, orderSum: 29800, totalPieces: 1000, paid: 0, finished: 0 },
    element('Table', { id: 1011163, code: 5, name: '5' }),
    element(
      'Session',
      { uni: 101 },
      element('Dish', { id: 1004496, code: 2714, uni: 4, quantity: 1000, price: 29800 }),
    ),
  ),
);

export const TILL_USES: Uses = {
  connection: [{}],

  rkeeper_new_order: [{}],
  rkeeper_order_closed: [{}],
  rkeeper_order_changed: [{}],
  rkeeper_receipt_paid: [{}],
  rkeeper_receipt_returned: [{}],
  rkeeper_receipt_deleted: [{}],
  rkeeper_order_event: [{ told: SAVED }],
  rkeeper_dish_stopped: [{}, { input: { changes: 'both' } }],
  rkeeper_menu_changed: [{ input: AT_STATION }, { input: { ...AT_STATION, changes: 'price' } }],
  rkeeper_license_expiring: [{ input: { days: '36500' } }],

  rkeeper_find_order: [{ input: ORDER }, { input: { order_guid: 'nobody' } }],
  rkeeper_find_dish: [
    { input: { name: 'латте', ...AT_STATION } },
    { input: { name: 'борщ', ...AT_STATION } },
    { input: { code: '17', ...AT_STATION } },
  ],
  rkeeper_find_menu: [
    { input: AT_STATION },
    { input: { ...AT_STATION, category: 'меню', only_available: 'no' } },
  ],
  rkeeper_find_stop_list: [{}, { input: { show: 'stopped' } }],
  rkeeper_ask_till: [
    { input: { question: 'GetSystemInfo2' } },
    { input: { question: 'GetRefData', table_name: 'HALLPLANS', properties: ['Ident', 'MainParentIdent'] } },
    { input: { question: 'GetOrder', ...ORDER } },
    { input: { question: 'GetOrderMenu', ...AT_STATION } },
    { input: { question: 'GetWaiterList', table: 'id:1000101' } },
  ],
  rkeeper_check_license: [{}, { input: { soon_days: '30' } }],

  rkeeper_create_order: [
    { input: { ...NEW_ORDER, external_id: 'site-1042' } },
    {
      input: {
        ...WITH_WAITER,
        order_type: '1',
        order_category: '1',
        persistent_comment: 'Позвонить',
        external_properties: { site: '1' },
        delivery: 'delivery',
        delivery_time: '2099-03-31T15:30:00Z',
        delivery_zone: 'Центр',
        order_prefix: 'Д',
      },
    },
  ],
  rkeeper_save_order: [
    { input: { ...ORDER, ...AT_STATION, dishes: [BORSCHT] } },
    {
      input: {
        ...ORDER,
        ...AT_STATION,
        dishes: [
          { ...BORSCHT, seat: '1' },
          {
            dish_id: 'id:1000018',
            quantity: '1',
            modifiers: 'id:1000201',
            free_text: 'без лука',
            free_text_modifier: 'id:1000200',
            price: '100',
          },
          { dish_id: 'id:1000021', quantity: '1', components: 'id:1000022, id:1000017 x2' },
        ],
        ready_time: '2099-03-31T15:00:00Z',
        discounts: [{ discount_id: 'id:9' }],
        prepayments: [
          {
            prepayment_currency_id: 'id:1',
            prepayment_amount: '100',
            prepayment_reason: 'id:4',
            prepayment_promised: 'yes',
          },
        ],
      },
    },
  ],
  rkeeper_print_bill: [{ input: { ...ORDER, ...AT_STATION, cashier: CASHIER } }],
  rkeeper_update_order: [
    { input: { ...ORDER, persistent_comment: 'Позвонить', external_properties: { deal: '77' } } },
  ],
  rkeeper_pay_order: [
    { input: { ...ORDER, ...AT_STATION, cashier: CASHIER, payments: [CASH] } },
    {
      input: {
        ...ORDER,
        ...AT_STATION,
        cashier: CASHIER,
        payments: [
          { ...CASH, amount: '100' },
          { currency_id: 'id:1030240', amount: '138' },
        ],
      },
    },
  ],
  rkeeper_submit_order: [
    {
      input: {
        ...NEW_ORDER,
        external_id: 'site-1043',
        dishes: [BORSCHT],
        payments: [CASH],
        cashier: CASHIER,
      },
    },
    { input: { ...WITH_WAITER, external_id: 'site-2', dishes: [{ ...BORSCHT, seat: '1' }] } },
  ],
  rkeeper_return_goods: [
    {
      input: {
        receipt_guid: '$receipt',
        dishes: [{ line_guid: '$line', quantity: '1' }],
        ...AT_STATION,
        cashier: CASHIER,
        reason: 'id:1000300',
      },
    },
  ],
  rkeeper_set_stop_list: [
    { input: { dish_id: 'id:1000017', action: 'stop', author: CASHIER } },
    {
      input: { dish_id: 'id:1000026', action: 'limit', quantity: '4', reason: 'id:1000303', author: CASHIER },
    },
  ],
  rkeeper_void_order: [{ input: { ...ORDER, ...AT_STATION, manager: 'id:1', reason: 'id:1000301' } }],
};
