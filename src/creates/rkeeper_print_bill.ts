import { cashier, station } from '../steps/rkeeper/kinds';
import { tillWrite } from '../steps/rkeeper/till';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER_SUMS } from '../steps/rkeeper/orders';
import { fields } from '../zapier/fields';

const FORM = fields({
  ...FOUND_ORDER_REF,
  station: station('Where the pre-bill is printed (касса). It must be switched on.'),
  cashier: cashier('In whose name it is printed (кассир).'),
});

export default tillWrite({
  key: 'rkeeper_print_bill',
  noun: 'Pre-Bill',
  label: 'Print Till Pre-Bill',
  description:
    'Prints the pre-bill of an open order of an r_keeper 7 restaurant at the station, for the guest to look at before paying.',
  form: FORM,
  output: ORDER_SUMS,
  perform: (till, { order_guid: order, ...at }) => till.printBill(order, at.station, at.cashier),
});
