import type { Trigger } from 'zapier-platform-core';
import { polledOutcomes } from '../steps/measoft/courier';
import { STATUS_SOURCE } from '../steps/measoft/fields';
import { DELIVERED_SAMPLE, ORDER_FIELDS } from '../services/measoft/order_output';
import { perform } from '../zapier/run';

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
    inputFields: STATUS_SOURCE,
    perform: perform((run) => polledOutcomes(run, ['COMPLETE', 'PARTIALLY'])),
    sample: DELIVERED_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
