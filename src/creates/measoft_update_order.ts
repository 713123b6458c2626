import type { Create } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { ORDER, orderFields } from '../steps/measoft/fields';
import { readOrderRef } from '../services/measoft/fields';
import { ITEM_LINE_CODE, ORDER_GROUPS } from '../services/measoft/order_fields';
import { readChanges, readVatRate } from '../services/measoft/order_form';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/measoft/order_output';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'measoft_update_order',
  noun: 'Order',
  display: {
    label: 'Update Courier Order',
    description:
      'Changes what you fill in of an order that a MeaSoft courier company has not started on yet. Empty fields stay as they are.',
  },
  operation: {
    inputFieldGroups: Object.entries(ORDER_GROUPS).map(([key, label]) => ({ key, label })),
    inputFields: [
      ...ORDER.map((field) => ({ ...field, group: 'order' })),
      ...orderFields({
        lines: [
          {
            ...ITEM_LINE_CODE,
            helpText:
              "The courier's code of the line, if it is on the order already: map Items Line Code of Find Courier Order. Without it the line is " +
              'found by its own code, barcode, article or name. ⚠ If you fill in items, fill in all of them: those left out get the quantity 0.',
          },
        ],
      }),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const ref = readOrderRef(form);
      const vatRate = readVatRate(form);
      const order = await courierOf(run).updateOrder(ref, readChanges(form), vatRate);
      return orderOutput(order);
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Create;
