import type { Create } from 'zapier-platform-core';
import { output, primary, text, yesNo } from '../core/output';
import type { OrderRef } from '../services/measoft/client';
import { courierOf } from '../steps/measoft/courier';
import { checkNamed, ORDER_REF, orderRef } from '../steps/measoft/order_fields';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields(ORDER_REF);

const CANCELLED = output<OrderRef>()({
  id: primary(text('ID', '34534234', ({ orderCode, orderNo }) => orderCode ?? orderNo ?? '')),
  ordercode: text('Order Code', '34534234', ({ orderCode }) => orderCode),
  orderno: text('Order Number', 'SHOP-1001', ({ orderNo }) => orderNo),
  cancelled: yesNo('Is Cancelled', true, () => true),
});

export default {
  key: 'measoft_cancel_order',
  noun: 'Order',
  display: {
    label: 'Cancel Courier Order',
    description:
      'Cancels an order that a MeaSoft courier company has not started on yet. ⚠ This cannot be undone.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const ref = orderRef(readInput(run, FORM, checkNamed));
      return CANCELLED.row(await courierOf(run).cancelOrder(ref));
    }),
    sample: CANCELLED.sample,
    outputFields: CANCELLED.fields,
  },
} satisfies Create;
