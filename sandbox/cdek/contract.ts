import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { formalFaults, listOf, object, type Json, type Order, textOf, worldlyFaults } from './order';
import { fault, type Fault, Refusal, refused } from './refusal';
import { Webhooks } from './webhooks';

/** Open questions of the vendor's documentation, and times that tests want shorter or longer; may be changed at any time. */
export interface CdekSwitches {
  /** Until an order is made, or refused; print forms take as long. */
  workSeconds: number;
  tokenSeconds: number;
  /** How the form of an order is refused: at once by HTTP 400, or in a 2xx answer as INVALID. */
  formalFaults: 'http 400' | 'invalid';
  /** What a second subscription of one type does: the documentation has said both. */
  webhooks: 'add' | 'overwrite';
}

export const DEFAULT_SWITCHES: CdekSwitches = {
  workSeconds: 0,
  tokenSeconds: 3599,
  formalFaults: 'http 400',
  webhooks: 'add',
};

interface PrintForm {
  readonly uuid: string;
  readonly kind: string;
  readonly body: Json;
  readonly orders: readonly Order[];
  readonly readyAt: number;
}

interface Intake {
  readonly uuid: string;
  readonly body: Json;
  readonly order: Order | undefined;
}

/** All that CDEK holds under one contract. Other contracts do not see it. */
export class Contract {
  readonly orders: Order[] = [];
  readonly forms: PrintForm[] = [];
  readonly intakes: Intake[] = [];
  readonly webhooks: Webhooks;
  private next = 1_107_000_001;

  constructor(
    private readonly clock: Clock,
    private readonly switches: CdekSwitches,
  ) {
    this.webhooks = new Webhooks(clock, switches);
  }

  /** @param uuid any unless given. */
  create(body: Json, uuid: string = randomUUID()): Order {
    const formal = formalFaults(body);
    if (formal.length > 0 && this.switches.formalFaults === 'http 400') throw new Refusal(400, formal);
    const text = JSON.stringify(body);
    const isRepeated = this.orders.some(
      (order) =>
        JSON.stringify(order.body) === text && this.clock.now() - (order.statuses[0]?.moment ?? 0) < 1000,
    );
    if (isRepeated) throw refused('v2_similar_request_still_processed');
    const isTaken = this.orders.some(
      (order) =>
        body.number !== undefined &&
        order.number === body.number &&
        order.errors.length === 0 &&
        !isGone(order),
    );
    return this.place(uuid, body, [...formal, ...(formal.length > 0 ? [] : worldlyFaults(body, isTaken))]);
  }

  private place(uuid: string, body: Json, errors: readonly Fault[], isReturn = false): Order {
    const now = this.clock.now();
    const readyAt = now + this.switches.workSeconds * 1000;
    const state = errors.length > 0 ? 'INVALID' : 'SUCCESSFUL';
    const order: Order = {
      ...{ uuid, body, number: textOf(body.number) ?? uuid, readyAt, errors, isReturn },
      cdekNumber: String(this.next),
      statuses: [
        { code: 'ACCEPTED', moment: now, deleted: false },
        { code: state === 'INVALID' ? 'INVALID' : 'CREATED', moment: readyAt, deleted: false },
      ],
      requests: [{ request_uuid: randomUUID(), type: 'CREATE', moment: readyAt, state, errors }],
    };
    this.next += 1;
    this.orders.push(order);
    const created = order.statuses.at(-1);
    if (created?.code === 'CREATED') this.webhooks.add(order, created);
    return order;
  }

  /** The order of that uuid, waybill number or own number, of which the newest counts. */
  find(by: (order: Order) => boolean, code = 'v2_entity_not_found'): Order {
    const found = this.orders.findLast(by);
    if (!found) throw refused(code, '', code.endsWith('im_number') ? 400 : 404);
    return found;
  }

  /** An order as it is named in print requests and courier calls. */
  named({ order_uuid, cdek_number }: Json): Order | undefined {
    return this.orders.find(
      (order) =>
        order.uuid === order_uuid || (order.errors.length === 0 && order.cdekNumber === textOf(cdek_number)),
    );
  }

  /** The parcel goes on: an event for the webhooks. One that is not delivered comes back as an order of its own. */
  move(order: Order, code: string): void {
    const status = { code, moment: this.clock.now(), deleted: false };
    order.statuses.push(status);
    this.webhooks.add(order, status);
    if (code !== 'NOT_DELIVERED') return;
    const back = this.place(randomUUID(), { ...order.body, number: undefined, services: [] }, [], true);
    order.related = { type: 'return_order', order: back };
    back.related = { type: 'direct_order', order };
  }

  remove(order: Order): void {
    const isOpen = order.statuses.at(-1)?.code === 'CREATED';
    this.note(order, 'DELETE', isOpen ? [] : [fault('v2_entity_invalid', 'Заказ нельзя удалить')]);
    if (isOpen) this.move(order, 'REMOVED');
  }

  refuse(order: Order): void {
    const isOver = ['DELIVERED', 'NOT_DELIVERED', 'REMOVED', 'INVALID'].includes(
      order.statuses.at(-1)?.code ?? '',
    );
    this.note(order, 'CREATE_REFUSAL', isOver ? [fault('v2_entity_invalid', 'Заказ завершен')] : []);
    if (!isOver) this.move(order, 'NOT_DELIVERED');
  }

  private note(order: Order, type: string, errors: readonly Fault[]): void {
    const state = errors.length > 0 ? 'INVALID' : 'SUCCESSFUL';
    order.requests.push({ request_uuid: randomUUID(), type, moment: this.clock.now(), state, errors });
  }

  print(kind: string, body: Json): PrintForm {
    const names = listOf(body.orders);
    if (names.length === 0 || names.length > 100) throw refused('v2_bad_request', 'orders');
    const orders = names.flatMap((name) => this.named(name) ?? []);
    if (orders.length === 0) throw refused('orders_number_is_empty');
    const readyAt = this.clock.now() + this.switches.workSeconds * 1000;
    const form = { uuid: randomUUID(), kind, body, orders, readyAt };
    this.forms.push(form);
    return form;
  }

  form(kind: string, uuid: string): PrintForm {
    const form = this.forms.find((one) => one.kind === kind && one.uuid === uuid);
    if (!form) throw refused('v2_entity_not_found', '', 404);
    return form;
  }

  callCourier(body: Json): Intake {
    const isOfOrder = body.cdek_number !== undefined || body.order_uuid !== undefined;
    const order = isOfOrder ? this.named(body) : undefined;
    if (isOfOrder && !order) throw refused('v2_order_not_found');
    const needed = ['intake_date', 'intake_time_from', 'intake_time_to'];
    const place = ['name', 'weight', 'sender', 'from_location'];
    const missing = [...needed, ...(isOfOrder ? [] : place)].filter((name) => body[name] === undefined);
    if (missing.length > 0)
      throw new Refusal(
        400,
        missing.map((name) => fault('v2_field_is_empty', name)),
      );
    if (!/^\d{4}-\d\d-\d\d$/.test(String(body.intake_date)))
      throw refused('v2_invalid_format', 'intake_date');
    if (order && this.intakes.some((one) => one.order === order)) throw refused('v2_intake_exists_by_order');
    const where = (one: Json): string => JSON.stringify([one.intake_date, object(one.from_location).address]);
    if (!order && this.intakes.some((one) => !one.order && where(one.body) === where(body)))
      throw refused('v2_intake_exists_by_date_address');
    const intake = { uuid: randomUUID(), body, order };
    this.intakes.push(intake);
    return intake;
  }
}

const isGone = ({ statuses }: Order): boolean => statuses.at(-1)?.code === 'REMOVED';
