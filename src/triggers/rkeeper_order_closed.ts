import type { OrderSummary } from '../services/rkeeper/orders';
import { CLOSED_ORDER } from '../steps/rkeeper/orders';
import { detailed } from '../steps/rkeeper/receipts';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

export default tillPoll({
  key: 'rkeeper_order_closed',
  noun: 'Order',
  label: 'Till Order Closed',
  description:
    'Triggers when an order is paid and closed on the r_keeper till, but not when dishes are returned.',
  form: NO_FORM,
  output: CLOSED_ORDER,
  perform: async (till, _form, run) => {
    // An order that was emptied is closed without money.
    const closed = (await till.orderList()).filter(
      ({ finished, totalPieces }) => finished && totalPieces !== 0,
    );
    const ofOrder = ({ guid, finishTime: time }: OrderSummary) => ({ id: guid, orderGuid: guid, time });
    return detailed(closed, 'sales', run, ofOrder, (items) => till.details('orders', items));
  },
});
