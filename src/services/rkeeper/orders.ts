import type { Kopecks, Thousandths } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import type { NamedItem } from './ref_item';

export interface OrderDish extends NamedItem {
  readonly lineGuid: string | undefined;
  readonly quantity: Thousandths;
  /** Before any of it was taken off again. Vendor: srcQuantity, of 7.4.16.2 and newer. */
  readonly ordered: Thousandths;
  readonly price: Kopecks;
  readonly amount: Kopecks;
  readonly seat: number;
  readonly deleted: boolean;
  /** A return has the GUID of the line that is given back. Vendor: SourceGUIDString. */
  readonly sourceLine: string | undefined;
  readonly modifiers: readonly (NamedItem & { readonly count: number })[];
  /** What was chosen in a combo (комбо). */
  readonly components: readonly (NamedItem & { readonly count: number })[];
}

/** One packet of an order. */
export interface OrderSession {
  readonly uni: string | undefined;
  readonly lineGuid: string | undefined;
  /** Local time of the till. */
  readonly readyTime: string | undefined;
  readonly dishes: readonly OrderDish[];
  readonly discounts: readonly (NamedItem & { readonly amount: Kopecks })[];
  readonly prepayments: readonly (NamedItem & { readonly amount: Kopecks })[];
}

/** A part of a receipt that was paid in one way. */
export interface ReceiptPayment extends NamedItem {
  readonly amount: Kopecks;
  /** Vendor: tipAmount. */
  readonly tip: Kopecks;
}

export interface Receipt {
  readonly lineGuid: string;
  readonly checkNumber: string;
  readonly amount: Kopecks;
  readonly deleted: boolean;
  /** A pre-bill (пречек) and not a paid receipt. */
  readonly bill: boolean;
  readonly printTime: string | undefined;
  /** Only an order tells them, and not a list. */
  readonly payments: readonly ReceiptPayment[];
  /** Vendor: GlobalFiscalID. */
  readonly fiscalId: string | undefined;
}

/** What the till tells of an order that is brought or taken home. Its times are local times of the till. */
export interface OrderDelivery {
  /** A number. What the numbers mean is not published. */
  readonly state: string | undefined;
  readonly isTakeOut: boolean;
  readonly zone: string | undefined;
  readonly expectedTime: string | undefined;
  /** When the courier left with it. Vendor: forwarderSendTime. */
  readonly sentTime: string | undefined;
  readonly deliveredTime: string | undefined;
}

export interface Order {
  readonly guid: string;
  readonly visit: string | undefined;
  readonly orderIdent: string | undefined;
  readonly name: string | undefined;
  /** Local time of the till, without a zone. */
  readonly openTime: string | undefined;
  readonly version: string | undefined;
  readonly orderSum: Kopecks;
  readonly discountSum: Kopecks;
  readonly prepaySum: Kopecks;
  readonly unpaidSum: Kopecks;
  readonly totalPieces: Thousandths;
  readonly paid: boolean;
  readonly finished: boolean;
  readonly deleted: boolean;
  readonly locked: boolean;
  /** Made by a return of dishes. Vendor: purchase. */
  readonly isReturn: boolean;
  readonly persistentComment: string | undefined;
  readonly nonPersistentComment: string | undefined;
  /** Names and values that other systems keep with it. Vendor: ExternalProps. */
  readonly externalProperties: readonly (readonly [name: string, value: string])[];
  /** Vendor: DeliveryBlock. */
  readonly delivery: OrderDelivery | undefined;
  readonly table: NamedItem | undefined;
  readonly waiter: NamedItem | undefined;
  readonly station: NamedItem | undefined;
  readonly sessions: readonly OrderSession[];
  readonly receipts: readonly Receipt[];
}

/** Reads an Order element. Some answers carry only a part of it; sums that are absent read as 0. */
export function parseOrder(order: XmlElement): Order {
  const text = (name: string): string | undefined => order.attribute(name);
  return {
    guid: text('guid') ?? '',
    visit: text('visit'),
    orderIdent: text('orderIdent'),
    name: text('orderName'),
    openTime: text('openTime'),
    version: text('version'),
    orderSum: kopecks(order, 'orderSum'),
    discountSum: kopecks(order, 'discountSum'),
    prepaySum: kopecks(order, 'prepaySum'),
    unpaidSum: kopecks(order, 'unpaidSum'),
    totalPieces: thousandths(order, 'totalPieces'),
    paid: flag(order, 'paid'),
    finished: flag(order, 'finished'),
    deleted: flag(order, 'deleted'),
    locked: flag(order, 'locked'),
    isReturn: flag(order, 'purchase') || order.child('SourceOrder') !== undefined,
    persistentComment: text('persistentComment'),
    nonPersistentComment: text('nonPersistentComment'),
    externalProperties: (order.child('ExternalProps')?.all('Prop') ?? []).map(
      (prop) => [prop.attribute('name') ?? '', prop.attribute('value') ?? ''] as const,
    ),
    delivery: parseDelivery(order.child('DeliveryBlock')),
    table: namedChild(order, 'Table'),
    waiter: namedChild(order, 'Waiter'),
    station: namedChild(order, 'Station'),
    sessions: order.all('Session').map(parseSession),
    receipts: [order, ...order.all('Session')].flatMap((place) => place.all('PrintCheck').map(parseReceipt)),
  };
}

function parseDelivery(block: XmlElement | undefined): OrderDelivery | undefined {
  return (
    block && {
      state: block.attribute('deliveryState'),
      isTakeOut: flag(block, 'isTakeOut'),
      zone: block.attribute('zoneName'),
      expectedTime: block.attribute('deliveryTime'),
      sentTime: block.attribute('forwarderSendTime'),
      deliveredTime: block.attribute('realDeliveryTime'),
    }
  );
}

export function parseReceipt(check: XmlElement): Receipt {
  return {
    lineGuid: check.attribute('line_guid') ?? '',
    checkNumber: check.attribute('CheckNum') ?? check.attribute('checknum') ?? '',
    amount: kopecks(check, 'amount'),
    deleted: isDeleted(check),
    bill: flag(check, 'bill') || check.attribute('state') === '4',
    printTime: check.attribute('printTime'),
    payments: present(check, 'Pay').map((pay) => ({
      ...named(pay),
      amount: kopecks(pay, 'amount'),
      tip: kopecks(pay, 'tipAmount'),
    })),
    fiscalId: check.attribute('GlobalFiscalID'),
  };
}

/** The receipt that proves a payment: not a pre-bill, not deleted; the last one where there are several. */
export function paidReceipt(receipts: readonly Receipt[]): Receipt | undefined {
  return receipts.findLast(({ bill, deleted }) => !bill && !deleted);
}

function parseSession(session: XmlElement): OrderSession {
  return {
    uni: session.attribute('uni'),
    lineGuid: session.attribute('line_guid'),
    readyTime: session.attribute('readyTime'),
    // Dishes that were taken off count as well where it is asked what has arrived. A combo (комбо) is a line beside them.
    dishes: session.children.filter(({ name }) => name === 'Dish' || name === 'Combo').map(parseDish),
    discounts: present(session, 'Discount').map(parseSum),
    prepayments: present(session, 'Prepay').map(parseSum),
  };
}

/** What was removed stays in the list with a mark (vendor: state 7 or deleted). */
function isDeleted(element: XmlElement): boolean {
  return flag(element, 'deleted') || element.attribute('state') === '7';
}

const present = (parent: XmlElement, name: string): XmlElement[] =>
  parent.all(name).filter((element) => !isDeleted(element));

const parseSum = (element: XmlElement): NamedItem & { readonly amount: Kopecks } => ({
  ...named(element),
  amount: kopecks(element, 'amount'),
});

function parseDish(dish: XmlElement): OrderDish {
  return {
    ...named(dish),
    lineGuid: dish.attribute('line_guid'),
    quantity: thousandths(dish, 'quantity'),
    ordered: Math.max(thousandths(dish, 'srcQuantity'), thousandths(dish, 'quantity')) as Thousandths,
    price: kopecks(dish, 'price'),
    amount: kopecks(dish, 'amount'),
    seat: whole(dish, 'seat'),
    deleted: isDeleted(dish),
    sourceLine: dish.attribute('SourceGUIDString'),
    modifiers: dish
      .all('Modi')
      .map((modi) => ({ ...counted(modi), name: modi.attribute('openName') ?? named(modi).name })),
    components: dish.all('Component').map(counted),
  };
}

const counted = (element: XmlElement): NamedItem & { readonly count: number } => ({
  ...named(element),
  count: whole(element, 'count', 1),
});

export function named(element: XmlElement): NamedItem {
  return {
    id: element.attribute('id'),
    code: element.attribute('code'),
    guid: element.attribute('guid'),
    name: element.attribute('name'),
  };
}

function namedChild(parent: XmlElement, name: string): NamedItem | undefined {
  const child = parent.child(name);
  return child && named(child);
}

export function whole(element: XmlElement, name: string, absent = 0): number {
  const text = element.attribute(name) ?? '';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : absent;
}

/** Money attributes are kopecks on the wire (vendor: 1 piece is 1000, 1 rouble is 100). */
export const kopecks = (element: XmlElement, name: string): Kopecks => whole(element, name) as Kopecks;

/** Quantities are thousandths on the wire (vendor: 1 piece is 1000, 1 rouble is 100). */
export const thousandths = (element: XmlElement, name: string): Thousandths =>
  whole(element, name) as Thousandths;

/** Order data say 1 and 0, reference data true and false. */
export function flag(element: XmlElement, name: string): boolean {
  const text = element.attribute(name)?.toLowerCase();
  return text === '1' || text === 'true';
}
