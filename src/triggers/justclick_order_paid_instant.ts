import type { Trigger } from 'zapier-platform-core';
import { productHook } from '../steps/justclick/product_hook';
import { NOTIFIED_ORDER } from '../steps/justclick/notified_orders';

export default {
  key: 'justclick_order_paid_instant',
  noun: 'Order',
  display: {
    label: 'Shop Order Paid (Instant)',
    description: 'Triggers when an order for a certain product is paid, at once.',
  },
  operation: {
    ...productHook({ parameter: 'good_api_url_notif', event: 'paid', list: 'paid' }),
    sample: NOTIFIED_ORDER.sample,
    outputFields: NOTIFIED_ORDER.fields,
  },
} satisfies Trigger;
