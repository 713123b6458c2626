import callCourier from '../creates/cdek_call_courier';
import cancelOrder from '../creates/cdek_cancel_order';
import createOrder from '../creates/cdek_create_order';
import getLabel from '../creates/cdek_get_label';
import calculateDelivery from '../searches/cdek_calculate_delivery';
import findCity from '../searches/cdek_find_city';
import findOrder from '../searches/cdek_find_order';
import findPickupPoint from '../searches/cdek_find_pickup_point';
import { cdekConnection, cdekOf } from '../steps/cdek/cdek';
import { CDEK_FIELDS } from '../steps/cdek/connection_form';
import orderDelivered from '../triggers/cdek_order_delivered';
import orderReturned from '../triggers/cdek_order_returned';
import orderStatus from '../triggers/cdek_order_status';
import type { Platform } from './platform';

export const cdek: Platform = {
  key: 'cdek',
  name: 'CDEK',
  services: [{ value: 'cdek', label: 'CDEK (parcel carrier)' }],
  connectionFields: Object.values(CDEK_FIELDS),
  test: async (run) => {
    const { account, contour } = cdekConnection(run);
    await cdekOf(run).checkKeys();
    return { label: contour === 'test' ? `${account} @ CDEK test contour` : `${account} @ CDEK` };
  },
  triggers: [orderStatus, orderDelivered, orderReturned],
  creates: [createOrder, getLabel, cancelOrder, callCourier],
  searches: [findOrder, calculateDelivery, findPickupPoint, findCity],
};
