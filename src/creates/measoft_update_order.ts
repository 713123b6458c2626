import { courierOf } from '../steps/measoft/courier';
import { withServiceCode } from '../steps/measoft/kinds';
import {
  checkDetails,
  checkItem,
  checkNamed,
  detailsOf,
  ITEM,
  MORE_DETAILS,
  ORDER_DETAILS,
  ORDER_GROUPS,
  ORDER_REF,
  orderRef,
} from '../steps/measoft/order_fields';
import { ORDER, present } from '../steps/measoft/order_output';
import { fields, line, lineItems } from '../zapier/fields';
import { create } from '../zapier/step';

const CHANGED_ITEM = fields({
  ...ITEM.rows,
  item_line_code: {
    label: 'Item Line Code',
    kind: line,
    help:
      "The courier's code of the line, if it is on the order already: map Items Line Code of Find Courier Order. Without it the line is " +
      'found by its own code, barcode, article or name.',
  },
});

const { rows } = ORDER_DETAILS;

const FORM = fields({
  ordercode: { ...ORDER_REF.ordercode, group: 'order' },
  orderno: { ...ORDER_REF.orderno, group: 'order' },
  ...MORE_DETAILS,
  ...rows,
  receiver_address: {
    ...rows.receiver_address,
    help: 'Street, house and flat (адрес). A new one takes the order away from its pickup point.',
  },
  paytype: {
    ...rows.paytype,
    help: 'Another way to pay (форма оплаты).',
  },
  price: { ...rows.price, help: 'What the receiver has to pay now, delivery included (сумма к оплате).' },
  vat_rate: {
    ...rows.vat_rate,
    help:
      'The per cent of VAT (НДС), 0 for none (без НДС). Needed with new prices, and where the courier service does not tell the rates of the lines ' +
      'that the order has.',
  },
  quantity: { ...rows.quantity, help: 'How many parcels there are now (количество мест).' },
  items: {
    ...rows.items,
    kind: lineItems('Item', CHANGED_ITEM, checkItem),
    help: '⚠ If you fill in items, fill in all of them: those left out get the quantity 0.',
  },
  packages: {
    ...rows.packages,
    help: 'If you fill in parcels (места), fill in all of them: they take the place of those before.',
  },
});

export default create({
  key: 'measoft_update_order',
  noun: 'Order',
  label: 'Update Courier Order',
  description:
    'Changes what you fill in of an order that a MeaSoft courier company has not started on yet. Empty fields stay as they are.',
  groups: ORDER_GROUPS,
  form: FORM,
  output: ORDER,
  check: (given, form) => {
    checkNamed(given, form);
    checkDetails(given, form);
  },
  perform: async (run, values) => {
    const changes = detailsOf(await withServiceCode(run, values));
    const order = await courierOf(run).updateOrder(orderRef(values), changes);
    return ORDER.row(present(order));
  },
});
