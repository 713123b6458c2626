import { say } from '../language/language';
import type { Side } from '../services/measoft/client';
import { newestFirst } from '../services/measoft/orders';
import { courierOf } from '../steps/measoft/courier';
import { side } from '../steps/measoft/kinds';
import { ORDER_REF, orderRef } from '../steps/measoft/order_fields';
import { FOUND_ORDER, present } from '../steps/measoft/order_output';
import { day, fields, line, orElse } from '../zapier/fields';
import { fittingRows } from '../zapier/result';
import { search } from '../zapier/step';

const FORM = fields({
  orderno: {
    ...ORDER_REF.orderno,
    help: 'The number that you gave it (номер заказа), its prefix included. It may find orders of several years, the newest first.',
  },
  ordercode: ORDER_REF.ordercode,
  target: { label: 'Receiver', kind: line, help: "A part of the receiver's company or address." },
  datefrom: { label: 'Created on or After', kind: day, help: 'Only orders created on this day or later.' },
  dateto: { label: 'Created on or Before', kind: day, help: 'Only orders created on this day or earlier.' },
  client: {
    label: 'Whose Orders',
    kind: orElse<Side>('CLIENT', side),
    help: 'Your own orders, if you leave it empty.',
  },
});

/** Without one of these far too many orders would be found. */
const ENOUGH = ['orderno', 'ordercode', 'target', 'datefrom'] as const;

export default search({
  key: 'measoft_find_order',
  noun: 'Order',
  label: 'Find Courier Order',
  description: 'Finds orders at a MeaSoft courier company, with their status, history, prices and goods.',
  form: FORM,
  sample: { ...FOUND_ORDER.sample, order_price: null, already_existed: true },
  output: FOUND_ORDER,
  check: (_values, form) => {
    if (!ENOUGH.some((key) => form.has(FORM.field(key))))
      form.fault(say`Fill in Order Number, Order, Receiver or Created on or After.`);
  },
  perform: async (run, values) => {
    const orders = await courierOf(run).orders({ ...values, ...orderRef(values), side: values.client });
    const found = { alreadyExisted: true, detailsKnown: true };
    return fittingRows(newestFirst(orders), (order) => FOUND_ORDER.row({ ...present(order), ...found }));
  },
});
