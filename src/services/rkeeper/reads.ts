import { Problem } from '../../core/errors';
import { answered, READ, type Http } from '../../core/http';
import type { License } from '../../core/license';
import type { Kopecks } from '../../core/money';
import type { Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import type { XmlElement, XmlList } from '../../core/xml';
import { succeeded, type TillAnswer } from './answer';
import {
  encodeQuery,
  calcOrderCommand,
  getOrderCommand,
  openOrderListCommand,
  orderListCommand,
  orderMenuCommand,
  receiptListCommand,
  refDataCommand,
  systemInfoCommand,
} from './commands';
import type { TillConnection } from './connection';
import { guidFrom } from './guid';
import { TillLicensing, type LicenseStatus } from './licensing';
import { ordersOfVisits, receiptsOfList, type ListedReceipt, type OrderSummary } from './order_list';
import { parseOrder, type Order } from './orders';
import { refusal } from './problems';
import type { OrderRef, RefItem } from './ref_item';
import {
  dishesOfMenu,
  itemsOfReference,
  REFERENCE_TABLES,
  type MenuEntry,
  type ReasonFlag,
  type ReferenceItem,
  type ReferenceTable,
} from './references';
import { parseSystemInfo, type SystemInfo } from './system_info';
import { TillMemory } from './till_memory';
import { TillTransport } from './transport';

export const NAME = 'The till';

/** What GetReceiptList says of all receipts together. */
export interface ReceiptTable {
  /** Whether nothing has changed since the version that was asked with. */
  readonly isSame: boolean;
  /** Undefined where the till tells none. */
  readonly version: string | undefined;
}

/** What a till tells, by the XML interface of its cash server; nothing here changes anything. Every method throws a `Problem`. */
export class TillReads {
  protected readonly transport: TillTransport;
  protected readonly vault: Vault;
  protected readonly memory: TillMemory;
  /** None under a LifeTime licence. */
  protected readonly licensing: TillLicensing | undefined;

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
    const instanceGuid = instanceGuidOf(connection, subscription.user, subscription.product);
    const restCode = (): Promise<string> => this.#restCode();
    this.licensing = new TillLicensing({
      subscription,
      instanceGuid,
      restCode,
      transport,
      http,
      memory,
      clock,
    });
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

  async reference(table: ReferenceTable, needed?: ReasonFlag): Promise<readonly ReferenceItem[]> {
    const { table: name, mask } = REFERENCE_TABLES[table];
    const items: ReferenceItem[] = [];
    const take = (item: ReferenceItem): void => {
      items.push(item);
    };
    await this.#read(refDataCommand(name, mask), itemsOfReference(take, needed));
    return items;
  }

  /** Prices and remainders at a station. Vendor: GetOrderMenu. */
  async orderMenu(station: RefItem): Promise<ReadonlyMap<string, MenuEntry>> {
    const menu = new Map<string, MenuEntry>();
    const take = (ident: string, entry: MenuEntry): void => {
      menu.set(ident, entry);
    };
    await this.#read(orderMenuCommand(station), dishesOfMenu(take));
    return menu;
  }

  /** Hands over the orders of the present common shift, one by one. Vendor: GetOrderList. */
  async orderList(take: (order: OrderSummary) => void): Promise<void> {
    await this.#read(orderListCommand(), ordersOfVisits(take));
  }

  /** Hands over those of them that are open. */
  async openOrders(take: (order: OrderSummary) => void): Promise<void> {
    await this.#read(openOrderListCommand(), ordersOfVisits(take));
  }

  /** Hands over the receipts of the present common shift, one by one. Vendor: GetReceiptList. */
  async receiptList(take: (receipt: ListedReceipt) => void): Promise<void> {
    await this.receiptTable(take);
  }

  /** @param lastVersion of the table of receipts: the till hands over nothing where it is still the same. */
  protected async receiptTable(
    take: (receipt: ListedReceipt) => void,
    lastVersion?: string,
  ): Promise<ReceiptTable> {
    const { status, data } = await this.#read(receiptListCommand(lastVersion), receiptsOfList(take));
    return { isSame: status === 'No changes', version: data.child('ReceiptsList')?.attribute('lastversion') };
  }

  /** @returns undefined when the till does not know the order. */
  async findOrder(order: OrderRef): Promise<Order | undefined> {
    return answered(NAME, READ, async () => {
      const answer = await this.transport.send(encodeQuery(getOrderCommand(order)));
      const element = answer.data.child('Order');
      if (succeeded(answer) && element) return parseOrder(element);
      const problem = refusal(answer);
      // The text for an unknown order is not documented; whatever is wrong with the request itself has another status.
      if (answer.status === 'Query Executing Error' && problem.kind === 'refused') return undefined;
      throw problem;
    });
  }

  /** What is still to be paid, promised prepayments counted. Vendor: CalcOrder2, as GetOrder ignores them. */
  async unpaidSum(order: OrderRef, station: RefItem, cashier: RefItem, currency: RefItem): Promise<Kopecks> {
    const { data } = await this.#read(calcOrderCommand(order, station, cashier, currency));
    return parseOrder(data.child('Order') ?? data).unpaidSum;
  }

  async #read(command: XmlElement, list?: XmlList): Promise<TillAnswer> {
    return answered(NAME, READ, async () => {
      const answer = await this.transport.send(encodeQuery(command), list);
      if (!succeeded(answer)) throw refusal(answer);
      return answer;
    });
  }

  async #restCode(): Promise<string> {
    const known = this.connection.restCode ?? (await this.memory.hints()).restCode;
    if (known !== undefined) return known;
    const { restCode } = await this.#systemInfo();
    if (restCode === undefined)
      throw new Problem(
        'connection',
        'The till does not tell its restaurant code. Enter it as Restaurant Code in the connection. (no RestCode in GetSystemInfo)',
        { code: 'no_rest_code' },
      );
    return restCode;
  }

  async #systemInfo(): Promise<SystemInfo> {
    const { data, serverVersion } = await this.#read(systemInfoCommand());
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

/** One instance per till, licence user and product: the number of different ones a day is limited. */
function instanceGuidOf({ instanceGuid, serverUrl }: TillConnection, user: string, product: string): string {
  return instanceGuid ?? guidFrom('licence instance', serverUrl, user, product);
}

function secretsOf({ serverUrl, serverLogin, serverPassword, license }: TillConnection): string[] {
  const own = license.kind === 'lifetime' ? [] : [license.user, license.password, license.token];
  return [serverUrl, serverLogin, serverPassword, ...own];
}
