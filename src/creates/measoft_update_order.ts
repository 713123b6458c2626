import type { Create } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import {
  checkDetails,
  checkItem,
  checkNamed,
  detailsOf,
  ITEM,
  ORDER_DETAILS,
  ORDER_GROUPS,
  ORDER_REF,
  orderRef,
} from '../steps/measoft/order_fields';
import { ORDER, present } from '../steps/measoft/order_output';
import { fields, line, lineItems, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const CHANGED_ITEM = fields({
  ...ITEM.rows,
  item_line_code: {
    label: 'Item Line Code',
    kind: line,
    help:
      "The courier's code of the line, if it is on the order already: map Items Line Code of Find Courier Order. Without it the line is " +
      'found by its own code, barcode, article or name. ⚠ If you fill in items, fill in all of them: those left out get the quantity 0.',
  },
});

const FORM = fields({
  ordercode: { ...ORDER_REF.ordercode, group: 'order' },
  orderno: { ...ORDER_REF.orderno, group: 'order' },
  ...ORDER_DETAILS.rows,
  items: { ...ORDER_DETAILS.rows.items, kind: lineItems('Item', CHANGED_ITEM, checkItem) },
});

export default {
  key: 'measoft_update_order',
  noun: 'Order',
  display: {
    label: 'Update Courier Order',
    description:
      'Changes what you fill in of an order that a MeaSoft courier company has not started on yet. Empty fields stay as they are.',
  },
  operation: {
    inputFieldGroups: ORDER_GROUPS,
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const values = readInput(run, FORM, (given, form) => {
        checkNamed(given, form);
        checkDetails(given, form);
      });
      const order = await courierOf(run).updateOrder(orderRef(values), detailsOf(values));
      return ORDER.row(present(order));
    }),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Create;
