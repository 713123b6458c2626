import type { Form } from '../../core/form';
import { say } from '../../language/language';
import type { OrderRef } from '../../services/cdek/client';
import type { Sizes } from '../../services/cdek/tariffs';
import { UUID } from '../../services/cdek/values';
import { list, matching, type FieldRow } from '../../zapier/fields';
import { centimetres, grams } from './kinds';

const CDEK_NUMBER = matching(/^\d{5,15}$/, say`must be digits`);
/** The vendor's rule: at most 40 characters that ASCII has. */
export const OWN_NUMBER = matching(
  /^[\x20-\x7e]{1,40}$/,
  say`must be at most 40 Latin letters, digits and signs`,
);

/** The three ways to name the order of a step. */
export const ORDER_REF = {
  order_uuid: {
    label: 'CDEK Order ID',
    kind: matching(UUID, say`must be the CDEK Order ID that an earlier step gave`),
    help: 'The order (заказ СДЭК): map the CDEK Order ID of an earlier step.',
  },
  cdek_number: {
    label: 'CDEK Number',
    kind: CDEK_NUMBER,
    help: 'Instead of that: the number of the waybill (номер заказа СДЭК), such as 1107000001.',
  },
  im_number: {
    label: 'Own Number',
    kind: OWN_NUMBER,
    help: 'Or the number that you gave the order (номер отправления ИМ). Of several the newest counts.',
  },
} as const satisfies Record<string, FieldRow<string>>;

export const NAME_THE_ORDER = say`Fill in CDEK Order ID, CDEK Number or Own Number.`;

/** Notes a fault where a step names no order. */
export function checkNamed({ order_uuid, cdek_number, im_number }: OrderRef, form: Form): void {
  if ((order_uuid ?? cdek_number ?? im_number) === undefined) form.fault(NAME_THE_ORDER);
}

/** The same ways for several orders. */
export const ORDER_REFS = {
  order_uuid: { ...ORDER_REF.order_uuid, kind: list },
  cdek_number: { ...ORDER_REF.cdek_number, kind: list },
  im_number: { ...ORDER_REF.im_number, kind: list },
} as const;

/** What may be entered for a town, at the end of a help. */
export const TOWN_HELP = 'Pick it from the list, or enter its code at CDEK, its FIAS code or its name.';

/** A parcel, by its weight and sizes. */
export const SIZES = {
  weight: {
    label: 'Weight (g)',
    kind: grams,
    help: 'Whole grams of the parcel with its packing (вес), or with a unit («1,2 кг»). The weights of the items, if you leave it empty.',
  },
  length: {
    label: 'Length (cm)',
    kind: centimetres,
    help: 'Centimetres (длина). Most tariffs ask for all three sizes.',
  },
  width: { label: 'Width (cm)', kind: centimetres, help: 'Centimetres (ширина).' },
  height: { label: 'Height (cm)', kind: centimetres, help: 'Centimetres (высота).' },
} as const;

/** Tariffs take all three sizes, or none. */
export function hasAllSizesOrNone({ length, width, height }: Omit<Sizes, 'weight'>): boolean {
  return [length, width, height].filter((size) => size !== undefined).length % 3 === 0;
}
