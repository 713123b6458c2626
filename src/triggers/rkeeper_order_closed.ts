import type { Trigger } from 'zapier-platform-core';
import { closedOrderPoll } from '../steps/rkeeper/operations';

export default {
  key: 'rkeeper_order_closed',
  noun: 'Order',
  display: {
    label: 'Till Order Closed',
    description:
      'Triggers when an order is paid and closed on the r_keeper till, but not when dishes are returned.',
  },
  operation: closedOrderPoll(),
} satisfies Trigger;
