import { refusalsOf, requestsOf, type Refusal } from './problems';
import { statusCode } from './statuses';
import {
  object,
  objects,
  parseNumber,
  parsePhones,
  parseText,
  parseTime,
  parseYesNo,
  parts,
  type Json,
} from './values';

/** An order had this status from a moment on. */
export type OrderStatus = NonNullable<ReturnType<typeof parseStatus>>;

/** An order as CDEK tells it. */
export type Order = ReturnType<typeof parseOrder>;

/** What has become of the creation of an order: it exists only once that is SUCCESSFUL. */
export type State = 'ACCEPTED' | 'SUCCESSFUL' | 'INVALID';

/** The answer of `orders/{uuid}`. */
export function parseOrder(answer: unknown) {
  const body = object(answer);
  const entity = object(body.entity);
  const statuses = objects(entity.statuses)
    .filter(({ deleted }) => deleted !== true)
    .flatMap((status) => parseStatus(status) ?? []);
  // They come newest first; the order among those of one second is kept.
  const history = statuses.toReversed().sort((one, other) => momentOf(one) - momentOf(other));
  const { state, errors } = creationOf(body, history);
  const delivery = object(entity.delivery_detail);
  const [to, from, recipient] = [entity.to_location, entity.from_location, entity.recipient].map(object);
  const returned = objects(body.related_entities).find(({ type }) => type === 'return_order');
  const direct = objects(body.related_entities).find(({ type }) => type === 'direct_order');
  return {
    uuid: parseText(entity.uuid) ?? '',
    state,
    errors,
    status: history.at(-1),
    history,
    is_return: [entity.is_return, entity.is_reverse, entity.is_client_return].includes(true),
    ...parts(entity, parseText, [
      ...(['cdek_number', 'number', 'tariff_code', 'comment', 'shipment_point', 'delivery_point'] as const),
      ...(['planned_delivery_date', 'keep_free_until'] as const),
    ]),
    from_city: parseText(from?.city),
    from_address: parseText(from?.address),
    to_city: parseText(to?.city),
    to_city_code: parseText(to?.code),
    to_address: parseText(to?.address),
    recipient_name: parseText(recipient?.name),
    recipient_phone: international(parsePhones(recipient?.phones)[0]),
    ...parts(delivery, parseNumber, ['delivery_sum', 'total_sum', 'payment_sum']),
    delivered_to: parseText(delivery.recipient_name),
    delivery_date: parseText(delivery.date) ?? parseText(entity.delivery_date),
    transacted_payment: parseYesNo(entity.transacted_payment),
    return_cdek_number: parseText(returned?.cdek_number),
    direct_cdek_number: parseText(direct?.cdek_number),
  };
}

function parseStatus(status: Json) {
  const code = parseText(status.code);
  if (code === undefined) return undefined;
  return {
    /** One code for both spellings. */
    code: statusCode(code),
    /** As CDEK calls it in Russian. */
    name: parseText(status.name),
    time: parseTime(status.date_time),
    city: parseText(status.city),
    reasonCode: parseText(status.reason_code),
  };
}

/** Milliseconds since 1970; 0 where no time is told. */
function momentOf({ time: moment }: OrderStatus): number {
  return moment === undefined ? 0 : Date.parse(moment);
}

function creationOf(
  body: Json,
  history: readonly OrderStatus[],
): { readonly state: State; readonly errors: readonly Refusal[] } {
  const creation = requestsOf(body).find(({ type }) => type === 'CREATE');
  const codes = history.map(({ code }) => code);
  if (creation?.state === 'INVALID' || codes.includes('INVALID'))
    return { state: 'INVALID', errors: refusalsOf({ requests: creation }) };
  const isMade = creation?.state === 'SUCCESSFUL' || codes.includes('CREATED');
  return { state: isMade ? 'SUCCESSFUL' : 'ACCEPTED', errors: [] };
}

/** Answers drop the plus. */
function international(phone: string | undefined): string | undefined {
  return phone !== undefined && /^\d{11,}$/.test(phone) ? `+${phone}` : phone;
}
