import { once } from '../../core/exactly_once/exactly_once';
import { say } from '../../language/language';
import { NAME, uuidOf } from './api';
import type { CdekClient, OrderRef } from './client';
import type { Person } from './order_creation';
import { refusal, refusalsOf, throwIfInvalid } from './problems';
import { object, objects, parseText, type Json } from './values';

/** A call of a courier to the sender (заявка на вызов курьера): for an order, or to an address. */
export interface CourierCall {
  /** `YYYY-MM-DD` */
  readonly intake_date: string;
  /** Times are `HH:MM`. */
  readonly intake_time_from: string;
  readonly intake_time_to: string;
  readonly lunch_time_from: string | undefined;
  readonly lunch_time_to: string | undefined;
  readonly comment: string | undefined;
  readonly need_call: boolean | undefined;
  /** Only for a call that is for no order. */
  readonly load: Load | undefined;
}

export interface Load {
  readonly name: string;
  /** Grams of all parcels. */
  readonly weight: number;
  readonly sender: Pick<Person, 'name' | 'phone'>;
  readonly city: number;
  readonly address: string;
}

export type CalledCourier = ReturnType<typeof parseCall>;

function parseCall(call: Json) {
  const entity = object(call.entity);
  return { uuid: parseText(entity.uuid) ?? '', number: parseText(entity.intake_number) };
}

/**
 * Calls a courier, once however often the step is run. The calls of an order are listed; one to an address is not, but CDEK takes
 * only one a day for each address. Vendor: POST /intakes.
 *
 * @param ref the order that it is for, if it is for one.
 * @throws Problem
 */
export async function callCourier(
  cdek: CdekClient,
  call: CourierCall,
  ref: OrderRef | undefined,
): Promise<CalledCourier> {
  const { api, memory } = cdek;
  const orderUuid = ref && (await cdek.existing(ref)).uuid;
  const body = encodeCall(call, orderUuid);
  const made = async (): Promise<readonly CalledCourier[]> =>
    orderUuid === undefined
      ? []
      : objects(await api.find({ method: 'GET', path: `/orders/${orderUuid}/intakes` })).map(parseCall);
  return once<CalledCourier>(memory, `courier call ${orderUuid ?? call.load?.address ?? ''}`, {
    content: JSON.stringify(['POST /intakes', body]),
    words: {
      service: NAME,
      ifUnknown: say`The courier may be called already.`,
      look: say`Look at the courier calls («Вызов курьера») in the cabinet lk.cdek.ru.`,
      byHand: say`Call the courier there, if it is not called.`,
    },
    goesOn: true,
    picture: async () => JSON.stringify((await made()).map(({ uuid }) => uuid)),
    lookUp: async ({ picture }) => {
      const fresh = (await made()).find(({ uuid }) => uuid !== '' && !picture.includes(uuid));
      return fresh ? { kind: 'done', reply: fresh } : { kind: 'not_done' };
    },
    send: async () => {
      const answer = object(await api.exchange({ method: 'POST', path: '/intakes', body }));
      throwIfInvalid(answer);
      const uuid = uuidOf(answer);
      const told = object(await settled(cdek, uuid));
      const refusals = refusalsOf(told);
      if (refusals.length > 0) return { kind: 'refused', problem: refusal(refusals) };
      return { kind: 'done', reply: { ...parseCall(told), uuid } };
    },
  });
}

/** What is known of a call once CDEK has worked on it. */
async function settled(cdek: CdekClient, uuid: string): Promise<unknown> {
  return cdek
    .polled(
      () => cdek.api.find({ method: 'GET', path: `/intakes/${encodeURIComponent(uuid)}` }),
      (told) => refusalsOf(told).length > 0 || 'intake_number' in object(object(told).entity),
    )
    .catch(() => undefined);
}

function encodeCall({ load, ...call }: CourierCall, orderUuid: string | undefined): object {
  return {
    order_uuid: orderUuid,
    ...call,
    ...(load && {
      name: load.name,
      weight: load.weight,
      sender: { name: load.sender.name, phones: [{ number: load.sender.phone }] },
      from_location: { code: load.city, address: load.address },
    }),
  };
}
