import type { Trigger } from 'zapier-platform-core';
import { CHANGED_ORDER_FIELDS, LISTED_ORDER_SAMPLE } from '../services/rkeeper/list_output';
import { polledOrders } from '../steps/rkeeper/till';
import { perform } from '../zapier/run';

export default {
  key: 'rkeeper_order_changed',
  noun: 'Order',
  display: {
    label: 'Till Order Changed',
    description:
      'Triggers when an order on the r_keeper till is opened or changed, once for all changes between two polls.',
  },
  operation: {
    type: 'polling',
    perform: perform((run) => polledOrders(run, () => true)),
    sample: LISTED_ORDER_SAMPLE,
    outputFields: [...CHANGED_ORDER_FIELDS],
  },
} satisfies Trigger;
