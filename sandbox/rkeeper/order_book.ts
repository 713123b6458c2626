import type { XmlElement } from '../xml';
import { integer, newGuid } from './attributes';
import type { Clock } from '../clock';
import { Order, type OrderDetails, type Payment, type Receipt } from './order';
import type { ReferenceItem } from './references';
import { badParameters, cannotExecute, orderLocked, visitClosed } from './refusal';
import type { Shift } from './restaurant';
import type { TillSwitches } from './switches';

/** A visit (визит): the guests of a table and their orders. */
export interface Visit {
  readonly id: number;
  readonly guid: string;
  readonly orders: Order[];
  closed: boolean;
}

const FIRST_ORDER_OF_VISIT = 256;

/** All visits, orders and receipts of the till, and the versions that polling compares. */
export class OrderBook {
  readonly visits: Visit[] = [];
  readonly receipts: Receipt[] = [];
  /** `lastversion` of GetOrderList. */
  ordersVersion = 1;
  /** `lastversion` of GetReceiptList. */
  receiptsVersion = 1;
  shift: Shift;
  private lastVisit = 356255786;
  private lastReceipt = 1041;
  private lastOrder = 0;

  constructor(
    private readonly clock: Clock,
    private readonly switches: Readonly<TillSwitches>,
  ) {
    this.shift = { number: 1, date: clock.day(), startTime: clock.dateTime() };
  }

  /** Opens the next common shift: the orders of the one before leave GetOrderList and GetReceiptList. */
  openShift(): void {
    this.shift = { number: this.shift.number + 1, date: this.clock.day(), startTime: this.clock.dateTime() };
    this.ordersVersion += 1;
    this.receiptsVersion += 1;
  }

  /** Visits of this shift with the orders that the till shows. */
  shown(): readonly Visit[] {
    return this.visits
      .map((visit) => ({
        ...visit,
        orders: visit.orders.filter(
          (order) => order.shift === this.shift.number && !order.voided && !order.invisible,
        ),
      }))
      .filter((visit) => visit.orders.length > 0);
  }

  shownReceipts(): readonly Receipt[] {
    return this.receipts.filter(({ order }) => order.shift === this.shift.number);
  }

  byGuid(guid: string): Order | undefined {
    return this.orders().find((order) => order.guid === guid && !order.voided);
  }

  /** The order that `guid`, or `visit` with `orderIdent`, names; guid wins. @throws Refusal when there is none. */
  find(element: XmlElement): Order {
    const guid = element.attribute('guid');
    const visit = integer(element, 'visit');
    const [ident] = ['orderIdent', 'orderident', 'ident'].flatMap((name) => integer(element, name) ?? []);
    if (guid === undefined && (visit === undefined || ident === undefined)) {
      throw badParameters('Error: guid, or visit and orderIdent, are expected in "Order"');
    }
    const found =
      guid === undefined
        ? this.orders().find((order) => order.visit === visit && order.ident === ident && !order.voided)
        : this.byGuid(guid);
    if (!found) throw cannotExecute('Заказ не найден');
    return found;
  }

  visit(element: XmlElement): Visit {
    const guid = element.attribute('guid');
    const id = integer(element, 'visit');
    const found = this.visits.find((visit) => (guid === undefined ? visit.id === id : visit.guid === guid));
    if (!found) throw cannotExecute('Визит не найден');
    return found;
  }

  /** The order, if it may be changed now. @throws Refusal 2128 when closed, 2219 when a waiter has it open. */
  changeable(element: XmlElement): Order {
    const order = this.find(element);
    if (order.finished) throw visitClosed(order.visit);
    if (order.lock) throw orderLocked(order.lock.station, order.lock.operator);
    return order;
  }

  /** A waiter opens the order on a till: until released, changes fail with 2219. */
  lockByWaiter(order: Order, station = 'RK7CASH001', operator = 7): void {
    order.lock = { station, operator };
    this.ordersVersion += 1;
  }

  release(order: Order): void {
    order.lock = undefined;
    this.ordersVersion += 1;
  }

  open(guid: string | undefined, details: OrderDetails, into?: Visit, source?: Order): Order {
    if (guid !== undefined && this.byGuid(guid)) throw cannotExecute(`Заказ с GUID ${guid} уже существует`);
    if (into?.closed) throw visitClosed(into.id);
    const visit = into ?? this.newVisit();
    this.lastOrder += 1;
    const order = new Order(
      visit.id,
      FIRST_ORDER_OF_VISIT + visit.orders.length,
      guid ?? newGuid(),
      this.lastOrder,
      this.shift.number,
      details.texts.openTime ?? this.clock.dateTime(),
      details,
      source,
    );
    visit.orders.push(order);
    this.ordersVersion += 1;
    return order;
  }

  /** To be called after every change of an order. */
  changed(order: Order): void {
    order.version += 1;
    this.ordersVersion += 1;
  }

  /** Prints a receipt, which closes the order and, with its last order, the visit. */
  close(
    order: Order,
    paid: Pick<Receipt, 'amount' | 'cashier' | 'station' | 'reason' | 'dishes'>,
    payments: readonly Omit<Payment, 'uni' | 'guid'>[],
  ): Receipt {
    this.lastReceipt += 1;
    const printed = this.clock.dateTime();
    const receipt: Receipt = {
      ...order.nextLine(),
      ...paid,
      number: this.lastReceipt,
      printed,
      payments: payments.map((payment) => ({ ...order.nextLine(), ...payment })),
      order,
      deletion: undefined,
    };
    order.receipts.push(receipt);
    this.receipts.push(receipt);
    order.finishTime = printed;
    this.receiptsVersion += 1;
    this.changed(order);
    this.closeIfDone(order.visit);
    return receipt;
  }

  /** Marks a receipt as deleted, where GetReceiptList goes on showing it, and removes its order. */
  deleteReceipt(receipt: Receipt, manager: ReferenceItem, reason: ReferenceItem | undefined): void {
    receipt.deletion = { time: this.clock.dateTime(), manager, reason };
    this.receiptsVersion += 1;
    this.void(receipt.order, false);
  }

  void(order: Order, changeGuid: boolean): void {
    order.voided = true;
    if (changeGuid) order.guid = newGuid();
    this.changed(order);
    this.closeIfDone(order.visit);
  }

  private closeIfDone(visitId: number): void {
    const visit = this.visits.find(({ id }) => id === visitId);
    if (visit?.orders.every((order) => order.finished || order.voided)) visit.closed = true;
  }

  /** Those that can still be named. */
  private orders(): readonly Order[] {
    return this.visits
      .flatMap((visit) => visit.orders)
      .filter((order) => !this.switches.forgetsEarlierShifts || order.shift === this.shift.number);
  }

  private newVisit(): Visit {
    this.lastVisit += 1;
    const visit: Visit = { id: this.lastVisit, guid: newGuid(), orders: [], closed: false };
    this.visits.push(visit);
    return visit;
  }
}
