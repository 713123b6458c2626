import type { QueryParameters } from '../../core/signature';
import type { ShopBrand } from './connection';
import { encodeUtm, type Utm } from './contacts';

/** A product of an order to place. */
export interface OrderedGood {
  readonly good_name: string;
  /** Decimal text; without it the price in the product's settings counts. */
  readonly good_sum: string | undefined;
}

/** The parameters of CreateOrder between `bill_email` and `utm`, in the vendor's order. */
const ORDER_PARAMETERS = [
  'bill_first_name',
  'bill_surname',
  'bill_otchestvo',
  'bill_phone',
  'bill_region',
  'bill_postal_code',
  'bill_country',
  'bill_city',
  'bill_address',
  'bill_kupon',
  'bill_tag',
  'bill_comment',
  'bill_ip',
  'bill_timer_kill',
  'bill_created',
  'bill_domain',
] as const;

type OrderParameter = (typeof ORDER_PARAMETERS)[number];

/** An order to place, by the names of CreateOrder. */
export interface NewOrder extends Utm, Readonly<Record<OrderParameter, string | number | undefined>> {
  readonly goods: readonly OrderedGood[];
  readonly bill_email: string;
  /** UNIX seconds. */
  readonly bill_created: number | undefined;
  /** Whether an order that nobody pays for is cancelled: 1 by the product's settings, 0 never, or a time in UNIX seconds. */
  readonly bill_timer_kill: '1' | '0' | number | undefined;
}

/** In the vendor's order. The English brand calls the middle name by an English name; the coupon keeps its own on both. */
export function encodeNewOrder(order: NewOrder, brand: ShopBrand): QueryParameters {
  return [
    ['goods', order.goods.map(({ good_name, good_sum }) => ({ good_name, good_sum }))],
    ['bill_email', order.bill_email],
    ...ORDER_PARAMETERS.map((key) => {
      const name = key === 'bill_otchestvo' && brand === 'influencersoft' ? 'bill_middle_name' : key;
      return [name, order[key]] as const;
    }),
    ['utm', encodeUtm(order)],
  ];
}

/** What each status needs: the time of posting or payment in UNIX seconds, the postal tracking number. */
export type StatusChange = { readonly bill_id: string } & (
  | { readonly status: 'sent'; readonly date: number; readonly rpo: string }
  | { readonly status: 'paid'; readonly date: number }
  | { readonly status: 'return' | 'cancel' }
);

export type OrderStatus = StatusChange['status'];

/** In the order of the vendor's documentation, which is the order of its own example. */
export function encodeStatusChange(change: StatusChange): QueryParameters {
  return [
    ['bill_id', change.bill_id],
    ['status', change.status],
    ['date', 'date' in change ? change.date : undefined],
    ['rpo', 'rpo' in change ? change.rpo : undefined],
  ];
}
