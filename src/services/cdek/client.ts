import { Problem, RUNS_AGAIN } from '../../core/errors';
import type { Http } from '../../core/http';
import { excerpt } from '../../core/redact';
import type { Memory } from '../../core/exactly_once/exactly_once';
import { CLOCK, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import { say } from '../../language/language';
import { CdekApi, type Call } from './api';
import type { CdekConnection } from './connection';
import { parseOrder, type Order } from './orders';
import { CITY, onlyCity, parseSuggestion, POINT, type City, type Point } from './places';
import { refusal, refusalsOf, throwIfInvalid } from './problems';
import { STATUS_CHOICES } from './statuses';
import { parsePrices, parseTariffs, type Price, type Sizes } from './tariffs';
import { object, objects, parseText, UUID, type Json } from './values';

/** What towns are looked for by; all that is given must fit. */
type CityQuery = Known<'postal_code' | 'code' | 'fias_guid', string> & {
  /** The exact name, without its type: `Химки`. */
  readonly city?: string | undefined;
  /** Two letters; `RU`. */
  readonly country_code?: string | undefined;
};

type PointQuery = Known<'code' | 'postal_code' | 'type', string> &
  Known<'city_code', number> &
  Known<'allowed_cod' | 'is_handout' | 'is_reception', boolean>;

/** What names an order: CDEK's id, its waybill number, or the client's own number, of which the newest counts. */
export type OrderRef = Known<'order_uuid' | 'cdek_number' | 'im_number', string>;

/** Any of these may be known. */
type Known<Key extends string, Value> = Readonly<Partial<Record<Key, Value | undefined>>>;

/** From one town to another, by their codes. */
export interface PriceQuery extends Sizes {
  readonly from: number;
  readonly to: number;
}

/** A form to print: the waybill (накладная), or the labels of the packages (ШК места). */
export type PrintForm =
  | { readonly kind: 'orders'; readonly copies: number | undefined }
  | { readonly kind: 'barcodes'; readonly copies: number | undefined; readonly format: string | undefined };

export interface Subscription {
  readonly uuid: string;
  readonly url: string;
}

/** How long to wait before each look at what CDEK does later; with slow answers there are fewer looks. */
const WAITS_MILLISECONDS = [1000, 2000, 3000, 4000];
const LONGEST_MILLISECONDS = 12_000;

const EVENT_TYPE = 'ORDER_STATUS';

/** CDEK's API v2. Every method throws a `Problem`. */
export class CdekClient {
  readonly api: CdekApi;
  readonly memory: Memory;

  constructor(connection: CdekConnection, http: Http, store: Store, clock: Clock = CLOCK) {
    // Each contour has keys of its own.
    const { account, password, contour } = connection;
    this.memory = { vault: new Vault(store, [account, password, contour]), clock };
    this.api = new CdekApi(connection, http, this.memory);
  }

  /** Proves that the keys are right, without changing anything: a token, and one town under it. */
  async checkKeys(): Promise<void> {
    await this.cities({ country_code: 'RU' }, 1);
  }

  /** Vendor: GET /location/cities. */
  async cities({ country_code, ...query }: CityQuery, limit: number): Promise<City[]> {
    const asked = { ...query, country_codes: country_code, size: limit };
    return this.#list('/location/cities', asked, CITY.row);
  }

  /** Towns whose names begin so, the likeliest first. Vendor: GET /location/suggest/cities. */
  async citiesLike(name: string, country_code: string | undefined): Promise<City[]> {
    return this.#list('/location/suggest/cities', { name, country_code }, parseSuggestion);
  }

  /**
   * The code of a town as a form names it: by its code, its FIAS code, or its name.
   *
   * @param field what messages call the field.
   * @throws Problem of kind `input` where none or several may be meant.
   */
  async cityCode(typed: string, field: string, postal_code?: string): Promise<number> {
    if (/^\d{1,9}$/.test(typed)) return Number(typed);
    const isFias = UUID.test(typed);
    const query = isFias ? { fias_guid: typed } : { city: typed, postal_code };
    const found = await this.cities(query, 20);
    // The postal code of a street is not always that of its town.
    const isAgain = found.length === 0 && !isFias && postal_code !== undefined;
    return onlyCity(isAgain ? await this.cities({ city: typed }, 20) : found, typed, field);
  }

  /** Vendor: GET /deliverypoints, whose answer is very long without a town or a code. */
  async points(query: PointQuery): Promise<readonly Point[]> {
    return this.#list('/deliverypoints', { ...query }, POINT.row);
  }

  /** The tariffs of the contract. Vendor: GET /calculator/alltariffs. */
  async tariffs(): Promise<ReturnType<typeof parseTariffs>> {
    return parseTariffs(await this.api.read({ method: 'GET', path: '/calculator/alltariffs' }));
  }

  /** What a delivery costs by all tariffs, the cheapest first. Vendor: POST /calculator/tarifflist. */
  async prices({ from, to, ...sizes }: PriceQuery): Promise<Price[]> {
    const body = { type: 1, from_location: { code: from }, to_location: { code: to }, packages: [sizes] };
    const answer = await this.api.read({ method: 'POST', path: '/calculator/tarifflist', body });
    const prices = parsePrices(object(answer).tariff_codes);
    const refusals = refusalsOf(answer);
    if (prices.length === 0 && refusals.length > 0) throw refusal(refusals);
    return prices.toSorted((one, other) => one.price - other.price);
  }

  /** Undefined where CDEK knows none. Vendor: GET /orders. */
  async order({ order_uuid: uuid, cdek_number, im_number }: OrderRef): Promise<Order | undefined> {
    const query = cdek_number === undefined ? { im_number } : { cdek_number };
    const call =
      uuid === undefined ? { path: '/orders', query } : { path: `/orders/${encodeURIComponent(uuid)}` };
    const answer = await this.api.find({ method: 'GET', ...call });
    const order = parseOrder(answer);
    return order.uuid === '' ? undefined : order;
  }

  /**
   * Ends an order: CDEK deletes what it does not have in its hands yet, and carries back what it has (отказ). One that is ended
   * already, as after a lost answer, stays so. Vendor: DELETE /orders, POST /orders/refusal.
   *
   * @param mayRefuse whether a parcel that is on its way is to come back.
   */
  async cancelOrder(ref: OrderRef, mayRefuse: boolean): Promise<Order> {
    const order = await this.existing(ref);
    const { code = 'ACCEPTED' } = order.status ?? {};
    if (['REMOVED', 'NOT_DELIVERED'].includes(code)) return order;
    // CDEK deletes nothing that it has in its hands, so that this is the safe way for a status that is not known here, too.
    const isUntouched = ['ACCEPTED', 'CREATED'].includes(code) || !Object.hasOwn(STATUS_CHOICES, code);
    if (!isUntouched && (code === 'DELIVERED' || code === 'INVALID' || !mayRefuse))
      throw tooLate(order, code);
    const path = `/orders/${order.uuid}${isUntouched ? '' : '/refusal'}`;
    const answer = await this.api.write(
      { method: isUntouched ? 'DELETE' : 'POST', path },
      say`The order may be cancelled already; it is safe to run this step again.`,
    );
    throwIfInvalid(answer);
    const isEnded = ({ status }: Order): boolean => ['REMOVED', 'NOT_DELIVERED'].includes(status?.code ?? '');
    const ended = await this.polled(() => this.#orderOr(order), isEnded);
    if (isEnded(ended)) return ended;
    throw new Problem(
      'later',
      say`CDEK has taken the cancellation on and may have carried it out already. This step runs again
        by itself to see: it cancels nothing twice. (still at work)`,
      { code: 'still_at_work', retryAfterSeconds: 60 },
    );
  }

  /** A form to print, as a PDF. Vendor: POST and GET /print. @throws Problem of kind `later` while CDEK is at work on it. */
  async printed(refs: readonly OrderRef[], form: PrintForm): Promise<Buffer> {
    const orders = await Promise.all(refs.map((ref) => this.#named(ref)));
    const { kind, copies: copy_count, ...options } = form;
    const path = `/print/${kind}`;
    const body = { orders, copy_count, ...options };
    const uuid = await this.api.make(
      { method: 'POST', path, body },
      say`No parcel is changed by that; it is safe to run this step again.`,
    );
    const statusesOf = (told: unknown): readonly unknown[] =>
      objects(object(object(told).entity).statuses).map(({ code }) => code);
    const told = await this.polled(
      () => this.api.read({ method: 'GET', path: `${path}/${encodeURIComponent(uuid)}` }),
      (now) => statusesOf(now).some((code) => code === 'READY' || code === 'INVALID'),
    );
    throwIfInvalid(told);
    const isReady = statusesOf(told).includes('READY');
    const pdf = isReady ? await this.api.readPdf(`${path}/${encodeURIComponent(uuid)}.pdf`) : undefined;
    if (pdf) return pdf;
    throw new Problem(
      'later',
      say`CDEK (СДЭК) is still making the form. ${{ runsAgain: RUNS_AGAIN }} If that goes on, look
        whether the order was created with Find CDEK Order. (no PDF)`,
      { code: 'no_pdf', retryAfterSeconds: 60 },
    );
  }

  /** The addresses that CDEK reports statuses of orders to, for the whole account. Vendor: GET /webhooks. */
  async subscriptions(): Promise<readonly Subscription[]> {
    const answer = await this.api.read({ method: 'GET', path: '/webhooks' });
    return objects(answer).flatMap(({ uuid, url, type }) => {
      const [id, address] = [parseText(uuid), parseText(url)];
      return type === EVENT_TYPE && id !== undefined && address !== undefined
        ? { uuid: id, url: address }
        : [];
    });
  }

  /** Vendor: POST /webhooks. */
  async subscribe(url: string): Promise<void> {
    const ifUnknown = say`CDEK may report to this Zap already: turn it on again.`;
    throwIfInvalid(
      await this.api.write({ method: 'POST', path: '/webhooks', body: { url, type: EVENT_TYPE } }, ifUnknown),
    );
  }

  /** Vendor: DELETE /webhooks. */
  async unsubscribe(uuid: string): Promise<void> {
    const path = `/webhooks/${encodeURIComponent(uuid)}`;
    await this.api.write(
      { method: 'DELETE', path },
      say`CDEK may have stopped reporting to this Zap already.`,
    );
  }

  /** CDEK has no list of orders: the one that was met last stands for it where examples are wanted. */
  async remember(uuid: string): Promise<void> {
    await this.memory.vault.write(LAST_ORDER, uuid, REMEMBERED_SECONDS);
  }

  async lastOrder(): Promise<Order | undefined> {
    const uuid = parseText(await this.memory.vault.read(LAST_ORDER));
    return uuid === undefined ? undefined : this.order({ order_uuid: uuid });
  }

  async #list<Item>(
    path: string,
    query: NonNullable<Call['query']>,
    rowOf: (item: Json) => Item,
  ): Promise<Item[]> {
    const answer = await this.api.read({ method: 'GET', path, query });
    return objects(answer).flatMap((item) => (parseText(item.code) === undefined ? [] : [rowOf(item)]));
  }

  /** An order as print forms and courier calls name it. */
  async #named(ref: OrderRef): Promise<object> {
    const { order_uuid, cdek_number } = ref;
    if (order_uuid !== undefined) return { order_uuid };
    return cdek_number === undefined ? { order_uuid: (await this.existing(ref)).uuid } : { cdek_number };
  }

  /** @throws Problem where CDEK knows none. */
  async existing(ref: OrderRef): Promise<Order> {
    const order = await this.order(ref);
    if (order) return order;
    throw new Problem(
      'refused',
      say`CDEK (СДЭК) has no order
        ${{ uuid: excerpt(ref.order_uuid ?? ref.cdek_number ?? ref.im_number ?? '') }} under this contract. Keys
        see only orders that were made after they were first used. Check what names the order. (not found)`,
      { code: 'unknown_order' },
    );
  }

  /** An order that CDEK has taken on is there whatever happens now, and a step that failed would be run again. */
  async settled(uuid: string): Promise<Order> {
    return this.polled(
      () => this.#orderOr({ ...parseOrder({}), uuid }),
      ({ state }) => state !== 'ACCEPTED',
    );
  }

  /** An order as it is now; as it was known where that cannot be read. */
  async #orderOr(known: Order): Promise<Order> {
    try {
      return (await this.order({ order_uuid: known.uuid })) ?? known;
    } catch (error) {
      if (error instanceof Problem) return known;
      throw error;
    }
  }

  /** Asks until CDEK has done what it does later; the last answer where that takes longer than a step has. */
  async polled<Told>(ask: () => Promise<Told>, isDone: (told: Told) => boolean): Promise<Told> {
    const { clock } = this.memory;
    const until = clock.now() + LONGEST_MILLISECONDS;
    let told: Told | undefined;
    for (const wait of WAITS_MILLISECONDS) {
      if (told !== undefined && clock.now() + wait > until) break;
      await clock.sleep(wait);
      told = await ask();
      if (isDone(told)) break;
    }
    return told ?? ask();
  }
}

const LAST_ORDER = 'last order';
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

function tooLate({ number, cdek_number }: Order, code: string): Problem {
  return new Problem(
    'refused',
    say`Order ${{ number: excerpt(number ?? cdek_number ?? '') }} can no longer be deleted: CDEK has it
      in its hands, or it is at its end. Choose to let it come back, or talk to CDEK. (status
      ${{ code: excerpt(code) }})`,
    { code: 'too_late' },
  );
}
