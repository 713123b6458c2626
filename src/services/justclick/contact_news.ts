import { isObject } from '../../core/json';
import { parsePhpForm } from '../../core/php_form';
import type { Subscription } from './contacts';
import type { Rejection } from './notifications';
import { parseText, type ShopRow } from './values';

/** What a shop reports of a contact in a group, by the vendor's numbers. */
export type ContactEvent = 'subscribed' | 'confirmed' | 'unsubscribed';

const EVENTS: Readonly<Record<string, ContactEvent>> = {
  '2': 'subscribed',
  '1': 'confirmed',
  '0': 'unsubscribed',
};

/** What a notification says of a contact. Nothing of it is signed. */
export interface ContactNotification {
  readonly event: ContactEvent;
  readonly email: string;
  /** As the shop names it. */
  readonly group: string;
  readonly row: ShopRow;
}

/** An event that may start a Zap. */
export interface ContactNews extends ContactNotification {
  /** How the contact stands in the group; undefined where the shop does not tell. */
  readonly subscription: Subscription | undefined;
  /** Whether the shop itself bears the event out. */
  readonly confirmed: boolean;
  readonly id: string;
  /** Whether the id can mean no other event: somebody may leave a group and come back. */
  readonly isDated: false;
}

/** Parses a notification of a contact; those of orders come to other addresses, and may come here, too. */
export function parseContactNotification(body: string): ContactNotification | Rejection {
  const fields = parsePhpForm(body);
  if (fields.id !== undefined) return { rejected: 'order' };
  const event = EVENTS[parseText(fields.status) ?? ''];
  const [email, group] = [parseText(fields.email), parseText(fields.id_group)];
  if (!event || email === undefined || group === undefined) return { rejected: 'damaged' };
  return { event, email, group, row: fields };
}

const FITTING: Readonly<Record<ContactEvent, readonly string[]>> = {
  subscribed: ['STATUS_WAIT', 'STATUS_SUBSCRIBE'],
  confirmed: ['STATUS_SUBSCRIBE'],
  unsubscribed: ['STATUS_UNSUBSCRIBE', 'STATUS_UNSUBSCRIBE_BY_SERVICE', 'STATUS_INVALID_EMAIL'],
};

/** What an event is by the shop's own word. @param subscriptions the contact's groups; undefined where the shop was not asked. */
export function confirmedContact(
  told: ContactNotification,
  subscriptions: readonly Subscription[] | undefined,
): ContactNews | Rejection {
  const subscription = subscriptions?.find(({ rass_name }) => rass_name === told.group);
  const status = subscription?.rass_status ?? undefined;
  const isFitting = status !== undefined && FITTING[told.event].includes(status);
  if (status !== undefined && !isFitting) return { rejected: 'contradicted' };
  const since = subscription?.subscription_time ?? undefined;
  const id = [told.email.toLowerCase(), told.group, told.event, ...(since === undefined ? [] : [since])].join(
    ' ',
  );
  return { ...told, subscription, confirmed: isFitting, id, isDated: false };
}

/** A mark of the campaign that brought the contact. */
export function markOf({ row }: ContactNotification, name: string): string | undefined {
  return isObject(row.utm) ? parseText(row.utm[name]) : undefined;
}
