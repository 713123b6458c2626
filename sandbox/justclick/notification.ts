import { md5 } from './answers';
import { buildPhpQuery, type PhpFields } from './php_form';
import { type Brand, couponField } from './service';
import { BUYER_TEXTS, type News, type Order, type OrderEvent, type OrderItem, paymentLink } from './shop';

const ALWAYS =
  'status id first_name last_name middle_name email phone city country region postalcode created utm items';

/** The fields besides those that every notification of an order has. */
const PRESENT: Readonly<Record<OrderEvent, string>> = {
  new_order: 'address comment tag kupon domain link',
  paid: 'address paid last_payment_sum type payway comment tag kupon domain is_recurrent',
  prepayment: 'prepayment_sum tag kupon domain link is_recurrent',
  cancel: 'comment',
  moneyback: 'comment is_recurrent',
};

/** Payments are told apart by their sums alone. */
const STATUS: Readonly<Record<OrderEvent, string | null>> = {
  new_order: 'new_order',
  paid: null,
  prepayment: null,
  cancel: 'cancel_order',
  moneyback: 'moneyback',
};

/** The fields of a notification, all but the hash. */
export function notificationFields(news: News, brand: Brand): PhpFields {
  if (news.event === 'contact') return contactFields(news);
  const present = new Set(`${ALWAYS} ${PRESENT[news.event]}`.split(' '));
  return orderFields(news, brand)
    .filter(([name]) => present.has(name))
    .map(([name, value]) => [name === 'kupon' ? couponField(brand) : name, value] as const);
}

/**
 * The `hash` of a notification: md5 of the order's number, the buyer's e-mail, a time and the key. Contacts have none.
 * The documentation wants the "time of paying-off" for prepayments and moneybacks, which do not hold one: empty here.
 *
 * @param byPhpLine with the time of payment, which is empty in a new order: the PHP line of the documentation has it so,
 * against its own text.
 */
export function notificationHash(news: News, key: string, byPhpLine = false): string | undefined {
  if (news.event === 'contact') return undefined;
  const { id, email } = news.order;
  return md5(`${id}${email}${byPhpLine ? timeOfPayment(news.order) : timeOf(news)}${key}`);
}

/** The body of a notification, encoded as PHP does. */
export function notificationBody(fields: PhpFields, hash: string | undefined): string {
  return buildPhpQuery(hash === undefined ? fields : [...fields, ['hash', hash]]);
}

function timeOf({ event, order }: Exclude<News, { event: 'contact' }>): string {
  switch (event) {
    case 'new_order':
    case 'cancel':
      return String(order.created);
    case 'paid':
      return timeOfPayment(order);
    case 'prepayment':
    case 'moneyback':
      return '';
  }
}

function timeOfPayment({ paid }: Order): string {
  return String(paid ?? '');
}

function orderFields(news: Exclude<News, { event: 'contact' }>, brand: Brand): PhpFields {
  const { event, order } = news;
  const tellsPartners = event === 'paid' || event === 'prepayment';
  // The Russian pages and clients print `new_order`, the English pages `new order`.
  const status = event === 'new_order' && brand === 'influencersoft' ? 'new order' : STATUS[event];
  return [
    ['status', status],
    ['id', order.id],
    ...BUYER_TEXTS.map((name) => [name, order[name]] as const),
    ['created', order.created],
    ['paid', timeOfPayment(order)],
    // The order's sum, where it was paid at once.
    ['last_payment_sum', order.price],
    ['prepayment_sum', news.event === 'prepayment' ? news.sum : null],
    ['type', order.type],
    ['payway', order.payway],
    ['comment', order.comment],
    ['tag', order.tag],
    ['kupon', order.kupon],
    ['domain', order.domain],
    ['link', paymentLink(order)],
    ['is_recurrent', order.is_recurrent],
    ['utm', { ...order.utm }],
    ['items', order.items.map((item) => itemFields(item, tellsPartners))],
  ];
}

function itemFields({ id, title, sum, price, pincode, partners }: OrderItem, tellsPartners: boolean) {
  const line = { id, title, sum, price };
  return tellsPartners ? { ...line, pincode, partners: partners.map((partner) => ({ ...partner })) } : line;
}

function contactFields({ contact, group, status }: Extract<News, { event: 'contact' }>): PhpFields {
  const { name, email, phone, city } = contact;
  const marks = { medium: '', source: '', campaign: '', content: '', term: '' };
  return [
    ['name', name],
    ['email', email],
    ['phone', phone],
    ['city', city],
    ['id_group', group],
    ['ip', '127.0.0.1'],
    ['status', status],
    ['utm', status === 0 ? null : marks],
  ];
}
