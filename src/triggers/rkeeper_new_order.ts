import type { Trigger } from 'zapier-platform-core';
import { orderPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_new_order',
  noun: 'Order',
  display: {
    label: 'New Till Order',
    description: 'Triggers when an order is opened on the r_keeper till.',
  },
  operation: orderPoll(),
} satisfies Trigger;
