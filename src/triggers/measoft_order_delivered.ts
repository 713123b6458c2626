import type { Trigger } from 'zapier-platform-core';
import { polledOutcomes } from '../courier';
import { STATUS_SOURCE } from '../courier_fields';
import { DELIVERED_SAMPLE, ORDER_FIELDS } from '../services/measoft/order_output';
import { perform } from '../zapier';

export default {
  key: 'measoft_order_delivered',
  noun: 'Delivered Order',
  display: {
    label: 'Courier Order Delivered',
    description:
      'Triggers when a MeaSoft courier company has delivered an order, in whole or in part, which Status tells.',
  },
  operation: {
    type: 'polling',
    cleanInputData: false,
    inputFields: STATUS_SOURCE,
    perform: perform((step) => polledOutcomes(step, ['COMPLETE', 'PARTIALLY'])),
    sample: DELIVERED_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
