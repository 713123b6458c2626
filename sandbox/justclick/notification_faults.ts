import type { FaultOf } from '../faults';
import type { Brand } from './brand';
import { anotherHash } from './delivery';
import { notificationBody, notificationFields, notificationHash } from './notification';
import type { News } from './shop';

/** How a notification goes wrong on its way. */
export const NOTIFICATION_FAULTS = {
  'wrong hash': 'The hash does not match.',
  'php line hash':
    'The hash of a new order by the PHP line of the documentation: without the time of creation.',
  'half body': 'Only the first half of the body comes.',
  'fields missing': 'Some fields are missing.',
  twice: 'Delivered two times, both at once.',
  'held back': 'Kept until `release`: later ones overtake it.',
} as const;

/** What some kinds need to be told. */
export interface NotificationFaultDetails {
  readonly 'fields missing': { readonly names: readonly string[] };
}

export type NotificationFault = FaultOf<keyof typeof NOTIFICATION_FAULTS, NotificationFaultDetails>;

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
    case 'wrong hash':
      return notificationBody(fields, hash && anotherHash(hash));
    case 'php line hash':
      return notificationBody(fields, notificationHash(news, key, true));
    case 'half body':
      return firstHalf(notificationBody(fields, hash));
    case 'fields missing': {
      const { names: missing } = fault;
      const left = fields.filter(([name]) => !missing.includes(name));
      return notificationBody(left, missing.includes('hash') ? undefined : hash);
    }
    case 'twice':
    case 'held back':
    case undefined:
      return notificationBody(fields, hash);
  }
}

function firstHalf(text: string): string {
  return text.slice(0, text.length / 2);
}
