import { ORDER } from '../services/justclick/orders';
import { POLL_FORM, polledOrders } from '../steps/justclick/polled_orders';
import { polling } from '../zapier/step';

export default polling({
  key: 'justclick_new_order',
  noun: 'Order',
  label: 'New Shop Order',
  description: 'Triggers when an order is placed in an Expertam, JustClick or InfluencerSoft shop.',
  form: POLL_FORM,
  output: ORDER,
  perform: (run, { good_name }) => polledOrders(run, 'all', good_name),
});
