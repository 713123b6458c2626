import { answered, NetworkFailure } from '../../core/http';
import type { Kopecks } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { itemsOf, textOf } from './answer';
import type { PimPayClient } from './client';
import { float, item, list, object, text, value, type Part } from './envelope';
import { NAME, refused } from './problems';
import type { ReportedStatus } from './statuses';

/** What is sold, or done for it. */
export interface OrderItem {
  readonly name: string;
  readonly sku: string | undefined;
  /** The price of one piece. */
  readonly value: Kopecks;
  readonly count: number;
  readonly vatValue: string | undefined;
}

/** An order whose money PimPay passes on. Times are ISO 8601 with an offset. */
export interface NewOrder {
  readonly id: string;
  /** ИНН of the client who sends it. */
  readonly tin: string;
  readonly createdAt: string;
  readonly currency: string;
  /** What the receiver has to pay, and what the order is worth. */
  readonly paymentFromRecipient: Kopecks;
  readonly declaredOrderCost: Kopecks;
  readonly estimatedDeliveryCost: Kopecks | undefined;
  /** The courier company, as PimPay calls it, and its number of the order. */
  readonly deliveryService: string;
  readonly deliveryServiceExternalId: string;
  readonly status: ReportedStatus;
  readonly statusTime: string;
  readonly paymentMethod: string | undefined;
  readonly returnUtilization: boolean;
  readonly moneyRecipient: string | undefined;
  /** Its ID at Russian Post. */
  readonly postId: string | undefined;
  readonly destinationAddress: string | undefined;
  readonly recipient: Readonly<Record<'fio' | 'phone' | 'email', string | undefined>>;
  readonly items: readonly OrderItem[];
}

/** Vendor: upsertOrders, keyed by the order: it adds or changes it, and a repetition does no harm. @throws Problem */
export async function sendOrder(pimpay: PimPayClient, order: NewOrder): Promise<void> {
  const orders = list('orders', ['Orders', 'Order'], [encodeOrder(order)]);
  const ifUnknown = say`The order may have been taken; it is safe to run this step again.`;
  await answered(NAME, { kind: 'write', ifUnknown }, async () => {
    throwIfRefused(await pimpay.exchange('upsertOrders', orders), order.id);
  });
}

/** In the order of the WSDL. */
function encodeOrder(order: NewOrder): XmlElement {
  const { fio, phone, email } = order.recipient;
  return item(
    'Order',
    text('id', order.id),
    value('tin', 'ns1:tinType', order.tin),
    object('base', 'OrderBase', value('postId', 'ns1:russianPostIdType', order.postId), encodeParams(order)),
    dateTime('createdAt', order.createdAt),
    object('destinationAddress', 'Address', text('full', order.destinationAddress)),
    object('recipient', 'Recipient', text('fio', fio), text('phone', phone), text('email', email)),
    list('items', ['OrderItems', 'OrderItem'], order.items.map(encodeItem)),
    value('moneyRecipient', 'ns1:moneyRecipientType', order.moneyRecipient),
  );
}

function encodeParams(order: NewOrder): Part {
  const status = encodeStatus(order.status);
  const change = item('DeliveryStatusHistoryItem', dateTime('time', order.statusTime), ...status);
  return object(
    'params',
    'OrderParams',
    value('currency', 'ns1:currencyType', order.currency),
    float('paymentFromRecipient', order.paymentFromRecipient),
    float('declaredOrderCost', order.declaredOrderCost),
    float('estimatedDeliveryCost', order.estimatedDeliveryCost),
    value('deliveryService', 'ns1:deliveryServiceType', order.deliveryService),
    text('deliveryServiceExternalId', order.deliveryServiceExternalId),
    ...status,
    text('paymentMethod', order.paymentMethod),
    value('returnUtilization', 'xsd:boolean', String(order.returnUtilization)),
    list('history', ['DeliveryStatusHistoryItems', 'DeliveryStatusHistoryItem'], [change]),
  );
}

function encodeItem({ name, sku, value: price, count, vatValue }: OrderItem): XmlElement {
  return item(
    'OrderItem',
    text('name', name),
    text('sku', sku),
    float('value', price),
    value('count', 'xsd:integer', String(count)),
    value('vatValue', 'ns1:VatValueType', vatValue),
  );
}

/** Those that orders may name. Vendor: getDeliveryServices. @throws Problem */
export async function deliveryServices(
  pimpay: PimPayClient,
): Promise<readonly { readonly code: string; readonly title: string }[]> {
  const result = (await pimpay.read('getDeliveryServices')).child('result');
  return (result ? itemsOf(result, 'deliveryServices') : []).flatMap((service) => {
    const code = textOf(service, 'code');
    return code === undefined ? [] : [{ code, title: textOf(service, 'title') ?? code }];
  });
}

/** What became of an order on its way. */
export interface OrderState {
  readonly id: string;
  readonly cost: Kopecks | undefined;
  readonly status: ReportedStatus;
  /** ISO 8601 with an offset. */
  readonly time: string | undefined;
}

/** Vendor: updateStateForOrders, keyed by the order, so that a repetition does no harm. @throws Problem */
export async function reportState(
  pimpay: PimPayClient,
  { id, cost, status, time }: OrderState,
): Promise<void> {
  const state = item(
    'OrderState',
    text('id', id),
    float('cost', cost),
    ...encodeStatus(status),
    dateTime('time', time),
  );
  const states = list('ordersStates', ['OrdersStates', 'OrderState'], [state]);
  const ifUnknown = say`The status may have been taken; it is safe to run this step again.`;
  await answered(NAME, { kind: 'write', ifUnknown }, async () => {
    throwIfRefused(await pimpay.exchange('updateStateForOrders', states), id);
  });
}

function encodeStatus({ uniform, custom }: ReportedStatus): readonly Part[] {
  return [
    value('uniformPimpayDeliveryStatus', 'ns1:uniformPimpayDeliveryStatusType', uniform),
    text('customDeliveryStatus', custom),
  ];
}

function dateTime(name: string, time: string | undefined): Part {
  return value(name, 'xsd:dateTime', time);
}

/** Each order has a result of its own. @throws Problem where that of this one is a refusal; NetworkFailure where it has none. */
function throwIfRefused(answer: XmlElement, id: string): void {
  const results = itemsOf(answer.child('result') ?? answer, 'orders');
  const result = results.find((one) => textOf(one, 'id') === id);
  if (!result) throw new NetworkFailure('no_answer', true, 'no result of this order');
  if (textOf(result, 'status') !== 'ok') throw refused(textOf(result, 'errorMessage'));
}
