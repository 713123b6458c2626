import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { isJsonObject } from '../zapier/json';
import { cityOf, POINTS, tariffOf } from './places';
import { fault, type Fault } from './refusal';

export type Json = Readonly<Record<string, unknown>>;

export interface Status {
  readonly code: string;
  readonly moment: number;
  readonly deleted: boolean;
}

export interface Request {
  readonly request_uuid: string;
  readonly type: string;
  readonly moment: number;
  readonly state: 'SUCCESSFUL' | 'INVALID';
  readonly errors: readonly Fault[];
}

/** An order as it lies at CDEK. */
export interface Order {
  readonly uuid: string;
  readonly body: Json;
  readonly number: string;
  /** From then on what became of its creation is known. */
  readonly readyAt: number;
  /** Empty where it was made. */
  readonly errors: readonly Fault[];
  readonly cdekNumber: string;
  readonly statuses: Status[];
  readonly requests: Request[];
  readonly isReturn: boolean;
  /** The return order, or the one that it returns. */
  related?: { readonly type: string; readonly order: Order };
}

export const object = (value: unknown): Json => (isJsonObject(value) ? value : {});

/** A list, or the one object in its place, which real clients send and CDEK takes. */
export const listOf = (value: unknown): readonly Json[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(object);

/** A text or a number as text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const RUSSIAN: Readonly<Record<string, string>> = {
  ACCEPTED: 'Принят',
  CREATED: 'Создан',
  RECEIVED_AT_SHIPMENT_WAREHOUSE: 'Принят на склад отправителя',
  ACCEPTED_AT_PICK_UP_POINT: 'Принят на склад до востребования',
  TAKEN_BY_COURIER: 'Выдан на доставку',
  DELIVERED: 'Вручен',
  NOT_DELIVERED: 'Не вручен',
  REMOVED: 'Удален',
  INVALID: 'Некорректный заказ',
};

/** `2026-03-05T21:47:22+00:00`, or the form of older answers: `…T04:47:22+0700`. */
export function stamp(moment: number, isOld = false): string {
  return isOld
    ? `${new Date(moment + 7 * 3_600_000).toISOString().slice(0, 19)}+0700`
    : `${new Date(moment).toISOString().slice(0, 19)}+00:00`;
}

/** What CDEK says about the form of an order at once. */
export function formalFaults(body: Json): Fault[] {
  const faults: Fault[] = [];
  const empty = (path: string): void => {
    faults.push(fault('v2_field_is_empty', path));
  };
  if (!Number.isInteger(body.tariff_code)) empty('tariff_code');
  if (body.number !== undefined && !/^[\x20-\x7e]{1,40}$/.test(textOf(body.number) ?? ''))
    faults.push(fault('v2_invalid_format', 'number'));
  const recipient = object(body.recipient);
  if (typeof recipient.name !== 'string') empty('recipient.name');
  const phones = listOf(recipient.phones);
  if (phones.length === 0 || phones.some(({ number }) => !/^\+\d{6,15}$/.test(String(number))))
    faults.push(fault('v2_invalid_format', 'recipient.phones.number'));
  const packages = listOf(body.packages);
  if (packages.length === 0) empty('packages');
  const names = packages.map(({ number }) => number);
  if (new Set(names).size < names.length || names.some((name) => typeof name !== 'string'))
    faults.push(fault('v2_invalid_format', 'packages.number'));
  for (const parcel of packages) {
    const sizes = [parcel.length, parcel.width, parcel.height];
    if (!isPositive(parcel.weight)) faults.push(fault('v2_invalid_value_type', 'packages.weight'));
    if (sizes.some((size) => size !== undefined) && !sizes.every(isPositive))
      faults.push(fault('v2_invalid_value_type', 'packages.length'));
    const items = listOf(parcel.items);
    if (body.type === 2 ? items.length > 0 : items.length === 0) empty('packages.items');
    for (const item of items) faults.push(...itemFaults(item));
  }
  if (packages.flatMap(({ items }) => listOf(items)).length > 126)
    faults.push(fault('v2_number_items_is_more_126'));
  if (body.type === 2 && Object.keys(object(body.sender)).length === 0) empty('sender');
  return faults;
}

const isPositive = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;
const isMoney = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < 1_000_000;

function itemFaults(item: Json): Fault[] {
  const { value, vat_rate } = object(item.payment);
  const checks: readonly (readonly [string, boolean])[] = [
    ['name', typeof item.name === 'string' && item.name.length <= 255],
    ['ware_key', typeof item.ware_key === 'string' && item.ware_key.length <= 50],
    ['payment.value', isMoney(value)],
    ['payment.vat_rate', [undefined, null, 0, 5, 7, 10, 12, 16, 20, 22].includes(vat_rate as number)],
    ['cost', isMoney(item.cost)],
    ['weight', isPositive(item.weight)],
    ['amount', isPositive(item.amount)],
  ];
  return checks
    .filter(([, isRight]) => !isRight)
    .map(([name]) => fault('v2_invalid_format', `items.${name}`));
}

/** What CDEK finds when it makes the order. */
export function worldlyFaults(body: Json, isTaken: boolean): Fault[] {
  const faults: Fault[] = [];
  if (isTaken) faults.push(fault('error_validate_im_dep_number_has_already_had_integration'));
  const tariff = tariffOf(body.tariff_code);
  if (!tariff) return [...faults, fault('v2_bad_request', 'tariff_code')];
  const [fromPlace, toPlace] = [ENDS[tariff.mode]?.[0], ENDS[tariff.mode]?.[1]];
  const { shipment_point: office, from_location: from, delivery_point: point, to_location: to } = body;
  if (office !== undefined && from !== undefined) faults.push(fault('v2_shipment_address_multivalued'));
  else if (office === undefined && from === undefined)
    faults.push(fault('v2_order_location_from_and_shipment_point_empty'));
  else if (from !== undefined && !cityOf(object(from)))
    faults.push(fault('v2_sender_location_not_recognized'));
  else if (office !== undefined && !POINTS.some(({ code }) => code === office))
    faults.push(fault('shipment_location_is_not_recognized'));
  else if (fromPlace === 'door' && office !== undefined)
    faults.push(fault('v2_bad_request', 'shipment_point'));
  const place = POINTS.find(({ code }) => code === point);
  if (point !== undefined && to !== undefined) faults.push(fault('v2_delivery_address_multivalued'));
  else if (point === undefined && to === undefined)
    faults.push(fault('v2_order_location_to_and_delivery_point_empty'));
  else if (to !== undefined && !(cityOf(object(to)) && typeof object(to).address === 'string'))
    faults.push(fault('v2_recipient_location_not_recognized'));
  else if (point !== undefined && !place) faults.push(fault('delivery_location_is_not_recognized'));
  else if (toPlace === 'door' ? point !== undefined : to !== undefined)
    faults.push(fault('v2_bad_request', 'delivery_point'));
  const packages = listOf(body.packages);
  const collected =
    Number(object(body.delivery_recipient_cost).value ?? 0) +
    packages
      .flatMap(({ items }) => listOf(items))
      .reduce((sum, item) => sum + Number(object(item.payment).value) * Number(item.amount), 0);
  const limit = place ? (place.allowed_cod ? -1 : 0) : cityOf(object(to))?.payment_limit;
  if (limit !== undefined && limit >= 0 && collected > limit) faults.push(fault('v2_bad_request', 'payment'));
  if (place && packages.some(({ weight }) => Number(weight) > place.weight_max * 1000))
    faults.push(fault('v2_bad_request', 'packages.weight'));
  if (listOf(body.services).length > 0 && tariff.mode === '7') faults.push(fault('v2_unable_add_service'));
  return faults;
}

/** What stands at either end of a mode. */
const ENDS: Readonly<Record<string, readonly [string, string]>> = {
  1: ['door', 'door'],
  2: ['door', 'office'],
  3: ['office', 'door'],
  4: ['office', 'office'],
  6: ['door', 'locker'],
  7: ['office', 'locker'],
};

/** An order as GET tells it. */
export function orderView(order: Order, clock: Clock, presentStatus?: string): Json {
  const { uuid, body, statuses, requests } = order;
  const isReady = clock.now() >= order.readyAt;
  const isMade = isReady && order.errors.length === 0;
  const shown = isReady ? statuses : statuses.slice(0, 1);
  const tariff = tariffOf(body.tariff_code);
  const newestFirst = shown.toReversed().map(({ code, moment, deleted }, index) => ({
    code: index === 0 && presentStatus !== undefined ? presentStatus : code,
    name: RUSSIAN[code] ?? code,
    date_time: stamp(moment),
    city: 'Офис СДЭК',
    deleted,
  }));
  const { related } = order;
  return {
    entity: {
      ...{
        uuid,
        type: body.type ?? 1,
        is_return: order.isReturn,
        is_reverse: false,
        is_client_return: false,
      },
      ...(isMade && { cdek_number: order.cdekNumber }),
      ...{ number: order.number, tariff_code: body.tariff_code, delivery_mode: tariff?.mode },
      ...{
        comment: body.comment,
        shipment_point: body.shipment_point ?? '',
        delivery_point: body.delivery_point ?? '',
      },
      recipient: {
        ...object(body.recipient),
        phones: listOf(object(body.recipient).phones).map(({ number }) => ({
          number: String(number).slice(1),
        })),
      },
      from_location: located(body.from_location),
      to_location: located(body.to_location),
      packages: listOf(body.packages).map((parcel) => ({
        ...parcel,
        package_id: randomUUID(),
        barcode: '1',
      })),
      ...(isMade && { delivery_detail: deliveryDetail(order) }),
      statuses: newestFirst,
      transacted_payment: false,
    },
    requests: isReady
      ? requests.map(({ moment, ...request }) => ({ ...request, date_time: stamp(moment) }))
      : [
          {
            request_uuid: uuid,
            type: 'CREATE',
            date_time: stamp(order.readyAt),
            state: 'ACCEPTED',
            errors: [],
          },
        ],
    related_entities: related
      ? [{ type: related.type, uuid: related.order.uuid, cdek_number: related.order.cdekNumber }]
      : [],
  };
}

function deliveryDetail({ statuses, body }: Order): Json {
  const delivered = statuses.find(({ code }) => code === 'DELIVERED');
  return {
    ...{ delivery_sum: 457.14, total_sum: 488.85, payment_info: [] },
    ...(delivered && {
      date: stamp(delivered.moment).slice(0, 10),
      recipient_name: object(body.recipient).name,
    }),
  };
}

function located(location: unknown): Json {
  const { address } = object(location);
  const city = cityOf(object(location));
  return {
    ...(city && { code: city.code, city: city.city, country_code: 'RU' }),
    ...(address !== undefined && { address }),
  };
}
