import { Problem, unlessProblem } from '../../core/errors';
import { exactlyOnce, type Memory } from '../../core/exactly_once/exactly_once';
import { answered, NetworkFailure, READ, type Http } from '../../core/http';
import { isObject } from '../../core/json';
import { excerpt } from '../../core/redact';
import type { QueryParameters } from '../../core/signature';
import type { Vault } from '../../core/vault';
import { say } from '../../language/language';
import type { Answer } from './answer';
import { isEmptyList, ShopApi } from './api';
import type { ShopConnection } from './connection';
import {
  encodeLeadChange,
  encodeNewLead,
  parseGroups,
  parseSubscriptions,
  type Group,
  type LeadChange,
  type NewLead,
  type Subscription,
} from './contacts';
import { refusalCode } from './problems';
import { encodeNewOrder, encodeStatusChange, type NewOrder, type StatusChange } from './order_requests';
import { ORDER, parseBills, parseOrder, type Bill, type Order, type PayStatus } from './orders';
import {
  encodeGoodChanges,
  encodeNewGood,
  parseProducts,
  type GoodChanges,
  type NewGood,
  type Product,
} from './products';
import { parseRows, parseText } from './values';

export interface CreatedOrder {
  readonly order: Order;
  readonly alreadyExisted: boolean;
  /** Whether the shop told of the order. Otherwise only what was sent is known of it. */
  readonly detailsKnown: boolean;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What a result that stands twice in the output of a step may have. */
const MAX_RESULT_BYTES = 4 * 1024 * 1024;

/** The order that CreateOrder was asked for is there already. */
const ORDER_EXISTS = 601;

/** A contact that is in all the groups that it shall be added to. */
const ALREADY_SUBSCRIBED = 102;

/** A group that the shop does not know. */
const UNKNOWN_GROUP = 800;

/** What GetCountSubscribe takes instead of a group: such a word cannot be unknown, so its refusal is one. */
const EVERY_GROUP: readonly string[] = ['unique', 'all'];

/** API 1.0 of Expertam, JustClick and InfluencerSoft. Every method throws a `Problem`. */
export class ShopClient {
  readonly #api: ShopApi;

  constructor(
    private readonly connection: ShopConnection,
    http: Http,
    vault?: Vault,
  ) {
    this.#api = new ShopApi(connection, http, vault);
  }

  /**
   * The contact groups. Asking for them proves that login and key are right and the API is open, without changing
   * anything. Vendor: GetAllGroups.
   */
  async groups(): Promise<readonly Group[]> {
    return parseGroups(await this.#list('GetAllGroups', say`the list of groups`));
  }

  /** Vendor: UpdateOrderStatus. What a repeated change does is not documented, so it is never sent twice. */
  async updateOrderStatus(change: StatusChange): Promise<void> {
    const { bill_id } = change;
    await this.#change(
      'UpdateOrderStatus',
      orderNamed(bill_id),
      encodeStatusChange(change),
      say`Order ${{ bill_id: excerpt(bill_id) }} may have been changed`,
    );
  }

  /**
   * Vendor: UpdateGood. Leaving `good_sum` out sets the price to zero, so a price that is not among the changes is read
   * first and sent again as it is.
   *
   * @returns the price that the product has now, as decimal text.
   */
  async updateGood(goodName: string, changes: GoodChanges): Promise<string> {
    const price = changes.good_sum ?? (await this.#storedPrice(goodName));
    await this.#change(
      'UpdateGood',
      productNamed(goodName),
      encodeGoodChanges(goodName, { ...changes, good_sum: price }),
      say`Product "${{ goodName: excerpt(goodName) }}" may have been changed`,
    );
    return price;
  }

  async #storedPrice(goodName: string): Promise<string> {
    const { brandName } = this.connection;
    const products = await this.products();
    const product = products.find(({ id }) => id === goodName);
    const titled = products.find(({ good_title }) => good_title.toLowerCase() === goodName.toLowerCase());
    if (!product && titled)
      throw new Problem(
        'refused',
        say`${{ brandName }} has no product with the code "${{ goodName: excerpt(goodName) }}": that is
          a title. Enter the code "${{ id: titled.id }}" instead. Nothing was changed. (not in GetAllGoods)`,
        { code: 'unknown_product' },
      );
    if (!product)
      throw new Problem(
        'refused',
        say`${{ brandName }} has no product "${{ goodName: excerpt(goodName) }}". Pick it from the list,
          or copy its code («идентификатор продукта») from the shop. Nothing was changed. (not in
          GetAllGoods)`,
        { code: 'unknown_product' },
      );
    if (product.good_sum === null)
      throw new Problem(
        'refused',
        say`${{ brandName }} does not tell the price of product "${{ goodName: excerpt(goodName) }}",
          and without a price the shop would set it to zero. Fill in Price. Nothing was changed. (no
          good_sum in GetAllGoods)`,
        { code: 'unknown_price' },
      );
    return product.good_sum;
  }

  /** All products of the shop, in its order. Vendor: GetAllGoods, which has no paging. */
  async products(): Promise<readonly Product[]> {
    return parseProducts(await this.#list('GetAllGoods', say`the list of products`));
  }

  /**
   * The orders of the thirty days before `now`, the newest first: by their creation, or the paid ones by their payment.
   * Vendor: getOrdersWithGoods, at most a month.
   */
  async recentOrders(now: Date, which: 'all' | 'paid'): Promise<readonly Order[]> {
    const period = [
      ['begin_date', day(new Date(now.getTime() - 29 * DAY_MILLISECONDS))],
      ['end_date', day(new Date(now.getTime() + DAY_MILLISECONDS))],
      // The vendor's sample sends the word, not a flag.
      ...(which === 'paid' ? [['paid', 'true'] as const] : []),
    ] as const;
    const timeOf = (order: Order): string => (which === 'paid' ? order.paid : order.created) ?? '';
    return parseRows(await this.#list('getOrdersWithGoods', say`the list of orders`, period))
      .flatMap((row) => parseOrder(row, this.connection.baseUrl) ?? [])
      .sort(
        (one, other) =>
          descending(timeOf(one), timeOf(other)) || descending(Number(one.id), Number(other.id)),
      );
  }

  /** One order, or undefined where the shop does not know it. Vendor: getOrderDetails. */
  async order(billId: string): Promise<Order | undefined> {
    const result = await this.#list('getOrderDetails', orderNamed(billId), [['bill_id', billId]]);
    // Two documentations describe the older function of this kind, one with a list around the order.
    const found: readonly unknown[] = Array.isArray(result) ? result : [result];
    if (found.length === 0) return undefined;
    const [row] = found;
    const order = isObject(row) ? parseOrder(row, this.connection.baseUrl) : undefined;
    if (order) return order;
    throw new Problem(
      'failed',
      say`${{ brandName: this.connection.brandName }} answers for order ${{ billId: excerpt(billId) }}
        with something that is no order. Try again later. (no order in the answer)`,
      { code: 'unknown_order' },
    );
  }

  /** The orders of a buyer, the newest first. Vendor: GetBills. */
  async bills(email: string, payStatus?: PayStatus): Promise<readonly Bill[]> {
    const subject = say`the orders of ${{ email: excerpt(email) }}`;
    return parseBills(
      await this.#list('GetBills', subject, Object.entries({ email, pay_status: payStatus })),
    );
  }

  /**
   * Places an order, once however often the step is run: before it, the buyer's orders are asked for, and after a lost answer
   * only a new one with the same products is it. What the shop itself takes for the same is not documented; it is returned
   * like a new one. Vendor: CreateOrder, which tells only the number; the rest is read with getOrderDetails.
   */
  async createOrder(order: NewOrder, memory: Memory): Promise<CreatedOrder> {
    const { brand, brandName } = this.connection;
    const { bill_email: email } = order;
    const subject = say`the order of ${{ email: excerpt(email) }}`;
    const call = { name: 'CreateOrder', parameters: encodeNewOrder(order, brand), subject };
    const products = productsOf(order.goods.map(({ good_name }) => good_name));
    const told = async (billId: string, alreadyExisted: boolean): Promise<CreatedOrder> => {
      // The order is there whatever happens now, and a step that fails would be run again.
      const details = await unlessProblem(this.order(billId));
      const known = details ?? this.#whatWasSent(billId, order);
      return { order: known, alreadyExisted, detailsKnown: details !== undefined };
    };
    return answered(brandName, READ, () =>
      exactlyOnce(memory, `orders of ${email}`, (turn) =>
        turn.carryOut<CreatedOrder>({
          content: JSON.stringify(['CreateOrder', order]),
          words: {
            service: brandName,
            ifUnknown: say`An order of ${{ email: excerpt(email) }} may have been placed.`,
            look: say`Look for it in the shop's list of orders (Заказы).`,
            byHand: say`If it is not there, place it there. Running this step again sends nothing as long as
                this cannot be told.`,
          },
          effect: products,
          goesOn: true,
          // The highest number that the buyer has: those of the shop grow.
          picture: async () => (await this.bills(email))[0]?.billId ?? '0',
          lookUp: async ({ picture, sentAt, others }, maybe) => {
            // Whoever buys the same on another day means another order.
            if (memory.clock.now() - sentAt > DAY_MILLISECONDS) return { kind: 'stale' };
            const isEqual = (effect: string): boolean => effect === products;
            const found = (await this.bills(email)).filter(
              ({ billId, goodNames }) => Number(billId) > Number(picture) && isEqual(productsOf(goodNames)),
            );
            const left = found.length - others.filter(isEqual).length;
            const [newest] = found;
            if (left <= 0) return { kind: 'not_done' };
            if (left > 1 || maybe.some(isEqual) || !newest) return { kind: 'unclear' };
            return { kind: 'done', reply: await told(newest.billId, false) };
          },
          send: async (picture) => {
            const { code, result } = await this.#api.attempt(call, ORDER_EXISTS);
            const billId = isObject(result) ? parseText(result.bill_id) : undefined;
            if (billId === undefined && code === ORDER_EXISTS)
              return { kind: 'refused', problem: withoutNumber(brandName, subject) };
            if (billId === undefined) throw new NetworkFailure('no_answer', true, 'no bill_id in the answer');
            const isOld = code === ORDER_EXISTS && Number(billId) <= Number(picture);
            return { kind: 'done', reply: await told(billId, isOld) };
          },
        }),
      ),
    );
  }

  /** What is certain of an order whose details could not be read. */
  #whatWasSent(billId: string, { bill_email, goods }: NewOrder): Order {
    const items = goods.map(({ good_name }) => ({ id: good_name }));
    return ORDER.row({ billId, row: { email: bill_email, items }, baseUrl: this.connection.baseUrl });
  }

  /** Vendor: DeleteOrder. */
  async deleteOrder(billId: string): Promise<void> {
    await this.#change(
      'DeleteOrder',
      orderNamed(billId),
      [['bill_id', billId]],
      say`Order ${{ billId: excerpt(billId) }} may have been deleted`,
    );
  }

  /** Vendor: AddGood. @returns the number that the shop gave it, where it tells that. */
  async addGood(good: NewGood): Promise<string | undefined> {
    const { good_name } = good;
    const { result } = await this.#change(
      'AddGood',
      productNamed(good_name),
      encodeNewGood(good),
      say`Product "${{ good_name: excerpt(good_name) }}" may have been added`,
    );
    return isObject(result) ? parseText(result.good_id) : undefined;
  }

  /** Vendor: DeleteGood. */
  async deleteGood(goodName: string): Promise<void> {
    await this.#change(
      'DeleteGood',
      productNamed(goodName),
      [['good_name', goodName]],
      say`Product "${{ goodName: excerpt(goodName) }}" may have been deleted`,
    );
  }

  /** Vendor: AddLeadToGroup. @returns whether the contact was in all of these groups already. */
  async addLeadToGroup(lead: NewLead): Promise<boolean> {
    const { lead_email } = lead;
    const answer = await this.#change(
      'AddLeadToGroup',
      contactNamed(lead_email),
      encodeNewLead(lead),
      say`Contact ${{ lead_email: excerpt(lead_email) }} may have been added`,
      { alsoFine: ALREADY_SUBSCRIBED },
    );
    return refusalCode(answer) === ALREADY_SUBSCRIBED;
  }

  /** Takes a contact out of one group. Vendor: DeleteSubscribe. */
  async deleteSubscribe(email: string, group: string): Promise<void> {
    await this.#unsubscribe(email, group, false);
  }

  async #unsubscribe(email: string, group: string, isRepeatable: boolean): Promise<void> {
    await this.#change(
      'DeleteSubscribe',
      contactNamed(email),
      Object.entries({ lead_email: email, rass_name: group }),
      say`Contact ${{ email: excerpt(email) }} may have been removed`,
      { isRepeatable },
    );
  }

  /**
   * Takes a contact out of every group that it is in. Run again, it goes on where it ended.
   *
   * @returns the groups.
   */
  async deleteSubscriptions(email: string): Promise<readonly string[]> {
    const groups = (await this.subscriptions(email)).filter(isActive).map(({ rass_name }) => rass_name);
    for (const [done, group] of groups.entries())
      await this.#unsubscribe(email, group, true).catch((error: unknown) => {
        const names = groups.slice(0, done).map((name) => `"${excerpt(name)}"`);
        if (names.length === 0) throw error;
        throw halfWay(
          error,
          say`The contact was removed from ${{ names: names.join(', ') }}. Running this step again is
            safe: it goes on with the groups that are left.`,
        );
      });
    return groups;
  }

  /**
   * Adds a contact to one group, and then takes it out of another, so that it is never in neither. Run again, it goes on
   * where it ended.
   *
   * @returns whether the contact was in the new group already.
   */
  async moveLead(email: string, from: string, to: string): Promise<boolean> {
    const { brandName } = this.connection;
    const groups = (await this.subscriptions(email)).filter(isActive).map(({ rass_name }) => rass_name);
    // An earlier run has moved it, and its last answer was lost.
    if (!groups.includes(from) && groups.includes(to)) return true;
    if (!groups.includes(from))
      throw new Problem(
        'refused',
        say`${{ brandName }} does not have contact ${{ email: excerpt(email) }} in group
          "${{ from: excerpt(from) }}". Check Email and From Group. Nothing was changed. (not in
          GetLeadGroupStatuses)`,
        { code: 'not_in_group' },
      );
    const alreadyExisted = await this.addLeadToGroup({ rid: [to], lead_email: email });
    await this.#unsubscribe(email, from, true).catch((error: unknown) => {
      throw halfWay(
        error,
        say`The contact was added to group "${{ to: excerpt(to) }}", but may still be in group
          "${{ from: excerpt(from) }}".`,
      );
    });
    return alreadyExisted;
  }

  /**
   * Any function of API 1.0. A reading one begins with "get"; what another one does cannot be looked up here.
   *
   * @returns what it tells, undefined where that is nothing.
   */
  async callFunction(name: string, parameters: QueryParameters): Promise<unknown> {
    const { brandName } = this.connection;
    const call = { name, parameters, subject: say`function ${{ name }}` };
    try {
      if (/^get/i.test(name)) return await this.#api.list(call, () => false, MAX_RESULT_BYTES);
      return (await this.#api.change(call, say`${{ name }} may have been carried out`)).result;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'http_404') throw error;
      throw new Problem(
        'refused',
        say`${{ brandName }} has no function "${{ name }}". Spell it as the documentation does, with its
          capitals, and check the login in the connection. (HTTP 404)`,
        { code: 'unknown_function' },
      );
    }
  }

  /** Vendor: UpdateSubscriberData. */
  async updateSubscriberData(change: LeadChange): Promise<void> {
    const { lead_email: email } = change;
    await this.#change(
      'UpdateSubscriberData',
      contactNamed(email),
      encodeLeadChange(change),
      say`Contact ${{ email: excerpt(email) }} may have been changed`,
    );
  }

  /** Every group that a contact is or was in; none for an unknown contact. Vendor: GetLeadGroupStatuses. */
  async subscriptions(email: string): Promise<readonly Subscription[]> {
    const result = await this.#list('GetLeadGroupStatuses', contactNamed(email), [['email', email]]);
    return parseSubscriptions(result);
  }

  /**
   * How many active contacts a group has; undefined where the shop does not know the group. Vendor: GetCountSubscribe.
   *
   * @param group a group's code, `unique` for all contacts, or `all` for all subscriptions.
   */
  async subscriberCount(group: string): Promise<number | undefined> {
    const parameters = [['group_name', group]] as const;
    const isEmpty = (code: number): boolean =>
      !EVERY_GROUP.includes(group) && (isEmptyList(code) || code === UNKNOWN_GROUP);
    const result = await this.#api.list(
      { name: 'GetCountSubscribe', parameters, subject: say`group "${{ group: excerpt(group) }}"` },
      isEmpty,
    );
    if (Array.isArray(result)) return undefined;
    const count = parseText(result) ?? '';
    if (/^\d{1,15}$/.test(count)) return Number(count);
    throw new Problem(
      'failed',
      say`${{ brandName: this.connection.brandName }} does not tell how many contacts group
        "${{ group: excerpt(group) }}" has. Try again later. (no number in the answer)`,
      { code: 'unknown_number' },
    );
  }

  /** What a function changes. @param ifUnknown what to tell a user who cannot know whether it did. */
  async #change(
    name: string,
    subject: string,
    parameters: QueryParameters,
    ifUnknown: string,
    { isRepeatable = false, alsoFine }: { readonly isRepeatable?: boolean; readonly alsoFine?: number } = {},
  ): Promise<Answer> {
    return this.#api.change({ name, parameters, subject, isRepeatable }, ifUnknown, alsoFine);
  }

  async #list(name: string, subject: string, parameters: QueryParameters = []): Promise<unknown> {
    return this.#api.list({ name, parameters, subject });
  }
}

/** Whether a contact gets the letters of a group, or will once it has confirmed. */
function isActive({ rass_status }: Subscription): boolean {
  return rass_status === 'STATUS_SUBSCRIBE' || rass_status === 'STATUS_WAIT';
}

/** What stopped a change of several calls, with what of it is done already. */
function halfWay(error: unknown, done: string): unknown {
  if (!(error instanceof Problem)) return error;
  const { kind, message, code, retryAfterSeconds = 60 } = error;
  return new Problem(kind, `${done} ${message}`, {
    ...(code !== undefined && { code }),
    retryAfterSeconds,
  });
}

function descending<Value extends string | number>(one: Value, other: Value): number {
  return one > other ? -1 : one < other ? 1 : 0;
}

/** `dd.mm.yyyy`, in UTC: the vendor does not say which zone it means, so periods are taken a day too long. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10).split('-').toReversed().join('.');
}

/** What a refusal is about, as sentences name it. */
const orderNamed = (billId: string): string => say`order ${{ billId: excerpt(billId) }}`;
const productNamed = (goodName: string): string => say`product "${{ goodName: excerpt(goodName) }}"`;
const contactNamed = (email: string): string => say`contact ${{ email: excerpt(email) }}`;

function withoutNumber(brandName: string, subject: string): Problem {
  return new Problem(
    'failed',
    say`${{ brandName }} has ${{ subject }} already, but does not tell its number. Look for it in the
      shop's list of orders (Заказы). (no bill_id in the answer)`,
    { code: 'unknown_number' },
  );
}

/** The same text for the same products, in whatever order. */
function productsOf(names: readonly string[]): string {
  return JSON.stringify(names.toSorted());
}
