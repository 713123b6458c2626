import { type Message, MESSAGE_FAULTS, type MessageFault, Outbox, type Receipt } from '../outbox';
import { buildXml, element, leaf, XmlElement } from '../xml';
import type { Account } from './accounts';
import type { Order, StatusEvent } from './order';

/** The vendor's rule: so many changes per run, one client after the other. */
const CHANGES_PER_RUN = 100;

/** Further attempts after a reply that was not the expected one; how many the vendor makes is not known. */
const RETRIES = 2;

/** How a report goes wrong. */
export const WEBHOOK_FAULTS = {
  ...MESSAGE_FAULTS,
  'broken xml': 'The body is no well-formed XML.',
  'empty body': 'An empty body comes.',
  'without status': 'The body does not say which status is meant.',
  'not an order': 'The body is about something else than an order.',
  'form of 2022': 'With the times and the list of statuses of early 2022, three hours ahead of GMT.',
} as const;

interface OwnFault {
  readonly kind: Exclude<keyof typeof WEBHOOK_FAULTS, MessageFault['kind']>;
}
export type WebhookFault = MessageFault | OwnFault;

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

interface Report extends Message, Pick<Subscription, 'queue'> {
  readonly change: Change;
}

/**
 * The cabinet's integrations of the type "Webhook" (Настройки → Интеграция). Nothing is sent until a run is asked for. Faults
 * befall reports by the code of the status.
 */
export class Webhooks extends Outbox<Report, OwnFault> {
  /** What the receiver must answer. The vendor's real text is not known. */
  expectedReply = '{"status":"ok"}';
  private readonly subscriptions: Subscription[] = [];

  constructor(private readonly toXml: (order: Order) => XmlElement) {
    super('text/xml; charset=utf-8');
  }

  subscribe(client: Account, url: string): void {
    this.subscriptions.push({ client, url, queue: [] });
  }

  /** Changes still to be sent. */
  get pending(): number {
    return this.subscriptions.reduce((sum, { queue }) => sum + queue.length, 0);
  }

  /** Notes a change of status for its client's subscriptions. */
  add(order: Order, event: StatusEvent): void {
    for (const { client, queue } of this.subscriptions)
      if (client === order.client) queue.push({ order, event, attempts: 0 });
  }

  /** One run of the sender: what was sent in it. */
  async run(): Promise<readonly (Message & Receipt)[]> {
    const already = this.journal.length;
    const due = this.subscriptions.flatMap(({ url, queue }) =>
      queue.map((change) => ({ url, queue, change })),
    );
    for (const { url, queue, change } of due.slice(0, CHANGES_PER_RUN)) {
      queue.shift();
      const fault = this.faults.take(change.event.code);
      const body = bodyOf(this.toXml(change.order), change, fault?.kind);
      for (const group of this.underFault({ url, queue, change, body }, fault)) await this.send(group);
    }
    return this.journal.slice(already);
  }

  private async send(group: readonly Report[]): Promise<void> {
    const [report] = group;
    const [receipt] = await Promise.all(group.map((one) => this.post(one)));
    if (!report || receipt?.reply?.trim() === this.expectedReply) return;
    report.change.attempts += 1;
    if (report.change.attempts <= RETRIES) report.queue.push(report.change);
  }
}

function bodyOf(
  { name, attributes, children }: XmlElement,
  { order, event }: Change,
  fault: WebhookFault['kind'] | undefined,
): string {
  const all = [
    ...children,
    ...(fault === 'without status' ? [] : [leaf('webhook_status_code', event.code)]),
    ...(fault === 'form of 2022' ? statusesOf2022(order, event) : []),
  ];
  const root = new XmlElement(fault === 'not an order' ? 'client' : name, attributes, all, '');
  const text = buildXml(root).replace(/^<\?xml[^>]*\?>/, '<?xml version="1.0"?>');
  if (fault === 'broken xml') return text.replace('</order>', '</ordre>');
  return fault === 'empty body' ? '' : text;
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
