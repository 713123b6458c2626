import { isObject } from '../../core/json';
import { lines, number, output, primary, text, time, yesNo, type Row } from '../../core/output';
import { parseKopecks, parseRows, parseText, parseTime, type ShopRow } from './values';

const ITEM = output<ShopRow>()({
  good_name: text('Product', 'super_tovar', ({ id }) => parseText(id)),
  title: text('Title', 'Супер-товар на DVD', ({ title }) => parseText(title)),
  // The sum was charged; the list price is that of the product's settings.
  sum: number('Sum', 990.5, ({ sum }) => parseMoney(sum)),
  price: number('List Price', 1500, ({ price }) => parseMoney(price)),
  pincode: text('PIN Code', null, ({ pincode }) => parseText(pincode)),
});

/** What a partner earns by one product of an order. */
interface Earned {
  readonly goodName: string | undefined;
  readonly partner: ShopRow;
}

const PARTNER = output<Earned>()({
  good_name: text('Product', 'super_tovar', ({ goodName }) => goodName),
  partner_name: text('Name', 'partner1', ({ partner }) => parseText(partner.partner_name)),
  partner_level: text('Level', '1', ({ partner }) => parseText(partner.partner_lvl)),
  partner_fee: number('Fee', 99.05, ({ partner }) => parseMoney(partner.partner_fee)),
});

/** An order as lists, details and notifications tell of it; each leaves out what it does not know. */
interface ToldOrder {
  readonly billId: string;
  readonly row: ShopRow;
  /** The shop's address, for links that are paths. */
  readonly baseUrl: string;
}

const told = (label: string, name: string, sample: string) =>
  text(label, sample, ({ row }: ToldOrder) => parseText(row[name]));

const utm = (label: string, name: string, sample: string) =>
  text(label, sample, ({ row }: ToldOrder) => (isObject(row.utm) ? parseText(row.utm[name]) : undefined));

/**
 * The one shape in which every step and trigger gives an order to a Zap: money as numbers, times in ISO 8601. The sample is
 * made of the vendor's documented examples.
 */
export const ORDER = output<ToldOrder>()({
  id: primary(text('ID', '100000', ({ billId }) => billId)),
  bill_id: text('Order Number', '100000', ({ billId }) => billId),
  pay_status: told('Payment Status', 'pay_status', 'paid'),
  created: time('Created', '2013-03-02T18:30:00Z', ({ row }) => parseTime(row.created)),
  paid: time('Paid', '2013-03-02T20:00:00Z', ({ row }) => parseTime(row.paid)),
  price: number('Total', 990.5, ({ row }) => parseMoney(row.price) ?? total(row)),
  sum_to_pay: number('Left to Pay', 0, ({ row }) => parseMoney(row.bill_sum_topay)),
  first_name: told('First Name', 'first_name', 'Иван'),
  last_name: told('Last Name', 'last_name', 'Петров'),
  middle_name: told('Middle Name', 'middle_name', 'Сергеевич'),
  full_name: text('Full Name', 'Иван Петров', fullName),
  email: told('Email', 'email', 'user4@email.com'),
  phone: told('Phone', 'phone', '+79280000000'),
  country: told('Country', 'country', 'Россия'),
  region: told('Region', 'region', 'Московская область'),
  city: told('City', 'city', 'Москва'),
  address: told('Address', 'address', 'ул. Ленина, д. 1, кв. 2'),
  postal_code: told('Postal Code', 'postalcode', '101000'),
  // The English pages print `coupon`.
  coupon: text('Coupon', 'VESNA', ({ row }) => parseText(row.kupon) ?? parseText(row.coupon)),
  comment: told('Comment', 'comment', 'Позвонить заранее'),
  tag: told('Tag', 'tag', 'вебинар'),
  domain: told('Domain', 'domain', 'shop.example.com'),
  link: text('Payment Link', 'https://shop.example.com/bill/100000/', paymentLink),
  type: told('Order Type', 'type', 'order'),
  payway: told('Payment Method', 'payway', 'card'),
  is_recurrent: yesNo('Is Recurrent', false, isRecurrent),
  utm_medium: utm('UTM Medium', 'medium', 'cpc'),
  utm_source: utm('UTM Source', 'source', 'direct'),
  utm_campaign: utm('UTM Campaign', 'campaign', 'spring'),
  utm_content: utm('UTM Content', 'content', 'banner'),
  utm_term: utm('UTM Term', 'term', 'dvd'),
  items: lines('Items', ITEM, ({ row }) => parseRows(row.items)),
  partners: lines('Partners', PARTNER, ({ row }) =>
    parseRows(row.items).flatMap((item) =>
      parseRows(item.partners).map((partner) => ({ goodName: parseText(item.id), partner })),
    ),
  ),
});

export type Order = Row<typeof ORDER>;

/** An order that is paid, cancelled and paid again is paid twice. */
export const PAID_ORDER = output<ToldOrder>()({ ...ORDER.columns, paid: primary(ORDER.columns.paid) });

/** One order, from a list, from getOrderDetails or from a notification; undefined where it has no number. */
export function parseOrder(row: ShopRow, baseUrl: string): Order | undefined {
  const billId = parseText(row.id);
  return billId === undefined ? undefined : ORDER.row({ billId, row, baseUrl });
}

function fullName({ row }: ToldOrder): string | undefined {
  const [first, last] = [parseText(row.first_name), parseText(row.last_name)];
  return first !== undefined && last !== undefined ? `${first} ${last}` : (first ?? last);
}

function isRecurrent({ row }: ToldOrder): boolean | undefined {
  if (typeof row.is_recurrent === 'boolean') return row.is_recurrent;
  const word = parseText(row.is_recurrent);
  return word === undefined ? undefined : word === '1' || word === 'true';
}

/** The notation of nearly all amounts. It needs no rounding, which saves time in a list of tens of thousands. */
const PLAIN_AMOUNT = /^\d{1,9}(?:\.\d\d?)?$/;

/** Roubles as a number; undefined where it is none. */
export function parseMoney(value: unknown): number | undefined {
  const amount = parseText(value);
  if (amount !== undefined && PLAIN_AMOUNT.test(amount)) return Number(amount);
  const kopecks = parseKopecks(amount);
  return kopecks === undefined ? undefined : kopecks / 100;
}

/** Notifications of new orders tell only what each line costs. */
function total({ items }: ShopRow): number | undefined {
  const sums = parseRows(items).map(({ sum }) => parseMoney(sum));
  const known = sums.filter((sum) => sum !== undefined);
  if (sums.length === 0 || known.length < sums.length) return undefined;
  return Math.round(known.reduce((whole, sum) => whole + sum * 100, 0)) / 100;
}

/** A whole address that a browser would not change. */
const PLAIN_LINK = /^https?:\/\/[a-z0-9.-]+\/[\w/-]*$/;

/** The link as a browser would take it. It is a path, unless the order has a domain of its own. */
function paymentLink({ row, baseUrl }: ToldOrder): string | undefined {
  const link = parseText(row.link);
  if (link === undefined || PLAIN_LINK.test(link)) return link;
  return URL.canParse(link, baseUrl) ? new URL(link, baseUrl).href : undefined;
}

export type PayStatus = 'waiting' | 'paid' | 'cancel';

/** An order as GetBills tells of it: its number and the products in it. */
export interface Bill {
  readonly billId: string;
  /** The products' codes (good_name). */
  readonly goodNames: readonly string[];
}

/** A map from order numbers to maps from product numbers to products; the order with the highest number comes first. */
export function parseBills(result: unknown): readonly Bill[] {
  if (!isObject(result)) return [];
  const bills = Object.entries(result).map(([billId, goods]) => ({
    billId,
    goodNames: parseRows(goods).flatMap((good) => parseText(good.good_name) ?? []),
  }));
  return bills.toSorted((one, other) => Number(other.billId) - Number(one.billId));
}
