import { ORDER, type OrderOutput } from '../steps/measoft/order_output';
import { polledOutcomes, STATUS_SOURCE } from '../steps/measoft/status_events';
import { polling } from '../zapier/step';

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

export default polling({
  key: 'measoft_order_returned',
  noun: 'Returned Order',
  label: 'Courier Order Returned',
  description:
    'Triggers when a MeaSoft courier company has brought an order, or the rest of a partly delivered one, back to you.',
  form: STATUS_SOURCE,
  sample: SAMPLE,
  output: ORDER,
  perform: (run, source) => polledOutcomes(run, source, ['RETURNED', 'PARTLYRETURNED']),
});
