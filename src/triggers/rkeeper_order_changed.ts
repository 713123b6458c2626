import type { Trigger } from 'zapier-platform-core';
import { output, primary } from '../core/output';
import type { OrderSummary } from '../services/rkeeper/order_list';
import type { Told } from '../steps/rkeeper/columns';
import { LISTED_ORDER } from '../steps/rkeeper/orders';
import { orderPoll } from '../steps/rkeeper/operations';

/** Every version of an order is an event of its own. */
const CHANGED_ORDER = output<Told<OrderSummary>>()({
  ...LISTED_ORDER.columns,
  version: primary(LISTED_ORDER.columns.version),
});

export default {
  key: 'rkeeper_order_changed',
  noun: 'Order',
  display: {
    label: 'Till Order Changed',
    description:
      'Triggers when an order on the r_keeper till is opened or changed, once for all changes between two polls.',
  },
  operation: orderPoll(CHANGED_ORDER),
} satisfies Trigger;
