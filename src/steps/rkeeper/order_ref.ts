import type { Form } from '../../core/form';
import { orderGuidOf, type OrderRef } from '../../services/rkeeper/ref_item';
import { fields, needed, type CertainKind, type Kind } from '../../zapier/fields';
import { openOrders } from './drop_downs';
import { digits, guid } from './kinds';

/** The order of a step, as {@link ORDER_REF} asks for it. */
const order: CertainKind<OrderRef> = {
  show: { choices: openOrders },
  read: readOrderRef,
  blank: { guid: '' },
};

/** A field that is read together with `order_guid`. */
const otherWay: Kind<undefined> = { show: {}, read: () => undefined, blank: undefined };

/** The three ways to name the order of a step. `order_guid` reads as the order, in whichever way it is named. */
export const ORDER_REF = {
  order_guid: {
    label: 'Order',
    kind: order,
    help: 'The order (заказ). Map the Order GUID of an earlier step, or pick one of the open orders.',
  },
  external_id: {
    label: 'External ID',
    kind: otherWay,
    help: 'Instead of Order: the External ID under which an earlier step opened it.',
  },
  visit: {
    label: 'Visit',
    kind: otherWay,
    help: 'Instead of Order: the number of its visit (визит), together with Order in Visit.',
  },
  order_ident: {
    label: 'Order in Visit',
    kind: otherWay,
    help: 'The number of the order inside its visit. The first one is 256.',
  },
} as const;

const { field } = fields(ORDER_REF);

/** By its GUID, else by the id the user gave it, else by its number inside its visit. */
function readOrderRef(form: Form): OrderRef {
  if (form.has(field('order_guid'))) return { guid: needed(guid).read(form, field('order_guid')) };
  const externalId = form.text(field('external_id'));
  if (externalId !== undefined) return { guid: orderGuidOf(externalId) };
  if (form.has(field('visit')) || form.has(field('order_ident')))
    return {
      visit: needed(digits).read(form, field('visit')),
      orderIdent: needed(digits).read(form, field('order_ident')),
    };
  form.fault('Name the order: fill in Order, or External ID, or both Visit and Order in Visit.');
  return order.blank;
}
