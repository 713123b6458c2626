import { formatMoment } from '../../core/time';
import { rows, seconds, text } from './records';

/** How a contact stands in a group, by the vendor's words. */
const STATUSES: Readonly<Record<string, string>> = {
  STATUS_WAIT: 'Has not confirmed yet',
  STATUS_SUBSCRIBE: 'Subscribed',
  STATUS_UNSUBSCRIBE: 'Unsubscribed',
  STATUS_UNSUBSCRIBE_BY_SERVICE: 'Unsubscribed by the shop',
  STATUS_INVALID_EMAIL: 'E-mail address does not work',
};

export interface Subscription {
  readonly rass_name: string;
  readonly rass_title: string;
  readonly rass_status: string | null;
  readonly status_label: string | null;
  readonly is_subscribed: boolean;
  /** ISO 8601. */
  readonly subscription_time: string | null;
}

/** Rows of GetLeadGroupStatuses; rows without a group are of no use and left out. */
export function parseSubscriptions(result: unknown): readonly Subscription[] {
  return rows(result).flatMap((row) => {
    const name = text(row.rass_name);
    if (name === undefined) return [];
    const status = text(row.rass_status);
    const since = seconds(row.subscription_time);
    return [
      {
        rass_name: name,
        rass_title: text(row.rass_title) ?? name,
        rass_status: status ?? null,
        status_label: status === undefined ? null : (STATUSES[status] ?? status),
        is_subscribed: status === 'STATUS_SUBSCRIBE',
        subscription_time: since === undefined ? null : formatMoment(since),
      },
    ];
  });
}
