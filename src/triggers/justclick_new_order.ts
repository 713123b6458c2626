import type { Trigger } from 'zapier-platform-core';
import { ORDER } from '../services/justclick/orders';
import { POLL_FORM, polledOrders } from '../steps/justclick/polled_orders';
import { perform } from '../zapier/run';

export default {
  key: 'justclick_new_order',
  noun: 'Order',
  display: {
    label: 'New Shop Order',
    description: 'Triggers when an order is placed in an Expertam, JustClick or InfluencerSoft shop.',
  },
  operation: {
    type: 'polling',
    inputFields: POLL_FORM.input,
    perform: perform((run) => polledOrders(run, 'all')),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
