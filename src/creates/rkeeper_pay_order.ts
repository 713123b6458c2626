import { output, primary, text } from '../core/output';
import type { OrderRef } from '../services/rkeeper/ref_item';
import { cashier, station } from '../steps/rkeeper/kinds';
import { tillWrite } from '../steps/rkeeper/till';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { REQUIRED_PAYMENTS } from '../steps/rkeeper/payments';
import { RECEIPT, SAMPLE_RECEIPT, type Receipted } from '../steps/rkeeper/receipts';
import { fields } from '../zapier/fields';

const FORM = fields({
  ...FOUND_ORDER_REF,
  payments: REQUIRED_PAYMENTS,
  station: station('Where the receipt is printed (касса). It must be switched on.'),
  cashier: cashier('Who takes the money (кассир).'),
});

const PAID = output<Receipted<{ readonly order: OrderRef }>>()({
  id: primary(text('ID', SAMPLE_RECEIPT, ({ receipt, order }) => receipt?.lineGuid ?? nameOf(order))),
  order_guid: text('Order GUID', '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}', ({ order }) =>
    'guid' in order ? order.guid : undefined,
  ),
  ...RECEIPT.columns,
});

function nameOf(order: OrderRef): string {
  return 'guid' in order ? order.guid : `visit:${order.visit}/${order.orderIdent}`;
}

export default tillWrite({
  key: 'rkeeper_pay_order',
  noun: 'Receipt',
  label: 'Pay Till Order',
  description:
    'Pays and closes an order of an r_keeper 7 restaurant in full, which prints a fiscal receipt at the station.',
  form: FORM,
  output: PAID,
  perform: async (till, { order_guid: order, ...paying }) => {
    return { order, ...(await till.payOrder(order, paying)) };
  },
});
