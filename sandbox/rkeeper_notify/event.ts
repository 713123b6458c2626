import { buildXml, element, type XmlElement } from '../xml';
import { bit } from '../rkeeper/attributes';
import type { DishLine, Order } from '../rkeeper/order';
import { itemElement } from '../rkeeper/order_view';

/**
 * `Situation` of an event: 1 start of a server or station, 3 order changing, 4 order calculation, 5 receipt closing.
 * 9 and others exist; their meaning is not documented.
 */
export type Situation = 1 | 3 | 4 | 5 | 9;

/** `name` of an event of situation 3, as clients have seen it. */
export type ChangeName =
  'New Order' | 'Open Order' | 'Order Changed' | 'Save Order' | 'Quit Order' | 'Order recalc';

/** What every event says about itself. */
export interface EventHeader {
  readonly situation: Situation;
  /** Left out where the vendor's word is not known. */
  readonly name?: string | undefined;
  readonly restCode: string;
  /** Local to the server: `2026-10-03T16:05:03`. */
  readonly dateTime: string;
  /** Counts the events of a server. It has nothing to do with the licence. */
  readonly seqnumber: number;
  readonly guid: string;
  readonly shift: { readonly number: number; readonly date: string };
}

/** A change of one dish, in thousandths. */
export interface DishChange {
  readonly line: DishLine;
  readonly oldQuantity: number;
}

/** The XML of an event. */
export function eventXml(header: EventHeader, ...content: readonly (XmlElement | undefined)[]): string {
  const { situation, name, restCode, dateTime, seqnumber, guid, shift } = header;
  const attributes = {
    name,
    RestCode: restCode,
    DateTime: dateTime,
    Situation: situation,
    seqnumber,
    guid,
    ShiftNum: shift.number,
    ShiftDate: `${shift.date}T00:00:00`,
  };
  return buildXml(element('a', attributes, ...content));
}

/** The order in an event: less than GetOrder tells, and without its guid. */
export function orderInEvent(order: Order): XmlElement {
  const { order: orderSum, pieces } = order.sums();
  return element(
    'Order',
    {
      visit: order.visit,
      orderIdent: order.ident,
      orderSum,
      totalPieces: pieces,
      paid: bit(order.finished),
      finished: bit(order.finished),
    },
    itemElement('Table', order.details.table),
    itemElement('Waiter', order.details.waiter),
    ...order.packets.map(({ uni, dishes }) =>
      element('Session', { uni }, ...dishes.filter((line) => order.lines.includes(line)).map(dishInEvent)),
    ),
  );
}

/** `<ChangeLog>`: what is different from the event before. */
export function changeLog(changes: readonly DishChange[]): XmlElement | undefined {
  if (changes.length === 0) return undefined;
  return element(
    'ChangeLog',
    {},
    ...changes.map(({ line, oldQuantity }) =>
      element('Dish', {
        id: line.dish.ident,
        code: line.dish.code,
        uni: line.uni,
        oldvalue: oldQuantity,
        newvalue: line.quantity,
        new: oldQuantity === 0 ? 1 : undefined,
      }),
    ),
  );
}

function dishInEvent(line: DishLine): XmlElement {
  const { dish, uni, quantity, price } = line;
  return element('Dish', { id: dish.ident, code: dish.code, name: dish.name, uni, quantity, price });
}
