import type { Create } from 'zapier-platform-core';
import { tillWrite } from '../steps/rkeeper/operations';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER_SUMS } from '../steps/rkeeper/orders';
import { checkPacket, PACKET, packetOf } from '../steps/rkeeper/packet';
import { fields } from '../zapier/fields';

const FORM = fields({
  ...FOUND_ORDER_REF,
  ...PACKET,
});

export default {
  key: 'rkeeper_save_order',
  noun: 'Order',
  display: {
    label: 'Add Dishes to Till Order',
    description: 'Adds dishes, discounts or prepayments to an open order of an r_keeper 7 restaurant.',
  },
  operation: tillWrite(
    FORM,
    ORDER_SUMS,
    (till, { order_guid: order, ...packet }) => till.saveOrder(order, packetOf(packet)),
    checkPacket,
  ),
} satisfies Create;
