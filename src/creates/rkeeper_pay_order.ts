import type { Create } from 'zapier-platform-core';
import { CASHIER, STATION } from '../services/rkeeper/fields';
import { readOrderRef, requiredRefItem } from '../services/rkeeper/form_values';
import { RECEIPT_FIELDS, RECEIPT_SAMPLE, receiptOutput } from '../services/rkeeper/order_output';
import { requiredPayments } from '../services/rkeeper/payment_form';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { cashier, ORDER, PAYMENTS, station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_pay_order',
  noun: 'Receipt',
  display: {
    label: 'Pay Till Order',
    description:
      'Pays and closes an order of an r_keeper 7 restaurant in full, which prints a fiscal receipt at the station.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [
      ...ORDER,
      station('Where the receipt is printed (касса). It must be switched on.'),
      cashier('Who takes the money (кассир).'),
      PAYMENTS,
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const order = readOrderRef(form);
      const atStation = requiredRefItem(form, STATION);
      const by = requiredRefItem(form, CASHIER);
      const payments = requiredPayments(form);
      form.check();
      const { receipt } = await tillOf(run).payOrder(order, atStation, by, payments);
      const name = 'guid' in order ? order.guid : `${order.visit}-${order.orderIdent}`;
      return {
        id: receipt?.lineGuid ?? name,
        order_guid: 'guid' in order ? order.guid : null,
        ...receiptOutput(receipt, run.timeZone),
      };
    }),
    sample: {
      id: RECEIPT_SAMPLE.receipt_guid,
      order_guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
      ...RECEIPT_SAMPLE,
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'order_guid', label: 'Order GUID', type: 'string' },
      ...RECEIPT_FIELDS,
    ],
  },
} satisfies Create;
