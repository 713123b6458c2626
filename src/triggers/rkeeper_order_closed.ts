import type { Trigger } from 'zapier-platform-core';
import { LISTED_ORDER_FIELDS, LISTED_ORDER_SAMPLE } from '../services/rkeeper/list_output';
import { polledOrders } from '../steps/rkeeper/till';
import { perform } from '../zapier/run';

export default {
  key: 'rkeeper_order_closed',
  noun: 'Order',
  display: {
    label: 'Till Order Closed',
    description: 'Triggers when an order is paid and closed on the r_keeper till.',
  },
  operation: {
    type: 'polling',
    perform: perform((run) => polledOrders(run, ({ finished }) => finished)),
    sample: LISTED_ORDER_SAMPLE,
    outputFields: [...LISTED_ORDER_FIELDS],
  },
} satisfies Trigger;
