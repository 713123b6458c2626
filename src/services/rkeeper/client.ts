import { Problem } from '../../core/errors';
import { Sequence, type Command, type Finding, type Verdict } from '../../core/exactly_once/sequence';
import { runUnnumbered, type PlainCommand } from '../../core/exactly_once/unnumbered';
import { GUID, guidFrom, newGuid } from './guid';
import { answered, READ, type Effect, type Http } from '../../core/http';
import type { License } from '../../core/license';
import type { Kopecks } from '../../core/money';
import { plainWords } from '../../core/redact';
import type { Clock } from '../../core/time';
import { type Store, Vault } from '../../core/vault';
import { element, type XmlElement, type XmlList } from '../../core/xml';
import { errorNumber, succeeded, type TillAnswer } from './answer';
import {
  buildQuery,
  calcOrderCommand,
  createOrderCommand,
  getOrderCommand,
  orderListCommand,
  orderMenuCommand,
  packetElements,
  payOrderCommand,
  receiptListCommand,
  refDataCommand,
  returnGoodsCommand,
  saveOrderCommand,
  systemInfoCommand,
  voidOrderCommand,
  type LicenseInfo,
  type NewOrder,
  type Packet,
  type Payment,
  type Return,
  type Voiding,
} from './commands';
import type { TillConnection } from './connection';
import { TillLicensing, type LicenseStatus } from './licensing';
import { isReturnOf, parseReceiptsBefore, receiptsBefore, receiptsSince } from './made_returns';
import { ordersOfVisits, receiptsOfList, type ListedReceipt, type OrderSummary } from './order_list';
import { packetsFound, paidReceipt, parseOrder, parseReceipt, type Order, type Receipt } from './orders';
import { isLicenseRefusal, refusal } from './problems';
import { orderGuidOf, type OrderRef, type RefItem } from './ref_item';
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
import { TillTransport } from './transport';

/** What PayOrder shall pay: given amounts, or in one currency whatever is unpaid. */
export type PaymentRequest =
  | { readonly kind: 'exact'; readonly payments: readonly Payment[] }
  | { readonly kind: 'rest'; readonly currency: RefItem };

/** An order to open. With an id of the user's own it gets the GUID that this id names. */
export type OrderRequest = Omit<NewOrder, 'guid'> & { readonly externalId: string | undefined };

export interface OpenedOrder {
  readonly order: Order;
  /** Opened by an earlier run under the same id. */
  readonly alreadyExisted: boolean;
}

export interface Paid {
  readonly receipt: Receipt | undefined;
  readonly receipts: readonly Receipt[];
}

/** A write, the way the client describes it: how to make it, to read its answer, and to find out whether it was done. */
interface Write<Result> extends Omit<Command<Result>, 'lookUp'> {
  readonly compose: (license?: LicenseInfo) => Promise<XmlElement>;
  readonly read: (answer: TillAnswer) => Result;
  readonly lookUp: () => Promise<Finding<Result>>;
  /** Where no number tells the till what it has done already, and more is needed than a look. */
  readonly unnumbered?: Pick<PlainCommand<Result>, 'token' | 'lookUp' | 'byHand'>;
}

/** Either an answer, which may be a refusal, or what a look at the till found in place of a lost one. */
type Outcome<Result> = { readonly answer: TillAnswer } | { readonly found: Result };

const NAME = 'The till';
const REST_CODE = 'restaurant code';
const REST_CODE_SECONDS = 30 * 24 * 60 * 60;

/** Of the receipts since a return was sent: so many orders are read to find the one that it made. */
const MOST_ORDERS_READ = 20;

const RETURN_BY_HAND =
  'This step does not send it again by itself. Look for the return receipt (чек возврата) at the till: if it is there, all is done. ' +
  'If it is not, make the return at the till and run this step again: it then goes on with that return.';

/**
 * r_keeper 7 through the XML interface of its cash server. Every method throws a `Problem`.
 *
 * Writes that need a licence get their LicenseInfo and number from {@link Sequence}; all writes are sent once, and a
 * lost answer is never taken for a refusal.
 */
export class TillClient {
  readonly #transport: TillTransport;
  readonly #vault: Vault;
  readonly #licensing: TillLicensing | undefined;
  #toldRestCode: string | undefined;

  constructor(
    private readonly connection: TillConnection,
    private readonly http: Http,
    store: Store,
    private readonly clock: Clock,
  ) {
    this.#transport = new TillTransport(connection, http);
    this.#vault = new Vault(store, secretsOf(connection));
    const { license } = connection;
    this.#licensing =
      license.kind === 'lifetime'
        ? undefined
        : new TillLicensing({
            subscription: license,
            instanceGuid: instanceGuidOf(connection, license.user, license.product),
            restCode: () => this.restCode(),
            transport: this.#transport,
            http,
            vault: this.#vault,
            clock,
          });
  }

  async systemInfo(): Promise<SystemInfo> {
    const { data, serverVersion } = await this.#read(systemInfoCommand());
    const info = parseSystemInfo(data, serverVersion);
    if (info.restCode !== undefined && this.connection.restCode === undefined) {
      this.#toldRestCode = info.restCode;
      await this.#vault.write(REST_CODE, info.restCode, REST_CODE_SECONDS);
    }
    return info;
  }

  /** The licence that the next write would use, remembered for an hour; undefined under a LifeTime licence. */
  async license(): Promise<License | undefined> {
    return this.#licensing?.license();
  }

  /** Asks the licence server about the restaurant's licence, whatever is remembered. @throws Problem when it cannot be asked. */
  async licenseStatus(): Promise<LicenseStatus | { readonly kind: 'lifetime' }> {
    return this.#licensing?.status() ?? { kind: 'lifetime' };
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

  /** Hands over the receipts of the present common shift, one by one. Vendor: GetReceiptList. */
  async receiptList(take: (receipt: ListedReceipt) => void): Promise<void> {
    await this.#receipts(take);
  }

  /** @param lastVersion of the table of receipts: the till hands over nothing where it is still the same. */
  async #receipts(take: (receipt: ListedReceipt) => void, lastVersion?: string): Promise<TillAnswer> {
    return this.#read(receiptListCommand(lastVersion), receiptsOfList(take));
  }

  /** @returns undefined when the till does not know the order. */
  async findOrder(order: OrderRef): Promise<Order | undefined> {
    return this.#reported(READ, async () => {
      const answer = await this.#transport.send(buildQuery(getOrderCommand(order)));
      const element = answer.data.child('Order');
      if (succeeded(answer) && element) return parseOrder(element);
      const problem = refusal(answer);
      // The text for an unknown order is not documented; whatever is wrong with the request itself has another status.
      if (answer.status === 'Query Executing Error' && problem.kind === 'refused') return undefined;
      throw problem;
    });
  }

  /**
   * Opens an order under a GUID of our choice, which a rerun of the step finds again. What the till does with a GUID that
   * it knows already is not documented, so an order with an id of the user's own is looked for first. Vendor: CreateOrder.
   */
  async createOrder({ externalId, ...rest }: OrderRequest): Promise<OpenedOrder> {
    return this.#reported(READ, async () => {
      const outcome = await runUnnumbered<Outcome<OpenedOrder>>(
        {
          content: JSON.stringify(['CreateOrder', externalId, rest]),
          token: () => (externalId === undefined ? newGuid() : orderGuidOf(externalId)),
          doubt: 'The order may have been opened.',
          send: async (guid) => {
            const existing = externalId === undefined ? undefined : await this.findOrder({ guid });
            if (existing) return { found: { order: { ...existing, guid }, alreadyExisted: true } };
            const answer = await this.#transport.send(buildQuery(createOrderCommand({ ...rest, guid })));
            if (!succeeded(answer)) {
              // It may be there already: another step was faster, or an answer was lost and the look at the till as well.
              const there = refusal(answer).kind === 'refused' ? await this.findOrder({ guid }) : undefined;
              return there ? { found: { order: { ...there, guid }, alreadyExisted: true } } : { answer };
            }
            return { found: { order: openedOrder(answer.data, guid), alreadyExisted: false } };
          },
          lookUp: async (guid) => {
            const order = await this.findOrder({ guid });
            if (!order) return { kind: 'not_done' };
            return { kind: 'done', reply: { found: { order: { ...order, guid }, alreadyExisted: false } } };
          },
        },
        this.#vault,
        this.clock,
      );
      if ('found' in outcome) return outcome.found;
      throw refusal(outcome.answer);
    });
  }

  /** Adds packets to an order. Vendor: SaveOrder. */
  async saveOrder(order: OrderRef, packet: Packet): Promise<Order> {
    const packets = packetElements(packet);
    return this.#write<Order>({
      content: buildQuery(saveOrderCommand(order, packets)),
      doubt: 'The dishes may be on the order already.',
      compose: (license) => Promise.resolve(saveOrderCommand(order, packets, license)),
      read: ({ data }) => {
        if (data.child('Error')) throw faultyLines(data);
        return parseOrder(data.child('Order') ?? data);
      },
      lookUp: async () => {
        const found = await this.findOrder(order);
        if (!found) return { kind: 'not_done' };
        const onTill = packetsFound(found, packet);
        if (onTill === 'all') return { kind: 'done', reply: found };
        return { kind: onTill === 'none' ? 'not_done' : 'unclear' };
      },
    });
  }

  /** What is still to be paid, promised prepayments counted. Vendor: CalcOrder2, as GetOrder ignores them. */
  async unpaidSum(order: OrderRef, station: RefItem, cashier: RefItem, currency: RefItem): Promise<Kopecks> {
    const { data } = await this.#read(calcOrderCommand(order, station, cashier, currency));
    return parseOrder(data.child('Order') ?? data).unpaidSum;
  }

  /** Pays and closes an order, and prints a fiscal receipt. Vendor: PayOrder. */
  async payOrder(order: OrderRef, station: RefItem, cashier: RefItem, wanted: PaymentRequest): Promise<Paid> {
    return this.#write<Paid>({
      content: JSON.stringify(['PayOrder', order, station, cashier, wanted]),
      doubt: 'The order may be paid already.',
      compose: async (license) => {
        const payments = await this.#payments(order, station, cashier, wanted);
        return payOrderCommand(order, station, cashier, payments, license);
      },
      read: ({ data }) => paidOf(data.all('PrintCheck').map(parseReceipt)),
      lookUp: async () => {
        const found = await this.findOrder(order);
        if (!found) return { kind: 'unclear' };
        return found.paid || found.finished
          ? { kind: 'done', reply: paidOf(found.receipts) }
          : { kind: 'not_done' };
      },
    });
  }

  /** Takes sold dishes back, with a return receipt. Vendor: MakeReturnGoods. */
  async returnGoods(goods: Return): Promise<Paid> {
    return this.#write<Paid>({
      content: buildQuery(returnGoodsCommand(goods)),
      doubt: 'The return may have been made already.',
      compose: (license) => Promise.resolve(returnGoodsCommand(goods, license)),
      read: ({ data }) => paidOf(data.all('PrintCheck').map(parseReceipt)),
      // The original receipt shows nothing of its returns.
      lookUp: () => Promise.resolve({ kind: 'unclear' }),
      unnumbered: {
        byHand: RETURN_BY_HAND,
        token: async () => {
          const receipts: ListedReceipt[] = [];
          const { data } = await this.#receipts((receipt) => receipts.push(receipt));
          return JSON.stringify(
            receiptsBefore(data.child('ReceiptsList')?.attribute('lastversion'), receipts),
          );
        },
        lookUp: (token) => this.#findReturn(goods, token),
      },
    });
  }

  /**
   * Looks for a return among the receipts that came after it was sent. Nothing was made where the till's table of receipts
   * is as it was. Whether the list shows every return is not documented: one that is not in it may have been made.
   */
  async #findReturn(goods: Return, token: string): Promise<Finding<Paid>> {
    const before = parseReceiptsBefore(token);
    if (!before) return { kind: 'unclear' };
    const receipts: ListedReceipt[] = [];
    const { status } = await this.#receipts((receipt) => receipts.push(receipt), before.version);
    if (status === 'No changes') return { kind: 'not_done' };
    for (const { orderGuid } of receiptsSince(before, receipts).slice(0, MOST_ORDERS_READ)) {
      const order = orderGuid === undefined ? undefined : await this.findOrder({ guid: orderGuid });
      if (order && isReturnOf(order, goods)) return { kind: 'done', reply: paidOf(order.receipts) };
    }
    return { kind: 'unclear' };
  }

  /**
   * Deletes a whole order. Vendor: VoidOrder, which needs no licence; the order's GUID is another afterwards.
   *
   * @returns the order as it was; undefined when it is gone already, as in a rerun.
   */
  async voidOrder(voiding: Voiding): Promise<Order | undefined> {
    const before = await this.findOrder(voiding.order);
    await this.#reported(READ, async () => {
      const query = buildQuery(voidOrderCommand(voiding));
      const outcome = await runUnnumbered<Outcome<undefined>>(
        {
          content: query,
          token: () => '',
          doubt: 'The order may be deleted already.',
          send: async () => ({ answer: await this.#transport.send(query) }),
          lookUp: async () => {
            const found = await this.findOrder(voiding.order);
            return found && !found.deleted
              ? { kind: 'not_done' }
              : { kind: 'done', reply: { found: undefined } };
          },
        },
        this.#vault,
        this.clock,
      );
      resultOf(outcome, () => undefined);
    });
    return before;
  }

  async #payments(
    order: OrderRef,
    station: RefItem,
    cashier: RefItem,
    wanted: PaymentRequest,
  ): Promise<readonly Payment[]> {
    if (wanted.kind === 'exact') return wanted.payments;
    const amount = await this.unpaidSum(order, station, cashier, wanted.currency);
    if (amount > 0) return [{ currency: wanted.currency, amount }];
    throw new Problem(
      'refused',
      'There is nothing to pay: the order is empty, paid already, or covered by its prepayments. (nothing unpaid)',
      { code: 'nothing_unpaid' },
    );
  }

  async #read(command: XmlElement, list?: XmlList): Promise<TillAnswer> {
    return this.#reported(READ, async () => {
      const answer = await this.#transport.send(buildQuery(command), list);
      if (!succeeded(answer)) throw refusal(answer);
      return answer;
    });
  }

  async #write<Result>(write: Write<Result>): Promise<Result> {
    const { content, doubt, compose, read, lookUp, unnumbered } = write;
    const licensing = this.#licensing;
    const outcomeOf = (finding: Finding<Result>): Finding<Outcome<Result>> =>
      finding.kind === 'done' ? { kind: 'done', reply: { found: finding.reply } } : finding;
    const parts = { content, doubt };
    return this.#reported({ kind: 'write', doubt }, async () => {
      const outcome = licensing
        ? await new Sequence(this.#vault, licensing, this.clock).run<Outcome<Result>>({
            ...parts,
            lookUp: async () => outcomeOf(await lookUp()),
            compose: async (licenseId, seqNumber) =>
              buildQuery(await compose(await licensing.info(licenseId, seqNumber))),
            send: async (body) => verdictOf(await this.#transport.send(body)),
          })
        : await runUnnumbered<Outcome<Result>>(
            {
              ...parts,
              token: () => '',
              ...unnumbered,
              lookUp: async (token) => outcomeOf(await (unnumbered ?? { lookUp }).lookUp(token)),
              send: async () => ({ answer: await this.#transport.send(buildQuery(await compose())) }),
            },
            this.#vault,
            this.clock,
          );
      return resultOf(outcome, read);
    });
  }

  /** The restaurant's code, from the connection or from the till, remembered for a month. @throws Problem where neither tells it. */
  async restCode(): Promise<string> {
    const known = this.connection.restCode ?? this.#toldRestCode ?? (await this.#vault.read(REST_CODE));
    if (typeof known === 'string') return known;
    const { restCode } = await this.systemInfo();
    if (restCode === undefined)
      throw new Problem(
        'connection',
        'The till does not tell its restaurant code. Enter it as Restaurant Code in the connection. (no RestCode in GetSystemInfo)',
        { code: 'no_rest_code' },
      );
    return restCode;
  }

  async #reported<Result>(effect: Effect, work: () => Promise<Result>): Promise<Result> {
    return answered(NAME, effect, work);
  }
}

/** 5304, 5305 and 5310 speak of the number, and some texts of the licence; all else is an answer to the command itself. */
function verdictOf<Result>(answer: TillAnswer): Verdict<Outcome<Result>> {
  if (answer.errorNumber === '5304') return { kind: 'unknown_instance' };
  if (answer.errorNumber === '5305' || answer.errorNumber === '5310') return { kind: 'wrong_number' };
  if (isLicenseRefusal(answer)) return { kind: 'license_refused', problem: refusal(answer) };
  return { kind: 'answered', reply: { answer } };
}

function resultOf<Result>(outcome: Outcome<Result>, read: (answer: TillAnswer) => Result): Result {
  if ('found' in outcome) return outcome.found;
  if (!succeeded(outcome.answer)) throw refusal(outcome.answer);
  return read(outcome.answer);
}

/** The till takes what it can and names the lines it could not. */
function faultyLines(data: XmlElement): Problem {
  const texts = data.all('Error').map((error) => error.attribute('ErrorText') ?? error.text);
  const code = errorNumber(data.child('Error'));
  return new Problem(
    'refused',
    `The till could not take some of the lines: ${plainWords(texts.join('; '), 300)}. The others may be on the order: look at it on the ` +
      `till before you run this step again. (r_keeper error ${code ?? 'without number'})`,
    { code: code ?? 'faulty_lines' },
  );
}

function paidOf(receipts: readonly Receipt[]): Paid {
  return { receipt: paidReceipt(receipts), receipts };
}

/** A new order as the till tells it; one that it tells no GUID of has the one that it was asked to have. */
function openedOrder(data: XmlElement, guid: string): Order {
  const order = parseOrder(data.child('Order') ?? bareOrder(data));
  return GUID.test(order.guid) ? order : { ...order, guid };
}

/** Before 7.5.5.057 the ids of a new order stand on the answer itself. */
function bareOrder(data: XmlElement): XmlElement {
  const { VisitID: visit, OrderID: orderIdent, guid } = data.attributes;
  return element('Order', { visit, orderIdent, guid });
}

/** One instance per till, licence user and product: the number of different ones a day is limited. */
function instanceGuidOf({ instanceGuid, serverUrl }: TillConnection, user: string, product: string): string {
  return instanceGuid ?? guidFrom('licence instance', serverUrl, user, product);
}

function secretsOf({ serverUrl, serverLogin, serverPassword, license }: TillConnection): string[] {
  const own = license.kind === 'lifetime' ? [] : [license.user, license.password, license.token];
  return [serverUrl, serverLogin, serverPassword, ...own];
}
