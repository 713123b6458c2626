import { randomUUID } from 'node:crypto';
import { Problem, unlessProblem } from '../../core/errors';
import type { Http } from '../../core/http';
import { excerpt } from '../../core/redact';
import type { Store } from '../../core/vault';
import { CLOCK, type Clock } from '../../core/time';
import { Vault } from '../../core/vault';
import { element, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { MAX_LIST_BYTES, MAX_LONG_LIST_BYTES, refusalOn } from './answer';
import { CourierApi, type Call } from './api';
import { pollChanges } from './change_stream';
import type { CourierConnection } from './connection';
import { attribute, codeOf, leaves, text } from './elements';
import { encodeGoodsQuery, GOODS_ITEM, type GoodsItem, type GoodsQuery } from './goods';
import { changedOrder } from './order_changes';
import { createOrder, type Courier, type CreatedOrder, type OnTaken } from './order_creation';
import { encodeOrder, orderElement, type OrderDetails } from './order_details';
import { newestFirst, parseOrder, type Order } from './orders';
import {
  encodePickupPointQuery,
  PICKUP_POINT,
  type PickupPoint,
  type PickupPointQuery,
} from './pickup_points';
import { encodePriceQuery, parsePrices, type Price, type PriceQuery } from './prices';
import { refusal } from './problems';
import { SETTLEMENT, SETTLEMENT_LINE, type Settlement, type SettlementLine } from './settlements';
import { reportStatus, type StatusReport } from './status_report';
import { encodeTownQuery, TOWN, townCode, type KnownTown, type TownQuery } from './towns';

/** Whose orders are meant: one's own, or those that one was given as a subcontractor. */
export type Side = 'CLIENT' | 'AGENT';

/** An order by the courier's code, which names one for ever, or by the client's number. */
export interface OrderRef {
  readonly orderCode?: string | undefined;
  readonly orderNo?: string | undefined;
}

export interface OrderQuery extends OrderRef {
  readonly side: Side;
  /** Creation dates, `YYYY-MM-DD`. */
  readonly datefrom?: string | undefined;
  readonly dateto?: string | undefined;
  /** A part of the receiver's company or address. */
  readonly target?: string | undefined;
  /** False leaves out what only the courier said. */
  readonly quickStatus?: boolean | undefined;
}

/** A stream of changes. */
export interface ChangeQuery {
  readonly side: Side;
  /** 100 to 10000; whoever reads the same stream takes changes away from the others. */
  readonly streamId: number;
  readonly quickStatus: boolean;
  /** False for the poll that only says what was there before a Zap began. */
  readonly mayCommit: boolean;
  /** The items, from the first one on, whose orders a result has room for. */
  readonly fitting: <Item>(items: readonly Item[], orderOf: (item: Item) => Order) => readonly Item[];
}

export interface Named {
  readonly code: string;
  readonly name: string;
}

const UNKNOWN_FUNCTION = '14';

const NOT_OPEN = say`Orders can be changed and cancelled only before the courier service starts on them, and only if
    the company allows it (Premium or Maximum plan with the option to cancel and edit orders).`;

/** MeaSoft's XML API («Курьерская служба 2008») and its dialects at other carriers. Every method throws a `Problem`. */
export class CourierClient {
  readonly #api: CourierApi;
  readonly #vault: Vault;

  constructor(
    connection: CourierConnection,
    http: Http,
    store: Store,
    private readonly clock: Clock = CLOCK,
  ) {
    const { courierCode, login, password } = connection;
    this.#api = new CourierApi(connection, http);
    this.#vault = new Vault(store, [courierCode, login, password]);
  }

  /**
   * Proves that the login is right, without changing anything. Vendor: client; carriers that do not have this function are
   * asked for an order that cannot be there.
   */
  async checkLogin(): Promise<void> {
    const answer = await this.#api.read({ name: 'client', content: [] }).catch((error: unknown) => {
      if (error instanceof Problem && error.code === UNKNOWN_FUNCTION) return undefined;
      throw error;
    });
    if (answer === undefined) await this.orders({ orderNo: `no such order ${randomUUID()}`, side: 'CLIENT' });
    else if (text(answer, 'code') === undefined)
      throw new Problem(
        'failed',
        say`What answers at this address is no courier service of MeaSoft. Correct API Address, or leave
          it empty. (no client code)`,
        { code: 'no_client_code' },
      );
  }

  /** Modes of delivery (режимы доставки). Vendor: services. */
  async services(): Promise<readonly Named[]> {
    return named(await this.#api.read({ name: 'services', content: [], login: 'company' }), 'service');
  }

  /** Warehouses (склады). Vendor: storelist. */
  async stores(): Promise<readonly Named[]> {
    return named(await this.#api.read({ name: 'storelist', content: [], login: 'company' }), 'store');
  }

  /** Vendor: townlist, which asks for no login. */
  async towns(query: TownQuery, limit: number): Promise<readonly KnownTown[]> {
    const content = encodeTownQuery(query, limit);
    return this.#list({ name: 'townlist', content, login: 'none' }, 'town', coded(TOWN));
  }

  /** Towns by the beginning of their name; where there are none, villages, which only the whole name with its type finds. */
  async townsNamed(
    name: string,
    where: Pick<TownQuery, 'region' | 'country'>,
    limit: number,
  ): Promise<readonly KnownTown[]> {
    const towns = await this.towns({ ...where, namestarts: name }, limit);
    return towns.length > 0 ? towns : this.towns({ ...where, fullname: name }, limit);
  }

  /** Vendor: pvzlist, which knows towns by name only: one that is given by a code is looked up first. */
  async pickupPoints(query: PickupPointQuery, limit: number): Promise<readonly PickupPoint[]> {
    const town = query.town === undefined ? undefined : townCode(query.town);
    const [known] = town ? await this.towns(town, 1) : [];
    if (town && !known) return [];
    const named = known ? { ...query, town: known.shortname ?? known.name } : query;
    const content = encodePickupPointQuery(named, limit);
    const points = await this.#list(
      { name: 'pvzlist', content, login: 'company' },
      'pvz',
      coded(PICKUP_POINT),
    );
    return known ? points.filter(({ town_code: code }) => (code ?? known.code) === known.code) : points;
  }

  /** Goods in the courier's warehouse. Vendor: itemlist. */
  async goods(query: GoodsQuery, limit: number): Promise<readonly GoodsItem[]> {
    return this.#list(
      { name: 'itemlist', content: encodeGoodsQuery(query, limit) },
      'item',
      coded(GOODS_ITEM),
    );
  }

  /** What a delivery costs, by services, the cheapest first. Vendor: calculator. */
  async prices(query: PriceQuery): Promise<readonly Price[]> {
    return parsePrices(await this.#api.read({ name: 'calculator', content: [encodePriceQuery(query)] }));
  }

  /** Vendor: statusreq. */
  async orders(query: OrderQuery): Promise<readonly Order[]> {
    return this.#list(encodeOrderQuery(query), 'order', parseOrder);
  }

  /** The same for a month of orders and more, where little is made of each. */
  async manyOrders(query: OrderQuery): Promise<readonly Order[]> {
    return this.#list(encodeOrderQuery(query), 'order', parseOrder, MAX_LONG_LIST_BYTES);
  }

  /** The newest order of that code or number; undefined where there is none. */
  async order({ orderCode, orderNo }: OrderRef, side: Side = 'CLIENT'): Promise<Order | undefined> {
    const ref = orderCode === undefined ? { orderNo } : { orderCode };
    return newestFirst(await this.orders({ ...ref, side }))[0];
  }

  /** The same of an order that may be one's own or one that was given to one as a subcontractor. */
  async anyOrder(ref: OrderRef): Promise<Order | undefined> {
    return (await this.order(ref)) ?? this.order(ref, 'AGENT');
  }

  /**
   * Orders that were changed, lately told ones among them. At most one commit before the one read; see {@link pollChanges}.
   * Vendor: statusreq with ONLY_LAST, and commitlaststatus.
   */
  async changes({ side, streamId, quickStatus, mayCommit, fitting }: ChangeQuery): Promise<readonly Order[]> {
    const reader = { client: side, streamid: String(streamId) };
    const content = leaves({ ...reader, changes: 'ONLY_LAST', quickstatus: quickStatus ? 'YES' : 'NO' });
    const source = {
      read: () => this.#list({ name: 'statusreq', content }, 'order', (order) => order, MAX_LONG_LIST_BYTES),
      commit: async () => {
        await this.#api.read({ name: 'commitlaststatus', content: leaves(reader) });
      },
    };
    const name = `changes ${side} ${streamId}`;
    const fits = (orders: readonly XmlElement[]): readonly XmlElement[] => fitting(orders, parseOrder);
    return (await pollChanges(source, this.#vault, name, fits, mayCommit)).map(parseOrder);
  }

  /** Vendor: neworder, then statusreq. */
  async createOrder(
    order: OrderDetails & { readonly orderNo: string; readonly barcode: string | undefined },
    onTaken: OnTaken,
  ): Promise<CreatedOrder> {
    const { orderNo, barcode } = order;
    const courier = this.#once((orderNo) => this.order({ orderNo }));
    return createOrder(courier, { ...encodeOrder(order), orderNo, barcode }, onTaken);
  }

  /**
   * Changes an order, which is read first because all of it must be sent again. To do so twice does no harm. The VAT rate
   * counts for present lines, too, where the courier service does not tell theirs. Vendor: editorder.
   */
  async updateOrder(ref: OrderRef, changes: OrderDetails): Promise<Order> {
    const order = await this.#existing(ref);
    const identity = { orderno: order.orderNo, ordercode: order.orderCode };
    const changed = orderElement(identity, changedOrder(order, encodeOrder(changes), changes.vat_rate));
    const answer = await this.#api.write(
      { name: 'editorder', content: [changed], hint: NOT_OPEN },
      say`The order may have been changed already; it is safe to run this step again.`,
    );
    throwIfRefused(answer.child('createorder'), NOT_OPEN);
    const { sender, receiver, values, items, packages } = parseOrder(changed);
    const asSent = { ...order, sender, receiver, values, items, packages };
    // The order is changed whatever happens now.
    return (await unlessProblem(this.order(order))) ?? asSent;
  }

  /**
   * One that is cancelled already, as after a lost answer, stays so. Vendor: cancelorder.
   *
   * @returns the order as the courier service names it.
   */
  async cancelOrder(ref: OrderRef): Promise<OrderRef> {
    const content = [element('order', identityOf(ref))];
    try {
      const ifUnknown = say`The order may be cancelled already: look at it with Find Courier Order before you run this
          step again.`;
      const answer = await this.#api.write({ name: 'cancelorder', content, hint: NOT_OPEN }, ifUnknown);
      const outcome = answer.child('order');
      throwIfRefused(outcome, NOT_OPEN);
      return {
        orderCode: attribute(outcome, 'ordercode') ?? ref.orderCode,
        orderNo: attribute(outcome, 'orderno') ?? ref.orderNo,
      };
    } catch (error) {
      if (!(error instanceof Problem) || (error.kind !== 'refused' && error.kind !== 'failed')) throw error;
      const order = await unlessProblem(this.order(ref));
      if (order?.status.code !== 'CANCELED') throw error;
      return order;
    }
  }

  /**
   * A printable document of orders, as a PDF. Vendor: waybill.
   *
   * @param form the number of the print form; the vendor has no list of them.
   */
  async label(refs: readonly OrderRef[], form: number | undefined): Promise<Buffer> {
    const orders = element('orders', {}, ...refs.map((ref) => element('order', identityOf(ref))));
    return this.#api.readPdf({ name: 'waybill', content: [orders, ...leaves({ form: form?.toString() })] });
  }

  /** Vendor: addattachments, whose answer is not documented. */
  async addAttachment(ref: OrderRef, fileName: string, content: Buffer): Promise<void> {
    const item = element('item', { name: fileName }, content.toString('base64'));
    await this.#api.write(
      {
        name: 'addattachments',
        content: [...leaves(identityOf(ref)), element('attachments', {}, item)],
      },
      say`The file may be attached already: look at the order in the cabinet («Личный кабинет») before
        you run this step again.`,
    );
  }

  /** A subcontractor's report of one order; see {@link reportStatus}. Vendor: setorderinfo. */
  async setStatus(report: StatusReport, now: string): Promise<string> {
    return reportStatus(
      this.#once((orderCode) => this.order({ orderCode }, 'AGENT')),
      report,
      now,
    );
  }

  #once(find: Courier['find']): Courier {
    return { api: this.#api, memory: { vault: this.#vault, clock: this.clock }, find };
  }

  /** Acts by their dates, from `YYYY-MM-DD` on. Vendor: smalist. */
  async settlements(dateFrom: string, dateTo: string): Promise<readonly Settlement[]> {
    const content = leaves({ datefrom: dateFrom, dateto: dateTo });
    return this.#list({ name: 'smalist', content }, 'sma', coded(SETTLEMENT));
  }

  /** Vendor: smadetail. */
  async settlementLines(code: string): Promise<readonly SettlementLine[]> {
    return this.#list({ name: 'smadetail', content: leaves({ code }) }, 'specialsma', SETTLEMENT_LINE.row);
  }

  /** The items of a list that are not left out by their parser. */
  async #list<Item>(
    call: Call,
    name: string,
    parse: (element: XmlElement) => Item | undefined,
    maxBytes = MAX_LIST_BYTES,
  ): Promise<readonly Item[]> {
    const items = (element: XmlElement): readonly Item[] => {
      const item = parse(element);
      return item === undefined ? [] : [item];
    };
    return this.#api.readList(call, { name, items }, maxBytes);
  }

  async #existing(ref: OrderRef): Promise<Order> {
    const order = await this.order(ref);
    if (order) return order;
    throw new Problem(
      'refused',
      say`The courier service has no order
        ${{ orderCode: excerpt(ref.orderCode ?? ref.orderNo ?? '') }}. Check Order or Order Number. (count
        0)`,
      { code: 'unknown_order' },
    );
  }
}

function encodeOrderQuery({
  side,
  orderNo,
  orderCode,
  datefrom,
  dateto,
  target,
  quickStatus,
}: OrderQuery): Call {
  const identity = { client: side, orderno: orderNo, ordercode: orderCode };
  const quickstatus = quickStatus === false ? 'NO' : undefined;
  return { name: 'statusreq', content: leaves({ ...identity, datefrom, dateto, target, quickstatus }) };
}

/** The code alone where there is one: numbers are used again every year. */
function identityOf({ orderCode, orderNo }: OrderRef): Readonly<Record<string, string | undefined>> {
  return orderCode === undefined ? { orderno: orderNo } : { ordercode: orderCode };
}

/** One order of a request may be refused though the request was not. */
function throwIfRefused(outcome: XmlElement | undefined, hint?: string): void {
  const refusing = outcome && refusalOn(outcome, 'ordering');
  if (refusing) throw refusal(refusing, hint);
}

/** The row of a thing, if it has a code: without one nobody could choose it. */
const coded =
  <Row>({ row }: { readonly row: (thing: XmlElement) => Row }) =>
  (thing: XmlElement): Row | undefined =>
    codeOf(thing) === '' ? undefined : row(thing);

function named(root: XmlElement, name: string): readonly Named[] {
  return root.all(name).flatMap((entry) => {
    const code = text(entry, 'code');
    return code === undefined ? [] : { code, name: text(entry, 'name') ?? code };
  });
}
