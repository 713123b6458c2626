import { once, type Verdict } from '../../core/exactly_once/exactly_once';
import { Problem } from '../../core/errors';
import { NetworkFailure } from '../../core/http';
import { roubles, type Kopecks } from '../../core/money';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { NAME, uuidOf } from './api';
import type { CdekClient } from './client';
import type { Order } from './orders';
import { refusal, refusalsOf, requestsOf, STILL_PROCESSED, TAKEN_NUMBER, type Refusal } from './problems';
import type { Sizes } from './tariffs';
import { object } from './values';

/** Per cent. */
export type VatRate = number | 'none';

export interface NewItem {
  readonly name: string;
  /** The article («артикул»). */
  readonly ware_key: string;
  readonly amount: number;
  /** Declared value of one piece. */
  readonly cost: Kopecks;
  /** To be collected for one piece; nothing when it is paid already. */
  readonly payment: Kopecks;
  readonly vat_rate: VatRate | undefined;
  /** Grams of one piece. */
  readonly weight: number;
  readonly marking: string | undefined;
}

export interface NewPackage extends Sizes {
  readonly items: readonly NewItem[];
}

/** Either a point by its code, or an address in a town by the town's code. */
export type NewPlace =
  { readonly point: string } | { readonly city: number; readonly address: string | undefined };

export interface NewOrder {
  readonly number: string;
  readonly tariffCode: number;
  readonly comment: string | undefined;
  readonly from: NewPlace;
  readonly to: NewPlace;
  readonly recipient: Person;
  readonly sender: Partial<Person>;
  /** Collected from the receiver beside the goods. */
  readonly deliveryFee: Kopecks | undefined;
  readonly deliveryVatRate: VatRate | undefined;
  readonly services: readonly string[];
  readonly packages: readonly NewPackage[];
}

export type Person = Readonly<Record<'name' | 'company' | 'phone' | 'email', string | undefined>>;

/** The body of POST /orders. Sums are roubles, as JSON numbers. */
export function encodeOrder(order: NewOrder): object {
  const { from, to, recipient, sender, deliveryFee } = order;
  return {
    type: 1,
    number: order.number,
    tariff_code: order.tariffCode,
    comment: order.comment,
    ...('point' in from ? { shipment_point: from.point } : { from_location: encodeLocation(from) }),
    ...('point' in to ? { delivery_point: to.point } : { to_location: encodeLocation(to) }),
    ...(Object.values(sender).some((part) => part !== undefined) && { sender: encodePerson(sender) }),
    recipient: encodePerson(recipient),
    ...(deliveryFee !== undefined && {
      delivery_recipient_cost: encodeSum(deliveryFee, order.deliveryVatRate),
    }),
    ...(order.services.length > 0 && { services: order.services.map((code) => ({ code })) }),
    packages: order.packages.map(({ items, ...sizes }, index) => ({
      number: `${order.number}-${index + 1}`,
      ...sizes,
      items: items.map(({ name, ware_key, amount, cost, payment, vat_rate, weight, marking }) => ({
        name,
        ware_key,
        payment: encodeSum(payment, vat_rate),
        cost: roubles(cost),
        weight,
        amount,
        marking,
      })),
    })),
  };
}

const encodeLocation = ({ city, address }: Extract<NewPlace, { city: number }>) => ({ code: city, address });

function encodePerson({ name, company, phone, email }: Partial<Person>) {
  return { name, company, phones: phone === undefined ? undefined : [{ number: phone }], email };
}

/** A sum with the VAT that it holds. */
function encodeSum(sum: Kopecks, rate: VatRate | undefined) {
  if (rate === undefined || sum === 0) return { value: roubles(sum) };
  if (rate === 'none') return { value: roubles(sum), vat_rate: null, vat_sum: 0 };
  return { value: roubles(sum), vat_rate: rate, vat_sum: Math.round((sum * rate) / (100 + rate)) / 100 };
}

/** What to do when an order has the number already. */
export type OnTaken = 'error' | 'existing';

export interface CreatedOrder {
  readonly order: Order;
  readonly alreadyExisted: boolean;
}

/**
 * Creates an order, once however often the step is run: after a lost answer, and when an earlier run died, it is looked for
 * under its number before anything is sent again. CDEK makes orders later than it answers, so that a run which lost its answer
 * never sends it a second time; and an order that is refused for its number would hide the one that has it, so that the number is
 * looked up before the first sending, too. Vendor: POST /orders, then GET.
 *
 * @throws Problem
 */
export async function createOrder(
  cdek: CdekClient,
  order: NewOrder,
  onTaken: OnTaken,
): Promise<CreatedOrder> {
  const { number } = order;
  const body = encodeOrder(order);
  const there = (): Promise<Order | undefined> => cdek.order({ im_number: number });
  const created = await once<CreatedOrder>(cdek.memory, `order ${number}`, {
    content: JSON.stringify(['POST /orders', body]),
    words: {
      service: NAME,
      ifUnknown: say`Order ${{ number: excerpt(number) }} may have been created.`,
      look: say`Look for it in the cabinet lk.cdek.ru.`,
      byHand: say`Run this step again: it looks for the order first.`,
    },
    goesOn: true,
    needsRecord: true,
    picture: async () => {
      const known = await there();
      return known === undefined ? '' : `${isGone(known) ? 'gone' : 'there'} ${known.uuid}`;
    },
    lookUp: async ({ picture }) => {
      const found = await there();
      if (!found || picture.endsWith(found.uuid)) return { kind: 'not_done' };
      const made = await cdek.settled(found.uuid);
      // One that was refused only because another has the number hides that other one.
      if (made.state === 'INVALID') return { kind: made.errors.some(isTaken) ? 'unclear' : 'not_done' };
      return isSame(made, order)
        ? { kind: 'done', reply: { order: made, alreadyExisted: false } }
        : { kind: 'not_done' };
    },
    send: (picture) => {
      const [, owner] = /^there (.+)$/.exec(picture) ?? [];
      return owner === undefined ? send(cdek, body) : taken(cdek, owner, onTaken);
    },
  });
  await cdek.remember(created.order.uuid);
  return created;
}

/** The number may be used again once its order was refused or deleted. */
function isGone({ state, status }: Order): boolean {
  return state === 'INVALID' || status?.code === 'REMOVED';
}

async function taken(cdek: CdekClient, uuid: string, onTaken: OnTaken): Promise<Verdict<CreatedOrder>> {
  if (onTaken === 'error')
    return { kind: 'refused', problem: refusal([{ code: TAKEN_NUMBER, message: `uuid ${uuid}` }]) };
  return { kind: 'done', reply: { order: await cdek.settled(uuid), alreadyExisted: true } };
}

async function send(cdek: CdekClient, body: object): Promise<Verdict<CreatedOrder>> {
  try {
    const answer = object(await cdek.api.exchange({ method: 'POST', path: '/orders', body }));
    const refusals = refusalsOf(answer);
    const isInvalid = requestsOf(answer).some(({ state }) => state === 'INVALID');
    if (isInvalid || (answer.entity === undefined && refusals.length > 0))
      return { kind: 'refused', problem: refusal(refusals) };
    const order = await cdek.settled(uuidOf(answer));
    return order.state === 'INVALID'
      ? { kind: 'refused', problem: refusal(order.errors) }
      : { kind: 'done', reply: { order, alreadyExisted: false } };
  } catch (error) {
    // An equal request is at work, so that the order is on its way: it is looked for.
    if (error instanceof Problem && error.code === STILL_PROCESSED)
      throw new NetworkFailure('no_answer', true, STILL_PROCESSED);
    throw error;
  }
}

const isTaken = ({ code }: Refusal): boolean => code === TAKEN_NUMBER;

/** By what comes back as it was sent. */
function isSame(found: Order, { tariffCode, recipient }: NewOrder): boolean {
  const folded = (name: string | undefined): string => (name ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
  return found.tariff_code === String(tariffCode) && folded(found.recipient_name) === folded(recipient.name);
}
