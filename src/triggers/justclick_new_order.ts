import type { Trigger } from 'zapier-platform-core';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE } from '../services/justclick/orders';
import { productField, polledOrders } from '../steps/justclick/shop';
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
    inputFields: [
      productField({
        helpText: 'Only orders that hold this product. Leave it empty for all orders.',
      }),
    ],
    perform: perform(async (run) => [...(await polledOrders(run, 'all'))]),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_OUTPUT_FIELDS],
  },
} satisfies Trigger;
