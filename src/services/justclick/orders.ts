import { AmountError, parseKopecks } from '../../core/money';
import { formatMoment } from '../../core/time';
import { isObject } from '../../core/json';
import { rows, seconds, text } from './records';

export interface OrderItem {
  /** The product's identifier (good_name). */
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** What was charged. */
  readonly sum: string | undefined;
  /** What the product's settings say. */
  readonly price: string | undefined;
  readonly pincode: string | undefined;
}

/** An order as lists, details and notifications tell of it; each leaves out what it does not know. */
export interface Order {
  readonly billId: string;
  readonly payStatus: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly middleName: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly country: string | undefined;
  readonly region: string | undefined;
  readonly city: string | undefined;
  readonly address: string | undefined;
  readonly postalCode: string | undefined;
  /** Decimal text, as the shop writes it. */
  readonly price: string | undefined;
  readonly sumToPay: string | undefined;
  /** UNIX seconds. */
  readonly created: number | undefined;
  readonly paid: number | undefined;
  readonly type: string | undefined;
  readonly payway: string | undefined;
  readonly coupon: string | undefined;
  readonly comment: string | undefined;
  readonly tag: string | undefined;
  readonly domain: string | undefined;
  /** A path, unless the order has a domain of its own. */
  readonly link: string | undefined;
  readonly isRecurrent: boolean | undefined;
  readonly utm: Readonly<Record<string, unknown>>;
  readonly items: readonly OrderItem[];
}

/** One order, from a list, from getOrderDetails or from a notification. */
export function parseOrder(row: Readonly<Record<string, unknown>>): Order | undefined {
  const billId = text(row.id);
  if (billId === undefined) return undefined;
  return {
    billId,
    payStatus: text(row.pay_status),
    firstName: text(row.first_name),
    lastName: text(row.last_name),
    middleName: text(row.middle_name),
    email: text(row.email),
    phone: text(row.phone),
    country: text(row.country),
    region: text(row.region),
    city: text(row.city),
    address: text(row.address),
    postalCode: text(row.postalcode),
    price: text(row.price),
    sumToPay: text(row.bill_sum_topay),
    created: seconds(row.created),
    paid: seconds(row.paid),
    type: text(row.type),
    payway: text(row.payway),
    // The English pages print `coupon`.
    coupon: text(row.kupon) ?? text(row.coupon),
    comment: text(row.comment),
    tag: text(row.tag),
    domain: text(row.domain),
    link: text(row.link),
    isRecurrent: recurrent(row.is_recurrent),
    utm: isObject(row.utm) ? row.utm : {},
    items: rows(row.items).map((item) => ({
      id: text(item.id),
      title: text(item.title),
      sum: text(item.sum),
      price: text(item.price),
      pincode: text(item.pincode),
    })),
  };
}

/** The buyer's names, as far as they are known. */
export function buyerOf({ firstName, lastName }: Order): string {
  return [firstName, lastName].filter((name) => name !== undefined).join(' ');
}

/**
 * The one shape in which every step and trigger gives an order to a Zap: flat, money as numbers, dates in ISO 8601.
 *
 * @param baseUrl the shop's address, for links that are paths.
 */
export function flatOrder(order: Order, baseUrl: string) {
  const { utm } = order;
  return {
    id: order.billId,
    bill_id: order.billId,
    pay_status: order.payStatus ?? null,
    created: isoTime(order.created),
    paid: isoTime(order.paid),
    price: money(order.price) ?? total(order.items),
    sum_to_pay: money(order.sumToPay),
    first_name: order.firstName ?? null,
    last_name: order.lastName ?? null,
    middle_name: order.middleName ?? null,
    full_name: buyerOf(order) || null,
    email: order.email ?? null,
    phone: order.phone ?? null,
    country: order.country ?? null,
    region: order.region ?? null,
    city: order.city ?? null,
    address: order.address ?? null,
    postal_code: order.postalCode ?? null,
    coupon: order.coupon ?? null,
    comment: order.comment ?? null,
    tag: order.tag ?? null,
    domain: order.domain ?? null,
    link: absolute(order.link, baseUrl),
    type: order.type ?? null,
    payway: order.payway ?? null,
    is_recurrent: order.isRecurrent ?? null,
    utm_medium: text(utm.medium) ?? null,
    utm_source: text(utm.source) ?? null,
    utm_campaign: text(utm.campaign) ?? null,
    utm_content: text(utm.content) ?? null,
    utm_term: text(utm.term) ?? null,
    items: order.items.map(({ id, title, sum, price, pincode }) => ({
      good_name: id ?? null,
      title: title ?? null,
      sum: money(sum),
      price: money(price),
      pincode: pincode ?? null,
    })),
  };
}

export type FlatOrder = ReturnType<typeof flatOrder>;

/** What {@link flatOrder} gives, for the form of later steps. */
export const ORDER_OUTPUT_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'bill_id', label: 'Order Number', type: 'string' },
  { key: 'pay_status', label: 'Payment Status', type: 'string' },
  { key: 'created', label: 'Created', type: 'datetime' },
  { key: 'paid', label: 'Paid', type: 'datetime' },
  { key: 'price', label: 'Total', type: 'number' },
  { key: 'sum_to_pay', label: 'Left to Pay', type: 'number' },
  { key: 'first_name', label: 'First Name', type: 'string' },
  { key: 'last_name', label: 'Last Name', type: 'string' },
  { key: 'middle_name', label: 'Middle Name', type: 'string' },
  { key: 'full_name', label: 'Full Name', type: 'string' },
  { key: 'email', label: 'Email', type: 'string' },
  { key: 'phone', label: 'Phone', type: 'string' },
  { key: 'country', label: 'Country', type: 'string' },
  { key: 'region', label: 'Region', type: 'string' },
  { key: 'city', label: 'City', type: 'string' },
  { key: 'address', label: 'Address', type: 'string' },
  { key: 'postal_code', label: 'Postal Code', type: 'string' },
  { key: 'coupon', label: 'Coupon', type: 'string' },
  { key: 'comment', label: 'Comment', type: 'string' },
  { key: 'tag', label: 'Tag', type: 'string' },
  { key: 'domain', label: 'Domain', type: 'string' },
  { key: 'link', label: 'Payment Link', type: 'string' },
  { key: 'type', label: 'Order Type', type: 'string' },
  { key: 'payway', label: 'Payment Method', type: 'string' },
  { key: 'is_recurrent', label: 'Is Recurrent', type: 'boolean' },
  { key: 'utm_medium', label: 'UTM Medium', type: 'string' },
  { key: 'utm_source', label: 'UTM Source', type: 'string' },
  { key: 'utm_campaign', label: 'UTM Campaign', type: 'string' },
  { key: 'utm_content', label: 'UTM Content', type: 'string' },
  { key: 'utm_term', label: 'UTM Term', type: 'string' },
  { key: 'items[]good_name', label: 'Items Product', type: 'string' },
  { key: 'items[]title', label: 'Items Title', type: 'string' },
  { key: 'items[]sum', label: 'Items Sum', type: 'number' },
  { key: 'items[]price', label: 'Items List Price', type: 'number' },
  { key: 'items[]pincode', label: 'Items PIN Code', type: 'string' },
] as const;

/** An order that is paid, cancelled and paid again is paid twice. */
export const PAID_ORDER_OUTPUT_FIELDS = ORDER_OUTPUT_FIELDS.map((field) =>
  field.key === 'paid' ? { ...field, primary: true } : field,
);

/** Made of the vendor's documented examples. */
export const ORDER_SAMPLE: FlatOrder = {
  id: '100000',
  bill_id: '100000',
  pay_status: 'paid',
  created: '2013-03-02T18:30:00Z',
  paid: '2013-03-02T20:00:00Z',
  price: 990.5,
  sum_to_pay: 0,
  first_name: 'Иван',
  last_name: 'Петров',
  middle_name: 'Сергеевич',
  full_name: 'Иван Петров',
  email: 'user4@email.com',
  phone: '+79280000000',
  country: 'Россия',
  region: 'Московская область',
  city: 'Москва',
  address: 'ул. Ленина, д. 1, кв. 2',
  postal_code: '101000',
  coupon: 'VESNA',
  comment: 'Позвонить заранее',
  tag: 'вебинар',
  domain: 'shop.example.com',
  link: 'https://shop.example.com/bill/100000/',
  type: 'order',
  payway: 'card',
  is_recurrent: false,
  utm_medium: 'cpc',
  utm_source: 'direct',
  utm_campaign: 'spring',
  utm_content: 'banner',
  utm_term: 'dvd',
  items: [{ good_name: 'super_tovar', title: 'Супер-товар на DVD', sum: 990.5, price: 1500, pincode: null }],
};

function recurrent(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = text(value);
  return word === undefined ? undefined : word === '1' || word === 'true';
}

function isoTime(unixSeconds: number | undefined): string | null {
  return unixSeconds === undefined ? null : formatMoment(unixSeconds);
}

/** What a shop writes nearly always; nothing needs rounding there, and a list has tens of thousands. */
const PLAIN_AMOUNT = /^\d{1,9}(?:\.\d\d?)?$/;

/** Roubles as a number; null where the shop wrote something else. */
function money(amount: string | undefined): number | null {
  if (amount === undefined) return null;
  if (PLAIN_AMOUNT.test(amount)) return Number(amount);
  try {
    return parseKopecks(amount) / 100;
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}

/** Notifications of new orders tell only what each line costs. */
function total(items: readonly OrderItem[]): number | null {
  const sums = items.map(({ sum }) => money(sum));
  return sums.length === 0 || sums.includes(null)
    ? null
    : Math.round(sums.reduce<number>((whole, sum) => whole + (sum ?? 0) * 100, 0)) / 100;
}

/** A whole address that a browser would not change. */
const PLAIN_LINK = /^https?:\/\/[a-z0-9.-]+\/[\w/-]*$/;

/** A link of the shop as the browser would take it. */
function absolute(link: string | undefined, baseUrl: string): string | null {
  if (link !== undefined && PLAIN_LINK.test(link)) return link;
  return link !== undefined && URL.canParse(link, baseUrl) ? new URL(link, baseUrl).href : null;
}
