import { element, type XmlElement } from '../xml';
import { Clock } from '../clock';
import { Faults } from '../faults';
import { newGuid } from '../rkeeper/guid';
import type { Order } from '../rkeeper/order';
import type { Shift } from '../rkeeper/restaurant';
import type { ReferenceItem } from '../rkeeper/references';
import { AddressQueue } from './address_queue';
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
  twice: 'Sent two times.',
  'lost answer': 'Taken, but sent again, as the answer is lost.',
  'out of order': 'Sent after the event behind it.',
  'without order': 'Sent without its `<Order>`.',
  'half body': 'Only the first half of it is sent.',
} as const;

export interface NotifyFault {
  readonly kind: keyof typeof NOTIFY_FAULTS;
}

const SERVER = { id: 15002, code: 15002, name: 'MID', NetName: 'MID' };

/** The cash server as a sender of events: HTTP Order Notify. It tells only what it is told to tell. */
export class OrderNotify {
  /** Coming events go wrong: `on` is the number of the situation. */
  readonly faults = new Faults<NotifyFault>();
  readonly queues: readonly AddressQueue[];
  /** The GUIDs of all events so far, oldest first. */
  readonly guids: string[] = [];
  private readonly stopping = new AbortController();
  private readonly clock: Clock;
  private readonly late: string[] = [];
  /** What each order had when it was last told of: thousandths by line. */
  private readonly told = new Map<string, ReadonlyMap<number, number>>();

  private constructor(
    private readonly till: NotifyingTill,
    { addresses, clock = new Clock(), retryMilliseconds = 1000 }: OrderNotifyOptions,
  ) {
    this.clock = clock;
    this.queues = addresses.map((url) => new AddressQueue(url, retryMilliseconds, this.stopping.signal));
  }

  /** Starts the server, which tells of it. */
  static start(till: NotifyingTill, options: OrderNotifyOptions): OrderNotify {
    const notify = new OrderNotify(till, options);
    notify.tell(1, 'Started', element('Server', { id: SERVER.id }), element('Item'));
    return notify;
  }

  stationStarted({ ident, code, name }: ReferenceItem): void {
    const station = element('Station', { id: ident, code, name, NetName: name });
    this.tell(1, 'Started', station, element('Server', SERVER));
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

  /** Resolves when every event has been taken by every address. */
  async settled(): Promise<void> {
    await Promise.all(this.queues.map((queue) => queue.settled()));
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
    const kind = this.faults.take(String(situation))?.kind;
    const left = kind === 'without order' ? content.filter((part) => part?.name !== 'Order') : content;
    const xml = eventXml(header, ...left);
    if (kind === 'out of order') {
      this.late.push(xml);
      return;
    }
    if (kind === 'half body') this.send(xml.slice(0, xml.length / 2));
    else this.send(xml, { answerLost: kind === 'lost answer' });
    if (kind === 'twice') this.send(xml);
    this.late.splice(0).forEach((one) => {
      this.send(one);
    });
  }

  private send(xml: string, how: { readonly answerLost?: boolean } = {}): void {
    for (const queue of this.queues) queue.add(xml, how);
  }

  private changesOf(order: Order): DishChange[] {
    const before = this.told.get(order.guid);
    this.told.set(order.guid, new Map(order.lines.map(({ uni, quantity }) => [uni, quantity])));
    return order.lines
      .map((line) => ({ line, oldQuantity: before?.get(line.uni) ?? 0 }))
      .filter(({ line, oldQuantity }) => line.quantity !== oldQuantity);
  }
}
