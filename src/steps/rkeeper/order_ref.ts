import type { Field, Form } from '../../core/form';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { bracedGuid, GUID, orderGuidOf, type OrderRef } from '../../services/rkeeper/ref_item';
import { needed, type CertainKind } from '../../zapier/fields';
import { openOrders } from './drop_downs';
import { digits } from './kinds';

const BY_VISIT = /^visit:\s*(?<visit>\d{1,15})\s*[/-]\s*(?<orderIdent>\d{1,15})$/i;

/** The fields that named an order before one field took all names. Zaps of that time still send them. */
const FORMER = {
  externalId: { key: 'external_id', label: 'External ID' },
  visit: { key: 'visit', label: 'Visit' },
  orderIdent: { key: 'order_ident', label: 'Order in Visit' },
} as const;

function readOrderRef(form: Form, field: Field): OrderRef {
  const { externalId, visit, orderIdent } = FORMER;
  const name = form.text(field);
  if (name !== undefined) return orderNamed(form, field, name);
  const number = form.text(externalId);
  if (number !== undefined) return { guid: orderGuidOf(number) };
  if (form.has(visit) || form.has(orderIdent))
    return { visit: needed(digits).read(form, visit), orderIdent: needed(digits).read(form, orderIdent) };
  form.fault(
    say`Order is required: map the Order GUID or your order number of an earlier step, or pick an open
      order.`,
  );
  return order.blank;
}

/** Whatever an earlier step gave: a GUID, `visit:356255787/256`, else the number that the user gave it. */
function orderNamed(form: Form, { label }: Field, name: string): OrderRef {
  if (GUID.test(name)) return { guid: bracedGuid(name) };
  const { visit, orderIdent } = BY_VISIT.exec(name)?.groups ?? {};
  if (visit !== undefined && orderIdent !== undefined) return { visit, orderIdent };
  if (/^visit:/i.test(name))
    form.fault(
      say`${{ label }} must name a visit and the order in it, like visit:356255787/256, not
        "${{ name: excerpt(name) }}".`,
    );
  return { guid: orderGuidOf(name) };
}

const order: CertainKind<OrderRef> = {
  show: { choices: openOrders },
  read: readOrderRef,
  blank: { guid: '' },
};

/** The order of a step. */
export const ORDER_REF = {
  order_guid: {
    label: 'Order',
    kind: order,
    help:
      'The order (заказ). Map the Order GUID or your own order number of an earlier step, or pick an open order. `visit:356255787/256` ' +
      'is the order 256 of that visit (визит).',
  },
} as const;

/** The order of a step that changes it; a step before it may find it. */
export const FOUND_ORDER_REF = {
  order_guid: {
    ...ORDER_REF.order_guid,
    kind: { ...order, show: { ...order.show, search: 'rkeeper_find_order.order_guid' } },
  },
} as const;
