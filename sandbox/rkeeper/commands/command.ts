import type { XmlElement } from '../../xml';
import type { Clock } from '../../clock';
import type { Answer } from '../envelope';
import type { LicenceRules } from '../licence_rules';
import type { OrderBook } from '../order_book';
import type { Restaurant } from '../restaurant';
import type { TillSwitches } from '../switches';
import { anything, optional, reference, required, type Shape, shape, type Slot } from '../shape';

/** What a command works on. */
export interface World {
  readonly restaurant: Restaurant;
  readonly orders: OrderBook;
  readonly clock: Clock;
  readonly licence: LicenceRules;
  /** Network name of the cash server. */
  readonly netName: string;
  readonly switches: Readonly<TillSwitches>;
}

/** One command of the XML interface. `run` is called once its shape, and its licence where it needs one, are in order. */
export interface Command {
  readonly shape: Shape;
  /** Needs LicenseInfo with the next seqNumber. */
  readonly licensed?: true;
  readonly run: (command: XmlElement, world: World) => Answer;
}

/** The shape of a command: `CMD`, its attributes, then its children in the schema's order. */
export function commandShape(attributes: Shape['attributes'], ...slots: readonly Slot[]): Shape {
  return shape({ CMD: 'text!', ...attributes }, ...slots);
}

/** Absence is a licence error, not an error of shape, so nothing is required here but what makes it whole. */
export const LICENSE_INFO = optional(
  'LicenseInfo',
  shape(
    { anchor: 'text!', licenseToken: 'text!' },
    required('LicenseInstance', shape({ guid: 'text!', seqNumber: 'integer' })),
  ),
);

/** The subscription article spells the number in lower case, and a sample of the vendor's page calls it `ident`. */
export const ORDER_REFERENCE = shape({
  guid: 'guid',
  visit: 'integer',
  orderIdent: 'integer',
  orderident: 'integer',
  ident: 'integer',
});
export const STATION = reference();
export const EMPLOYEE = reference();
export const TABLE = reference();
export const CATEGORY = reference();
export const TYPE = reference();
export const GUEST_TYPE = reference();
export const REASON = reference();
export const MAKET = optional('Maket', anything);
