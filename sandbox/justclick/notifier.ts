import { Faults } from '../faults';
import type { Account } from './account';
import type { Brand } from './brand';
import { addressesFor } from './notification_addresses';
import { bodyOf, type NotificationFault } from './notification_faults';
import type { News } from './shop';

/** What the receiver did: answered, let the time run out, or could not be reached. */
export type Receipt =
  | { readonly how: 'answered'; readonly status: number; readonly body: string }
  | { readonly how: 'timed_out' | 'unreachable' };

/** One delivery, in the journal from the moment it was sent. */
export interface NotificationDelivery {
  readonly event: News['event'];
  /** Undefined where the news is of a contact. */
  readonly order: number | undefined;
  readonly url: string;
  readonly body: string;
  readonly fault: NotificationFault['kind'] | undefined;
  /** Undefined while it is under way. */
  readonly receipt: Receipt | undefined;
}

interface DeliveryUnderWay extends NotificationDelivery {
  receipt: Receipt | undefined;
}

interface Sender {
  readonly brand: Brand;
  readonly timeoutMilliseconds: number;
}

/** "One delivery, 5 s timeout, no retry": the vendor documents none of it. */
export const TIMEOUT_MILLISECONDS = 5000;

/**
 * Sends the notifications («оповещения») of the accounts' shops to the addresses set for them: once to each different
 * address among an order's products, one after the other.
 */
export class Notifier {
  /** Coming notifications go wrong: `on` is the event. */
  readonly faults = new Faults<NotificationFault>();
  private readonly deliveries: DeliveryUnderWay[] = [];
  private readonly stopping = new AbortController();
  private readonly heldBack: (() => Promise<unknown>)[] = [];
  private line: Promise<void> = Promise.resolve();

  constructor(private readonly sender: Sender) {}

  /** Every delivery so far, in the order of sending. */
  get journal(): readonly NotificationDelivery[] {
    return this.deliveries;
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

  /** Sends what was held back, behind what is under way. */
  release(): void {
    for (const send of this.heldBack.splice(0)) {
      this.enqueue(send);
    }
  }

  /** Resolves when everything but what is held back has been sent. */
  async settled(): Promise<void> {
    await this.line;
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.line;
  }

  private tell(news: News, account: Account): void {
    for (const url of addressesFor(news, account)) {
      const fault = this.faults.take(news.event);
      // The key and the state of the order are those of this moment, however late it is sent.
      const body = bodyOf(news, { key: account.key, brand: this.sender.brand, fault });
      const order = news.event === 'contact' ? undefined : news.order.id;
      const send = () => this.deliver({ event: news.event, order, url, body, fault: fault?.kind });
      if (fault?.kind === 'held back') {
        this.heldBack.push(send);
      } else {
        this.enqueue(fault?.kind === 'twice' ? () => Promise.all([send(), send()]) : send);
      }
    }
  }

  private enqueue(send: () => Promise<unknown>): void {
    this.line = this.line.then(async () => {
      if (!this.stopping.signal.aborted) {
        await send();
      }
    });
  }

  private async deliver(delivery: Omit<NotificationDelivery, 'receipt'>): Promise<void> {
    const entry: DeliveryUnderWay = { ...delivery, receipt: undefined };
    this.deliveries.push(entry);
    entry.receipt = await this.post(delivery);
  }

  private async post({ url, body }: Pick<NotificationDelivery, 'url' | 'body'>): Promise<Receipt> {
    const timeout = AbortSignal.timeout(this.sender.timeoutMilliseconds);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.stopping.signal]),
      });
      return { how: 'answered', status: response.status, body: await response.text() };
    } catch {
      return { how: timeout.aborted ? 'timed_out' : 'unreachable' };
    }
  }
}
