import type { FaultOf } from '../faults';
import type { Brand } from './brand';
import { forged, type Occasions } from './faults';
import { notificationBody, notificationFields, notificationHash } from './notification';
import type { News } from './shop';

/** How a notification goes wrong on its way. */
export const NOTIFICATION_FAULTS = {
  forged_hash: 'The hash does not match.',
  php_line_hash:
    'The hash of a new order by the PHP line of the documentation: without the time of creation.',
  damaged_body: 'Only the first half of the body comes.',
  missing_fields: 'Some fields are missing.',
  twice: 'Delivered two times, both at once.',
  held_back: 'Kept until `release`: later ones overtake it.',
} as const;

/** What some kinds need to be told. */
export interface NotificationFaultDetails {
  readonly missing_fields: { readonly fields: readonly string[] };
}

export type NotificationFault = FaultOf<keyof typeof NOTIFICATION_FAULTS, NotificationFaultDetails> &
  Occasions & {
    /** The only event that it befalls; any unless given. */
    readonly event?: News['event'];
  };

export interface Circumstances {
  readonly key: string;
  readonly brand: Brand;
  readonly fault: NotificationFault | undefined;
}

/** The body of a notification as it leaves the shop. */
export function bodyOf(news: News, { key, brand, fault }: Circumstances): string {
  const fields = notificationFields(news, brand);
  const hash = notificationHash(news, key);
  switch (fault?.kind) {
    case 'forged_hash':
      return notificationBody(fields, hash && forged(hash));
    case 'php_line_hash':
      return notificationBody(fields, notificationHash(news, key, true));
    case 'damaged_body':
      return firstHalf(notificationBody(fields, hash));
    case 'missing_fields': {
      const { fields: missing } = fault;
      const left = fields.filter(([name]) => !missing.includes(name));
      return notificationBody(left, missing.includes('hash') ? undefined : hash);
    }
    case 'twice':
    case 'held_back':
    case undefined:
      return notificationBody(fields, hash);
  }
}

function firstHalf(text: string): string {
  return text.slice(0, text.length / 2);
}
