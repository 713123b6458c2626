import type { Form } from '../../core/form';
import type { OrderRequest } from './client';
import { EXTERNAL_ID, ORDER_CATEGORY, ORDER_TYPE, STATION, TABLE, WAITER } from './fields';
import { readRefItem, requiredRefItem } from './form_values';

export const GUESTS = { key: 'guests', label: 'Guests' } as const;
export const PERSISTENT_COMMENT = { key: 'persistent_comment', label: 'Lasting Comment' } as const;
export const NON_PERSISTENT_COMMENT = { key: 'non_persistent_comment', label: 'Passing Comment' } as const;
export const EXTERNAL_PROPERTIES = { key: 'external_properties', label: 'External Properties' } as const;

/** More than fit at any table: a slip of the keyboard shall not become a thousand guests. */
const MOST_GUESTS = 200;

/** An order to open, from a form. */
export function readNewOrder(form: Form): OrderRequest {
  return {
    externalId: form.text(EXTERNAL_ID),
    table: requiredRefItem(form, TABLE),
    station: readRefItem(form, STATION),
    waiter: readRefItem(form, WAITER),
    orderCategory: readRefItem(form, ORDER_CATEGORY),
    orderType: readRefItem(form, ORDER_TYPE),
    // The till refuses an order without guests (3444).
    guests: form.integer(GUESTS, 1, MOST_GUESTS) ?? 1,
    persistentComment: form.wholeText(PERSISTENT_COMMENT),
    nonPersistentComment: form.wholeText(NON_PERSISTENT_COMMENT),
    externalProperties: form.pairs(EXTERNAL_PROPERTIES),
  };
}
