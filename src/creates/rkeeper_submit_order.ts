import type { Create } from 'zapier-platform-core';
import { output, yesNo } from '../core/output';
import type { Order } from '../services/rkeeper/orders';
import { submitOrder, type Submitted } from '../services/rkeeper/submit_order';
import type { Told } from '../steps/rkeeper/columns';
import { cashier, employee, station } from '../steps/rkeeper/kinds';
import { NEW_ORDER, orderRequest } from '../steps/rkeeper/new_order';
import { ORDER } from '../steps/rkeeper/orders';
import { checkPacket, PACKET, packetOf } from '../steps/rkeeper/packet';
import { PAYMENTS, withPayments } from '../steps/rkeeper/payments';
import { RECEIPT } from '../steps/rkeeper/receipts';
import { tillWrite } from '../steps/rkeeper/operations';
import { fields, line } from '../zapier/fields';

const FORM = fields({
  external_id: {
    label: 'External ID',
    kind: line,
    required: true,
    help:
      'Your own id of the order, such as its number on your website. As long as the till knows the order, a run that is repeated ' +
      'neither opens a second one nor adds the dishes or pays twice. Upper and lower case differ.',
  },
  station: station(
    'Where the order is entered and, if you fill in a payment, the receipt is printed (касса).',
  ),
  ...NEW_ORDER,
  ...PACKET,
  payments: PAYMENTS,
  cashier: {
    ...cashier('Who takes the money (кассир). Needed when you fill in a payment.'),
    kind: withPayments(employee),
    required: false,
  },
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
  already_existed: yesNo('Existed Already', false, ({ alreadyExisted }) => alreadyExisted),
});

export default {
  key: 'rkeeper_submit_order',
  noun: 'Order',
  display: {
    label: 'Submit Till Order',
    description:
      'Opens an order at a table of an r_keeper 7 restaurant, adds its dishes and, if you fill in a payment, pays it.',
  },
  operation: tillWrite(
    FORM,
    SUBMITTED,
    async (till, values) => {
      const submitted = await submitOrder(till, {
        request: { ...orderRequest(values), externalId: values.external_id },
        packet: packetOf(values),
        payment: values.payments && values.cashier && { wanted: values.payments, cashier: values.cashier },
      });
      return { ...submitted.order, ...submitted };
    },
    checkPacket,
  ),
} satisfies Create;
