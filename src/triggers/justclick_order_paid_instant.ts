import type { Trigger } from 'zapier-platform-core';
import { productHook } from '../steps/justclick/order_triggers';
import { PAID_ORDER } from '../services/justclick/orders';

export default {
  key: 'justclick_order_paid_instant',
  noun: 'Order',
  display: {
    label: 'Shop Order Paid (Instant)',
    description: 'Triggers when an order for a certain product is paid, at once.',
  },
  operation: {
    ...productHook({ parameter: 'good_api_url_notif', event: 'paid', list: 'paid' }),
    sample: PAID_ORDER.sample,
    outputFields: PAID_ORDER.fields,
  },
} satisfies Trigger;
