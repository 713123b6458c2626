import { output, yesNo } from '../core/output';
import type { Order } from '../services/rkeeper/orders';
import type { Told } from '../steps/rkeeper/columns';
import { tillSearch } from '../steps/rkeeper/till';
import { ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER } from '../steps/rkeeper/orders';
import { fields } from '../zapier/fields';

const FORM = fields(ORDER_REF);

/** The same as Create Till Order gives, for the Zaps that find an order or create it. */
const FOUND = output<Told<Order>>()({
  ...ORDER.columns,
  already_existed: yesNo('Already Existed', true, () => true),
});

export default tillSearch({
  key: 'rkeeper_find_order',
  noun: 'Order',
  label: 'Find Till Order',
  description: 'Finds an order of an r_keeper 7 restaurant with its dishes, sums and receipt.',
  form: FORM,
  output: FOUND,
  perform: async (till, { order_guid: ref }) => {
    const order = await till.findOrder(ref);
    return order === undefined ? [] : [order];
  },
});
