import type { Trigger } from 'zapier-platform-core';
import { productHook } from '../steps/justclick/product_hook';
import { NOTIFIED_ORDER } from '../steps/justclick/notified_orders';

export default {
  key: 'justclick_new_order_instant',
  noun: 'Order',
  display: {
    label: 'New Shop Order (Instant)',
    description: 'Triggers when an order for a certain product is placed, at once.',
  },
  operation: {
    ...productHook({ parameter: 'good_api_url_new_order', event: 'new_order', list: 'all' }),
    sample: NOTIFIED_ORDER.sample,
    outputFields: NOTIFIED_ORDER.fields,
  },
} satisfies Trigger;
