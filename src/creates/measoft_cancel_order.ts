import type { Create } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { ORDER } from '../steps/measoft/fields';
import { readOrderRef } from '../services/measoft/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'measoft_cancel_order',
  noun: 'Order',
  display: {
    label: 'Cancel Courier Order',
    description:
      'Cancels an order that a MeaSoft courier company has not started on yet. ⚠ This cannot be undone.',
  },
  operation: {
    inputFields: ORDER,
    perform: perform(async (run) => {
      const form = formOf(run);
      const ref = readOrderRef(form);
      form.check();
      const { orderCode, orderNo } = await courierOf(run).cancelOrder(ref);
      return {
        id: orderCode ?? orderNo ?? '',
        ordercode: orderCode ?? null,
        orderno: orderNo ?? null,
        cancelled: true,
      };
    }),
    sample: { id: '34534234', ordercode: '34534234', orderno: 'SHOP-1001', cancelled: true },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'ordercode', label: 'Order Code', type: 'string' },
      { key: 'orderno', label: 'Order Number', type: 'string' },
      { key: 'cancelled', label: 'Is Cancelled', type: 'boolean' },
    ],
  },
} satisfies Create;
