import type { XmlElement } from '../../xml';
import { flag, integer, present } from '../attributes';
import type { Guest, Order, OrderDetails } from '../order';
import { orderElement } from '../order_view';
import { cannotExecute, noGuests } from '../refusal';
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
import { checkRegistration } from './registration';

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
/** The times of the vendor's schema, of which a client sets some and the till or the Delivery program the others. */
const DELIVERY_BLOCK = shape({
  ...{ deliveryState: 'integer', startTime: 'dateTime', travelTime: 'dateTime', deliveryTime: 'dateTime' },
  ...{ forwarderSendTime: 'dateTime', forwarderReturnTime: 'dateTime', realDeliveryTime: 'dateTime' },
  ...{ lastProcessTime: 'dateTime', minCookTime: 'dateTime', zoneID: 'integer', zoneName: 'text' },
  ...{ orderPrefix: 'text', isTakeOut: 'boolean', autoChangeState: 'boolean' },
});
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
        optional('DeliveryBlock', DELIVERY_BLOCK),
        MAKET,
      ),
    ),
  ),
  run: (command, world) => {
    const { orders, restaurant } = world;
    const { references } = restaurant;
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
      externalProps: readProps(sent.child('ExternalProps')),
      delivery: sent.child('DeliveryBlock'),
      external: id === undefined ? undefined : { id, source: sent.attribute('extSource') ?? '' },
      texts: readTexts(sent),
    };
    checkRegistration(world, details.waiter, details.station);
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

/** Changes what is named; the vendor does not say whether other properties stay, and here they go. */
export const updateOrder: Command = {
  shape: commandShape(
    TEXTS,
    optional('Manager', EMPLOYEE),
    required('Order', ORDER_REFERENCE),
    optional('Table', TABLE),
    optional('Waiter', EMPLOYEE),
    optional('OrderType', TYPE),
    EXTERNAL_PROPS,
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const order = orders.changeable(present(command.child('Order')));
    references.resolveOptional('EMPLOYEES', command.child('Manager'));
    const { details } = order;
    const props = command.child('ExternalProps');
    order.details = {
      ...details,
      table: references.resolveOptional('TABLES', command.child('Table')) ?? details.table,
      waiter: references.resolveOptional('EMPLOYEES', command.child('Waiter')) ?? details.waiter,
      type: references.resolveOptional('CHANGEABLEORDERTYPES', command.child('OrderType')) ?? details.type,
      externalProps: props ? readProps(props) : details.externalProps,
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
    const order = orders.changeable(present(command.child('Order')));
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

/** The name of each flag as the server's complaint has it; the first is captured, the others are made after it. */
const FLAG_WORDS = {
  ImplOnCheckVoid: 'При удалении чека',
  ImplOnDishReturn: 'При возврате блюд',
  ImplOnAddDishInStopList: 'При добавлении блюда в стоп-лист',
} as const;

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

function readProps(sent: XmlElement | undefined): ReadonlyMap<string, string> {
  const props = sent?.all('Prop') ?? [];
  return new Map(props.map((prop) => [prop.attribute('name') ?? '', prop.attribute('value') ?? '']));
}

function readTexts(sent: XmlElement): Order['details']['texts'] {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(TEXTS)) {
    const value = sent.attribute(name);
    if (value !== undefined) texts[name] = value;
  }
  return texts;
}
