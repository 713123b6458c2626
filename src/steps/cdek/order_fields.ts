import type { Form } from '../../core/form';
import { say } from '../../language/language';
import type { OrderRef } from '../../services/cdek/client';
import { list, matching, type FieldRow } from '../../zapier/fields';

const UUID = matching(
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  say`must be the CDEK Order ID that an earlier step gave`,
);
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
    kind: UUID,
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

interface Named {
  readonly order_uuid?: string | undefined;
  readonly cdek_number?: string | undefined;
  readonly im_number?: string | undefined;
}

export const NAME_THE_ORDER = say`Fill in CDEK Order ID, CDEK Number or Own Number.`;

export function isNamed({ order_uuid, cdek_number, im_number }: Named): boolean {
  return (order_uuid ?? cdek_number ?? im_number) !== undefined;
}

/** Notes a fault where a step names no order. */
export function checkNamed(named: Named, form: Form): void {
  if (!isNamed(named)) form.fault(NAME_THE_ORDER);
}

export function orderRef({ order_uuid: uuid, cdek_number, im_number }: Named): OrderRef {
  return { uuid, cdek_number, im_number };
}

/** The same ways for several orders. */
export const ORDER_REFS = {
  order_uuid: { ...ORDER_REF.order_uuid, kind: list },
  cdek_number: { ...ORDER_REF.cdek_number, kind: list },
  im_number: { ...ORDER_REF.im_number, kind: list },
} as const;
