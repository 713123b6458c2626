import { EVENT_SAMPLE, ORDER } from '../steps/measoft/order_output';
import { polledEvents, STATUS_BRANCH, STATUS_SOURCE, STATUSES } from '../steps/measoft/status_events';
import { fields } from '../zapier/fields';
import { polling } from '../zapier/step';

const FORM = fields({ statuses: STATUSES, ...STATUS_SOURCE.rows, eventstore: STATUS_BRANCH });

export default polling({
  key: 'measoft_status_changed',
  noun: 'Status Change',
  label: 'Courier Order Status Changed',
  description:
    'Triggers when an order at a MeaSoft courier company gets one of the statuses that you choose, once for every change.',
  form: FORM,
  sample: EVENT_SAMPLE,
  output: ORDER,
  perform: (run, query) => polledEvents(run, query, query),
});
