import { output, alreadyExisted } from '../core/output';
import type { Order } from '../services/rkeeper/orders';
import { submitOrder, type Submitted } from '../services/rkeeper/submit_order';
import type { Told } from '../steps/rkeeper/columns';
import { cashier } from '../steps/rkeeper/kinds';
import { NEW_ORDER, orderRequest } from '../steps/rkeeper/new_order';
import { ORDER } from '../steps/rkeeper/orders';
import { checkPacket, PACKET, packetOf } from '../steps/rkeeper/packet';
import { PAYMENTS, withPayments } from '../steps/rkeeper/payments';
import { RECEIPT } from '../steps/rkeeper/receipts';
import { tillWrite } from '../steps/rkeeper/till';
import { fields, line } from '../zapier/fields';

/** The table is all that an order cannot be opened without. */
const { table: TABLE, ...MORE } = NEW_ORDER;

const CASHIER = cashier('Who takes the money (кассир), if you fill in a payment.');

const FORM = fields({
  external_id: {
    label: 'Your Order Number',
    kind: line,
    required: true,
    help:
      'Your own number of the order, such as the one on your website. As long as the till knows the order, a run that is repeated ' +
      'neither opens a second one nor adds the dishes or pays twice. Upper and lower case differ.',
  },
  table: TABLE,
  ...PACKET,
  payments: PAYMENTS,
  cashier: { ...CASHIER, kind: withPayments(CASHIER.kind) },
  ...MORE,
});

const SUBMITTED = output<Told<Order & Submitted>>()({
  ...ORDER.columns,
  unpaid_sum: { ...ORDER.columns.unpaid_sum, sample: 0 },
  paid: { ...ORDER.columns.paid, sample: true },
  finished: { ...ORDER.columns.finished, sample: true },
  // The receipt that this run has printed is told where the order cannot be read any more, too.
  receipt_number: RECEIPT.columns.receipt_number,
  receipt_guid: RECEIPT.columns.receipt_guid,
  warning: RECEIPT.columns.warning,
  already_existed: alreadyExisted,
});

export default tillWrite({
  key: 'rkeeper_submit_order',
  noun: 'Order',
  label: 'Place Till Order',
  description:
    'Opens an order at a table of an r_keeper 7 restaurant, adds its dishes and, if you fill in a payment, pays it.',
  form: FORM,
  check: checkPacket,
  output: SUBMITTED,
  perform: async (till, values) => {
    const submitted = await submitOrder(till, {
      request: { ...orderRequest(values), externalId: values.external_id },
      packet: packetOf(values),
      payment: values.payments && values.cashier && { payments: values.payments, cashier: values.cashier },
    });
    return { ...submitted.order, ...submitted };
  },
});
