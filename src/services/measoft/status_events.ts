import { parseXml, XmlError, type XmlElement } from '../../core/xml';
import { text } from './elements';
import { identityOf, parseOrder, parseStatus, type Order, type OrderStatus } from './orders';

/** An order got a status. */
export interface StatusEvent {
  /** The same whenever and however the event is read. */
  readonly id: string;
  readonly order: Order;
  readonly status: OrderStatus;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * What has lately happened to an order, the oldest first. Between two looks an order may pass through several statuses, so
 * that those of the day before its newest one count, too, as far as the courier company's plan tells them. Older ones would
 * be no news, and would start a Zap that was turned on after them.
 */
export function eventsOf(order: Order): readonly StatusEvent[] {
  const { status, history } = order;
  const told = history.some((past) => keyOf(past) === keyOf(status)) ? history : [...history, status];
  const since = Math.max(...told.map(momentOf)) - DAY_MILLISECONDS;
  const seen = new Map<string, number>();
  return told.flatMap((past) => {
    const key = keyOf(past);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const isRecent = momentOf(past) >= since || past === status;
    if (past.code === '' || !isRecent) return [];
    // Times are told in seconds, in which an order may get the same status twice.
    const id = [identityOf(order), key, ...(times > 1 ? [String(times)] : [])].join(':');
    return [{ id, order, status: past }];
  });
}

/** An order and one of its statuses, with the id by which the event is known however it is read. */
export function eventOf(order: Order, status: OrderStatus): StatusEvent {
  return { id: `${identityOf(order)}:${keyOf(status)}`, order, status };
}

/**
 * What the courier service itself says of an event that somebody told: the status of that time or, of that name, the last one; its
 * present one where it never had such a status.
 */
export function confirmedEvent(order: Order, { status: told }: StatusEvent): StatusEvent {
  const had = [order.status, ...order.history.toReversed()].filter(({ code }) => code === told.code);
  return eventOf(order, had.find((one) => keyOf(one) === keyOf(told)) ?? had[0] ?? order.status);
}

function keyOf({ code, recorded, eventTime }: OrderStatus): string {
  return `${code}:${recorded ?? eventTime ?? ''}`;
}

/** Milliseconds since 1970; 0 where the time of recording is not told. */
export function momentOf({ recorded }: OrderStatus): number {
  return recorded === undefined ? 0 : Date.parse(recorded);
}

/**
 * What the courier service posts to a webhook: one order as the root, with the code of the status that it is about.
 * It is not signed.
 *
 * @returns undefined for anything else.
 */
export function parseWebhook(body: string): StatusEvent | undefined {
  const root = parse(body);
  if (root?.name !== 'order') return undefined;
  const order = parseOrder(root);
  const code = text(root, 'webhook_status_code') ?? order.status.code;
  if (identityOf(order) === '' || code === '') return undefined;
  // By the time of the delivery the order may have moved on; its history tells when it had the status.
  const told = [order.status, ...order.history.toReversed()].find((status) => status.code === code);
  const status = told ?? { ...parseStatus(undefined), code };
  const time = status.recorded ?? status.eventTime ?? order.status.recorded ?? '';
  return { id: [identityOf(order), code, time].join(':'), order, status };
}

function parse(body: string): XmlElement | undefined {
  try {
    return parseXml(body);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
