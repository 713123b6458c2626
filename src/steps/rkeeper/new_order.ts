import type { OrderRequest } from '../../services/rkeeper/client';
import type { RefItem } from '../../services/rkeeper/ref_item';
import { orElse, pairs, text, wholeNumber, type Values } from '../../zapier/fields';
import { employee, itemField, picked, requiredItem } from './kinds';
import type { Found } from './lookup';

/** No table seats more: a slip of the keyboard shall not become a thousand guests. */
const MOST_GUESTS = 200;

/** What an order is opened with, apart from its own id and its station. */
export const NEW_ORDER = {
  table: requiredItem('Table', picked('tables'), 'Where the order is opened (стол).'),
  waiter: itemField('Waiter', employee, 'Whose order it is (официант).'),
  order_type: itemField(
    'Order Type',
    picked('orderTypes'),
    'The type of the order (тип заказа), such as take-away.',
  ),
  order_category: itemField(
    'Order Category',
    picked('orderCategories'),
    'The category of the order (категория заказа), which cannot be changed later.',
  ),
  guests: {
    label: 'Guests',
    // The till refuses an order without guests (3444).
    kind: orElse(1, wholeNumber(1, MOST_GUESTS)),
    placeholder: '1',
    help: 'How many guests there are. One, if you leave it empty.',
  },
  persistent_comment: {
    label: 'Comment (Kept)',
    kind: text,
    help: 'Stays with the order, also once it is closed (сохраняемый комментарий).',
  },
  non_persistent_comment: {
    label: 'Comment (While the Order Is Open)',
    kind: text,
    help: 'Is shown while the order is open, and is gone once it is closed (несохраняемый комментарий).',
  },
  external_properties: {
    label: 'External Properties',
    kind: pairs,
    help: 'Names and values of your own that are kept with the order, such as source and website.',
  },
} as const;

type NewOrderValues = Found<Values<typeof NEW_ORDER>> & {
  readonly external_id: string | undefined;
  readonly station: RefItem | undefined;
};

/** An order to open, as the client takes it. */
export function orderRequest(values: NewOrderValues): OrderRequest {
  return {
    externalId: values.external_id,
    table: values.table,
    station: values.station,
    waiter: values.waiter,
    orderCategory: values.order_category,
    orderType: values.order_type,
    guests: values.guests,
    persistentComment: values.persistent_comment,
    nonPersistentComment: values.non_persistent_comment,
    externalProperties: values.external_properties,
  };
}
