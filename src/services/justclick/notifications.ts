import { parsePhpForm, type PhpForm } from '../../core/php_form';
import { md5Hex, sameHash } from '../../core/signature';
import type { ShopConnection } from './connection';
import { parseMoney, parseOrder, type Order } from './orders';
import { parseSeconds } from './values';

/** What a shop reports, by the vendor's five kinds of notification. */
export type OrderEvent = 'new_order' | 'paid' | 'cancelled' | 'prepaid' | 'moneyback';

/** What a notification says. Its hash proves the order's number, the e-mail and a time, and nothing else of it. */
export interface Notification {
  readonly event: OrderEvent;
  readonly order: Order;
  /** What is said to have been paid by this event. */
  readonly paymentSum: number | undefined;
  /** The time of payment in UNIX seconds, where the hash covers it. */
  readonly paidAt: number | undefined;
}

/** An event that may start a Zap. */
export interface OrderNews {
  readonly event: OrderEvent;
  readonly order: Order;
  readonly paymentSum: number | undefined;
  /** Whether the shop itself bears the event out, and the order is as the shop has it. */
  readonly confirmed: boolean;
  /** The same for every delivery of one event; it holds nothing that a stranger could vary. */
  readonly id: string;
  /** Whether the id can mean no other event: an order is placed once, and a payment has its time. */
  readonly isDated: boolean;
  /** Whether the id tells a repeated notification from another event at all. */
  readonly isTelling: boolean;
}

/** Why a notification starts nothing: for the log. */
export interface Rejection {
  readonly rejected: 'damaged' | 'forged' | 'contradicted' | "contact's" | 'order';
}

/**
 * Parses a notification and checks its hash: md5 of order number, e-mail, a time and the key, one after the other.
 *
 * Which time it is depends on the event. For prepayment and moneyback the vendor names a time that the notification does
 * not carry, and its own PHP line takes the time of payment even for new orders, where it is empty.
 */
export function parseNotification(
  body: string,
  { apiKey, baseUrl }: Pick<ShopConnection, 'apiKey' | 'baseUrl'>,
): Notification | Rejection {
  const fields = parsePhpForm(body);
  // The account-wide address gets these, and may be told of orders, too.
  if (fields.id === undefined && fields.id_group !== undefined) return { rejected: "contact's" };
  const event = eventOf(fields);
  const order = parseOrder({ ...fields, pay_status: PAY_STATUS[event] }, baseUrl);
  if (!order || !/^\d+$/.test(order.bill_id)) return { rejected: 'damaged' };
  const [created, paid] = [scalar(fields.created), scalar(fields.paid)];
  // Without a time of its own a payment would be one that anybody makes of a new order.
  const times = event === 'paid' ? [paid].filter(Boolean) : [created, '', '0'];
  const signed = order.bill_id + scalar(fields.email);
  const hash = scalar(fields.hash);
  if (!times.some((time) => sameHash(md5Hex(signed + time + apiKey), hash))) return { rejected: 'forged' };
  return {
    event,
    order,
    paymentSum: parseMoney(fields.last_payment_sum) ?? parseMoney(fields.prepayment_sum),
    paidAt: event === 'paid' ? parseSeconds(paid) : undefined,
  };
}

const PAY_STATUS: Readonly<Record<OrderEvent, string>> = {
  new_order: 'waiting',
  paid: 'paid',
  cancelled: 'cancel',
  prepaid: 'waiting',
  moneyback: 'moneyback',
};

/**
 * Payments have no status, and not every new order has one. English pages print `new order`. The vendor: a new order is
 * known by the absence of `paid`.
 */
function eventOf(fields: PhpForm): OrderEvent {
  switch (scalar(fields.status).replace(' ', '_')) {
    case 'new_order':
      return 'new_order';
    case 'cancel_order':
      return 'cancelled';
    case 'moneyback':
      return 'moneyback';
  }
  if (scalar(fields.prepayment_sum) !== '') return 'prepaid';
  return scalar(fields.paid) !== '' || scalar(fields.last_payment_sum) !== '' ? 'paid' : 'new_order';
}

function scalar(value: string | PhpForm | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** What an event is where the shop cannot be asked. */
export function unconfirmed({ event, order, paymentSum, paidAt }: Notification): OrderNews {
  return {
    event,
    order,
    paymentSum,
    confirmed: false,
    ...identified(event, order.bill_id, paidAt, undefined),
  };
}

/**
 * What an event is by the shop's own word: its status, sums and e-mail.
 *
 * @param order as getOrderDetails tells it; undefined where the shop does not know it.
 */
export function confirmed(told: Notification, order: Order | undefined): OrderNews | Rejection {
  const { event } = told;
  const demanded = STATUS_OF[event];
  if (!order) return demanded === undefined ? unconfirmed(told) : { rejected: 'contradicted' };
  // The hash joins its parts without borders: number 10000 and "0user4@…" have that of 100000 and "user4@…".
  if (order.email !== null && order.email.toLowerCase() !== told.order.email?.toLowerCase())
    return { rejected: 'forged' };
  if (demanded !== undefined && order.pay_status === null) return unconfirmed(told);
  if (demanded !== undefined && order.pay_status !== demanded) return { rejected: 'contradicted' };
  const paidAt = order.paid === null ? told.paidAt : Date.parse(order.paid) / 1000;
  const rest = order.sum_to_pay ?? undefined;
  const most = (order.price ?? 0) - (event === 'prepaid' ? (rest ?? 0) : 0);
  return {
    event,
    order: { ...order, is_recurrent: order.is_recurrent ?? told.order.is_recurrent },
    // No sum of the notification is signed; one beyond what the shop has is none.
    paymentSum: (told.paymentSum ?? 0) <= most ? told.paymentSum : undefined,
    confirmed: isBorneOut(event, order),
    ...identified(event, order.bill_id, paidAt, rest),
  };
}

/** The status that the shop must have given to an order for the event to be true. */
const STATUS_OF: Readonly<Partial<Record<OrderEvent, string>>> = { paid: 'paid', cancelled: 'cancel' };

function isBorneOut(event: OrderEvent, { pay_status, price, sum_to_pay }: Order): boolean {
  if (event === 'prepaid') return price !== null && sum_to_pay !== null && sum_to_pay < price;
  // What becomes of the status of an order whose money went back is not documented.
  if (event === 'moneyback') return pay_status !== null && !['waiting', 'paid'].includes(pay_status);
  return true;
}

/** An instalment has no time, so it is told by what is left to pay; what has neither can be told from nothing. */
function identified(
  event: OrderEvent,
  billId: string,
  paidAt: number | undefined,
  rest: number | undefined,
): Pick<OrderNews, 'id' | 'isDated' | 'isTelling'> {
  const state = event === 'new_order' ? undefined : event === 'prepaid' ? rest : paidAt;
  return {
    id: [billId, event, ...(state === undefined ? [] : [state])].join('-'),
    isDated: event === 'new_order' || event === 'paid',
    isTelling: event !== 'prepaid' || rest !== undefined,
  };
}
