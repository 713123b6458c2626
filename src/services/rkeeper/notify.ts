import { parseXml, XmlError, type XmlElement } from '../../core/xml';
import { parseOrder, type Order } from './orders';

/** One event that the till pushed. */
export interface TillEvent {
  readonly guid: string;
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
}

const MAX_BYTES = 2 * 1024 * 1024;

/** @returns undefined for anything that is no event of the till. */
export function parseTillEvent(content: string): TillEvent | undefined {
  const event = parsed(content);
  const situation = event?.attribute('Situation');
  if (event?.name !== 'a' || situation === undefined) return undefined;
  const order = event.child('Order');
  const eventNumber = event.attribute('seqnumber');
  return {
    guid:
      event.attribute('guid') ??
      [event.attribute('RestCode'), event.attribute('DateTime'), eventNumber].join('-'),
    situation,
    name: event.attribute('name'),
    restCode: event.attribute('RestCode'),
    dateTime: event.attribute('DateTime'),
    eventNumber,
    shiftNumber: event.attribute('ShiftNum'),
    order: order && parseOrder(order),
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
