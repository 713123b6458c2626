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

/** A command; its children in the order of the vendor's schema, which is a sequence. */
export function command(name: string, ...children: readonly (XmlElement | undefined)[]): XmlElement {
  return element('RK7CMD', { CMD: name }, ...children);
}

/** The things of the till that a command names, in that order; those that are not given are left out. */
export function refs(
  things: Readonly<Record<string, RefItem | OrderRef | undefined>>,
): (XmlElement | undefined)[] {
  return Object.entries(things).map(([name, ref]) => ref && element(name, { ...ref }));
}

/** A command with its licence, which comes first. */
export function withLicense({ name, attributes, children }: XmlElement, license: LicenseInfo): XmlElement {
  const { anchor, licenseToken, instanceGuid, seqNumber } = license;
  const instance = element('LicenseInstance', { guid: instanceGuid, seqNumber });
  return element(name, attributes, element('LicenseInfo', { anchor, licenseToken }, instance), ...children);
}

/** Comments and properties are of the schema's type normalizedString, which knows neither tabs nor line breaks. */
export function oneLine<Text extends string | undefined>(text: Text): Text | string {
  return text === undefined ? text : text.replace(/\r\n|[\t\r\n]/g, ' ');
}

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
  const { guid, guests, table, station, waiter, orderCategory, orderType, delivery } = order;
  const labels = Array.from({ length: guests }, (_, index) => element('Guest', { guestLabel: index + 1 }));
  return command(
    'CreateOrder',
    element(
      'Order',
      { guid, ...encodeComments(order) },
      ...refs({
        Table: table,
        Station: station,
        Waiter: waiter,
        OrderCategory: orderCategory,
        OrderType: orderType,
      }),
      element('Guests', {}, ...labels),
      encodeProperties(order.externalProperties),
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

/** The packets of one SaveOrder: dishes together, each discount and each prepayment by itself. */
export function saveOrderCommand(
  order: OrderRef,
  { station, readyAt, dishes, discounts, prepayments }: Packet,
): XmlElement {
  const session = (lines: readonly XmlElement[], readyTime?: string): XmlElement =>
    element('Session', { readyTime }, ...refs({ Station: station }), ...lines);
  return command(
    'SaveOrder',
    ...refs({ Order: order }),
    dishes.length === 0 ? undefined : session(dishes.map(encodeDish), readyAt),
    ...discounts.map(({ discount, amount }) => session([element('Discount', { ...discount, amount })])),
    ...prepayments.map(({ currency, amount, promised, reason }) => {
      const attributes = { ...currency, amount, promised: promised ? 1 : undefined };
      return session([element('Prepay', attributes, ...refs({ Reason: reason }))]);
    }),
  );
}

function encodeDish({ dish, quantity, price, seat, modifiers, components = [] }: DishLine): XmlElement {
  return element(
    components.length > 0 ? 'Combo' : 'Dish',
    { ...dish, quantity, price, seat },
    ...modifiers.map(({ modifier, count, openName }) =>
      element('Modi', { ...modifier, count, openName: oneLine(openName) }),
    ),
    ...components.map(({ dish: component, count }) => element('Component', { ...component, count })),
  );
}

export function payOrderCommand(
  order: OrderRef,
  station: RefItem,
  cashier: RefItem,
  payments: readonly Payment[],
): XmlElement {
  return command(
    'PayOrder',
    ...refs({ Order: order, Station: station, Cashier: cashier }),
    ...payments.map(({ currency, amount }) => element('Payment', { ...currency, amount })),
  );
}

/** Spelled as in the vendor's schema and list of commands; `MakeRetunGoods` is a slip in its prose. */
export function returnGoodsCommand({ station, cashier, reason, receiptGuid, dishes }: Return): XmlElement {
  const lines = dishes.map(({ lineGuid, quantity }) => element('Dish', { line_guid: lineGuid, quantity }));
  return command(
    'MakeReturnGoods',
    ...refs({ Station: station, Cashier: cashier, Reason: reason }),
    element('PrintCheck', { line_guid: receiptGuid }),
    element('Dishes', {}, ...lines),
  );
}

/** What is changed of an order; the rest stays. */
export type OrderChanges = { readonly table: RefItem | undefined } & Pick<
  NewOrder,
  'waiter' | 'orderType' | 'persistentComment' | 'nonPersistentComment' | 'externalProperties'
>;

/** @param manager where the till asks for one. */
export function updateOrderCommand(
  order: OrderRef,
  { table, waiter, orderType, externalProperties, ...comments }: OrderChanges,
  manager: RefItem | undefined,
): XmlElement {
  return element(
    'RK7CMD',
    { CMD: 'UpdateOrder', ...encodeComments(comments) },
    ...refs({ Manager: manager, Order: order, Table: table, Waiter: waiter, OrderType: orderType }),
    encodeProperties(externalProperties),
  );
}

/** Vendor: PrintBill. */
export function printBillCommand(order: OrderRef, station: RefItem, cashier: RefItem): XmlElement {
  return command('PrintBill', ...refs({ Order: order, Station: station, Cashier: cashier }));
}

export function registerEmployeeCommand({ employee, station }: Registration): XmlElement {
  return command('RegisterEmployee', ...refs({ Waiter: employee, Station: station }));
}

export function voidOrderCommand({ order, station, manager, reason }: Voiding): XmlElement {
  return command(
    'VoidOrder',
    ...refs({ Order: order, Station: station, Manager: manager, DeleteReason: reason }),
  );
}
