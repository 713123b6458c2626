import { Faults, type FaultOf } from './faults';

/** How a message that a service sends by itself goes wrong on its way: a notification, an event, a report. */
export const MESSAGE_FAULTS = {
  twice: 'Sent two times, both at once.',
  'half body': 'Only the first half of the body is sent.',
  'out of order': 'Sent after the message behind it.',
} as const;

export type MessageFault = FaultOf<keyof typeof MESSAGE_FAULTS, unknown>;

export interface Message {
  readonly url: string;
  readonly body: string;
}

/** What came of a message: the receiver's answer; no status while it is under way, and for good where none came. */
export interface Receipt {
  status?: number;
  reply?: string;
}

/** Sends messages, and writes down what came of them. */
export class Outbox<Sent extends Message, OwnFault extends { readonly kind: string } = never> {
  /** Coming messages go wrong. */
  readonly faults = new Faults<MessageFault | OwnFault>();
  /** Every message that was sent, in that order. */
  readonly journal: (Sent & Receipt)[] = [];
  protected readonly stopping = new AbortController();
  private readonly late: Sent[] = [];

  constructor(
    private readonly contentType: string,
    private readonly patienceMilliseconds = 10_000,
  ) {}

  /** What is sent for a message under a fault, in this order; those in one group at once. */
  protected underFault(
    message: Sent,
    fault: { readonly kind: string } | undefined,
  ): readonly (readonly Sent[])[] {
    if (fault?.kind === 'out of order') {
      this.late.push(message);
      return [];
    }
    const { body } = message;
    const sent = fault?.kind === 'half body' ? { ...message, body: body.slice(0, body.length / 2) } : message;
    const overtaken = this.late.splice(0).map((one) => [one]);
    return [fault?.kind === 'twice' ? [sent, sent] : [sent], ...overtaken];
  }

  /** Redirects are not followed, and who takes too long has not answered. */
  protected async post(message: Sent): Promise<Receipt> {
    const entry: Sent & Receipt = { ...message };
    this.journal.push(entry);
    try {
      const response = await fetch(message.url, {
        method: 'POST',
        headers: { 'content-type': this.contentType },
        body: message.body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(this.patienceMilliseconds), this.stopping.signal]),
      });
      const reply = await response.text();
      Object.assign(entry, { status: response.status, reply });
    } catch {
      // The entry stays without an answer, as none came.
    }
    return entry;
  }
}
