import { parsePhpForm, type PhpForm } from '../../core/php_form';
import { md5Hex, sameHash } from '../../core/signature';
import type { ShopConnection } from './connection';
import { parseOrder, type Order } from './orders';
import { parseText } from './values';

/** What a shop reports, by the vendor's five kinds of notification. */
export type OrderEvent = 'new_order' | 'paid' | 'cancelled' | 'prepaid' | 'moneyback';

export interface Notification {
  readonly event: OrderEvent;
  readonly order: Order;
  /** What was paid by this event, as decimal text. */
  readonly paymentSum: string | undefined;
  /** The same for every delivery of one event. */
  readonly id: string;
  /** Whether the id can mean no other event: an order is placed once, and a payment has its time. */
  readonly isDated: boolean;
}

/** Why a notification starts nothing: for the log. */
export interface Rejection {
  readonly rejected: 'damaged' | 'forged';
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
  const event = eventOf(fields);
  const order = parseOrder({ ...fields, pay_status: PAY_STATUS[event] }, baseUrl);
  const email = scalar(fields.email);
  if (!order || !/^\d+$/.test(order.bill_id)) return { rejected: 'damaged' };
  const created = scalar(fields.created);
  const paid = scalar(fields.paid);
  const times = {
    new_order: [created, ''],
    paid: [paid],
    cancelled: [created, ''],
    prepaid: [paid, created, ''],
    moneyback: [paid, created, ''],
  };
  const hash = scalar(fields.hash);
  const genuine = times[event].some((time) => sameHash(md5Hex(order.bill_id + email + time + apiKey), hash));
  if (!genuine) return { rejected: 'forged' };
  const paymentSum = parseText(fields.last_payment_sum) ?? parseText(fields.prepayment_sum);
  const id = [order.bill_id, event, paid, paymentSum ?? ''].join('-');
  return { event, order, paymentSum, id, isDated: event === 'new_order' || event === 'paid' };
}

const PAY_STATUS: Readonly<Record<OrderEvent, string>> = {
  new_order: 'waiting',
  paid: 'paid',
  cancelled: 'cancel',
  prepaid: 'waiting',
  moneyback: 'moneyback',
};

/** Payments have no status; a prepayment has a sum of its own. English pages print `new order`. */
function eventOf(fields: PhpForm): OrderEvent {
  switch (scalar(fields.status).replace(' ', '_')) {
    case 'new_order':
      return 'new_order';
    case 'cancel_order':
      return 'cancelled';
    case 'moneyback':
      return 'moneyback';
    default:
      return fields.prepayment_sum === undefined ? 'paid' : 'prepaid';
  }
}

function scalar(value: string | PhpForm | undefined): string {
  return typeof value === 'string' ? value : '';
}
