import { number, output, primary, text, yesNo } from '../core/output';
import type { Order } from '../services/rkeeper/orders';
import { roubles } from '../steps/rkeeper/columns';
import { employee, picked, requiredItem, station } from '../steps/rkeeper/kinds';
import { tillWrite } from '../steps/rkeeper/till';
import { FOUND_ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER } from '../steps/rkeeper/orders';
import { fields } from '../zapier/fields';

const FORM = fields({
  ...FOUND_ORDER_REF,
  manager: requiredItem(
    'Manager',
    employee,
    'Who deletes the order (менеджер), and is allowed to on the till.',
  ),
  reason: requiredItem(
    'Reason',
    picked('reasons', 'ImplOnCheckVoid'),
    'Why the order is deleted (причина удаления). The list shows the reasons that fit.',
  ),
  station: station('Where the order is deleted (касса).'),
});

/** An order as the step names it, and as the till knew it before; a rerun finds it gone. */
interface Voided {
  readonly ref: Partial<Pick<Order, 'guid' | 'visit' | 'orderIdent'>>;
  readonly before: Order | undefined;
}

const guidOf = ({ ref, before }: Voided): string | undefined => before?.guid ?? ref.guid;

const VOIDED = output<Voided>()({
  id: primary(
    text(
      'ID',
      ORDER.sample.id,
      (voided) => guidOf(voided) ?? `visit:${voided.ref.visit ?? ''}/${voided.ref.orderIdent ?? ''}`,
    ),
  ),
  order_guid: text('Order GUID Before', ORDER.sample.order_guid, guidOf),
  visit: text('Visit', ORDER.sample.visit, ({ ref, before }) => before?.visit ?? ref.visit),
  order_ident: text(
    'Order in Visit',
    ORDER.sample.order_ident,
    ({ ref, before }) => before?.orderIdent ?? ref.orderIdent,
  ),
  order_name: text('Order Name', ORDER.sample.order_name, ({ before }) => before?.name),
  order_sum: number('Order Sum', ORDER.sample.order_sum, ({ before }) => before && roubles(before.orderSum)),
  deleted: yesNo('Was Deleted', true, () => true),
});

export default tillWrite({
  key: 'rkeeper_void_order',
  noun: 'Order',
  label: 'Delete Till Order',
  description:
    'Deletes a whole open order with all its dishes from the till of an r_keeper 7 restaurant, which cannot be undone.',
  form: FORM,
  output: VOIDED,
  perform: async (till, { order_guid: ref, station: at, manager, reason }) => {
    const before = await till.voidOrder({ order: ref, station: at, manager, reason });
    return { ref, before };
  },
});
