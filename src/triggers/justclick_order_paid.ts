import { PAID_ORDER } from '../services/justclick/orders';
import { POLL_FORM, polledOrders } from '../steps/justclick/polled_orders';
import { polling } from '../zapier/step';

export default polling({
  key: 'justclick_order_paid',
  noun: 'Order',
  label: 'Shop Order Paid',
  description: 'Triggers when an order of an Expertam, JustClick or InfluencerSoft shop is paid.',
  form: POLL_FORM,
  output: PAID_ORDER,
  perform: (run, { good_name }) => polledOrders(run, 'paid', good_name),
});
