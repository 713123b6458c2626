import { createHash } from 'node:crypto';
import { parseXml, XmlError, type XmlElement } from '../../core/xml';
import { parseOrder, thousandths } from './orders';
import { named } from './ref_item';

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * One event that the till pushed, or that somebody made up: nothing in it is signed.
 *
 * @returns undefined for anything that is no event of the till.
 */
export function parseTillEvent(content: string) {
  const event = parsed(content);
  const situation = event?.attribute('Situation');
  if (event?.name !== 'a' || situation === undefined) return undefined;
  const order = event.child('Order');
  const [guid, dateTime, eventNumber] = ['guid', 'DateTime', 'seqnumber'].map((name) =>
    event.attribute(name),
  );
  /** A digest of all that was sent. Whoever forges an event under the GUID of a real one has another. */
  const fingerprint = createHash('sha256').update(content).digest('base64url');
  /** Whether it tells anything by which an equal one that comes later is surely the same. */
  const isDated = guid !== undefined || (dateTime !== undefined && eventNumber !== undefined);
  const number = [event.attribute('RestCode'), dateTime, eventNumber].join('-');
  return {
    guid: guid ?? (isDated ? number : fingerprint),
    fingerprint,
    isDated,
    /** What it is about. The vendor documents 1, 3, 4 and 5; the till sends others too. */
    situation,
    /** `New Order`, `Save Order`, …: seen in clients, not documented. */
    name: event.attribute('name'),
    restCode: event.attribute('RestCode'),
    /** Local time of the till. */
    dateTime,
    /** Counts events; it has nothing to do with the licence. */
    eventNumber,
    shiftNumber: event.attribute('ShiftNum'),
    order: order && parseOrder(order),
    changes: (event.child('ChangeLog')?.all('Dish') ?? []).map(parseChange),
  };
}

export type TillEvent = NonNullable<Readonly<ReturnType<typeof parseTillEvent>>>;

/** How many pieces of a dish there are now, and how many there were. */
const parseChange = (dish: XmlElement) => ({
  ...named(dish),
  before: thousandths(dish, 'oldvalue'),
  after: thousandths(dish, 'newvalue'),
});

export type DishChange = Readonly<ReturnType<typeof parseChange>>;

function parsed(content: string): XmlElement | undefined {
  try {
    return parseXml(content, { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
