import type { Trigger } from 'zapier-platform-core';
import { LISTED_ORDER_FIELDS, LISTED_ORDER_SAMPLE } from '../services/rkeeper/list_output';
import { polledOrders } from '../steps/rkeeper/till';
import { perform } from '../zapier/run';

export default {
  key: 'rkeeper_new_order',
  noun: 'Order',
  display: {
    label: 'New Till Order',
    description: 'Triggers when an order is opened on the r_keeper till.',
  },
  operation: {
    type: 'polling',
    perform: perform((run) => polledOrders(run, () => true)),
    sample: LISTED_ORDER_SAMPLE,
    outputFields: [...LISTED_ORDER_FIELDS],
  },
} satisfies Trigger;
