import { element, type XmlElement } from '../../xml';
import { bit, flag, integer, newGuid, present } from '../attributes';
import type { Guest, Order, OrderDetails } from '../order';
import type { OrderBook } from '../order_book';
import { orderElement } from '../order_view';
import { badParameters, cannotExecute, noGuests } from '../refusal';
import type { References } from '../references';
import { anything, many, optional, required, shape } from '../shape';
import {
  CATEGORY,
  type Command,
  commandShape,
  EMPLOYEE,
  GUEST_TYPE,
  MAKET,
  ORDER_REFERENCE,
  REASON,
  STATION,
  TABLE,
  TYPE,
} from './command';

const GUESTS = optional(
  'Guests',
  shape(
    { count: 'integer' },
    many('Guest', shape({ guestLabel: 'integer!', cardCode: 'text', clientID: 'text', addressID: 'text' })),
  ),
);
const EXTERNAL_PROPS = optional(
  'ExternalProps',
  shape({}, many('Prop', shape({ name: 'text!', value: 'text' }))),
);
const TEXTS = {
  persistentComment: 'text',
  nonPersistentComment: 'text',
  openTime: 'dateTime',
  duration: 'text',
  holder: 'text',
  promoCode: 'text',
} as const;

export const createOrder: Command = {
  shape: commandShape(
    {},
    required(
      'Order',
      shape(
        { guid: 'guid', extID: 'text', extSource: 'text', ...TEXTS },
        optional('Visit', shape({ guid: 'guid', visit: 'integer' })),
        required('Table', TABLE),
        optional('Station', STATION),
        optional('Creator', EMPLOYEE),
        optional('Waiter', EMPLOYEE),
        optional('OrderCategory', CATEGORY),
        optional('OrderType', TYPE),
        optional('Defaulter', anything),
        optional('GuestType', GUEST_TYPE),
        GUESTS,
        optional('ExtraTables', anything),
        EXTERNAL_PROPS,
        optional('DeliveryBlock', anything),
        MAKET,
      ),
    ),
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const sent = present(command.child('Order'));
    const into = sent.child('Visit');
    const id = sent.attribute('extID');
    const details: OrderDetails = {
      table: references.resolve('TABLES', present(sent.child('Table'))),
      station: references.resolveOptional('CASHES', sent.child('Station')),
      creator: references.resolveOptional('EMPLOYEES', sent.child('Creator')),
      waiter: references.resolveOptional('EMPLOYEES', sent.child('Waiter')),
      category: references.resolveOptional('UNCHANGEABLEORDERTYPES', sent.child('OrderCategory')),
      type: references.resolveOptional('CHANGEABLEORDERTYPES', sent.child('OrderType')),
      guestType: references.resolveOptional('GUESTTYPES', sent.child('GuestType')),
      guests: readGuests(sent.child('Guests')),
      externalProps: readProps(sent.child('ExternalProps')) ?? new Map(),
      external: id === undefined ? undefined : { id, source: sent.attribute('extSource') ?? '' },
      texts: readTexts(sent),
    };
    const order = orders.open(sent.attribute('guid'), details, into && orders.visit(into));
    return {
      attributes: { VisitID: order.visit, OrderID: order.ident, guid: order.guid },
      children: [orderElement(order)],
    };
  },
};

export const getOrder: Command = {
  shape: commandShape({ guid: 'guid' }, optional('Order', ORDER_REFERENCE)),
  run: (command, { orders }) => ({
    children: [orderElement(orders.find(command.child('Order') ?? command))],
  }),
};

export const updateOrder: Command = {
  shape: commandShape(
    { lockguid: 'guid', ...TEXTS },
    optional('LockStation', STATION),
    optional('Manager', EMPLOYEE),
    optional('Order', ORDER_REFERENCE),
    optional('Table', TABLE),
    optional('Waiter', EMPLOYEE),
    optional('OrderType', TYPE),
    optional('Defaulter', anything),
    optional('GuestType', GUEST_TYPE),
    GUESTS,
    optional('ExtraTables', anything),
    EXTERNAL_PROPS,
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const sent = command.child('Order');
    if (!sent) throw badParameters('Error: child element "Order" not found');
    const order = orders.changeable(sent, command.attribute('lockguid'));
    references.resolveOptional('CASHES', command.child('LockStation'));
    references.resolveOptional('EMPLOYEES', command.child('Manager'));
    const { details } = order;
    const guests = command.child('Guests');
    order.details = {
      ...details,
      table: references.resolveOptional('TABLES', command.child('Table')) ?? details.table,
      waiter: references.resolveOptional('EMPLOYEES', command.child('Waiter')) ?? details.waiter,
      type: references.resolveOptional('CHANGEABLEORDERTYPES', command.child('OrderType')) ?? details.type,
      guestType: references.resolveOptional('GUESTTYPES', command.child('GuestType')) ?? details.guestType,
      guests: guests ? readGuests(guests) : details.guests,
      externalProps: readProps(command.child('ExternalProps')) ?? details.externalProps,
      texts: { ...details.texts, ...readTexts(command) },
    };
    orders.changed(order);
    return {};
  },
};

export const voidOrder: Command = {
  shape: commandShape(
    { lockguid: 'guid', sendtovdu: 'boolean', change_guids: 'boolean' },
    required('Order', ORDER_REFERENCE),
    required('Station', STATION),
    required('Manager', EMPLOYEE),
    required('DeleteReason', REASON),
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const order = orders.changeable(present(command.child('Order')), command.attribute('lockguid'));
    references.resolve('CASHES', present(command.child('Station')));
    references.resolve('EMPLOYEES', present(command.child('Manager')));
    checkReason(
      references,
      present(command.child('DeleteReason')),
      order.printed ? 'ImplOnCheckVoid' : undefined,
    );
    orders.void(order, flag(command, 'change_guids', true));
    return {};
  },
};

export const closeVisit: Command = {
  shape: commandShape({ VisitID: 'integer' }, optional('Order', ORDER_REFERENCE)),
  run: (command, { orders }) => {
    const visit = visitOf(command, orders);
    const open = visit.orders.find((order) => !order.voided && !order.finished && order.packets.length > 0);
    if (open && orders.lockOf(open)) {
      throw cannotExecute(
        `Визит ${visit.id} не может быть завершён. Заказ ${open.name} заблокирован станцией`,
        2129,
      );
    }
    if (open) throw cannotExecute(`Визит ${visit.id} не может быть завершён`);
    for (const order of visit.orders.filter((order) => !order.voided && !order.finished))
      orders.void(order, false);
    visit.closed = true;
    return {};
  },
};

function visitOf(command: XmlElement, orders: OrderBook): ReturnType<OrderBook['visit']> {
  const order = command.child('Order');
  if (!order) return orders.visit(command);
  return orders.visit(element('Order', { visit: orders.find(order).visit }));
}

/** The name of each flag as the server's complaint has it; the first is captured, the second made after it. */
const FLAG_WORDS = { ImplOnCheckVoid: 'При удалении чека', ImplOnDishReturn: 'При возврате блюд' } as const;

/** The reason (причина) that a child names, which must carry the flag of the operation. */
export function checkReason(
  references: References,
  sent: XmlElement,
  needed: keyof typeof FLAG_WORDS | undefined,
): ReturnType<References['resolve']> {
  const reason = references.resolve('ORDERVOIDS', sent);
  if (needed && reason.properties[needed] !== 'true') {
    throw cannotExecute(`Причина "${reason.name}": нет флага '${FLAG_WORDS[needed]}'`);
  }
  return reason;
}

function readGuests(sent: XmlElement | undefined): readonly Guest[] {
  const guests = (sent?.all('Guest') ?? []).map((guest) => {
    const { guestLabel, ...attributes } = guest.attributes;
    return { label: Number(guestLabel), attributes };
  });
  const count = sent && integer(sent, 'count');
  if (guests.length > 0 && count !== undefined && count !== guests.length) {
    throw cannotExecute('Количество гостей не совпадает со списком');
  }
  if (guests.length === 0 && (count ?? 0) <= 0) throw noGuests();
  return guests.length > 0
    ? guests
    : Array.from({ length: count ?? 0 }, (_, index) => ({ label: index + 1, attributes: {} }));
}

function readProps(sent: XmlElement | undefined): ReadonlyMap<string, string> | undefined {
  return (
    sent &&
    new Map(sent.all('Prop').map((prop) => [prop.attribute('name') ?? '', prop.attribute('value') ?? '']))
  );
}

function readTexts(sent: XmlElement): Order['details']['texts'] {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(TEXTS)) {
    const value = sent.attribute(name);
    if (value !== undefined) texts[name] = value;
  }
  return texts;
}

export const lockOrder: Command = {
  shape: commandShape(
    { lockTime: 'text!', lockguid: 'guid' },
    required('Order', ORDER_REFERENCE),
    optional('Station', STATION),
    optional('Employee', EMPLOYEE),
  ),
  run: (command, { orders, clock, restaurant: { references } }) => {
    const lockguid = command.attribute('lockguid');
    const order = orders.changeable(present(command.child('Order')), lockguid);
    const station = references.resolveOptional('CASHES', command.child('Station'));
    const employee = references.resolveOptional('EMPLOYEES', command.child('Employee'));
    const interval = delphiInterval(present(command.attribute('lockTime')));
    // A plain time is accepted without effect; the zero date releases.
    if (interval !== undefined) {
      order.lock =
        interval === 0
          ? undefined
          : {
              guid: lockguid ?? newGuid(),
              until: clock.now() + interval,
              station: station?.properties.NetName ?? 'RK7CASH001',
              operator: employee?.code ?? 0,
            };
      orders.changed(order);
    }
    return { attributes: { locked: bit(orders.lockOf(order) !== undefined) } };
  },
};

/**
 * Milliseconds of an interval written as an offset from the Delphi zero date (`1899-12-30T00:02:00` is two minutes).
 * Undefined for any other form; a plain time is what the server accepts without effect.
 */
function delphiInterval(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const offset = Date.parse(`${text}Z`) - Date.UTC(1899, 11, 30);
  return offset >= 0 ? offset : undefined;
}
