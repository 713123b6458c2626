/** The WSDL of v2_7 in our words: what a request may hold, in which order, and under which types. */
import type { XmlElement } from '../xml';

/** A request that is not as the WSDL says. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

/** A field's type; with `!` behind it the field must be there. */
type Fields = Readonly<Record<string, string>>;

/** The words of deliveryServiceType. */
export const DELIVERY_SERVICES: readonly string[] = (
  'logibox, pek, axiomus, b2cpl, boxberry, cse, dpd, ems, im_logistics, maxima_express, ' +
  'pick_point, pony, post, qiwi_post, sdek, beta, spsr, accord_post, beta_post, top_delivery, ' +
  'maxi_post, reworker, shop_logistics, hermes, lenod, aplix, kit, fsd, great_express, ' +
  'vestovoy, shiptor, logsis, global_delivery, index_express, algocom, expost, sberlogistics, ' +
  'azexpress, courierist, dalli_service, sky_source, dvad'
).split(', ');

const SIMPLE: Readonly<Record<string, RegExp>> = {
  tinType: /^[0-9]{10,12}$/,
  mobileType: /^\+\d{11}$/,
  russianPostIdType: /^(?:[A-Z]{2}\d{9}[A-Z]{2}|\d{14})$/,
  currencyType: /^(?:RUB|KZT|USD|EUR|GBP|CNY|BYN|UAH|KGS|AMD|TRY|THB)$/,
  VatValueType: /^vat_(?:20|18|10|0|no)$/,
  moneyRecipientType: /^(?:delivery_service|client|pimpay|mobi|dengivzaimy)$/,
  uniformPimpayDeliveryStatusType:
    /^(?:pending|prepared|intransit|stored|delivered|partialReturn|return|lost|error|unknown)$/,
  deliveryServiceType: new RegExp(`^(?:${DELIVERY_SERVICES.join('|')})$`),
};

const BUILT_IN: Readonly<Record<string, RegExp>> = {
  string: /^[^]*$/,
  float: /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/,
  integer: /^-?\d+$/,
  boolean: /^(?:true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/,
};

/** What lists hold. */
const LISTS: Readonly<Record<string, string>> = {
  OrdersStates: 'OrderState',
  Orders: 'Order',
  OrderItems: 'OrderItem',
  OrderItemsStates: 'OrderItemState',
  DeliveryStatusHistoryItems: 'DeliveryStatusHistoryItem',
  VerificationRows: 'VerificationRow',
  CustomTransactions: 'CustomTransaction',
  tins: 'tinType',
  RequestedPayments: 'RequestedPayment',
  RejectedPayments: 'RejectedPayment',
};

const STATUS: Fields = {
  uniformPimpayDeliveryStatus: 'uniformPimpayDeliveryStatusType!',
  customDeliveryStatus: 'string!',
  deliveryServiceDeliveryStatus: 'string',
};

const TYPES: Readonly<Record<string, Fields>> = {
  AcceptClientParams: {
    legalEntityName: 'string!',
    tin: 'tinType!',
    agreement: 'string',
    shopName: 'string!',
    email: 'string!',
    mobile: 'mobileType!',
    extra: 'string',
  },
  Order: {
    id: 'string!',
    tin: 'tinType!',
    shopExternalId: 'string',
    base: 'OrderBase!',
    createdAt: 'dateTime!',
    destinationAddress: 'Address',
    originAddress: 'Address',
    recipient: 'Recipient',
    items: 'OrderItems',
    agreement: 'string',
    moneyRecipient: 'moneyRecipientType',
  },
  OrderBase: { postId: 'russianPostIdType', params: 'OrderParams' },
  OrderParams: {
    currency: 'currencyType!',
    paymentFromRecipient: 'float!',
    declaredOrderCost: 'float!',
    estimatedDeliveryCost: 'float',
    deliveryService: 'deliveryServiceType!',
    deliveryServiceExternalId: 'string!',
    ...STATUS,
    originSender: 'string',
    paymentMethod: 'string',
    returnUtilization: 'boolean!',
    history: 'DeliveryStatusHistoryItems!',
  },
  DeliveryStatusHistoryItem: { time: 'dateTime!', ...STATUS, cityCode: 'string' },
  Address: {
    ...{ full: 'string', zipcode: 'string', city: 'string', cityId: 'string' },
    ...{ kladr: 'string', fias: 'string', region: 'string' },
  },
  Recipient: { fio: 'string', phone: 'string', email: 'string' },
  OrderItem: {
    ...{ id: 'integer', name: 'string', sku: 'string', value: 'float', cost: 'float', count: 'integer' },
    ...{ weight: 'float', length: 'float', width: 'float', height: 'float', vatValue: 'VatValueType' },
    ...{ category: 'string', status: 'string' },
  },
  OrderState: { id: 'string!', cost: 'float', ...STATUS, time: 'dateTime', items: 'OrderItemsStates' },
  OrderItemState: { id: 'integer', status: 'string' },
  PaymentOrder: { num: 'integer!', date: 'date!', sum: 'float!' },
  VerificationRow: { txs: 'CustomTransactions' },
  CustomTransaction: {},
  RequestedPayment: {
    ...{ externalId: 'string!', tin: 'tinType!', amount: 'float!', purposeOfPayment: 'string!' },
    ...{ comment: 'string', vatValue: 'VatValueType' },
  },
  RejectedPayment: { id: 'integer!' },
};

/** Types with attributes beside `xsi:type`, which stands behind them. */
const ATTRIBUTES: Readonly<Record<string, Fields>> = {
  VerificationRow: {
    ...{ oid: 'string!', ptp: 'float!', pfr: 'float', dc: 'float', cs: 'float', ins: 'float', tsc: 'float' },
  },
  CustomTransaction: { val: 'float!', cmt: 'string!' },
};

/** The parts of each operation behind the token. */
export const OPERATIONS: Readonly<Record<string, Fields>> = {
  testHeaderSignature: {},
  acceptClient: { client: 'AcceptClientParams!' },
  getClient: { tin: 'tinType!' },
  upsertOrders: { orders: 'Orders!' },
  updateStateForOrders: { ordersStates: 'OrdersStates!' },
  sendVerification: {
    tin: 'tinType!',
    id: 'string!',
    paymentOrder: 'PaymentOrder!',
    rows: 'VerificationRows!',
  },
  getVerificationStatus: { id: 'string!' },
  getClientsBalance: { tins: 'tins!' },
  requestPayments: { payments: 'RequestedPayments!' },
  rejectPayments: { payments: 'RejectedPayments!' },
  getRequestedPayments: {},
  getDeliveryServices: {},
};

/** What was sent: texts, objects and lists. */
export type Value = string | readonly Value[] | { readonly [name: string]: Value };
export type Struct = Readonly<Record<string, Value>>;

/** The parts of a call behind the token. @throws Mismatch for the first thing that is not as the WSDL says */
export function partsOf(operation: string, call: XmlElement): Struct {
  const [token, ...parts] = call.children;
  if (token?.name !== 'token') throw new Mismatch('token: expected as the first part');
  simple(token, 'xsd:string', /./, 'token');
  return fieldsOf(parts, OPERATIONS[operation] ?? {}, operation);
}

function fieldsOf(nodes: readonly XmlElement[], fields: Fields, path: string): Struct {
  const names = Object.keys(fields);
  const places = nodes.map(({ name }) => names.indexOf(name));
  const unknown = nodes[places.indexOf(-1)];
  if (unknown) throw new Mismatch(`${path}: ${unknown.name} is not known there`);
  if (places.some((place, index) => index > 0 && place <= (places[index - 1] ?? -1)))
    throw new Mismatch(`${path}: out of order, or twice: ${nodes.map(({ name }) => name).join(' ')}`);
  const missing = names.find(
    (name) => fields[name]?.endsWith('!') && !nodes.some((node) => node.name === name),
  );
  if (missing !== undefined) throw new Mismatch(`${path}: ${missing} is missing`);
  return Object.fromEntries(
    nodes.map((node) => [
      node.name,
      valueOf(node, (fields[node.name] ?? '').replace('!', ''), `${path}/${node.name}`),
    ]),
  );
}

function valueOf(node: XmlElement, type: string, path: string): Value {
  const builtIn = BUILT_IN[type];
  if (builtIn) return simple(node, `xsd:${type}`, builtIn, path);
  const pattern = SIMPLE[type];
  if (pattern) return simple(node, `ns1:${type}`, pattern, path);
  const held = LISTS[type];
  if (held !== undefined) {
    const count = node.children.length;
    expectAttributes(
      node,
      { 'SOAP-ENC:arrayType': `ns1:${held}[${count}]`, 'xsi:type': `ns1:${type}` },
      path,
    );
    if (count === 0) throw new Mismatch(`${path}: an empty list`);
    return node.children.map((child, index) => {
      if (child.name !== 'item') throw new Mismatch(`${path}: ${child.name} in the place of item`);
      return valueOf(child, held, `${path}[${index}]`);
    });
  }
  const own = attributesOf(node, ATTRIBUTES[type] ?? {}, path);
  expectAttributes(node, { ...own, 'xsi:type': `ns1:${type}` }, path);
  if (node.text.trim() !== '') throw new Mismatch(`${path}: text in an object`);
  return { ...own, ...fieldsOf(node.children, TYPES[type] ?? {}, path) };
}

function simple(node: XmlElement, type: string, pattern: RegExp, path: string): string {
  expectAttributes(node, { 'xsi:type': type }, path);
  if (node.children.length > 0) throw new Mismatch(`${path}: elements in a value`);
  return checked(node.text, pattern, path);
}

function attributesOf(node: XmlElement, fields: Fields, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, type]) => {
      const text = node.attribute(name);
      if (text !== undefined)
        return [[name, checked(text, BUILT_IN[type.replace('!', '')] ?? /^$/, `${path}/@${name}`)]];
      if (type.endsWith('!')) throw new Mismatch(`${path}: @${name} is missing`);
      return [];
    }),
  );
}

function checked(text: string, pattern: RegExp, path: string): string {
  if (!pattern.test(text) || ((pattern === BUILT_IN.date || pattern === BUILT_IN.dateTime) && !isReal(text)))
    throw new Mismatch(`${path}: "${text}" is no such value`);
  return text;
}

/** JavaScript reads the 31st of February as the 3rd of March. */
function isReal(time: string): boolean {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(Date.parse(time)) && day.toISOString().startsWith(time.slice(0, 10));
}

/** Exactly these, in this order. */
function expectAttributes(node: XmlElement, wanted: Fields, path: string): void {
  const [found, expected] = [node.attributes, wanted].map((all) => JSON.stringify(Object.entries(all)));
  if (found !== expected) throw new Mismatch(`${path}: attributes ${found}, expected ${expected}`);
}
