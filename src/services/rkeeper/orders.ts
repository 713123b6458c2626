import type { Kopecks, Thousandths } from '../../core/money';
import type { XmlElement, XmlList } from '../../core/xml';
import { digits, named } from './ref_item';

/** Reads an Order element. Some answers carry only a part of it; sums that are absent read as 0. */
export function parseOrder(order: XmlElement) {
  return {
    guid: order.attribute('guid') ?? '',
    visit: order.attribute('visit'),
    orderIdent: order.attribute('orderIdent'),
    name: order.attribute('orderName'),
    /** Local time of the till, without a zone. */
    openTime: order.attribute('openTime'),
    version: order.attribute('version'),
    orderSum: kopecks(order, 'orderSum'),
    discountSum: kopecks(order, 'discountSum'),
    prepaySum: kopecks(order, 'prepaySum'),
    unpaidSum: kopecks(order, 'unpaidSum'),
    totalPieces: thousandths(order, 'totalPieces'),
    paid: flag(order, 'paid'),
    finished: flag(order, 'finished'),
    deleted: flag(order, 'deleted'),
    /** Made by a return of dishes. Vendor: purchase. */
    isReturn: flag(order, 'purchase') || order.child('SourceOrder') !== undefined,
    persistentComment: order.attribute('persistentComment'),
    nonPersistentComment: order.attribute('nonPersistentComment'),
    /** Names and values that other systems keep with it. Vendor: ExternalProps. */
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

export type Order = Readonly<ReturnType<typeof parseOrder>>;

/** What the till tells of an order that is brought or taken home. Its times are local times of the till. Vendor: DeliveryBlock. */
function parseDelivery(block: XmlElement | undefined) {
  return (
    block && {
      /** A number. What the numbers mean is not published. */
      state: block.attribute('deliveryState'),
      isTakeOut: flag(block, 'isTakeOut'),
      zone: block.attribute('zoneName'),
      expectedTime: block.attribute('deliveryTime'),
      /** When the courier left with it. Vendor: forwarderSendTime. */
      sentTime: block.attribute('forwarderSendTime'),
      deliveredTime: block.attribute('realDeliveryTime'),
    }
  );
}

export function parseReceipt(check: XmlElement) {
  return {
    lineGuid: check.attribute('line_guid') ?? '',
    checkNumber: check.attribute('CheckNum') ?? check.attribute('checknum') ?? '',
    amount: kopecks(check, 'amount'),
    deleted: isDeleted(check),
    /** A pre-bill (пречек) and not a paid receipt. */
    bill: flag(check, 'bill') || check.attribute('state') === '4',
    printTime: check.attribute('printTime'),
    /** Only an order tells them, and not a list. */
    payments: present(check, 'Pay').map(parsePayment),
    fiscalId: check.attribute('GlobalFiscalID'),
  };
}

export type Receipt = Readonly<ReturnType<typeof parseReceipt>>;

/** A part of a receipt that was paid in one way. */
const parsePayment = (pay: XmlElement) => ({ ...parseSum(pay), tip: kopecks(pay, 'tipAmount') });

export type ReceiptPayment = Readonly<ReturnType<typeof parsePayment>>;

/** Whether a receipt proves a payment: it is no pre-bill, and was not deleted. */
export const isProof = ({ bill, deleted }: Pick<Receipt, 'bill' | 'deleted'>): boolean => !bill && !deleted;

/** The receipt that proves a payment; the last one where there are several. */
export function paidReceipt(receipts: readonly Receipt[]): Receipt | undefined {
  return receipts.findLast(isProof);
}

/** One packet of an order. */
function parseSession(session: XmlElement) {
  return {
    /** Local time of the till. */
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

const parseSum = (element: XmlElement) => ({
  ...named(element),
  amount: kopecks(element, 'amount'),
});

function parseDish(dish: XmlElement) {
  return {
    ...named(dish),
    lineGuid: dish.attribute('line_guid'),
    quantity: thousandths(dish, 'quantity'),
    /** Before any of it was taken off again. Vendor: srcQuantity, of 7.4.16.2 and newer. */
    ordered: Math.max(thousandths(dish, 'srcQuantity'), thousandths(dish, 'quantity')) as Thousandths,
    price: kopecks(dish, 'price'),
    amount: kopecks(dish, 'amount'),
    seat: whole(dish, 'seat'),
    deleted: isDeleted(dish),
    /** A return has the GUID of the line that is given back. Vendor: SourceGUIDString. */
    sourceLine: dish.attribute('SourceGUIDString'),
    modifiers: dish
      .all('Modi')
      .map((modi) => ({ ...counted(modi), name: modi.attribute('openName') ?? named(modi).name })),
    /** What was chosen in a combo (комбо). */
    components: dish.all('Component').map(counted),
  };
}

export type OrderDish = Readonly<ReturnType<typeof parseDish>>;

const counted = (element: XmlElement) => ({ ...named(element), count: whole(element, 'count', 1) });

function namedChild(parent: XmlElement, name: string) {
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

/** The same where it is not always told, as what is left of a dish without a limit. */
export const thousandthsIfTold = (element: XmlElement, name: string): Thousandths | undefined =>
  element.attribute(name) === undefined ? undefined : thousandths(element, name);

/** Order data say 1 and 0, reference data true and false. */
export function flag(element: XmlElement, name: string): boolean {
  const text = element.attribute(name)?.toLowerCase();
  return text === '1' || text === 'true';
}

/** What is still on an order. */
export function dishesOf({ sessions }: Pick<Order, 'sessions'>): OrderDish[] {
  return sessions.flatMap(({ dishes }) => dishes.filter(({ deleted }) => !deleted));
}

/** Reads GetOrderList, visit by visit. */
export const ORDERS: XmlList<OrderSummary> = {
  name: 'Visit',
  items: (visit) => (visit.child('Orders')?.all('Order') ?? []).map((order) => parseSummary(visit, order)),
};

/** What a till tells of all its orders at once. */
function parseSummary(visit: XmlElement, order: XmlElement) {
  return {
    guid: order.attribute('guid') ?? '',
    visit: visit.attribute('VisitID'),
    orderIdent: order.attribute('OrderID'),
    name: order.attribute('OrderName'),
    version: order.attribute('Version'),
    orderSum: kopecks(order, 'OrderSum'),
    toPaySum: kopecks(order, 'ToPaySum'),
    createTime: order.attribute('CreateTime'),
    finishTime: order.attribute('FinishTime'),
    /** When its last pre-bill (пречек) was printed. */
    billTime: order.attribute('BillTime'),
    finished: flag(order, 'Finished'),
    /** Nothing is on it; not every till tells. */
    totalPieces: thousandthsIfTold(order, 'TotalPieces'),
    tableName: order.attribute('TableName'),
    tableCode: order.attribute('TableCode'),
    waiterName: order.attribute('WaiterName'),
  };
}

export type OrderSummary = Readonly<ReturnType<typeof parseSummary>>;

/** The sales that a text means: by a GUID, or by the number on paper: "1042", "№ 1042", "чек 1042". */
export function receiptsNamed(receipts: readonly ListedReceipt[], text: string): readonly ListedReceipt[] {
  const number = /^(?:чек|receipt)?\s{0,3}[№#]?\s{0,3}0*(\d{1,15})$/i.exec(text)?.[1];
  return receipts.filter(
    (receipt) =>
      digits(receipt.lineGuid) === digits(text) || (number === receipt.checkNumber && isProof(receipt)),
  );
}

/** Reads GetReceiptList. */
export const RECEIPTS: XmlList<ListedReceipt> = {
  name: 'Receipt',
  items: (receipt) => [parseListed(receipt)],
};

/** A receipt with the order that it belongs to. */
function parseListed(receipt: XmlElement) {
  return {
    ...parseReceipt(receipt),
    amount: kopecks(receipt, 'sum'),
    printTime: receipt.attribute('printtime'),
    orderGuid: receipt.child('Order')?.attribute('guid'),
    deleteTime: receipt.attribute('deletetime'),
    deleteReason: receipt.child('DeleteReason')?.attribute('name'),
    cashierName: receipt.child('Cashier')?.attribute('name'),
    stationName: receipt.child('CloseStation')?.attribute('name'),
  };
}

export type ListedReceipt = Readonly<ReturnType<typeof parseListed>>;
