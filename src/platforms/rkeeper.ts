import createOrder from '../creates/rkeeper_create_order';
import payOrder from '../creates/rkeeper_pay_order';
import printBill from '../creates/rkeeper_print_bill';
import returnGoods from '../creates/rkeeper_return_goods';
import saveOrder from '../creates/rkeeper_save_order';
import setStopList from '../creates/rkeeper_set_stop_list';
import submitOrder from '../creates/rkeeper_submit_order';
import updateOrder from '../creates/rkeeper_update_order';
import voidOrder from '../creates/rkeeper_void_order';
import askTill from '../searches/rkeeper_ask_till';
import checkLicense from '../searches/rkeeper_check_license';
import findDish from '../searches/rkeeper_find_dish';
import findMenu from '../searches/rkeeper_find_menu';
import findOrder from '../searches/rkeeper_find_order';
import findStopList from '../searches/rkeeper_find_stop_list';
import { checkConnection } from '../services/rkeeper/connection_check';
import { TILL_FIELDS } from '../steps/rkeeper/connection_form';
import { tillConnection, tillOf } from '../steps/rkeeper/till';
import dishStopped from '../triggers/rkeeper_dish_stopped';
import licenseExpiring from '../triggers/rkeeper_license_expiring';
import menuChanged from '../triggers/rkeeper_menu_changed';
import newOrder from '../triggers/rkeeper_new_order';
import orderChanged from '../triggers/rkeeper_order_changed';
import orderClosed from '../triggers/rkeeper_order_closed';
import orderEvent from '../triggers/rkeeper_order_event';
import receiptDeleted from '../triggers/rkeeper_receipt_deleted';
import receiptPaid from '../triggers/rkeeper_receipt_paid';
import receiptReturned from '../triggers/rkeeper_receipt_returned';
import type { Platform } from './platform';

export const rkeeper: Platform = {
  key: 'rkeeper',
  name: 'r_keeper',
  services: [{ value: 'rkeeper', label: 'r_keeper 7 (restaurant)' }],
  connectionFields: Object.values(TILL_FIELDS),
  test: async (run) => ({ label: await checkConnection(tillOf(run), tillConnection(run.authData)) }),
  triggers: [
    newOrder,
    orderClosed,
    orderChanged,
    receiptPaid,
    receiptReturned,
    receiptDeleted,
    orderEvent,
    dishStopped,
    menuChanged,
    licenseExpiring,
  ],
  creates: [
    createOrder,
    saveOrder,
    payOrder,
    submitOrder,
    updateOrder,
    printBill,
    returnGoods,
    voidOrder,
    setStopList,
  ],
  searches: [findOrder, findDish, findMenu, findStopList, checkLicense, askTill],
  searchOrCreates: [
    {
      key: findOrder.key,
      display: {
        label: 'Find or Create Till Order',
        description: 'Finds an order of an r_keeper 7 restaurant, or opens an empty one at a table.',
      },
      search: findOrder.key,
      create: createOrder.key,
    },
  ],
};
