import { shopConnection } from '../connection';
import updateGood from '../creates/justclick_update_good';
import updateOrderStatus from '../creates/justclick_update_order_status';
import { ShopClient } from '../services/justclick/client';
import { SHOP_BRANDS, SHOP_FIELDS } from '../services/justclick/connection';
import newOrder from '../triggers/justclick_new_order';
import newOrderInstant from '../triggers/justclick_new_order_instant';
import orderEvent from '../triggers/justclick_order_event';
import orderPaid from '../triggers/justclick_order_paid';
import orderPaidInstant from '../triggers/justclick_order_paid_instant';
import type { Platform } from './platform';

export const justclick: Platform = {
  services: Object.entries(SHOP_BRANDS).map(([value, { name }]) => ({ value, label: `${name} (shop)` })),
  connectionFields: SHOP_FIELDS,
  test: async ({ authData, http }) => {
    const connection = shopConnection(authData);
    await new ShopClient(connection, http).groups();
    return { label: `${connection.login} @ ${connection.brandName}` };
  },
  triggers: [newOrder, orderPaid, newOrderInstant, orderPaidInstant, orderEvent],
  creates: [updateOrderStatus, updateGood],
  searches: [],
};
