import { ORDER, type OrderOutput } from '../steps/measoft/order_output';
import { polledOutcomes, STATUS_SOURCE } from '../steps/measoft/status_events';
import { polling } from '../zapier/step';

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

export default polling({
  key: 'measoft_order_delivered',
  noun: 'Delivered Order',
  label: 'Courier Order Delivered',
  description:
    'Triggers when a MeaSoft courier company has delivered an order, in whole or in part, which Status tells.',
  form: STATUS_SOURCE,
  sample: SAMPLE,
  output: ORDER,
  perform: (run, source) => polledOutcomes(run, source, ['COMPLETE', 'PARTIALLY']),
});
