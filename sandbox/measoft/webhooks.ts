import { buildXml, element, leaf, XmlElement } from '../xml';
import type { Account } from './accounts';
import type { Order, StatusEvent } from './order';

/** The vendor's rule: so many changes per run, one client after the other. */
const CHANGES_PER_RUN = 100;

/** Further attempts after a reply that was not the expected one; how many the vendor makes is not known. */
const RETRIES = 2;

/** How the body of a report goes wrong. */
export const WEBHOOK_BODIES = {
  'broken XML': 'The body is no well-formed XML.',
  cut: 'Only the first half of the body comes.',
  empty: 'An empty body comes.',
  'without status': 'The body does not say which status is meant.',
  'not an order': 'The body is about something else than an order.',
} as const;

/** How one run goes wrong. */
export interface WebhookRun {
  /** Every change is sent again at once, whatever the reply. */
  readonly twice?: boolean;
  /** The last change first. */
  readonly reversed?: boolean;
  readonly body?: keyof typeof WEBHOOK_BODIES;
  /** With the times and the list of statuses of early 2022, three hours ahead of GMT. */
  readonly form2022?: boolean;
}

export interface WebhookDelivery {
  readonly url: string;
  readonly order: Order;
  readonly body: string;
  /** Undefined when nobody answered. */
  readonly status: number | undefined;
  readonly reply: string;
  /** The reply was the expected one. */
  readonly accepted: boolean;
}

interface Change {
  readonly order: Order;
  readonly event: StatusEvent;
  attempts: number;
}

interface Subscription {
  readonly client: Account;
  readonly url: string;
  readonly queue: Change[];
}

/** The cabinet's integrations of the type "Webhook" (Настройки → Интеграция). Nothing is sent until a run is asked for. */
export class Webhooks {
  /** What the receiver must answer. The vendor's real text is not known. */
  expectedReply = '{"status":"ok"}';
  readonly deliveries: WebhookDelivery[] = [];
  private readonly subscriptions: Subscription[] = [];

  constructor(private readonly toXml: (order: Order) => XmlElement) {}

  subscribe(client: Account, url: string): void {
    this.subscriptions.push({ client, url, queue: [] });
  }

  /** Changes still to be sent. */
  get pending(): number {
    return this.subscriptions.reduce((sum, { queue }) => sum + queue.length, 0);
  }

  /** Notes a change of status for its client's subscriptions. */
  add(order: Order, event: StatusEvent): void {
    for (const { client, queue } of this.subscriptions) {
      if (client === order.client) queue.push({ order, event, attempts: 0 });
    }
  }

  /** One run of the sender: what was sent in it. */
  async run(how: WebhookRun = {}): Promise<readonly WebhookDelivery[]> {
    const sent: WebhookDelivery[] = [];
    for (const { url, queue } of this.subscriptions) {
      const changes = queue.splice(0, CHANGES_PER_RUN - sent.length);
      for (const change of how.reversed ? changes.toReversed() : changes) {
        const delivery = await this.send(url, change, how);
        sent.push(delivery);
        if (how.twice) sent.push(await this.send(url, change, how));
        change.attempts += 1;
        if (!delivery.accepted && change.attempts <= RETRIES) queue.push(change);
      }
    }
    this.deliveries.push(...sent);
    return sent;
  }

  private async send(url: string, { order, event }: Change, how: WebhookRun): Promise<WebhookDelivery> {
    const body = bodyOf(this.toXml(order), order, event, how);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml; charset=utf-8' },
        body,
        redirect: 'manual',
      });
      const reply = await response.text();
      const accepted = response.ok && reply.trim() === this.expectedReply;
      return { url, order, body, status: response.status, reply, accepted };
    } catch {
      return { url, order, body, status: undefined, reply: '', accepted: false };
    }
  }
}

function bodyOf(xml: XmlElement, order: Order, event: StatusEvent, how: WebhookRun): string {
  const { name, attributes, children } = xml;
  const code = how.body === 'without status' ? undefined : leaf('webhook_status_code', event.code);
  const form2022 = how.form2022 ? statusesOf2022(order, event) : [];
  const all = [...children, ...(code ? [code] : []), ...form2022];
  const root = new XmlElement(how.body === 'not an order' ? 'client' : name, attributes, all, '');
  const text = buildXml(root).replace(/^<\?xml[^>]*\?>/, '<?xml version="1.0"?>');
  if (how.body === 'broken XML') return text.replace('</order>', '</ordre>');
  if (how.body === 'cut') return text.slice(0, Math.floor(text.length / 2));
  return how.body === 'empty' ? '' : text;
}

function statusesOf2022(order: Order, { createdGmt }: StatusEvent): readonly XmlElement[] {
  return [
    leaf('webhook_status_time', threeHoursLater(createdGmt)),
    element(
      'webhook_statuses',
      {},
      ...order.statuses.map((status) =>
        leaf('webhook_status', '', { code: status.code, time: threeHoursLater(status.createdGmt) }),
      ),
    ),
  ];
}

function threeHoursLater(gmt: string): string {
  const moment = Date.parse(`${gmt.replace(' ', 'T')}Z`) + 3 * 3_600_000;
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}
