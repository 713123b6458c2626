import addGood from '../creates/justclick_add_good';
import addLeadToGroup from '../creates/justclick_add_lead_to_group';
import callFunction from '../creates/justclick_call_function';
import createOrder from '../creates/justclick_create_order';
import deleteGood from '../creates/justclick_delete_good';
import deleteOrder from '../creates/justclick_delete_order';
import deleteSubscribe from '../creates/justclick_delete_subscribe';
import moveLead from '../creates/justclick_move_lead';
import updateGood from '../creates/justclick_update_good';
import updateOrderStatus from '../creates/justclick_update_order_status';
import updateSubscriberData from '../creates/justclick_update_subscriber_data';
import countSubscribers from '../searches/justclick_count_subscribers';
import findGood from '../searches/justclick_find_good';
import findLeadGroups from '../searches/justclick_find_lead_groups';
import findOrder from '../searches/justclick_find_order';
import findOrdersByEmail from '../searches/justclick_find_orders_by_email';
import { SHOP_BRANDS, SHOP_FIELDS } from '../services/justclick/connection';
import { shopConnection, shopOf } from '../steps/justclick/shop';
import contactEvent from '../triggers/justclick_contact_event';
import newOrder from '../triggers/justclick_new_order';
import newOrderInstant from '../triggers/justclick_new_order_instant';
import orderEvent from '../triggers/justclick_order_event';
import orderPaid from '../triggers/justclick_order_paid';
import orderPaidInstant from '../triggers/justclick_order_paid_instant';
import type { Platform } from './platform';

export const justclick: Platform = {
  key: 'justclick',
  name: 'Shops',
  services: Object.entries(SHOP_BRANDS).map(([value, { name }]) => ({ value, label: `${name} (shop)` })),
  connectionFields: Object.values(SHOP_FIELDS),
  test: async (run) => {
    await shopOf(run).groups();
    const { login, brandName } = shopConnection(run.authData);
    return { label: `${login} @ ${brandName}` };
  },
  triggers: [newOrder, orderPaid, newOrderInstant, orderPaidInstant, orderEvent, contactEvent],
  creates: [
    createOrder,
    updateOrderStatus,
    deleteOrder,
    addGood,
    updateGood,
    deleteGood,
    addLeadToGroup,
    updateSubscriberData,
    moveLead,
    deleteSubscribe,
    callFunction,
  ],
  searches: [findOrder, findOrdersByEmail, findGood, findLeadGroups, countSubscribers],
  // Not with Find Order: nobody can choose the number that a new order gets.
  searchOrCreates: [
    {
      key: findOrdersByEmail.key,
      display: {
        label: 'Find or Create Shop Order',
        description: "Finds a buyer's newest order, or places one in the shop.",
      },
      search: findOrdersByEmail.key,
      create: createOrder.key,
    },
    {
      key: findGood.key,
      display: {
        label: 'Find or Create Shop Product',
        description: 'Finds a product of the shop, or adds it.',
      },
      search: findGood.key,
      create: addGood.key,
    },
  ],
};
