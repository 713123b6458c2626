import type { FaultOf } from '../faults';
import { type Message, MESSAGE_FAULTS, type MessageFault, Outbox } from '../outbox';
import { anotherHash } from './faults';
import { notificationBody, notificationFields, notificationHash } from './notification';
import type { Account, Brand } from './service';
import type { News, OrderEvent, Product } from './shop';

/** How a notification goes wrong. */
export const NOTIFICATION_FAULTS = {
  ...MESSAGE_FAULTS,
  'wrong hash': 'The hash does not match.',
  'php line hash':
    'The hash of a new order by the PHP line of the documentation: without the time of creation.',
  'fields missing': 'Some fields are missing.',
} as const;

/** What some kinds need to be told. */
export interface NotificationFaultDetails {
  readonly 'fields missing': { readonly names: readonly string[] };
}

type OwnFault = FaultOf<
  Exclude<keyof typeof NOTIFICATION_FAULTS, MessageFault['kind']>,
  NotificationFaultDetails
>;
export type NotificationFault = MessageFault | OwnFault;

interface Notification extends Message {
  readonly event: News['event'];
  /** Undefined where the news is of a contact. */
  readonly order: number | undefined;
}

/** "One delivery, 5 s timeout, no retry": the vendor documents none of it. */
const PATIENCE_MILLISECONDS = 5000;

/**
 * Sends the notifications («оповещения») of the accounts' shops to the addresses set for them: once to each different
 * address among an order's products, one after the other. Faults befall them by the name of the event.
 */
export class Notifier extends Outbox<Notification, OwnFault> {
  private line: Promise<void> = Promise.resolve();

  constructor(private readonly brand: Brand) {
    super('application/x-www-form-urlencoded', PATIENCE_MILLISECONDS);
  }

  /** From now on tells what happens in the account's shop. */
  watch(account: Account): void {
    const listener = (news: News): void => {
      this.tell(news, account);
    };
    account.shop.on('news', listener);
    // A shop may outlive the double.
    this.stopping.signal.addEventListener('abort', () => account.shop.off('news', listener));
  }

  /** Resolves when everything has been sent, but for one that still waits for the next. */
  async settled(): Promise<void> {
    await this.line;
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.line;
  }

  private tell(news: News, { key, shop, notificationAddress }: Account): void {
    const order = news.event === 'contact' ? undefined : news.order.id;
    const addresses =
      news.event === 'contact'
        ? [notificationAddress]
        : news.order.items.map(({ id }) => addressIn(shop.products.get(id), news.event));
    for (const url of new Set(addresses.filter((address) => address !== undefined).filter(Boolean))) {
      const fault = this.faults.take(news.event);
      // The key and the state of the order are those of this moment, however late it is sent.
      const body = this.body(news, key, fault);
      for (const group of this.underFault({ event: news.event, order, url, body }, fault))
        this.enqueue(() => Promise.all(group.map((one) => this.post(one))));
    }
  }

  private enqueue(send: () => Promise<unknown>): void {
    this.line = this.line.then(async () => {
      if (!this.stopping.signal.aborted) await send();
    });
  }

  private body(news: News, key: string, fault: NotificationFault | undefined): string {
    const fields = notificationFields(news, this.brand);
    const hash = notificationHash(news, key, fault?.kind === 'php line hash');
    if (fault?.kind === 'wrong hash') return notificationBody(fields, hash && anotherHash(hash));
    if (fault?.kind !== 'fields missing') return notificationBody(fields, hash);
    const left = fields.filter(([name]) => !fault.names.includes(name));
    return notificationBody(left, fault.names.includes('hash') ? undefined : hash);
  }
}

/** The address that is told of an event of orders of a product. */
function addressIn(product: Product | undefined, event: OrderEvent): string | undefined {
  if (event === 'new_order') return product?.good_api_url_new_order;
  if (event === 'paid') return product?.good_api_url_notif;
  return product?.editorAddresses?.[event];
}
