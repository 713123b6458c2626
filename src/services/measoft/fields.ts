import type { Form } from '../../core/form';
import type { CourierClient, Named, OrderRef, Side } from './client';
import { identityOf } from './orders';
import { pickupPointChoice } from './pickup_points';
import { describeStatus } from './statuses';
import { townChoice, townCode } from './towns';
import { labelOf, type Choice } from './choice';

export const ORDER_CODE = { key: 'ordercode', label: 'Order' } as const;
export const ORDER_NO = { key: 'orderno', label: 'Order Number' } as const;
export const SIDE = { key: 'client', label: 'Whose Orders' } as const;

export const SIDES = {
  CLIENT: 'My own orders',
  AGENT: 'Orders that were given to me as an agent (агент)',
} as const;

const TOWNS = 500;
const PICKUP_POINTS = 500;

/** The order that a step is about. @returns undefined, with a fault of the form, where none is named. */
export function readOrderRef(form: Form): OrderRef {
  const ref = { orderCode: form.text(ORDER_CODE), orderNo: form.text(ORDER_NO) };
  if (ref.orderCode === undefined && ref.orderNo === undefined)
    form.fault(`Fill in ${ORDER_CODE.label} or ${ORDER_NO.label}.`);
  return ref;
}

export function readSide(form: Form): Side {
  return form.choice(SIDE, ['CLIENT', 'AGENT']) ?? 'CLIENT';
}

export async function serviceChoices(client: CourierClient): Promise<readonly Choice[]> {
  return (await client.services()).map(byCode);
}

/** By their names, which is how statuses tell them. */
export async function storeChoices(client: CourierClient): Promise<readonly Choice[]> {
  return (await client.stores()).map(({ name }) => ({ id: name, label: name }));
}

/** The popular towns, or those whose names begin with what was typed. */
export async function townChoices(
  client: CourierClient,
  typed: string | undefined,
): Promise<readonly Choice[]> {
  const isName = typed !== undefined && townCode(typed) === undefined;
  return (await client.towns(isName ? { name: { namestarts: typed } } : {}, TOWNS)).map(townChoice);
}

/** The pickup points of a town, or some of all where none was chosen. */
export async function pickupPointChoices(
  client: CourierClient,
  town: string | undefined,
): Promise<readonly Choice[]> {
  return (await client.pickupPoints({ town }, PICKUP_POINTS)).map(pickupPointChoice);
}

/** The orders of the days since then, the newest first. */
export async function orderChoices(
  client: CourierClient,
  side: Side,
  dateFrom: string,
): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  await client.eachOrder({ side, dateFrom }, (order) => {
    const { person, company } = order.receiver.values;
    const status = describeStatus(order.status.code).label;
    choices.push({ id: identityOf(order), label: labelOf(order.orderNo, person ?? company, status) });
  });
  return choices.reverse();
}

function byCode({ code, name }: Named): Choice {
  return { id: code, label: name };
}
