import { output, primary } from '../core/output';
import type { OrderSummary } from '../services/rkeeper/orders';
import type { Told } from '../steps/rkeeper/columns';
import { LISTED_ORDER } from '../steps/rkeeper/orders';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

/** Every version of an order is an event of its own. */
const CHANGED_ORDER = output<Told<OrderSummary>>()({
  ...LISTED_ORDER.columns,
  version: primary(LISTED_ORDER.columns.version),
});

export default tillPoll({
  key: 'rkeeper_order_changed',
  noun: 'Order',
  label: 'Till Order Changed',
  description:
    'Triggers when an order on the r_keeper till is opened or changed, once for all changes between two polls.',
  form: NO_FORM,
  output: CHANGED_ORDER,
  perform: (till) => till.orderList(),
});
