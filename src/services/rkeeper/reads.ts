import { Problem, THEN_REPLAY } from '../../core/errors';
import { answered, READ, type Http } from '../../core/http';
import type { License } from '../../core/license';
import { localTime, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import type { XmlElement, XmlList } from '../../core/xml';
import { say } from '../../language/language';
import { succeeded, type TillAnswer, type TillList } from './answer';
import { command } from './commands';
import type { TillConnection } from './connection';
import { priced } from './item_search';
import { TillLicensing, type LicenseStatus } from './licensing';
import { menuStates, type MenuState, type WatchedChanges } from './menu_changes';
import {
  dishesOf,
  ORDERS,
  parseOrder,
  RECEIPTS,
  receiptsNamed,
  type ListedReceipt,
  type Order,
  type OrderSummary,
} from './orders';
import { orderDetails, type OfOrder, type OrderDetails } from './paid_orders';
import { refusal } from './problems';
import {
  answerList,
  openOrderListCommand,
  questionCommand,
  receiptListCommand,
  refDataCommand,
  type AnswerItem,
  type Question,
} from './questions';
import { guidFrom, type OrderRef, type RefItem } from './ref_item';
import {
  itemsOf,
  itemsOfReference,
  MENU,
  MENU_ITEMS,
  REFERENCE_TABLES,
  tablesOf,
  type MenuEntry,
  type ReasonFlag,
  type ReferenceItem,
  type ReferenceTable,
} from './references';
import { DISH_RESTS, stopListChanges, type DishRest, type StopListChange } from './stop_list';
import { parseSystemInfo, type SystemInfo } from './system_info';
import { TillMemory } from './till_memory';
import { TillTransport } from './transport';

export const NAME = 'The till';

/** What a till tells, by the XML interface of its cash server; nothing here changes anything. Every method throws a `Problem`. */
export class TillReads {
  protected readonly transport: TillTransport;
  protected readonly vault: Vault;
  protected readonly memory: TillMemory;
  /** None under a LifeTime licence. */
  protected readonly licensing: TillLicensing | undefined;
  readonly #references = new Map<string, Promise<readonly ReferenceItem[]>>();

  constructor(
    private readonly connection: TillConnection,
    http: Http,
    store: Store,
    protected readonly clock: Clock,
  ) {
    this.transport = new TillTransport(connection, http);
    this.vault = new Vault(store, secretsOf(connection));
    this.memory = new TillMemory(this.vault);
    const { license: subscription } = connection;
    if (subscription.kind === 'lifetime') return;
    const { transport, memory } = this;
    const { user, product } = subscription;
    this.licensing = new TillLicensing({
      ...{ subscription, transport, http, memory, clock },
      // One instance per till, licence user and product: the number of different ones a day is limited.
      instanceGuid:
        connection.instanceGuid ?? guidFrom('licence instance', connection.serverUrl, user, product),
      restCode: () => this.#restCode(),
    });
  }

  /** Unix seconds on the clocks of the restaurant, as its till writes times: `2026-10-03T16:05:00`. */
  localTime(unixSeconds: number): string {
    return localTime(unixSeconds, this.connection.timeZone).replace(' ', 'T');
  }

  async systemInfo(): Promise<SystemInfo> {
    return this.#remembering(() => this.#systemInfo());
  }

  /** The restaurant's code, from the connection or from the till, remembered for a month. @throws Problem where neither tells it. */
  async restCode(): Promise<string> {
    return this.#remembering(() => this.#restCode());
  }

  /** The licence that the next write would use, remembered for an hour; undefined under a LifeTime licence. */
  async license(): Promise<License | undefined> {
    return this.#remembering(async () => this.licensing?.license());
  }

  /** Asks the licence server about the restaurant's licence, whatever is remembered. @throws Problem when it cannot be asked. */
  async licenseStatus(): Promise<LicenseStatus | { readonly kind: 'lifetime' }> {
    return this.#remembering(async () => this.licensing?.status() ?? { kind: 'lifetime' });
  }

  /** What can be picked of a table; of stations and tables only this restaurant's. A till is asked once in a step. */
  async reference(table: ReferenceTable, needed?: ReasonFlag): Promise<readonly ReferenceItem[]> {
    const key = `${table} ${needed ?? ''}`;
    const items = this.#references.get(key) ?? this.#reference(table, needed);
    this.#references.set(key, items);
    return items;
  }

  async #reference(table: ReferenceTable, needed?: ReasonFlag): Promise<readonly ReferenceItem[]> {
    const { table: name, mask } = REFERENCE_TABLES[table];
    const [{ items }, halls] = await Promise.all([
      this.#list(refDataCommand(name, mask), itemsOfReference(needed)),
      table === 'tables' ? this.reference('halls') : [],
    ]);
    if (table === 'tables') return tablesOf(halls, items);
    const isShared = new Set(items.map(({ parent }) => parent)).size > 1;
    if (!isShared || (table !== 'stations' && table !== 'halls')) return items;
    const { cashGroup, restaurantIdent } = await this.systemInfo();
    return itemsOf(table === 'stations' ? cashGroup : restaurantIdent, items);
  }

  /** Prices and remainders at a station. Vendor: GetOrderMenu. */
  async orderMenu(station: RefItem): Promise<ReadonlyMap<string, MenuEntry>> {
    return new Map((await this.#list(questionCommand({ command: 'GetOrderMenu', station }), MENU)).items);
  }

  /** All dishes with what tells a change of one; prices are those of the station. */
  async menuStates(station: RefItem, watched: WatchedChanges): Promise<readonly MenuState[]> {
    const { table, mask } = REFERENCE_TABLES.menu;
    const [{ items }, sold] = await Promise.all([
      this.#list(refDataCommand(table, mask, watched !== 'all'), MENU_ITEMS),
      this.orderMenu(station),
    ]);
    return menuStates(
      items.map((dish) => ({ ...priced(dish, sold), isActive: dish.isActive })),
      watched,
      { vault: this.vault, clock: this.clock, name: `menu ${watched} ${JSON.stringify(station)}` },
    );
  }

  /** Whatever the till tells to a question, as it stands in the XML. */
  async ask(question: Question): Promise<readonly AnswerItem[]> {
    return (await this.#list(questionCommand(question), answerList(question))).items;
  }

  /** What is stopped, and what there is a limit of. Vendor: GetDishRests. */
  async dishRests(): Promise<readonly DishRest[]> {
    return (await this.#list(questionCommand({ command: 'GetDishRests' }), DISH_RESTS)).items;
  }

  /** The last change of each dish that was stopped or is sold again, the oldest first. */
  async stopListChanges(): Promise<readonly StopListChange[]> {
    return stopListChanges(await this.dishRests(), this.vault, this.clock);
  }

  /** The orders of the present common shift, in the order in which they came about. Vendor: GetOrderList. */
  async orderList(): Promise<readonly OrderSummary[]> {
    return (await this.#list(questionCommand({ command: 'GetOrderList' }), ORDERS)).items;
  }

  /** The open orders of the present common shift. */
  async openOrders(): Promise<readonly OrderSummary[]> {
    return (await this.#list(openOrderListCommand(), ORDERS)).items;
  }

  /** The receipts of the present common shift, in the order in which they came about. Vendor: GetReceiptList. */
  async receiptList(): Promise<readonly ListedReceipt[]> {
    return (await this.receiptTable()).receipts;
  }

  /** What is still on the order of a receipt of the present shift, which is named as {@link receiptsNamed} tells. */
  async soldDishes(receipt: string) {
    const [guid] = receiptsNamed(await this.receiptList(), receipt).map(({ orderGuid }) => orderGuid);
    const order = guid === undefined ? undefined : await this.findOrder({ guid });
    return order ? dishesOf(order) : [];
  }

  /** What the orders of new receipts, or new closed orders themselves, tell beyond the lists. */
  async details(
    of: 'orders' | 'receipts',
    items: readonly OfOrder[],
  ): Promise<ReadonlyMap<string, OrderDetails>> {
    return orderDetails(items, (guid) => this.findOrder({ guid }), this.vault, `details of ${of}`);
  }

  /**
   * The receipts of GetReceiptList, and what it says of all of them together.
   *
   * @param lastVersion of the table of receipts: the till hands over nothing where it is still the same.
   */
  protected async receiptTable(lastVersion?: string) {
    const { status, data, items: receipts } = await this.#list(receiptListCommand(lastVersion), RECEIPTS);
    /** Undefined where the till tells none. */
    const version = data.child('ReceiptsList')?.attribute('lastversion');
    return { isSame: status === 'No changes', version, receipts };
  }

  /** @returns undefined when the till does not know the order. */
  async findOrder(order: OrderRef): Promise<Order | undefined> {
    return answered(NAME, READ, async () => {
      const answer = await this.transport.send(questionCommand({ command: 'GetOrder', order }));
      const element = answer.data.child('Order');
      if (succeeded(answer) && element) return parseOrder(element);
      const problem = refusal(answer);
      // The text for an unknown order is not documented; whatever is wrong with the request itself has another status.
      if (answer.status === 'Query Executing Error' && problem.kind === 'refused') return undefined;
      throw problem;
    });
  }

  /** @throws Problem in the till's own words where it does not show the order, for whatever reason. */
  async order(order: OrderRef): Promise<Order> {
    const { data } = await this.read(questionCommand({ command: 'GetOrder', order }));
    const element = data.child('Order');
    if (element) return parseOrder(element);
    throw new Problem(
      'failed',
      say`The till answered without the order. Try again in a few minutes. (no order)`,
      { code: 'no_order' },
    );
  }

  protected async read(asked: XmlElement): Promise<TillAnswer> {
    return answered(NAME, READ, async () => unlessRefused(await this.transport.send(asked)));
  }

  async #list<Item>(asked: XmlElement, list: XmlList<Item>): Promise<TillList<Item>> {
    return answered(NAME, READ, async () => unlessRefused(await this.transport.sendForList(asked, list)));
  }

  async #restCode(): Promise<string> {
    const known = this.connection.restCode ?? (await this.memory.hints()).restCode;
    if (known !== undefined) return known;
    const { restCode } = await this.#systemInfo();
    if (restCode === undefined)
      throw new Problem(
        'failed',
        say`The till does not tell its restaurant code. Enter it as Restaurant Code in the connection.
          ${{ thenReplay: THEN_REPLAY }} (no RestCode in GetSystemInfo)`,
        { code: 'no_rest_code' },
      );
    return restCode;
  }

  async #systemInfo(): Promise<SystemInfo> {
    const { data, serverVersion } = await this.read(command('GetSystemInfo'));
    const info = parseSystemInfo(data, serverVersion);
    if (info.restCode !== undefined && this.connection.restCode === undefined)
      this.memory.learn({ restCode: info.restCode });
    return info;
  }

  async #remembering<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } finally {
      await this.memory.keep();
    }
  }
}

function unlessRefused<Answer extends TillAnswer>(answer: Answer): Answer {
  if (!succeeded(answer)) throw refusal(answer);
  return answer;
}

/** Without the app's own token: its owner changes it every year, and no unknown outcome may be forgotten then. */
function secretsOf({ serverUrl, serverLogin, serverPassword, license }: TillConnection): string[] {
  if (license.kind === 'lifetime') return [serverUrl, serverLogin, serverPassword];
  const { user, password, token, tokenOf } = license;
  const own = tokenOf === 'connection' ? [token] : [];
  return [serverUrl, serverLogin, serverPassword, user, password, ...own];
}
