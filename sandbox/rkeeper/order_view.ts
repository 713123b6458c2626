import { element, type XmlElement } from '../xml';
import { bit } from './attributes';
import {
  type Discount,
  type DishLine,
  LINE_STATE,
  lineAmount,
  type Modifier,
  type Order,
  type Packet,
  type Prepayment,
  type Receipt,
} from './order';
import type { ReferenceItem } from './references';
import type { TillSwitches } from './switches';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<Waiter id code name/>`: how answers name an item of a reference. */
export function itemElement(name: string, item: ReferenceItem | undefined): XmlElement | undefined {
  return item && named(name, item, {});
}

function named(
  name: string,
  { ident, code, name: itsName }: ReferenceItem,
  more: Attributes,
  ...children: readonly (XmlElement | undefined)[]
): XmlElement {
  return element(name, { id: ident, code, name: itsName, ...more }, ...children);
}

/** The attributes that every answer about an order has. `unpaid` differs between GetOrder and CalcOrder2. */
export function orderAttributes(order: Order, unpaid = order.unpaid): Attributes {
  const sums = order.sums();
  return {
    visit: order.visit,
    orderIdent: order.ident,
    guid: order.guid,
    url: order.url,
    orderName: order.name,
    seqNumber: order.seqNumber,
    version: order.version,
    crc32: order.crc,
    ...order.details.texts,
    openTime: order.openTime,
    locked: bit(order.lock !== undefined),
    deleted: bit(order.packets.some(({ dishes }) => dishes.length > 0) && order.lines.length === 0),
    orderSum: sums.order,
    prepaySum: sums.prepaid,
    promisedSum: sums.promised,
    discountSum: sums.discount,
    unpaidSum: unpaid,
    totalPieces: sums.pieces,
    cookMins: 0,
    paid: bit(order.finished),
    purchase: bit(order.source !== undefined),
    finished: bit(order.finished),
  };
}

/** The Order element of GetOrder, CreateOrder and CalcOrder2. */
export function orderElement(order: Order, unpaid = order.unpaid): XmlElement {
  const { details } = order;
  return element(
    'Order',
    orderAttributes(order, unpaid),
    itemElement('Creator', details.creator),
    itemElement('Waiter', details.waiter),
    itemElement('Station', details.station),
    itemElement('OrderCategory', details.category),
    itemElement('OrderType', details.type),
    itemElement('Table', details.table),
    itemElement('GuestType', details.guestType),
    element(
      'Guests',
      { count: details.guests.length },
      ...details.guests.map((guest) => element('Guest', { guestLabel: guest.label, ...guest.attributes })),
    ),
    details.externalProps.size === 0
      ? undefined
      : element(
          'ExternalProps',
          {},
          ...[...details.externalProps].map(([name, value]) => element('Prop', { name, value })),
        ),
    details.delivery,
    order.source &&
      element('SourceOrder', {
        visit: order.source.visit,
        orderIdent: order.source.ident,
        guid: order.source.guid,
      }),
    ...order.packets.map(packetElement),
    ...order.receipts.map((receipt) =>
      element('Session', { uni: receipt.uni, state: LINE_STATE.closed }, receiptElement(receipt)),
    ),
  );
}

function packetElement(packet: Packet): XmlElement {
  return element(
    'Session',
    {
      uni: packet.uni,
      line_guid: packet.guid,
      state: packet.printed ? LINE_STATE.printed : LINE_STATE.fixed,
      sessionID: packet.id,
      isDraft: bit(packet.draft),
      printed: bit(packet.printed),
      readyTime: packet.readyTime,
      cookMins: 0,
    },
    itemElement('Station', packet.station),
    itemElement('Author', packet.author),
    ...packet.dishes.map(dishElement),
    ...packet.discounts.map(discountElement),
    ...packet.prepayments.map(prepaymentElement),
    element('PriceScale', { id: 3, code: 1, name: 'Основная' }),
    element('TradeGroup', { id: 7, code: 1, name: 'По умолчанию' }),
  );
}

function dishElement(line: DishLine): XmlElement {
  return named(
    line.kind,
    line.dish,
    {
      uni: line.uni,
      line_guid: line.guid,
      state: line.state,
      price: line.price,
      quantity: line.quantity,
      srcQuantity: line.ordered,
      amount: lineAmount(line),
      seat: line.seat,
      SourceGUIDString: line.source,
    },
    ...line.modifiers.map(modifierElement),
    ...line.discounts.map(discountElement),
    ...line.components.map(({ item, count, price, modifiers }) =>
      named('Component', item, { count, price }, ...modifiers.map(modifierElement)),
    ),
  );
}

function modifierElement({ item, count, price, openName, isDefault }: Modifier): XmlElement {
  return named('Modi', item, { count, price, openName, isDefault: isDefault && 1 });
}

function discountElement({ uni, guid, item, off }: Discount): XmlElement {
  const amount = off.kind === 'amount' ? -off.amount : undefined;
  return named('Discount', item, { uni, line_guid: guid, amount });
}

function prepaymentElement({ currency, uni, guid, amount, promised }: Prepayment): XmlElement {
  return named('Prepay', currency, { uni, line_guid: guid, amount, promised: bit(promised) });
}

/** What PayOrder and MakeReturnGoods answer: a warning says that the money is booked and the paper may be missing. */
export function receiptAnswer(
  receipt: Receipt,
  { printCheckWarning }: Readonly<TillSwitches>,
): readonly XmlElement[] {
  const printed = receiptElement(receipt);
  return printCheckWarning === ''
    ? [printed]
    : [printed, element('PrintCheckWarning', {}, printCheckWarning)];
}

function receiptElement(receipt: Receipt): XmlElement {
  return element(
    'PrintCheck',
    {
      uni: receipt.uni,
      line_guid: receipt.guid,
      seat: 0,
      CheckNum: receipt.number,
      GlobalFiscalID: `FD-${receipt.number}`,
      amount: receipt.amount,
      unpaidSum: 0,
      state: LINE_STATE.closed,
      deleted: 0,
      bill: 0,
      startTime: receipt.printed,
      printTime: receipt.printed,
    },
    named('Author', receipt.cashier, {}, element('Role', { id: 1, code: 1, name: 'Кассир' })),
    itemElement('Reason', receipt.reason),
    ...receipt.payments.map(({ currency, uni, guid, amount }) =>
      named('Pay', currency, {
        ...{ uni, line_guid: guid, state: LINE_STATE.closed, amount, basicSum: amount },
      }),
    ),
  );
}
