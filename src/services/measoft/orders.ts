import type { XmlElement, XmlList } from '../../core/xml';
import { attribute, decimal, grouped, ownText, text, yes } from './values';

/** Sender or receiver. */
export interface Party {
  readonly town: Town;
  /** Its other parts by the names of their elements, such as `company`, `pvz` and `time_min`. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Town {
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly regionCode?: string | undefined;
  readonly regionName?: string | undefined;
}

export interface OrderStatus {
  readonly code: string;
  /** The Russian name, where it is told. */
  readonly title: string | undefined;
  /** The branch where it happened. */
  readonly store: string | undefined;
  /** `YYYY-MM-DD HH:MM:SS` on the clocks of the place. */
  readonly eventTime: string | undefined;
  /** When it was recorded: ISO 8601 in UTC. */
  readonly recorded: string | undefined;
  readonly message: string | undefined;
}

export interface OrderItem {
  /** The courier's internal code of the line, which a change of the order must name. */
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface OrderPackage {
  readonly code: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An order as the courier service tells it; amounts are decimal texts, weights kilograms, sizes centimetres. */
export interface Order {
  readonly orderCode: string | undefined;
  readonly orderNo: string | undefined;
  readonly awb: string | undefined;
  readonly barcode: string | undefined;
  readonly sender: Party;
  readonly receiver: Party;
  readonly status: OrderStatus;
  /** Only under some of the courier company's plans. */
  readonly history: readonly OrderStatus[];
  readonly items: readonly OrderItem[];
  readonly packages: readonly OrderPackage[];
  /** What delivery costs the client; only under some plans. */
  readonly deliveryPrice: string | undefined;
  readonly courierName: string | undefined;
  readonly courierPhone: string | undefined;
  readonly pickup: boolean | undefined;
  readonly return: boolean | undefined;
  readonly receiverPays: boolean | undefined;
  readonly acceptPartially: boolean | undefined;
  /** All simple children by their names, such as `weight` and `paytype`. */
  readonly values: Readonly<Record<string, string>>;
}

/** Reads statusreq. */
export function ordersOfList(take: (order: Order) => void): XmlList {
  return {
    name: 'order',
    take: (order) => {
      take(parseOrder(order));
    },
  };
}

/** An order of `statusreq`, or the root of a webhook. */
export function parseOrder(order: XmlElement): Order {
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

function parseParty(party: XmlElement | undefined): Party {
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

function parseStatus(status: XmlElement | undefined): OrderStatus {
  return {
    code: ownText(status) ?? '',
    title: attribute(status, 'title'),
    store: attribute(status, 'eventstore'),
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

function filledAttributes(element: XmlElement): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const name of Object.keys(element.attributes)) {
    const value = attribute(element, name);
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

/** The children that hold nothing but a text, by their names. */
function simpleValues(parent: XmlElement | undefined): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const child of parent?.children ?? []) {
    const value = child.children.length === 0 ? ownText(child) : undefined;
    if (value !== undefined) values[child.name] = value;
  }
  return values;
}
