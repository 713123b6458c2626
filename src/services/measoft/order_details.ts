import type { Kopecks } from '../../core/money';
import { element, type XmlElement } from '../../core/xml';
import {
  asIs,
  encode,
  encodeFlag,
  encodeInteger,
  encodeMeasure,
  encodeMoney,
  groupElement,
  leaf,
  leaves,
  type Encodable,
  type Texts,
} from './elements';

// The order of the names in these tables is the order in which elements and attributes are sent: the vendor's.

const SENDER = {
  company: asIs,
  person: asIs,
  phone: asIs,
  address: asIs,
  /** `YYYY-MM-DD` */
  date: asIs,
  /** `HH:MM` */
  time_min: asIs,
  time_max: asIs,
};

const RECEIVER = {
  person: asIs,
  company: asIs,
  phone: asIs,
  zipcode: asIs,
  address: asIs,
  pvz: asIs,
  inn: asIs,
  date: asIs,
  time_min: asIs,
  time_max: asIs,
};

/** The simple elements of an order. */
const VALUES = {
  pickup: encodeFlag,
  return: encodeFlag,
  weight: encodeMeasure,
  quantity: encodeInteger,
  paytype: asIs,
  service: asIs,
  type: encodeInteger,
  price: encodeMoney,
  discount: encodeMoney,
  inshprice: encodeMoney,
  receiverpays: encodeFlag,
  acceptpartially: encodeFlag,
  enclosure: asIs,
  instruction: asIs,
  department: asIs,
  costcode: asIs,
};

const ITEM = {
  quantity: encodeMeasure,
  retprice: encodeMoney,
  VATrate: asIs,
  mass: encodeMeasure,
  extcode: asIs,
  barcode: asIs,
  article: asIs,
  itemcode: asIs,
  inshprice: encodeMoney,
  length: encodeMeasure,
  width: encodeMeasure,
  height: encodeMeasure,
  suppcompany: asIs,
  suppphone: asIs,
  suppINN: asIs,
  governmentCode: asIs,
  type: asIs,
};

/** The kind of a line that lessens what is to be collected. */
export const PREPAYMENT = '4';

const PACKAGE = {
  strbarcode: asIs,
  mass: encodeMeasure,
  length: encodeMeasure,
  width: encodeMeasure,
  height: encodeMeasure,
  message: asIs,
};

interface TownDetails {
  /** A FIAS code, the courier's code or a name. */
  readonly town?: string | undefined;
  /** The number of the region, which tells towns of one name apart. */
  readonly regioncode?: string | undefined;
  readonly country?: string | undefined;
}

/** A piece of goods, its names those of the wire but for those that are put into words. */
export interface ItemDetails extends Omit<
  Encodable<typeof ITEM>,
  'VATrate' | 'governmentCode' | `supp${string}`
> {
  readonly name: string;
  readonly vat_rate?: string | undefined;
  readonly government_code?: string | undefined;
  /** Whose goods they are, where they are sold for somebody else. */
  readonly supp_company?: string | undefined;
  readonly supp_phone?: string | undefined;
  readonly supp_inn?: string | undefined;
  /** The courier's code of a line that the order has already. */
  readonly line_code?: string | undefined;
}

/** An order to create or to change: roubles, kilograms, centimetres. */
export interface OrderDetails extends Encodable<typeof VALUES> {
  readonly sender: TownDetails & Encodable<typeof SENDER>;
  readonly receiver: TownDetails & Encodable<typeof RECEIVER>;
  readonly deliveryprice?: Kopecks | undefined;
  /** The whole per cent of VAT of the delivery price, and of items that have no rate of their own. */
  readonly vat_rate?: string | undefined;
  readonly items: readonly ItemDetails[];
  readonly packages: readonly Encodable<typeof PACKAGE>[];
  readonly advprices: readonly ExtraService[];
}

/** One of the courier company's services beside the delivery: its code, and a number or `true`. */
export interface ExtraService {
  readonly code: string;
  readonly value: string;
}

/** What is sent of an order; a present order and its changes meet in it. */
export interface EncodedOrder {
  readonly sender: EncodedParty;
  readonly receiver: EncodedParty;
  readonly values: Texts;
  readonly deliveryPrice: XmlElement | undefined;
  readonly items: readonly XmlElement[];
  readonly packages: readonly XmlElement[];
  readonly extraServices: readonly XmlElement[];
}

export interface EncodedParty {
  readonly values: Texts;
  readonly town: XmlElement | undefined;
}

/** An order with the number and barcode of the client's own. */
export interface NewOrder extends EncodedOrder {
  readonly orderNo: string;
  readonly barcode: string | undefined;
}

export function encodeOrder(order: OrderDetails): EncodedOrder {
  const { sender, receiver, deliveryprice, vat_rate: vatRate, items, packages, advprices } = order;
  // What is paid already is not collected: the courier service would ignore the amounts.
  const isPaid = order.paytype === 'NO';
  const places = packages.length > 0 ? packages.length : undefined;
  return {
    sender: { values: encode(SENDER, sender), town: encodeTown(sender) },
    receiver: { values: encode(RECEIVER, receiver), town: encodeTown(receiver) },
    values: encode(VALUES, {
      ...order,
      quantity: order.quantity ?? places,
      price: isPaid ? undefined : order.price,
    }),
    deliveryPrice:
      isPaid || deliveryprice === undefined
        ? undefined
        : deliveryPriceElement(encodeMoney(deliveryprice), vatRate),
    items: items.map((item) => encodeItem(item, vatRate)),
    packages: packages.map(encodePackage),
    extraServices: advprices.map((extra) => element('advprice', {}, ...leaves({ ...extra }))),
  };
}

export function encodeTown({ town, regioncode, country }: TownDetails): XmlElement | undefined {
  return town === undefined ? undefined : element('town', { regioncode, country }, town);
}

export function deliveryPriceElement(amount: string, vatRate: string | undefined): XmlElement {
  return element('deliveryprice', { VATrate: vatRate }, amount);
}

function encodeItem(item: ItemDetails, commonRate: string | undefined): XmlElement {
  const { name, vat_rate: VATrate = commonRate, government_code: governmentCode, line_code: code } = item;
  const { supp_company: suppcompany, supp_phone: suppphone, supp_inn: suppINN } = item;
  const attributes = encode(ITEM, { ...item, VATrate, governmentCode, suppcompany, suppphone, suppINN });
  const { retprice = '' } = attributes;
  const isPositive = retprice !== '' && !retprice.startsWith('-');
  // The vendor's own modules send a prepayment as a line of less than nothing.
  const lessened = item.type === PREPAYMENT && isPositive ? { retprice: `-${retprice}` } : {};
  return element('item', { ...attributes, ...lessened, code }, name);
}

export function encodePackage(parcel: Encodable<typeof PACKAGE>): XmlElement {
  return element('package', encode(PACKAGE, parcel));
}

/** What a change of the order must send again, though no form asks for it. */
const KEPT_VALUES = ['return_weight', 'return_service', 'return_type'];
const KEPT_OF_RECEIVER = ['deliveryPIN'];

/** The `order` element of neworder and editorder. */
export function orderElement(
  identity: Readonly<Record<string, string | undefined>>,
  { sender, receiver, values, deliveryPrice, items, packages, extraServices }: EncodedOrder,
  barcode?: string,
): XmlElement {
  return element(
    'order',
    identity,
    leaf('barcode', barcode),
    partyElement('sender', sender, Object.keys(SENDER)),
    partyElement('receiver', receiver, [...Object.keys(RECEIVER), ...KEPT_OF_RECEIVER]),
    ...[...Object.keys(VALUES), ...KEPT_VALUES].map((name) => leaf(name, values[name])),
    deliveryPrice,
    groupElement('items', items),
    groupElement('packages', packages),
    groupElement('advprices', extraServices),
  );
}

function partyElement(
  name: string,
  { values, town }: EncodedParty,
  names: readonly string[],
): XmlElement | undefined {
  return groupElement(name, [town, ...names.map((one) => leaf(one, values[one]))]);
}
