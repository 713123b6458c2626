import type { Create } from 'zapier-platform-core';
import { readOrderRef } from '../services/rkeeper/form_values';
import { ORDER_SUMS_FIELDS, ORDER_SUMS_SAMPLE, orderSums } from '../services/rkeeper/order_output';
import { readPacket } from '../services/rkeeper/packet_form';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { ORDER, PACKET, station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_save_order',
  noun: 'Order',
  display: {
    label: 'Add Dishes to Order',
    description: 'Adds dishes, discounts or prepayments to an open order of an r_keeper 7 restaurant.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [...ORDER, station('Where the dishes are entered (касса).'), ...PACKET],
    perform: perform(async (run) => {
      const form = formOf(run);
      const order = readOrderRef(form);
      const packet = readPacket(form);
      form.check();
      return orderSums(await tillOf(run).saveOrder(order, packet), run.timeZone);
    }),
    sample: ORDER_SUMS_SAMPLE,
    outputFields: [...ORDER_SUMS_FIELDS],
  },
} satisfies Create;
