import { parseJson } from '../../core/json';
import { statusCode } from './statuses';
import { object, parseText, parseTime } from './values';

/** What CDEK reports of an order. It is not signed: only the order itself tells whether it is true. */
export type StatusReport = NonNullable<ReturnType<typeof parseWebhook>>;

/** @returns undefined for a report of another kind, and for one that takes a status back. */
export function parseWebhook(body: string) {
  const report = object(parseJson(Buffer.from(body)));
  const attributes = object(report.attributes);
  const [uuid, code] = [parseText(report.uuid), parseText(attributes.code)];
  if (report.type !== 'ORDER_STATUS' || uuid === undefined || code === undefined) return undefined;
  if (attributes.deleted === true) return undefined;
  return {
    uuid,
    cdek_number: parseText(attributes.cdek_number),
    number: parseText(attributes.number),
    code: statusCode(code),
    time: parseTime(attributes.status_date_time),
    city: parseText(attributes.city_name) ?? parseText(attributes.city),
    is_return: [attributes.is_return, attributes.is_reverse, attributes.is_client_return].includes(true),
  };
}
