import type { Trigger } from 'zapier-platform-core';
import { PAID_ORDER } from '../services/justclick/orders';
import { POLL_FORM, polledOrders } from '../steps/justclick/polled_orders';
import { perform } from '../zapier/run';

export default {
  key: 'justclick_order_paid',
  noun: 'Order',
  display: {
    label: 'Shop Order Paid',
    description: 'Triggers when an order of an Expertam, JustClick or InfluencerSoft shop is paid.',
  },
  operation: {
    type: 'polling',
    inputFields: POLL_FORM.input,
    perform: perform((run) => polledOrders(run, 'paid')),
    sample: PAID_ORDER.sample,
    outputFields: PAID_ORDER.fields,
  },
} satisfies Trigger;
