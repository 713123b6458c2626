import { isIP } from 'node:net';
import { formatKopecks } from '../../core/money';
import type { Field, Form } from '../../core/form';
import type { QueryParameters } from '../../core/signature';
import type { ShopBrand } from './connection';
import { readEmail, readPhone } from './contact_details';
import { GOOD_NAME } from './fields';
import { readMarks, type Marks } from './utm';

/** How the form is divided. */
export const ORDER_GROUPS = {
  order: 'Order',
  buyer: 'Buyer',
  delivery: 'Delivery',
  settings: 'Settings',
  marks: 'Where the Buyer Came From',
} as const;

type Kind = 'line' | 'text' | 'phone' | 'ip' | 'domain' | 'moment' | 'cancellation';

interface OrderParameter extends Field {
  readonly kind: Kind;
  readonly group: keyof typeof ORDER_GROUPS;
  readonly help?: string;
}

export const GOODS = { key: 'goods', label: 'Products' } as const;
export const AGREED_SUM = { key: 'good_sum', label: 'Price' } as const;
export const BUYER_EMAIL = { key: 'bill_email', label: 'Email' } as const;

/**
 * The vendor takes a flag or a time in this parameter: 1 by the product's setting, 0 never, or the time in UNIX seconds.
 * People choose first, and are then asked for the time.
 */
export const CANCELLATIONS = {
  '1': "Cancel as the product's settings say",
  '0': 'Never cancel',
  time: 'Cancel at a certain time',
} as const;

const CANCELLATION = { key: 'bill_timer_kill', label: 'Automatic Cancellation' } as const;

export const CANCEL_AT = { key: 'bill_timer_kill_time', label: 'Cancel At' } as const;

const NEEDED = 'Needed when a product of the order is physical.';

/** Every parameter of CreateOrder between `bill_email` and `utm`, in the vendor's order, which is also the order on the wire. */
export const ORDER_PARAMETERS = [
  { key: 'bill_first_name', label: 'First Name', kind: 'line', group: 'buyer', help: NEEDED },
  { key: 'bill_surname', label: 'Last Name', kind: 'line', group: 'buyer', help: NEEDED },
  {
    key: 'bill_otchestvo',
    label: 'Middle Name',
    kind: 'line',
    group: 'buyer',
    help: 'The patronymic (отчество).',
  },
  { key: 'bill_phone', label: 'Phone', kind: 'phone', group: 'buyer', help: 'For example "+79280000000".' },
  { key: 'bill_region', label: 'Region', kind: 'line', group: 'delivery' },
  { key: 'bill_postal_code', label: 'Postal Code', kind: 'line', group: 'delivery' },
  { key: 'bill_country', label: 'Country', kind: 'line', group: 'delivery', help: NEEDED },
  { key: 'bill_city', label: 'City', kind: 'line', group: 'delivery', help: NEEDED },
  {
    key: 'bill_address',
    label: 'Address',
    kind: 'line',
    group: 'delivery',
    help: `Street, house and flat. ${NEEDED}`,
  },
  {
    key: 'bill_kupon',
    label: 'Coupon',
    kind: 'line',
    group: 'order',
    help: 'The code of a discount coupon (купон) of the shop.',
  },
  { key: 'bill_tag', label: 'Tag', kind: 'line', group: 'order', help: 'A tag (тег) to find the order by.' },
  { key: 'bill_comment', label: 'Comment', kind: 'text', group: 'order' },
  {
    key: 'bill_ip',
    label: "Buyer's IP Address",
    kind: 'ip',
    group: 'settings',
    help: 'For example "203.0.113.7".',
  },
  {
    ...CANCELLATION,
    kind: 'cancellation',
    group: 'settings',
    help: 'What happens to the order while nobody pays for it.',
  },
  {
    key: 'bill_created',
    label: 'Created',
    kind: 'moment',
    group: 'settings',
    help: 'When the buyer placed the order. If it is empty, the time of this step counts.',
  },
  {
    key: 'bill_domain',
    label: 'Domain',
    kind: 'domain',
    group: 'settings',
    help: 'The shop\'s domain that the payment link shall begin with, for example "shop.example.com".',
  },
] as const satisfies readonly OrderParameter[];

type OrderParameterKey = (typeof ORDER_PARAMETERS)[number]['key'];

export interface OrderedGood {
  readonly good_name: string;
  /** Decimal text; without it the price in the product's settings counts. */
  readonly good_sum?: string;
}

/** An order to place, its values as the wire wants them. */
export interface NewOrder {
  readonly goods: readonly OrderedGood[];
  readonly email: string;
  readonly details: Readonly<Partial<Record<OrderParameterKey, string>>>;
  readonly marks: Marks;
}

const PARAMETERS: readonly (OrderParameter & { readonly key: OrderParameterKey })[] = ORDER_PARAMETERS;

/** How an order that nobody pays for is cancelled, as far as it is filled in. */
export function readCancellation(form: Form): keyof typeof CANCELLATIONS | undefined {
  return form.choice(CANCELLATION, ['1', '0', 'time']);
}

/** Reads an order by the vendor's rules. @throws Problem of kind `input`. */
export function readNewOrder(form: Form): NewOrder {
  const order = {
    goods: readGoods(form),
    email: readEmail(form, BUYER_EMAIL),
    details: Object.fromEntries(
      PARAMETERS.flatMap((parameter) => {
        const value = wireValue(parameter, form);
        return value === undefined ? [] : [[parameter.key, value] as const];
      }),
    ),
    marks: readMarks(form),
  };
  form.check();
  return order;
}

function readGoods(form: Form): readonly OrderedGood[] {
  const goods = form.rows(GOODS, 'Product').map((row) => {
    const good_name = row.requiredText(GOOD_NAME);
    const sum = row.money(AGREED_SUM);
    return { good_name, ...(sum !== undefined && { good_sum: formatKopecks(sum) }) };
  });
  if (goods.length === 0) form.fault('The order needs at least one product.');
  return goods;
}

function wireValue(parameter: OrderParameter, form: Form): string | undefined {
  switch (parameter.kind) {
    case 'line':
      return form.text(parameter);
    case 'text':
      return form.wholeText(parameter);
    case 'phone':
      return readPhone(form, parameter);
    case 'ip':
      return readAddress(form, parameter);
    case 'domain':
      return form.matching(
        parameter,
        /^[^\s/:?#@]+(?::\d{1,5})?$/,
        'must be a domain alone, without https:// and without a path',
      );
    case 'moment':
      return form.moment(parameter)?.toString();
    case 'cancellation':
      return cancellationOnTheWire(form);
  }
}

function readAddress(form: Form, field: Field): string | undefined {
  const address = form.text(field);
  if (address !== undefined && isIP(address) === 0)
    form.fault(`${field.label} must be an address like 203.0.113.7.`);
  return address;
}

function cancellationOnTheWire(form: Form): string | undefined {
  const chosen = readCancellation(form);
  return chosen === 'time' ? String(form.requiredMoment(CANCEL_AT)) : chosen;
}

/** In the vendor's order. The English brand calls the middle name by an English name; the coupon keeps its own on both. */
export function encodeNewOrder(
  { goods, email, details, marks }: NewOrder,
  brand: ShopBrand,
): QueryParameters {
  const sent = PARAMETERS.flatMap(({ key }) => {
    const value = details[key];
    if (value === undefined) return [];
    const name = key === 'bill_otchestvo' && brand === 'influencersoft' ? 'bill_middle_name' : key;
    return [[name, value] as const];
  });
  return [
    ['goods', goods.map(({ good_name, good_sum = null }) => ({ good_name, good_sum }))],
    ['bill_email', email],
    ...sent,
    ['utm', marks],
  ];
}
