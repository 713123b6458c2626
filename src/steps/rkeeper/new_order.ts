import type { OrderRequest } from '../../services/rkeeper/client';
import type { Delivery } from '../../services/rkeeper/commands';
import type { RefItem } from '../../services/rkeeper/ref_item';
import {
  choice,
  line,
  orElse,
  pairs,
  shownOnlyIf,
  shownWith,
  text,
  wholeNumber,
  type Values,
} from '../../zapier/fields';
import { employee, itemField, picked, requiredItem, restaurantTime } from './kinds';
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
  delivery: {
    label: 'Delivery or to Go',
    kind: shownWith(
      { altersDynamicFields: true },
      choice({ delivery: 'Delivery (доставка)', take_out: 'To go (навынос)' }),
    ),
    help:
      'For an order that is not eaten here: the form then asks for more. A till has no field for the address: put it into a comment or into ' +
      'External Properties.',
  },
  ...shownOnlyIf((form) => form.has({ key: 'delivery', label: 'Delivery or to Go' }), {
    delivery_time: {
      label: 'Expected At',
      kind: restaurantTime,
      help: 'When the guest expects it (ожидаемое время доставки), such as 31.03.2026 18:30.',
    },
    delivery_zone: {
      label: 'Delivery Zone',
      kind: line,
      help: 'The name of the zone it goes to (зона доставки).',
    },
    order_prefix: {
      label: 'Prefix of the Order Name',
      kind: line,
      help: 'Stands before the name of the order on the till (префикс).',
    },
  } as const),
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
    delivery: deliveryOf(values),
  };
}

function deliveryOf({
  delivery,
  delivery_time: expectedAt,
  delivery_zone: zone,
  order_prefix: prefix,
}: NewOrderValues): Delivery | undefined {
  const more = { expectedAt, zone, prefix };
  if ([delivery, ...Object.values(more)].every((value) => value === undefined)) return undefined;
  return { isTakeOut: delivery === undefined ? undefined : delivery === 'take_out', ...more };
}
