import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../clock';
import { type Message, MESSAGE_FAULTS, type MessageFault, Outbox } from '../outbox';
import { newGuid } from '../rkeeper/attributes';
import type { Order } from '../rkeeper/order';
import type { Shift } from '../rkeeper/restaurant';
import { element, type XmlElement } from '../xml';
import { changeLog, type ChangeName, type DishChange, eventXml, orderInEvent, type Situation } from './event';

/** What an event says of the till that it comes from; a till double has it. */
export interface NotifyingTill {
  readonly restaurant: { readonly restCode: string };
  readonly orders: { readonly shift: Shift };
}

export interface OrderNotifyOptions {
  /** As typed in RK7 Manager. */
  readonly addresses: readonly string[];
  readonly clock?: Clock;
  /** Between tries to send the same event; a second unless given. How long it really is, is not documented. */
  readonly retryMilliseconds?: number;
}

/** How an event goes wrong. */
export const NOTIFY_FAULTS = {
  ...MESSAGE_FAULTS,
  'lost answer': 'Taken, but sent again, as the answer is lost.',
  'without order': 'Sent without its `<Order>`.',
} as const;

interface OwnFault {
  readonly kind: Exclude<keyof typeof NOTIFY_FAULTS, MessageFault['kind']>;
}
export type NotifyFault = MessageFault | OwnFault;

/** "One queue and one log per address, 256 events each." */
const CAPACITY = 256;

interface Event extends Message {
  readonly answerIsLost: boolean;
}

interface Queue {
  readonly url: string;
  readonly waiting: Event[];
  sending?: Promise<void> | undefined;
}

/**
 * The cash server as a sender of events: HTTP Order Notify. It tells only what it is told to tell: first in, first out, each
 * event again and again until the answer is HTTP 200. Faults befall events by the number of their situation.
 */
export class OrderNotify extends Outbox<Event, OwnFault> {
  /** The GUIDs of all events so far, oldest first. */
  readonly guids: string[] = [];
  /** How many events were lost: "When full, intake pauses". */
  lost = 0;
  private readonly queues: readonly Queue[];
  private readonly clock: Clock;
  private readonly retryMilliseconds: number;
  /** What each order had when it was last told of: thousandths by line. */
  private readonly told = new Map<string, ReadonlyMap<number, number>>();

  private constructor(
    private readonly till: NotifyingTill,
    { addresses, clock = new Clock(), retryMilliseconds = 1000 }: OrderNotifyOptions,
  ) {
    super('application/xml');
    this.clock = clock;
    this.retryMilliseconds = retryMilliseconds;
    this.queues = addresses.map((url) => ({ url, waiting: [] }));
  }

  /** Starts the server, which tells of it. */
  static start(till: NotifyingTill, options: OrderNotifyOptions): OrderNotify {
    const notify = new OrderNotify(till, options);
    notify.tell(1, 'Started', element('Server', { id: 15002 }), element('Item'));
    return notify;
  }

  /** `Order Changed` brings along what is different from the event before. */
  orderChanged(name: ChangeName, order: Order): void {
    const changes = this.changesOf(order);
    const log = name === 'Order Changed' ? changeLog(changes) : undefined;
    this.tell(3, name, orderInEvent(order), log);
  }

  orderCalculated(order: Order): void {
    this.tell(4, undefined, orderInEvent(order));
  }

  receiptClosed(order: Order): void {
    this.tell(5, undefined, orderInEvent(order));
  }

  /** An event whose meaning is not documented. */
  somethingElse(): void {
    this.tell(9, undefined);
  }

  /** Resolves when every event has been taken by every address, or by this one. */
  async settled(address?: string): Promise<void> {
    const queues = this.queues.filter(({ url }) => address === undefined || url === address);
    await Promise.all(queues.map(({ sending = Promise.resolve() }) => sending));
  }

  /** Stops the server: what has not been sent is lost. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private tell(
    situation: Situation,
    name: string | undefined,
    ...content: readonly (XmlElement | undefined)[]
  ): void {
    const guid = newGuid();
    this.guids.push(guid);
    const header = {
      situation,
      name,
      restCode: this.till.restaurant.restCode,
      dateTime: this.clock.dateTime(),
      seqnumber: this.guids.length,
      guid,
      shift: this.till.orders.shift,
    };
    const fault = this.faults.take(String(situation));
    const left = content.filter((part) => fault?.kind !== 'without order' || part?.name !== 'Order');
    const event = { url: '', body: eventXml(header, ...left), answerIsLost: fault?.kind === 'lost answer' };
    for (const sent of this.underFault(event, fault).flat())
      for (const queue of this.queues) this.add({ ...sent, url: queue.url }, queue);
  }

  private add(event: Event, queue: Queue): void {
    if (queue.waiting.length >= CAPACITY) this.lost += 1;
    else queue.waiting.push(event);
    queue.sending ??= this.sendAll(queue);
  }

  private async sendAll(queue: Queue): Promise<void> {
    const { waiting } = queue;
    for (let [next] = waiting; next && !this.stopping.signal.aborted; [next] = waiting) {
      const receipt = await this.post(next);
      if (next.answerIsLost) {
        delete receipt.status;
        waiting[0] = { ...next, answerIsLost: false };
      }
      if (receipt.status === 200) waiting.shift();
      else
        await pause(this.retryMilliseconds, undefined, { signal: this.stopping.signal }).catch(
          () => undefined,
        );
    }
    queue.sending = undefined;
  }

  private changesOf(order: Order): DishChange[] {
    const before = this.told.get(order.guid);
    this.told.set(order.guid, new Map(order.lines.map(({ uni, quantity }) => [uni, quantity])));
    return order.lines
      .map((line) => ({ line, oldQuantity: before?.get(line.uni) ?? 0 }))
      .filter(({ line, oldQuantity }) => line.quantity !== oldQuantity);
  }
}
