import { element, type XmlElement } from '../../core/xml';
import { groupElement, leaf, present } from './elements';
import { RECEIVER_FIELDS, SENDER_FIELDS, VALUE_FIELDS } from './order_fields';

/** A town by its FIAS code, its code or its name. */
export interface TownDetails {
  readonly text: string;
  readonly regionCode?: string | undefined;
  readonly country?: string | undefined;
}

export interface PartyDetails {
  /** By the names of the elements. */
  readonly values: Readonly<Record<string, string>>;
  readonly town: TownDetails | undefined;
}

export interface ItemDetails {
  readonly name: string;
  /** By the names of the attributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DeliveryPrice {
  readonly amount: string;
  readonly vatRate: string;
}

/** An order to create or to change, its values as the wire wants them. */
export interface OrderDetails {
  readonly receiver: PartyDetails;
  readonly sender: PartyDetails;
  /** By the names of the elements. */
  readonly values: Readonly<Record<string, string>>;
  readonly deliveryPrice: DeliveryPrice | undefined;
  readonly items: readonly ItemDetails[];
  readonly packages: readonly Readonly<Record<string, string>>[];
}

/** An order with the number and barcode of the client's own. */
export interface NewOrder extends OrderDetails {
  readonly orderNo: string | undefined;
  readonly barcode: string | undefined;
}

/** What a change of the order must send again, though no form asks for it. */
const KEPT_VALUES = ['return_weight', 'return_service', 'return_type'];
const KEPT_OF_RECEIVER = ['deliveryPIN'];

/** Of a party, the town with its attributes is apart. */
const wires = (fields: readonly { readonly wire: string }[]): readonly string[] =>
  fields.map(({ wire }) => wire).filter((wire) => !['town', 'regioncode', 'country'].includes(wire));

const SENDER = wires(SENDER_FIELDS);
const RECEIVER = [...wires(RECEIVER_FIELDS), ...KEPT_OF_RECEIVER];
const VALUES = [...wires(VALUE_FIELDS), ...KEPT_VALUES];

/** The `order` element of neworder and editorder. */
export function orderElement(
  identity: Readonly<Record<string, string | undefined>>,
  { receiver, sender, values, deliveryPrice, items, packages }: OrderDetails,
  barcode?: string,
): XmlElement {
  return element(
    'order',
    identity,
    leaf('barcode', barcode),
    partyElement('sender', sender, SENDER),
    partyElement('receiver', receiver, RECEIVER),
    ...VALUES.map((name) => leaf(name, values[name])),
    deliveryPrice && element('deliveryprice', { VATrate: deliveryPrice.vatRate }, deliveryPrice.amount),
    groupElement(
      'items',
      items.map(({ name, attributes }) => element('item', attributes, name)),
    ),
    groupElement(
      'packages',
      packages.map((attributes) => element('package', attributes)),
    ),
  );
}

export function townElement(town: TownDetails | undefined): XmlElement | undefined {
  return town && element('town', { regioncode: town.regionCode, country: town.country }, town.text);
}

function partyElement(
  name: string,
  { values, town }: PartyDetails,
  parts: readonly string[],
): XmlElement | undefined {
  return groupElement(name, present(townElement(town), ...parts.map((part) => leaf(part, values[part]))));
}
