import { tillWrite } from '../steps/rkeeper/till';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER_SUMS } from '../steps/rkeeper/orders';
import { checkPacket, PACKET, packetOf } from '../steps/rkeeper/packet';
import { fields } from '../zapier/fields';

const FORM = fields({
  ...FOUND_ORDER_REF,
  ...PACKET,
});

export default tillWrite({
  key: 'rkeeper_save_order',
  noun: 'Order',
  label: 'Add Dishes to Till Order',
  description: 'Adds dishes, discounts or prepayments to an open order of an r_keeper 7 restaurant.',
  form: FORM,
  check: checkPacket,
  output: ORDER_SUMS,
  perform: (till, { order_guid: order, ...packet }) => till.saveOrder(order, packetOf(packet)),
});
