import { attributeOf, textOf, type XmlElement } from '../xml';
import type { Account } from './accounts';
import { type Clock, localDay, localTime } from '../clock';
import type { Company } from './company';
import { NOT_CHANGEABLE, OrderRefusal } from './refusal';
import type { Town } from './gazetteer';
import { type Draft, type Line, Order, type OrderReference, type StatusEvent } from './order';
import { OrderReader } from './order_reader';
import { STATUSES } from './statuses';
import type { CourierSwitches } from './switches';

/** Until the courier's desktop program takes a fresh order over: AWAITING_SYNC turns NEW. */
const SYNC_MILLISECONDS = 60_000;

/** Statuses of the sender's side; all others happen where the receiver lives. */
const AT_HOME = ['AWAITING_SYNC', 'NEW', 'NEWPICKUP', 'PICKUP', 'ACCEPTED', 'DEPARTURING', 'DEPARTURE'];

export interface MoveOptions {
  /** When it was recorded, in milliseconds of the epoch; now unless given. */
  readonly at?: number;
  /** The Russian name; needed only for a status that nobody knows yet. */
  readonly title?: string;
  readonly message?: string;
  /** Who received it, or why nobody did. */
  readonly to?: string;
  /** The town in which it happened. */
  readonly town?: Town;
  /** `YYYY-MM-DD HH:MM:SS`, local; the present moment there unless given. */
  readonly eventTime?: string;
  /** Pieces that the receiver refused, by the `extcode` of their line. */
  readonly refused?: Readonly<Record<string, number>>;
}

export interface CreateOptions {
  /** Milliseconds of the epoch; now unless given. */
  readonly created?: number;
  /** `ordercode`; the next free one unless given. */
  readonly code?: string;
}

export type StatusListener = (order: Order, event: StatusEvent) => void;

/** All orders of the courier company. */
export class OrderBook {
  readonly all: Order[] = [];
  private readonly byCode = new Map<string, Order>();
  private readonly byNumber = new Map<string, Order[]>();
  private readonly listeners: StatusListener[] = [];
  private readonly reader: OrderReader;
  private lastCode = 34_534_233;
  private lastNumber = 23_540;
  private lastBarcode = 67_566;
  private lastLine = 34_532;
  private lastEvent = 0;

  constructor(
    private readonly company: Company,
    private readonly switches: Readonly<CourierSwitches>,
    private readonly clock: Clock,
  ) {
    this.reader = new OrderReader(company, switches);
  }

  /** Hears of every status, the first one included. */
  onStatus(listener: StatusListener): void {
    this.listeners.push(listener);
  }

  /** The order with this `orderno` or `ordercode`. @throws Error when there is none: a test asked for the wrong one */
  get(name: string): Order {
    const found = this.byCode.get(name) ?? this.byNumber.get(name)?.at(-1);
    if (!found) throw new Error(`The courier has no order ${name}.`);
    return found;
  }

  /** The last order that fits, among those that this account may touch. */
  find({ code = '', number = '' }: OrderReference, may: (order: Order) => boolean): Order | undefined {
    const candidates = code === '' ? (this.byNumber.get(number) ?? []) : [this.byCode.get(code)];
    return candidates.findLast((order) => order !== undefined && may(order));
  }

  /** Reads an order without keeping it. @throws OrderRefusal 3 to 16 */
  read(order: XmlElement, client: Account): Draft {
    return this.reader.read(order, client);
  }

  /** @throws OrderRefusal 17 when the number is taken this calendar year, 67 when the barcode is taken */
  add(order: XmlElement, client: Account, draft: Draft, options: CreateOptions = {}): Order {
    const created = options.created ?? this.clock.now();
    const number = attributeOf(order, 'orderno') || this.freeNumber();
    const year = yearOf(created);
    const namesakes = this.byNumber.get(number) ?? [];
    if (namesakes.some((other) => other.client === client && yearOf(other.created) === year)) {
      throw new OrderRefusal(17);
    }
    const barcode = this.barcode(textOf(order, 'barcode'), client);
    if (this.all.some((other) => other.barcode === barcode)) throw new OrderRefusal(67);
    const code = options.code ?? String((this.lastCode += 1));
    const lines = draft.lines.map((line) => this.numbered(line));
    const added = new Order(client, code, number, barcode, created, { ...draft, lines });
    this.all.push(added);
    this.byCode.set(code, added);
    this.byNumber.set(number, [...namesakes, added]);
    this.record(added, 'AWAITING_SYNC', created, {});
    return added;
  }

  /** Reads and adds an order in one go. @throws OrderRefusal */
  create(order: XmlElement, client: Account, options: CreateOptions = {}): Order {
    return this.add(order, client, this.read(order, client), options);
  }

  /**
   * Puts new data in place of the old ones. Lines left out stay with the quantity 0.
   * @throws OrderRefusal when the order is in process, or a line has a code that the order does not know
   */
  edit(order: Order, draft: Draft): void {
    this.demandChangeable(order);
    const known = order.draft.lines.filter(isGoods);
    const has = (lines: readonly Line[], wanted: Line): boolean =>
      lines.some(({ code }) => code === wanted.code);
    if (draft.lines.some((line) => line.code !== '' && !has(known, line))) throw new OrderRefusal(12);
    const gone = known
      .filter((line) => !has(draft.lines, line))
      .map((line) => ({ ...line, attributes: { ...line.attributes, quantity: '0' } }));
    order.draft = { ...draft, lines: [...draft.lines.map((line) => this.numbered(line)), ...gone] };
    order.revision += 1;
  }

  /** @throws OrderRefusal when the order is in process */
  cancel(order: Order): void {
    this.demandChangeable(order);
    order.courier = 'CANCEL';
    this.move(order, 'CANCELED', { to: 'Canceled by client' });
  }

  /** The courier company, or an agent, reports a status: any code, known or not. */
  move(order: Order, status: string, options: MoveOptions = {}): StatusEvent {
    const { at = this.clock.now(), to, refused } = options;
    this.synchronise(order);
    if (status === 'NEW' && order.status().code === 'NEW') return order.status();
    const event = this.record(order, status, at, options);
    if (status === 'DELIVERY') order.courier = 'Сидоров';
    if (['COMPLETE', 'PARTIALLY', 'CANCELED'].includes(status)) {
      const [date = '', time = ''] = event.eventTime.split(' ');
      order.delivery = { to: to ?? order.draft.receiver.person, date, time: time.slice(0, 5) };
    }
    if (refused) this.giveBack(order, refused);
    return event;
  }

  /** Gives an order to a subcontractor, who sees it from now on. */
  assign(order: Order, agent: Account): void {
    order.agent = agent;
    order.revision += 1;
  }

  /** Takes over the orders that have waited long enough for the courier's desktop program. */
  synchroniseDue(): void {
    const due = this.clock.now() - SYNC_MILLISECONDS;
    for (const order of this.all) {
      if (order.created <= due) this.synchronise(order);
    }
  }

  private synchronise(order: Order): void {
    if (order.statuses.length > 1) return;
    order.awb = `00${order.code}`;
    const moment = Math.min(this.clock.now(), order.created + SYNC_MILLISECONDS);
    this.record(order, order.draft.texts.pickup === 'YES' ? 'NEWPICKUP' : 'NEW', moment, {});
  }

  private record(order: Order, code: string, moment: number, options: MoveOptions): StatusEvent {
    const town = options.town ?? (AT_HOME.includes(code) ? this.company.homeTown : order.draft.receiver.town);
    this.lastEvent += 1;
    const event: StatusEvent = {
      number: this.lastEvent,
      code,
      title: options.title ?? STATUSES.get(code)?.title ?? code,
      store: town.shortName,
      country: town.region.country.code,
      eventTime: options.eventTime ?? stamp(moment, town.offset),
      createdGmt: stamp(moment, 0),
      message: options.message ?? '',
    };
    order.statuses.push(event);
    for (const listener of this.listeners) listener(order, event);
    return event;
  }

  private numbered(line: Line): Line {
    if (line.code !== '') return line;
    this.lastLine += 1;
    return { ...line, code: String(this.lastLine) };
  }

  private giveBack(order: Order, refused: Readonly<Record<string, number>>): void {
    order.revision += 1;
    order.draft = {
      ...order.draft,
      lines: order.draft.lines.map((line) => ({
        ...line,
        returns: refused[line.attributes.extcode ?? ''] ?? line.returns,
      })),
    };
  }

  private demandChangeable(order: Order): void {
    const isOpen = this.switches.premiumPlan && !order.openOnDesktop && order.stage() === 'new';
    if (!isOpen) throw new OrderRefusal(NOT_CHANGEABLE);
  }

  private freeNumber(): string {
    this.lastNumber += 1;
    return `AB${this.lastNumber}`;
  }

  /** A mask's `_` become digits; without a barcode the courier gives one. */
  private barcode(mask: string, { clientCode }: Account): string {
    if (mask !== '' && !mask.includes('_')) return mask;
    this.lastBarcode += 1;
    if (mask === '') return `${this.lastBarcode}#${clientCode}`;
    const holes = mask.split('_').length - 1;
    const digits = String(this.lastBarcode).padStart(holes, '0').slice(-holes);
    return digits.split('').reduce((filled, digit) => filled.replace('_', digit), mask);
  }
}

/** The line of the delivery is the courier's own. */
function isGoods({ attributes }: Line): boolean {
  return attributes.type !== '2';
}

function yearOf(moment: number): string {
  return localDay(moment).slice(0, 4);
}

/** `2024-03-24 11:12:05` */
function stamp(moment: number, offsetMinutes: number): string {
  return localTime(moment, offsetMinutes).replace('T', ' ');
}
