import type { Brand } from './brand';
import { forged, type Occasions } from './faults';
import { notificationBody, notificationFields, notificationHash } from './notification';
import type { News } from './shop';

/** How a notification goes wrong on its way. */
export type NotificationFault = Occasions & {
  /** The only event that it befalls; any unless given. */
  readonly event?: News['event'];
} & (
    | { readonly kind: 'forged_hash' }
    /** The hash of a new order by the PHP line of the documentation: without the time of creation. */
    | { readonly kind: 'php_line_hash' }
    /** Only the first half of the body. */
    | { readonly kind: 'damaged_body' }
    | { readonly kind: 'missing_fields'; readonly fields: readonly string[] }
    /** Delivered two times, both at once. */
    | { readonly kind: 'twice' }
    /** Kept until `release`: later ones overtake it. */
    | { readonly kind: 'held_back' }
  );

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
