import { COURIER_FIELDS } from '../steps/measoft/connection_form';
import { courierConnection, courierOf } from '../steps/measoft/courier';
import addAttachment from '../creates/measoft_add_attachment';
import cancelOrder from '../creates/measoft_cancel_order';
import createOrder from '../creates/measoft_create_order';
import getLabel from '../creates/measoft_get_label';
import setStatus from '../creates/measoft_set_status';
import updateOrder from '../creates/measoft_update_order';
import calculateDelivery from '../searches/measoft_calculate_delivery';
import findGoodsItem from '../searches/measoft_find_goods_item';
import findOrder from '../searches/measoft_find_order';
import findPickupPoint from '../searches/measoft_find_pickup_point';
import findTown from '../searches/measoft_find_town';
import newSettlement from '../triggers/measoft_new_settlement';
import orderDelivered from '../triggers/measoft_order_delivered';
import orderReturned from '../triggers/measoft_order_returned';
import statusChanged from '../triggers/measoft_status_changed';
import statusEvent from '../triggers/measoft_status_event';
import type { Platform } from './platform';

export const measoft: Platform = {
  key: 'measoft',
  name: 'MeaSoft',
  services: [{ value: 'measoft', label: 'MeaSoft (courier service)' }],
  connectionFields: Object.values(COURIER_FIELDS),
  test: async (run) => {
    const { login, courierCode } = courierConnection(run.authData);
    await courierOf(run).checkLogin();
    return { label: `${login} @ ${courierCode}` };
  },
  triggers: [statusChanged, orderDelivered, orderReturned, statusEvent, newSettlement],
  creates: [createOrder, updateOrder, cancelOrder, getLabel, setStatus, addAttachment],
  searchOrCreates: [
    {
      key: findOrder.key,
      display: {
        label: 'Find or Create Courier Order',
        description: 'Finds an order at a MeaSoft courier company, or gives it to the company.',
      },
      search: findOrder.key,
      create: createOrder.key,
    },
  ],
  searches: [findOrder, findTown, findPickupPoint, calculateDelivery, findGoodsItem],
};
