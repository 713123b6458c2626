import { shopConnection } from '../connection';
import updateGood from '../creates/justclick_update_good';
import updateOrderStatus from '../creates/justclick_update_order_status';
import { ShopClient } from '../services/justclick/client';
import { SHOP_BRANDS, SHOP_FIELDS } from '../services/justclick/connection';
import type { Platform } from './platform';

export const justclick: Platform = {
  services: Object.entries(SHOP_BRANDS).map(([value, { name }]) => ({ value, label: `${name} (shop)` })),
  connectionFields: SHOP_FIELDS,
  test: async ({ authData, http }) => {
    const connection = shopConnection(authData);
    await new ShopClient(connection, http).groups();
    return { label: `${connection.login} @ ${connection.brandName}` };
  },
  triggers: [],
  creates: [updateOrderStatus, updateGood],
  searches: [],
};
