import type { Trigger } from 'zapier-platform-core';
import { ORDER_SAMPLE, PAID_ORDER_OUTPUT_FIELDS } from '../services/justclick/orders';
import { productField, polledOrders } from '../steps/justclick/shop';
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
    inputFields: [
      productField({
        helpText: 'Only orders that hold this product. Leave it empty for all orders.',
      }),
    ],
    perform: perform(async (run) => [...(await polledOrders(run, 'paid'))]),
    sample: ORDER_SAMPLE,
    outputFields: [...PAID_ORDER_OUTPUT_FIELDS],
  },
} satisfies Trigger;
