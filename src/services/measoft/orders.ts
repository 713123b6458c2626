import type { XmlElement } from '../../core/xml';
import { attribute, decimal, grouped, ownText, text, yes, type Texts } from './elements';

/**
 * An order as the courier service tells it: amounts are decimal texts, weights kilograms, sizes centimetres. The history
 * and the price of delivery are told under some of the courier company's plans only.
 */
export type Order = ReturnType<typeof parseOrder>;
export type Party = ReturnType<typeof parseParty>;
export type OrderStatus = ReturnType<typeof parseStatus>;
export type OrderItem = Order['items'][number];
export type OrderPackage = Order['packages'][number];

/** An order of `statusreq`, or the root of a webhook. */
export function parseOrder(order: XmlElement) {
  const courier = order.child('courier');
  return {
    orderCode: attribute(order, 'ordercode'),
    orderNo: attribute(order, 'orderno'),
    awb: attribute(order, 'awb'),
    barcode: text(order, 'barcode'),
    sender: parseParty(order.child('sender')),
    receiver: parseParty(order.child('receiver')),
    status: parseStatus(order.child('status')),
    history: grouped(order, 'statushistory', 'status').map(parseStatus),
    items: grouped(order, 'items', 'item').map((item) => ({
      /** The courier's own code of the line, which a change of the order must name. */
      code: attribute(item, 'code'),
      name: ownText(item),
      attributes: filledAttributes(item),
    })),
    packages: grouped(order, 'packages', 'package').map((parcel) => ({
      code: attribute(parcel, 'code'),
      attributes: filledAttributes(parcel),
    })),
    deliveryPrice: attribute(order.child('deliveryprice'), 'total'),
    courierName: text(courier, 'name'),
    courierPhone: text(courier, 'phone'),
    pickup: yes(order, 'pickup'),
    return: yes(order, 'return'),
    receiverPays: yes(order, 'receiverpays'),
    acceptPartially: yes(order, 'acceptpartially'),
    values: simpleValues(order),
  };
}

/** The order that was recorded last comes first: a number may have been used in several years. */
export function newestFirst(orders: readonly Order[]): readonly Order[] {
  const code = ({ orderCode }: Order): number => decimal(orderCode) ?? 0;
  return orders.toSorted((one, other) => code(other) - code(one));
}

/** What an order is told from others by. Numbers are unique only within a calendar year, the courier's codes for ever. */
export function identityOf({ orderCode, orderNo }: Order): string {
  return orderCode ?? orderNo ?? '';
}

function parseParty(party: XmlElement | undefined) {
  const town = party?.child('town');
  return {
    town: {
      name: ownText(town),
      code: attribute(town, 'code'),
      regionCode: attribute(town, 'regioncode'),
      regionName: attribute(town, 'regionname'),
    },
    values: simpleValues(party),
  };
}

/** A status of an order; an empty one where none is told. */
export function parseStatus(status: XmlElement | undefined) {
  return {
    code: ownText(status) ?? '',
    /** The Russian name, where it is told. */
    title: attribute(status, 'title'),
    /** The branch where it happened. */
    store: attribute(status, 'eventstore'),
    /** `YYYY-MM-DD HH:MM:SS` on the clocks of the place. */
    eventTime: attribute(status, 'eventtime'),
    recorded: isoTime(attribute(status, 'createtimegmt')),
    message: attribute(status, 'message'),
  };
}

/** `2024-03-24 11:12:05` in GMT to ISO 8601. */
function isoTime(stamp: string | undefined): string | undefined {
  return stamp !== undefined && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(stamp)
    ? `${stamp.replace(' ', 'T')}Z`
    : undefined;
}

function filledAttributes(element: XmlElement): Texts {
  const filled: Record<string, string> = {};
  for (const name of Object.keys(element.attributes)) {
    const value = attribute(element, name);
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

/** The children that hold nothing but a text, by their names. */
function simpleValues(parent: XmlElement | undefined): Texts {
  const values: Record<string, string> = {};
  for (const child of parent?.children ?? []) {
    const value = child.children.length === 0 ? ownText(child) : undefined;
    if (value !== undefined) values[child.name] = value;
  }
  return values;
}
