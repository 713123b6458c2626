import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { type Message, MESSAGE_FAULTS, type MessageFault, Outbox } from '../outbox';
import { type Order, stamp, type Status } from './order';

/** How a report goes wrong. */
export const WEBHOOK_FAULTS = {
  ...MESSAGE_FAULTS,
  forged: 'It is about an order that does not have this status.',
  'old spelling': 'With the other of two spellings, and times whose offsets have no colon.',
  'taken back': 'It takes the status back.',
  'another type': 'It is about something else than the status of an order.',
} as const;

interface OwnFault {
  readonly kind: Exclude<keyof typeof WEBHOOK_FAULTS, MessageFault['kind']>;
}
export type WebhookFault = MessageFault | OwnFault;

export interface Subscription {
  readonly uuid: string;
  readonly type: string;
  url: string;
}

/** Subscriptions of one contract. Nothing is sent until a run is asked for, nothing is signed, and nothing is repeated. */
export class Webhooks extends Outbox<Message, OwnFault> {
  readonly subscriptions: Subscription[] = [];
  private readonly queue: { readonly order: Order; readonly status: Status }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly switches: { webhooks: 'add' | 'overwrite' },
  ) {
    super('application/json; charset=utf-8', 15_000);
  }

  subscribe(url: string, type: string): Subscription {
    const former = this.subscriptions.find((one) => one.type === type);
    if (former && this.switches.webhooks === 'overwrite') return Object.assign(former, { url });
    const subscription = { uuid: randomUUID(), type, url };
    this.subscriptions.push(subscription);
    return subscription;
  }

  add(order: Order, status: Status): void {
    if (this.subscriptions.length > 0) this.queue.push({ order, status });
  }

  /** Sends what is due, to every subscription, the oldest first. */
  async run(): Promise<void> {
    for (const { order, status } of this.queue.splice(0)) {
      const fault = this.faults.take(status.code);
      const body = JSON.stringify(this.bodyOf(order, status, fault?.kind));
      for (const { url, type } of this.subscriptions) {
        if (type !== 'ORDER_STATUS') continue;
        for (const group of this.underFault({ url, body }, fault))
          await Promise.all(group.map((message) => this.post(message)));
      }
    }
  }

  private bodyOf(order: Order, status: Status, fault: WebhookFault['kind'] | undefined) {
    const isOld = fault === 'old spelling';
    return {
      type: fault === 'another type' ? 'PREALERT_CLOSED' : 'ORDER_STATUS',
      date_time: stamp(this.clock.now(), isOld),
      uuid: order.uuid,
      attributes: {
        ...{ is_return: order.isReturn, is_reverse: false, is_client_return: false },
        ...{ cdek_number: order.cdekNumber, number: order.number, related_entities: [] },
        code:
          fault === 'forged'
            ? 'POSTOMAT_SEIZED'
            : isOld
              ? (OTHER_SPELLING[status.code] ?? status.code)
              : status.code,
        ...{ status_code: '4', status_reason_code: '', status_date_time: stamp(status.moment, isOld) },
        ...{ city_name: 'Новосибирск', city_code: '270', deleted: fault === 'taken back' || status.deleted },
      },
    };
  }
}

const OTHER_SPELLING: Readonly<Record<string, string>> = {
  ACCEPTED_AT_PICK_UP_POINT: 'ACCEPTED_AT_WAREHOUSE_ON_DEMAND',
  TAKEN_BY_COURIER: 'ISSUED_FOR_DELIVERY',
};
