import { LISTED_ORDER } from '../steps/rkeeper/orders';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

export default tillPoll({
  key: 'rkeeper_new_order',
  noun: 'Order',
  label: 'New Till Order',
  description: 'Triggers when an order is opened on the r_keeper till.',
  form: NO_FORM,
  output: LISTED_ORDER,
  perform: (till) => till.orderList(),
});
