import type { Trigger } from 'zapier-platform-core';
import { ORDER, type OrderOutput } from '../steps/measoft/order_output';
import { polledOutcomes, STATUS_SOURCE } from '../steps/measoft/status_events';
import { perform } from '../zapier/run';

const SAMPLE: OrderOutput = {
  ...ORDER.sample,
  id: '34534234:COMPLETE',
  status: 'COMPLETE',
  status_label: 'Delivered',
  status_label_ru: 'Доставлен',
  status_final: true,
  status_time: '2024-03-24 14:10:00',
  status_recorded: '2024-03-24T11:12:05Z',
  current_status: 'COMPLETE',
  deliveredto: 'Петров',
  delivereddate: '2024-03-24',
  deliveredtime: '14:10',
};

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
    inputFields: STATUS_SOURCE.input,
    perform: perform((run) => polledOutcomes(run, ['COMPLETE', 'PARTIALLY'])),
    sample: SAMPLE,
    outputFields: ORDER.fields,
  },
} satisfies Trigger;
