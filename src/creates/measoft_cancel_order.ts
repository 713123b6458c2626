import { output, primary, text, yesNo } from '../core/output';
import type { OrderRef } from '../services/measoft/client';
import { courierOf } from '../steps/measoft/courier';
import { checkNamed, ORDER_REF, orderRef } from '../steps/measoft/order_fields';
import { fields } from '../zapier/fields';
import { create } from '../zapier/step';

const CANCELLED = output<OrderRef>()({
  id: primary(text('ID', '34534234', ({ orderCode, orderNo }) => orderCode ?? orderNo ?? '')),
  ordercode: text('Order Code', '34534234', ({ orderCode }) => orderCode),
  orderno: text('Order Number', 'SHOP-1001', ({ orderNo }) => orderNo),
  cancelled: yesNo('Is Cancelled', true, () => true),
});

export default create({
  key: 'measoft_cancel_order',
  noun: 'Order',
  label: 'Cancel Courier Order',
  description:
    'Cancels an order that a MeaSoft courier company has not started on yet. ⚠ This cannot be undone.',
  form: fields(ORDER_REF),
  check: checkNamed,
  output: CANCELLED,
  perform: async (run, values) => CANCELLED.row(await courierOf(run).cancelOrder(orderRef(values))),
});
