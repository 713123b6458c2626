import type { Create } from 'zapier-platform-core';
import { station } from '../steps/rkeeper/kinds';
import { ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER_SUMS } from '../steps/rkeeper/orders';
import { checkPacket, PACKET, packetOf } from '../steps/rkeeper/packet';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  ...ORDER_REF,
  station: station('Where the dishes are entered (касса).'),
  ...PACKET,
});

export default {
  key: 'rkeeper_save_order',
  noun: 'Order',
  display: {
    label: 'Add Dishes to Order',
    description: 'Adds dishes, discounts or prepayments to an open order of an r_keeper 7 restaurant.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const { order_guid: ref, ...packet } = readInput(run, FORM, checkPacket);
      const order = await tillOf(run).saveOrder(ref, packetOf(packet));
      return ORDER_SUMS.row({ ...order, timeZone: run.timeZone });
    }),
    sample: ORDER_SUMS.sample,
    outputFields: ORDER_SUMS.fields,
  },
} satisfies Create;
