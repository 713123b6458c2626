import type { Kopecks, Thousandths } from '../../core/money';
import { buildXml, element, type XmlElement } from '../../core/xml';
import type { OrderRef, RefItem } from './ref_item';

/** The proof of licence inside a write. Without a number it asks for the last one. */
export interface LicenseInfo {
  readonly anchor: string;
  readonly licenseToken: string;
  readonly instanceGuid: string;
  readonly seqNumber: number | undefined;
}

export interface DishLine {
  readonly dish: RefItem;
  readonly quantity: Thousandths;
  /** Overrides the price list. */
  readonly price: Kopecks | undefined;
  readonly seat: number | undefined;
  readonly modifiers: readonly ModifierLine[];
  /** What was chosen in it, where it is a combo (комбо), which takes no modifiers itself. */
  readonly components?: readonly { readonly dish: RefItem; readonly count: number }[];
}

export interface ModifierLine {
  readonly modifier: RefItem;
  readonly count: number;
  /** Stands on paper in place of the modifier's name, where that allows it. Vendor: openName. */
  readonly openName?: string;
}

export interface Payment {
  readonly currency: RefItem;
  readonly amount: Kopecks;
}

export interface Prepayment extends Payment {
  /** The vendor's page requires one, its schema does not: it is sent when it is known. */
  readonly reason?: RefItem | undefined;
  /** Another system holds the money; it is not in the drawer yet. */
  readonly promised?: boolean | undefined;
}

/** What one SaveOrder adds; each kind travels in a packet (Session) of its own. */
export interface Packet {
  readonly station: RefItem;
  /** When its dishes shall be ready. A local time of the till. */
  readonly readyAt?: string | undefined;
  readonly dishes: readonly DishLine[];
  readonly discounts: readonly { readonly discount: RefItem; readonly amount: Kopecks | undefined }[];
  readonly prepayments: readonly Prepayment[];
}

/** What an order that is brought or taken home has besides. Vendor: DeliveryBlock, of which every attribute is optional. */
export interface Delivery {
  /** The guest takes it home (навынос), and nobody brings it. */
  readonly isTakeOut: boolean | undefined;
  /** When it is expected. A local time of the till. */
  readonly expectedAt: string | undefined;
  readonly zone: string | undefined;
  /** Stands before the name of the order. */
  readonly prefix: string | undefined;
}

export interface NewOrder {
  readonly guid: string;
  readonly table: RefItem;
  readonly station: RefItem | undefined;
  readonly waiter: RefItem | undefined;
  readonly orderCategory: RefItem | undefined;
  readonly orderType: RefItem | undefined;
  readonly guests: number;
  readonly persistentComment: string | undefined;
  readonly nonPersistentComment: string | undefined;
  readonly externalProperties: readonly (readonly [name: string, value: string])[];
  readonly delivery?: Delivery | undefined;
}

export interface Return {
  readonly station: RefItem;
  readonly cashier: RefItem;
  readonly reason: RefItem;
  readonly receiptGuid: string;
  readonly dishes: readonly { readonly lineGuid: string; readonly quantity: Thousandths }[];
}

/** Who is to work at which station. */
export interface Registration {
  readonly employee: RefItem;
  readonly station: RefItem;
}

export interface Voiding {
  readonly order: OrderRef;
  readonly station: RefItem;
  readonly manager: RefItem;
  readonly reason: RefItem;
}

/** The request with one command: `RK7Query` around `RK7CMD`. */
export function encodeQuery(command: XmlElement): string {
  return buildXml(element('RK7Query', {}, command));
}

/** A command; its children in the order of the vendor's schema, which is a sequence. LicenseInfo comes first. */
function command(name: string, ...children: readonly (XmlElement | undefined)[]): XmlElement {
  return element('RK7CMD', { CMD: name }, ...children);
}

function encodeLicense(license: LicenseInfo | undefined): XmlElement | undefined {
  if (!license) return undefined;
  const { anchor, licenseToken, instanceGuid, seqNumber } = license;
  return element(
    'LicenseInfo',
    { anchor, licenseToken },
    element('LicenseInstance', { guid: instanceGuid, seqNumber }),
  );
}

const encodeOrderRef = (order: OrderRef): XmlElement => element('Order', { ...order });

function encodeItem(name: string, ref: RefItem | undefined): XmlElement | undefined {
  return ref && element(name, { ...ref });
}

/** Comments and properties are of the schema's type normalizedString, which knows neither tabs nor line breaks. */
export function oneLine<Text extends string | undefined>(text: Text): Text | string {
  return text === undefined ? text : text.replace(/\r\n|[\t\r\n]/g, ' ');
}

export const systemInfoCommand = (): XmlElement => command('GetSystemInfo');

export const seqNumberCommand = (license: LicenseInfo): XmlElement =>
  command('GetXMLLicenseInstanceSeqNumber', encodeLicense(license));

export const getOrderCommand = (order: OrderRef): XmlElement => command('GetOrder', encodeOrderRef(order));

type Comments = Pick<OrderChanges, 'persistentComment' | 'nonPersistentComment'>;

const encodeComments = ({ persistentComment, nonPersistentComment }: Comments): Comments => ({
  persistentComment: oneLine(persistentComment),
  nonPersistentComment: oneLine(nonPersistentComment),
});

function encodeProperties(properties: OrderChanges['externalProperties']): XmlElement | undefined {
  if (properties.length === 0) return undefined;
  const props = properties.map(([name, value]) =>
    element('Prop', { name: oneLine(name), value: oneLine(value) }),
  );
  return element('ExternalProps', {}, ...props);
}

export function createOrderCommand(order: NewOrder): XmlElement {
  const { guid, guests, externalProperties, delivery } = order;
  return command(
    'CreateOrder',
    element(
      'Order',
      { guid, ...encodeComments(order) },
      encodeItem('Table', order.table),
      encodeItem('Station', order.station),
      encodeItem('Waiter', order.waiter),
      encodeItem('OrderCategory', order.orderCategory),
      encodeItem('OrderType', order.orderType),
      element(
        'Guests',
        {},
        ...Array.from({ length: guests }, (_, index) => element('Guest', { guestLabel: index + 1 })),
      ),
      encodeProperties(externalProperties),
      delivery && encodeDelivery(delivery),
    ),
  );
}

function encodeDelivery({ isTakeOut, expectedAt, zone, prefix }: Delivery): XmlElement {
  return element('DeliveryBlock', {
    deliveryTime: expectedAt,
    zoneName: oneLine(zone),
    orderPrefix: oneLine(prefix),
    isTakeOut: isTakeOut === undefined ? undefined : Number(isTakeOut),
  });
}

export function saveOrderCommand(
  order: OrderRef,
  packets: readonly XmlElement[],
  license?: LicenseInfo,
): XmlElement {
  return command('SaveOrder', encodeLicense(license), encodeOrderRef(order), ...packets);
}

/** The packets of one SaveOrder: dishes together, each discount and each prepayment by itself. */
export function encodePackets({ station, readyAt, dishes, discounts, prepayments }: Packet): XmlElement[] {
  const at = encodeItem('Station', station);
  const session = (line: XmlElement): XmlElement => element('Session', {}, at, line);
  return [
    ...(dishes.length === 0
      ? []
      : [element('Session', { readyTime: readyAt }, at, ...dishes.map(encodeDish))]),
    ...discounts.map(({ discount, amount }) => session(element('Discount', { ...discount, amount }))),
    ...prepayments.map(({ currency, amount, promised, reason }) =>
      session(
        element(
          'Prepay',
          { ...currency, amount, promised: promised ? 1 : undefined },
          encodeItem('Reason', reason),
        ),
      ),
    ),
  ];
}

export function encodeDish({
  dish,
  quantity,
  price,
  seat,
  modifiers,
  components = [],
}: DishLine): XmlElement {
  return element(
    components.length > 0 ? 'Combo' : 'Dish',
    { ...dish, quantity, price, seat },
    ...modifiers.map(({ modifier, count, openName }) =>
      element('Modi', { ...modifier, count, openName: oneLine(openName) }),
    ),
    ...components.map(({ dish: component, count }) => element('Component', { ...component, count })),
  );
}

export function calcOrderCommand(
  order: OrderRef,
  station: RefItem,
  cashier: RefItem,
  currency: RefItem,
): XmlElement {
  return command(
    'CalcOrder2',
    encodeOrderRef(order),
    encodeItem('Station', station),
    encodeItem('Cashier', cashier),
    element('Payments', {}, element('Pay', { ...currency, amount: 0 })),
  );
}

export function payOrderCommand(
  order: OrderRef,
  station: RefItem,
  cashier: RefItem,
  payments: readonly Payment[],
  license?: LicenseInfo,
): XmlElement {
  return command(
    'PayOrder',
    encodeLicense(license),
    encodeOrderRef(order),
    encodeItem('Station', station),
    encodeItem('Cashier', cashier),
    ...payments.map(({ currency, amount }) => element('Payment', { ...currency, amount })),
  );
}

/** Spelled as in the vendor's schema and list of commands; `MakeRetunGoods` is a slip in its prose. */
export function returnGoodsCommand(goods: Return, license?: LicenseInfo): XmlElement {
  return command(
    'MakeReturnGoods',
    encodeLicense(license),
    encodeItem('Station', goods.station),
    encodeItem('Cashier', goods.cashier),
    encodeItem('Reason', goods.reason),
    element('PrintCheck', { line_guid: goods.receiptGuid }),
    element(
      'Dishes',
      {},
      ...goods.dishes.map(({ lineGuid, quantity }) => element('Dish', { line_guid: lineGuid, quantity })),
    ),
  );
}

/** What is changed of an order; the rest stays. */
export interface OrderChanges {
  readonly table: RefItem | undefined;
  readonly waiter: RefItem | undefined;
  readonly orderType: RefItem | undefined;
  readonly persistentComment: string | undefined;
  readonly nonPersistentComment: string | undefined;
  readonly externalProperties: readonly (readonly [name: string, value: string])[];
}

/** @param manager where the till asks for one. */
export function updateOrderCommand(
  order: OrderRef,
  { table, waiter, orderType, externalProperties, ...comments }: OrderChanges,
  manager: RefItem | undefined,
): XmlElement {
  return element(
    'RK7CMD',
    { CMD: 'UpdateOrder', ...encodeComments(comments) },
    encodeItem('Manager', manager),
    encodeOrderRef(order),
    encodeItem('Table', table),
    encodeItem('Waiter', waiter),
    encodeItem('OrderType', orderType),
    encodeProperties(externalProperties),
  );
}

/** Vendor: PrintBill. */
export function printBillCommand(order: OrderRef, station: RefItem, cashier: RefItem): XmlElement {
  return command(
    'PrintBill',
    encodeOrderRef(order),
    encodeItem('Station', station),
    encodeItem('Cashier', cashier),
  );
}

export function registerEmployeeCommand({ employee, station }: Registration): XmlElement {
  return command('RegisterEmployee', encodeItem('Waiter', employee), encodeItem('Station', station));
}

export function voidOrderCommand({ order, station, manager, reason }: Voiding): XmlElement {
  return command(
    'VoidOrder',
    encodeOrderRef(order),
    encodeItem('Station', station),
    encodeItem('Manager', manager),
    encodeItem('DeleteReason', reason),
  );
}

/** Always with a mask: without one EMPLOYEES answers with password hashes. */
export function refDataCommand(table: string, mask: string, onlyActive = true): XmlElement {
  return element('RK7CMD', {
    CMD: 'GetRefData',
    RefName: table,
    OnlyActive: onlyActive ? 1 : 0,
    PropMask: mask,
  });
}

export const orderMenuCommand = (station: RefItem): XmlElement =>
  element('RK7CMD', { CMD: 'GetOrderMenu', checkrests: 1 }, encodeItem('Station', station));

export const dishRestsCommand = (): XmlElement => command('GetDishRests');

export const orderListCommand = (): XmlElement =>
  element('RK7CMD', { CMD: 'GetOrderList', needIdents: 1, needCodes: 1, needNames: 1 });

/** Those of the present common shift that are open. */
export const openOrderListCommand = (): XmlElement =>
  element('RK7CMD', { CMD: 'GetOrderList', onlyOpened: 1, needIdents: 1, needCodes: 1, needNames: 1 });

export function receiptListCommand(lastVersion?: string): XmlElement {
  return element('RK7CMD', { CMD: 'GetReceiptList', lastversion: lastVersion });
}
