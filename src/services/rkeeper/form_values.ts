import type { Field, Form } from '../../core/form';
import { bracedGuid, GUID } from './guid';
import { EXTERNAL_ID, ORDER_GUID, ORDER_IDENT, VISIT } from './fields';
import { orderGuidOf, type OrderRef, type RefItem } from './ref_item';

const GUID_RULE = 'must be a GUID like 6002FD3A-68B6-4FC9-8EB1-D53A697C286C';
const REF_ITEM = new RegExp(`^\\d{1,15}$|^code:\\s*\\d{1,15}$|${GUID.source}`, 'i');
const REF_ITEM_RULE =
  'must be picked from the list, or be an id like 1000017, a code like code:17, or a GUID';

/** An item of the till in one of the three ways to name it: `1000017`, `code:17` or a GUID. */
export function parseRefItem(text: string): RefItem | undefined {
  if (!REF_ITEM.test(text)) return undefined;
  if (/^\d{1,15}$/.test(text)) return { id: text };
  return /^code/i.test(text) ? { code: text.replace(/\D/g, '') } : { guid: bracedGuid(text) };
}

export function readRefItem(form: Form, field: Field): RefItem | undefined {
  const text = form.matching(field, REF_ITEM, REF_ITEM_RULE);
  return text === undefined ? undefined : parseRefItem(text);
}

export function requiredRefItem(form: Form, field: Field): RefItem {
  form.require(field);
  return readRefItem(form, field) ?? { id: '' };
}

export function requiredGuid(form: Form, field: Field): string {
  return bracedGuid(form.requiredMatching(field, GUID, GUID_RULE));
}

/** The order of a step: by its GUID, else by the id the user gave it, else by its number inside its visit. */
export function readOrderRef(form: Form): OrderRef {
  if (form.has(ORDER_GUID)) return { guid: requiredGuid(form, ORDER_GUID) };
  const externalId = form.text(EXTERNAL_ID);
  if (externalId !== undefined) return { guid: orderGuidOf(externalId) };
  if (form.has(VISIT) || form.has(ORDER_IDENT))
    return {
      visit: form.requiredMatching(VISIT, /^\d{1,15}$/, 'must be digits only'),
      orderIdent: form.requiredMatching(ORDER_IDENT, /^\d{1,15}$/, 'must be digits only'),
    };
  form.fault(
    `Name the order: fill in ${ORDER_GUID.label}, or ${EXTERNAL_ID.label}, or both ${VISIT.label} and ${ORDER_IDENT.label}.`,
  );
  return { guid: '' };
}
