import type { Form } from '../../core/form';
import type { OnTaken } from './order_creation';
import { ORDER_NO } from './fields';
import type { DeliveryPrice, ItemDetails, NewOrder, OrderDetails, PartyDetails } from './order_details';
import {
  DELIVERY_PRICE,
  ITEM_FIELDS,
  ITEM_LINE_CODE,
  ITEM_MARKING,
  ITEM_NAME,
  ITEM_PRICE,
  ITEM_QUANTITY,
  ITEM_VAT_RATE,
  ITEMS,
  PACKAGE_FIELDS,
  PACKAGES,
  PRICE,
  RECEIVER_FIELDS,
  SENDER_FIELDS,
  VALUE_FIELDS,
  VAT_RATE,
  type OrderField,
} from './order_fields';
import { wireValue } from './wire_value';

export const ORDER_PREFIX = { key: 'order_prefix', label: 'Order Number Prefix' } as const;
export const BARCODE = { key: 'barcode', label: 'Barcode' } as const;
export const TAKEN_NUMBER = { key: 'if_number_exists', label: 'If the Number Exists Already' } as const;

/** What to do when the order number is in use. */
export const TAKEN_NUMBER_CHOICES = {
  error: 'Stop with an error',
  existing: 'Go on with the order that has it',
} as const satisfies Record<OnTaken, string>;

/** At most this many packages are allowed in an order. */
const MOST_PACKAGES = 1000;

export function readOnTaken(form: Form): OnTaken {
  return form.choice(TAKEN_NUMBER, ['error', 'existing']) ?? 'error';
}

/** Reads an order to create by the vendor's rules. @throws Problem of kind `input` with all faults at once. */
export function readNewOrder(form: Form): NewOrder {
  const number = form.text(ORDER_NO);
  const prefix = form.text(ORDER_PREFIX) ?? '';
  const order = {
    ...readDetails(form),
    orderNo: number === undefined ? undefined : `${prefix}${number}`,
    barcode: form.text(BARCODE),
  };
  const { receiver, values } = order;
  if (receiver.values.person === undefined && receiver.values.company === undefined)
    form.fault('Fill in Receiver Name or Receiver Company.');
  if (receiver.values.address === undefined && receiver.values.pvz === undefined)
    form.fault('Fill in Receiver Address or Pickup Point.');
  form.require({ key: 'receiver_phone', label: 'Receiver Phone' });
  if (values.paytype !== 'NO' && !form.has(PRICE))
    form.fault('Amount to Collect is required, unless Payment Type says that it is paid already.');
  form.check();
  return order;
}

/**
 * Reads what shall be changed of an order, as far as it is filled in.
 *
 * @throws Problem of kind `input` with all faults at once.
 */
export function readChanges(form: Form): OrderDetails {
  const changes = readDetails(form);
  form.check();
  return changes;
}

/** The rate for items that have none of their own. */
export function readVatRate(form: Form): string | undefined {
  return wireValue(VAT_RATE, form);
}

function readDetails(form: Form): OrderDetails {
  const receiver = readParty(RECEIVER_FIELDS, form);
  const values = readValues(VALUE_FIELDS, form);
  const deliveryPrice = values.paytype === 'NO' ? undefined : readDeliveryPrice(form);
  const sender = readParty(SENDER_FIELDS, form);
  const items = readItems(form);
  const packages = readPackages(form);
  // What is paid already is not collected: the courier service would ignore the amount.
  const { price, ...others } = values;
  const collected = values.paytype === 'NO' || price === undefined ? others : values;
  const places: Readonly<Record<string, string>> =
    packages.length > 0 ? { quantity: String(packages.length) } : {};
  return { receiver, sender, values: { ...places, ...collected }, deliveryPrice, items, packages };
}

function readDeliveryPrice(form: Form): DeliveryPrice | undefined {
  const amount = wireValue(DELIVERY_PRICE, form);
  if (amount === undefined) return undefined;
  form.require(VAT_RATE);
  return { amount, vatRate: readVatRate(form) ?? '' };
}

function readItems(form: Form): readonly ItemDetails[] {
  const common = readVatRate(form);
  return form.rows(ITEMS, 'Item').map((row) => {
    const name = row.requiredText(ITEM_NAME);
    const attributes = readValues(ITEM_FIELDS, row);
    row.require(ITEM_QUANTITY);
    row.require(ITEM_PRICE);
    if (attributes.governmentCode !== undefined && attributes.quantity !== '1')
      row.fault(`${ITEM_MARKING.label} is for one piece: give each its own item with the quantity 1.`);
    const vatRate = attributes.VATrate ?? common;
    if (vatRate === undefined && !row.has(ITEM_VAT_RATE) && !form.has(VAT_RATE))
      row.fault('Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).');
    const code = row.text(ITEM_LINE_CODE);
    return {
      name,
      attributes: {
        ...attributes,
        ...(vatRate !== undefined && { VATrate: vatRate }),
        ...(code !== undefined && { code }),
      },
    };
  });
}

function readPackages(form: Form): OrderDetails['packages'] {
  const packages = form.rows(PACKAGES, 'Package').map((row) => readValues(PACKAGE_FIELDS, row));
  if (packages.length > MOST_PACKAGES) form.fault(`Packages must not be more than ${MOST_PACKAGES}.`);
  return packages;
}

function readParty(fields: readonly OrderField[], form: Form): PartyDetails {
  const { town, regioncode, country, ...values } = readValues(fields, form);
  const { time_min: from, time_max: to } = values;
  if (from !== undefined && to !== undefined && from > to) {
    const label = (wire: string): string => fields.find((field) => field.wire === wire)?.label ?? wire;
    form.fault(`${label('time_min')} must not be later than ${label('time_max')}.`);
  }
  return {
    values,
    town: town === undefined ? undefined : { text: town, regionCode: regioncode, country },
  };
}

function readValues(fields: readonly OrderField[], form: Form): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = wireValue(field, form);
      return value === undefined ? [] : [[field.wire, value] as const];
    }),
  );
}
