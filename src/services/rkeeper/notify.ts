import { createHash } from 'node:crypto';
import type { Thousandths } from '../../core/money';
import { parseXml, XmlError, type XmlElement } from '../../core/xml';
import { named, parseOrder, thousandths, type Order } from './orders';
import type { NamedItem } from './ref_item';

/** How many pieces of a dish there are now, and how many there were. */
export interface DishChange extends NamedItem {
  readonly before: Thousandths;
  readonly after: Thousandths;
}

/** One event that the till pushed, or that somebody made up: nothing in it is signed. */
export interface TillEvent {
  readonly guid: string;
  /** A digest of all that was sent. Whoever forges an event under the GUID of a real one has another. */
  readonly fingerprint: string;
  /** Whether it tells anything by which an equal one that comes later is surely the same. */
  readonly isDated: boolean;
  /** What it is about. The vendor documents 1, 3, 4 and 5; the till sends others too. */
  readonly situation: string;
  /** `New Order`, `Save Order`, …: seen in clients, not documented. */
  readonly name: string | undefined;
  readonly restCode: string | undefined;
  /** Local time of the till. */
  readonly dateTime: string | undefined;
  /** Counts events; it has nothing to do with the licence. */
  readonly eventNumber: string | undefined;
  readonly shiftNumber: string | undefined;
  readonly order: Order | undefined;
  readonly changes: readonly DishChange[];
}

const MAX_BYTES = 2 * 1024 * 1024;

/** @returns undefined for anything that is no event of the till. */
export function parseTillEvent(content: string): TillEvent | undefined {
  const event = parsed(content);
  const situation = event?.attribute('Situation');
  if (event?.name !== 'a' || situation === undefined) return undefined;
  const order = event.child('Order');
  const [guid, dateTime, eventNumber] = ['guid', 'DateTime', 'seqnumber'].map((name) =>
    event.attribute(name),
  );
  const fingerprint = createHash('sha256').update(content).digest('base64url');
  const isDated = guid !== undefined || (dateTime !== undefined && eventNumber !== undefined);
  const number = [event.attribute('RestCode'), dateTime, eventNumber].join('-');
  return {
    guid: guid ?? (isDated ? number : fingerprint),
    fingerprint,
    isDated,
    situation,
    name: event.attribute('name'),
    restCode: event.attribute('RestCode'),
    dateTime,
    eventNumber,
    shiftNumber: event.attribute('ShiftNum'),
    order: order && parseOrder(order),
    changes: (event.child('ChangeLog')?.all('Dish') ?? []).map((dish) => ({
      ...named(dish),
      before: thousandths(dish, 'oldvalue'),
      after: thousandths(dish, 'newvalue'),
    })),
  };
}

function parsed(content: string): XmlElement | undefined {
  try {
    return parseXml(content, { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
