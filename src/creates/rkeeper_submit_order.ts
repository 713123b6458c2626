import type { Create } from 'zapier-platform-core';
import { CASHIER, EXTERNAL_ID } from '../services/rkeeper/fields';
import { requiredRefItem } from '../services/rkeeper/form_values';
import { readNewOrder } from '../services/rkeeper/new_order_form';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/rkeeper/order_output';
import { readPacket } from '../services/rkeeper/packet_form';
import { readPayments } from '../services/rkeeper/payment_form';
import { submitOrder } from '../services/rkeeper/submit_order';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { cashier, NEW_ORDER, PACKET, PAYMENTS, station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_submit_order',
  noun: 'Order',
  display: {
    label: 'Submit Till Order',
    description:
      'Opens an order at a table of an r_keeper 7 restaurant, adds its dishes and, if you fill in a payment, pays it.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [
      {
        ...EXTERNAL_ID,
        required: true,
        helpText:
          'Your own id of the order, such as its number on your website. As long as the till knows the order, a run that is repeated ' +
          'neither opens a second one nor adds the dishes or pays twice. Upper and lower case differ.',
      },
      station('Where the order is entered and, if you fill in a payment, the receipt is printed (касса).'),
      ...NEW_ORDER,
      ...PACKET,
      PAYMENTS,
      cashier('Who takes the money (кассир). Needed when you fill in a payment.', false),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const request = { ...readNewOrder(form), externalId: form.requiredText(EXTERNAL_ID) };
      const packet = readPacket(form);
      const wanted = readPayments(form);
      const payment = wanted && { wanted, cashier: requiredRefItem(form, CASHIER) };
      form.check();
      const { order, receipt, alreadyExisted } = await submitOrder(tillOf(run), {
        request,
        packet,
        payment,
      });
      return {
        ...orderOutput(order, run.timeZone),
        receipt_number: receipt?.checkNumber ?? null,
        receipt_guid: receipt?.lineGuid ?? null,
        already_existed: alreadyExisted,
      };
    }),
    sample: {
      ...ORDER_SAMPLE,
      unpaid_sum: 0,
      paid: true,
      finished: true,
      receipt_number: '1042',
      receipt_guid: '{AAAAAAAA-0000-0000-0000-000000000001}',
      already_existed: false,
    },
    outputFields: [...ORDER_FIELDS, { key: 'already_existed', label: 'Existed Already', type: 'boolean' }],
  },
} satisfies Create;
