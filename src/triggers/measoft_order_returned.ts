import type { Trigger } from 'zapier-platform-core';
import { polledOutcomes } from '../steps/measoft/courier';
import { STATUS_SOURCE } from '../steps/measoft/fields';
import { ORDER_FIELDS, RETURNED_SAMPLE } from '../services/measoft/order_output';
import { perform } from '../zapier/run';

export default {
  key: 'measoft_order_returned',
  noun: 'Returned Order',
  display: {
    label: 'Courier Order Returned',
    description:
      'Triggers when a MeaSoft courier company has brought an order, or the rest of a partly delivered one, back to you.',
  },
  operation: {
    type: 'polling',
    inputFields: STATUS_SOURCE,
    perform: perform((run) => polledOutcomes(run, ['RETURNED', 'PARTLYRETURNED'])),
    sample: RETURNED_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Trigger;
