import type { Trigger } from 'zapier-platform-core';
import { ORDER, type OrderOutput } from '../steps/measoft/order_output';
import { polledOutcomes, STATUS_SOURCE } from '../steps/measoft/status_events';
import { perform } from '../zapier/run';

const SAMPLE: OrderOutput = {
  ...ORDER.sample,
  id: '34534234:RETURNED',
  status: 'RETURNED',
  status_label: 'Returned',
  status_label_ru: 'Возвращен',
  status_final: true,
  status_time: '2024-03-28 12:00:00',
  status_recorded: '2024-03-28T09:00:00Z',
  current_status: 'RETURNED',
  deliveredto: 'Отказ при вручении',
};

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
    inputFields: STATUS_SOURCE.input,
    perform: perform((run) => polledOutcomes(run, ['RETURNED', 'PARTLYRETURNED'])),
    sample: SAMPLE,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
