import type { Trigger } from 'zapier-platform-core';
import { productHook } from '../steps/justclick/order_triggers';
import { ORDER } from '../services/justclick/orders';

export default {
  key: 'justclick_new_order_instant',
  noun: 'Order',
  display: {
    label: 'New Shop Order (Instant)',
    description: 'Triggers when an order for a certain product is placed, at once.',
  },
  operation: {
    ...productHook({ parameter: 'good_api_url_new_order', event: 'new_order', list: 'all' }),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
