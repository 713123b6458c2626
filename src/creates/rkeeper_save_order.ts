import type { Create } from 'zapier-platform-core';
import { readOrderRef } from '../services/rkeeper/form_values';
import { ORDER_SUMS_FIELDS, ORDER_SUMS_SAMPLE, orderSums } from '../services/rkeeper/order_output';
import { readPacket } from '../services/rkeeper/packet_form';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../till';
import { ORDER, PACKET, station } from '../till_fields';
import { formOf, perform } from '../zapier';

export default {
  key: 'rkeeper_save_order',
  noun: 'Order',
  display: {
    label: 'Add Dishes to Order',
    description: 'Adds dishes, discounts or prepayments to an open order of an r_keeper 7 restaurant.',
  },
  operation: {
    cleanInputData: false,
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [...ORDER, station('Where the dishes are entered (касса).'), ...PACKET],
    perform: perform(async (step) => {
      const form = formOf(step);
      const order = readOrderRef(form);
      const packet = readPacket(form);
      form.check();
      return orderSums(await tillOf(step).saveOrder(order, packet), step.timeZone);
    }),
    sample: ORDER_SUMS_SAMPLE,
    outputFields: [...ORDER_SUMS_FIELDS],
  },
} satisfies Create;
