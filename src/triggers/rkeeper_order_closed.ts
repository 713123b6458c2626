import type { Trigger } from 'zapier-platform-core';
import { orderPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_order_closed',
  noun: 'Order',
  display: {
    label: 'Till Order Closed',
    description: 'Triggers when an order is paid and closed on the r_keeper till.',
  },
  operation: orderPoll(({ finished }) => finished),
} satisfies Trigger;
