import { Problem, RUNS_AGAIN } from '../../core/errors';
import { plainWords } from '../../core/redact';
import { say } from '../../language/language';
import { object, objects, parseText, type Json } from './values';

/** What CDEK refuses with; its words are Russian and made for people. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** The number is in use in this contract. */
export const TAKEN_NUMBER = 'error_validate_im_dep_number_has_already_had_integration';
/** The same request came a moment ago and is still at work. */
export const STILL_PROCESSED = 'v2_similar_request_still_processed';

const NO_SUCH_ORDER = say`CDEK has no such order under this contract. Check what names the order.`;
const WRONG_SENDER_OFFICE = say`CDEK does not know the office that the parcel is brought to. Pick it from
  the list of Sender's CDEK Office.`;

/** What the codes of API v2 mean to a user; all others speak for themselves. */
const MEANINGS = new Map(
  Object.entries({
    v2_internal_error: say`CDEK has a fault of its own.`,
    [STILL_PROCESSED]: say`CDEK is still at work on the same request.`,
    [TAKEN_NUMBER]: say`CDEK has an order with this number already. If an earlier run of this step was cut
      off, it is that run's order: look at it with Find CDEK Order. Otherwise use another number, or
      choose to go on with the existing order.`,
    v2_entity_not_found: NO_SUCH_ORDER,
    v2_order_not_found: NO_SUCH_ORDER,
    v2_entity_not_found_im_number: NO_SUCH_ORDER,
    v2_entity_forbidden: say`This belongs to another contract with CDEK. Check what names the order.`,
    v2_order_forbidden: say`This order belongs to another contract with CDEK. Check what names the order.`,
    v2_sender_location_not_recognized: say`CDEK does not know the town of the sender. Pick Sender Town
      from its list.`,
    v2_recipient_location_not_recognized: say`CDEK does not know the town of the receiver. Pick Receiver
      Town from its list.`,
    shipment_location_is_not_recognized: WRONG_SENDER_OFFICE,
    delivery_location_is_not_recognized: say`CDEK does not know the pickup point. Pick it from the list of
      Pickup Point.`,
    v2_number_items_is_more_126: say`CDEK takes at most 126 lines of items in an order. Put several pieces
      into one line.`,
    v2_unable_add_service: say`CDEK does not offer an additional service with this tariff. Choose another
      tariff or service.`,
    v2_intake_exists_by_order: say`A courier is called for this order already (заявка на вызов курьера).
      Look at the call in the cabinet lk.cdek.ru.`,
    v2_intake_exists_by_date_address: say`A courier is called to this address on this day already (заявка
      на вызов курьера). Choose another day, or look at the call in the cabinet lk.cdek.ru.`,
  }),
);

/** What is over by itself, each with the seconds after which another try makes sense. */
const LATER = new Map(Object.entries({ v2_internal_error: 300, [STILL_PROCESSED]: 60 }));

const OTHER = say`CDEK refused this. Its own words stand at the end: correct what they name, or ask your
  manager at CDEK.`;

/** All that an answer refuses with: at its root, in its requests, or as OAuth and web servers do. */
export function refusalsOf(answer: unknown): readonly Refusal[] {
  const body = object(answer);
  const told = [body.errors, ...requestsOf(body).map(({ errors }) => errors)].flatMap(objects);
  if (told.length > 0)
    return told.map(({ code, message }) => ({
      code: parseText(code) ?? 'refused',
      message: parseText(message) ?? '',
    }));
  const fields = Object.entries(object(object(body.error).fields));
  if (fields.length > 0)
    return fields.map(([name, words]) => ({
      code: name,
      message: parseText(words) ?? JSON.stringify(words),
    }));
  const code = parseText(body.error);
  return code === undefined
    ? []
    : [{ code, message: parseText(body.error_description) ?? parseText(body.message) ?? '' }];
}

/** What became of the requests about an object, the newest last as CDEK tells them. */
export function requestsOf(answer: Json): readonly Json[] {
  return objects(answer.requests);
}

/** @throws Problem where CDEK has taken a request on only to refuse it. */
export function throwIfInvalid(answer: unknown): void {
  if (requestsOf(object(answer)).some(({ state }) => state === 'INVALID')) throw refusal(refusalsOf(answer));
}

/** The problem that refusals tell of: the worst that is known of them, with all their words. */
export function refusal(refusals: readonly Refusal[], status?: number): Problem {
  const known = refusals.find(({ code }) => MEANINGS.has(code))?.code ?? '';
  const retryAfterSeconds = LATER.get(known);
  const meaning = MEANINGS.get(known) ?? OTHER;
  const sentence = retryAfterSeconds === undefined ? meaning : `${meaning} ${RUNS_AGAIN}`;
  const words = refusals.map(({ code, message }) =>
    [plainWords(code, 60), plainWords(message, 200)].filter((part) => part !== '').join(': '),
  );
  const origin =
    words.length > 0 ? words.slice(0, 10).join('; ') : `HTTP ${status ?? say`answer without a reason`}`;
  return new Problem(
    retryAfterSeconds === undefined ? 'refused' : 'later',
    say`${{ sentence }} (CDEK ${{ origin }})`,
    {
      code: plainWords(refusals[0]?.code ?? `http_${status ?? 0}`, 60),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  );
}
