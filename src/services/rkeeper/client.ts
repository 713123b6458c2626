import { Problem } from '../../core/errors';
import {
  exactlyOnce,
  type Command,
  type Exclusive,
  type Finding,
} from '../../core/exactly_once/exactly_once';
import type { UnknownOutcome, Numbered } from '../../core/exactly_once/turn';
import type { Words } from '../../core/exactly_once/unknown_outcome';
import { answered, NetworkFailure, READ } from '../../core/http';
import type { Kopecks } from '../../core/money';
import { plainWords } from '../../core/redact';
import { element, type XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { errorNumber, succeeded, type TillAnswer } from './answer';
import {
  createOrderCommand,
  encodeQuery,
  oneLine,
  payOrderCommand,
  printBillCommand,
  registerEmployeeCommand,
  returnGoodsCommand,
  saveOrderCommand,
  updateOrderCommand,
  voidOrderCommand,
  withLicense,
  type NewOrder,
  type OrderChanges,
  type Packet,
  type Payment,
  type Registration,
  type Return,
  type Voiding,
} from './commands';
import {
  isReturnOf,
  parseReceiptsBefore,
  receiptsBefore,
  receiptsSince,
  returnedPieces,
} from './made_returns';
import { paidReceipt, parseOrder, parseReceipt, type ListedReceipt, type Order } from './orders';
import { lacksRegistration, notRegistered, refusal } from './problems';
import { calcOrderCommand } from './questions';
import { NAME, TillReads } from './reads';
import { digits, GUID, isSameItem, newGuid, orderGuidOf } from './ref_item';
import type { NamedItem, OrderRef, RefItem } from './ref_item';
import { effectOf, isOlder, packetSince, pictureOf } from './saved_packet';
import {
  isAsWanted,
  restOf,
  setDishRestsCommand,
  unlisted,
  type DishRest,
  type RestChange,
} from './stop_list';

/** What PayOrder shall pay: given amounts, or in one currency whatever is unpaid. */
export type PaymentRequest =
  | { readonly kind: 'exact'; readonly payments: readonly Payment[] }
  | { readonly kind: 'rest'; readonly currency: RefItem };

/** Who takes the money, where the receipt is printed, and what is paid. */
export interface Paying {
  readonly station: RefItem;
  readonly cashier: RefItem;
  readonly payments: PaymentRequest;
}

/** An order to open. With an id of the user's own it gets the GUID that this id names. */
export type OrderRequest = Omit<NewOrder, 'guid'> & { readonly externalId: string | undefined };

export interface OpenedOrder {
  readonly order: Order;
  /** Opened by an earlier run under the same id. */
  readonly alreadyExisted: boolean;
}

/** RK7ErrorN of an employee who is registered already. */
const IS_REGISTERED = '2101';

/** How many of the orders with receipts since a return was sent are read, to find the one that it made. */
const MOST_ORDERS_READ = 20;

/** An order that was opened so long ago is no longer what an equal step means. */
const MEANT_MILLISECONDS = 12 * 60 * 60 * 1000;

const words = (ifUnknown: string, look: string, byHand: string): Words => ({
  service: NAME,
  ifUnknown,
  look,
  byHand,
});

const CREATING = words(
  say`The order may have been opened.`,
  say`Look for it among the open orders on the till.`,
  say`Run this step again: it looks for the order first.`,
);
const SAVING = words(
  say`The dishes may be on the order already.`,
  say`Look at the order on the till.`,
  say`If dishes of this step are missing there, enter them on the till. Running this step again sends
    nothing either: it succeeds once the order holds exactly these dishes beside those that it held before.`,
);
const PAYING = words(
  say`The order may be paid already.`,
  say`Look for its receipt (чек) on the till.`,
  say`If there is none, pay the order on the till. Run this step again then: it finds the receipt.`,
);
const RETURNING = words(
  say`The return may have been made already.`,
  say`Look for the return receipt (чек возврата) at the till: if it is there, all is done.`,
  say`If it is not, make the return at the till and run this step again: it then goes on with that return.`,
);
const BILLING = words(
  say`The pre-bill (пречек) may be printed already.`,
  say`Look for it at the printer.`,
  say`If there is none, print it on the till.`,
);
const UPDATING = words(
  say`The order may be changed already.`,
  say`Look at it on the till.`,
  say`Run this step again: it looks at the order first.`,
);
const STOPPING = words(
  say`The stop list (стоп-лист) may be changed already.`,
  say`Look at it on the till.`,
  say`Run this step again: it looks at the list first.`,
);
const DELETING = words(
  say`The order may be deleted already.`,
  say`Look for it on the till.`,
  say`Run this step again: it looks for the order first.`,
);

/** A command: its policy, how it becomes a request, and how an answer becomes a reply. */
interface TillCommand<Reply> extends Omit<Command<Reply>, 'send' | 'numbering'> {
  /** Whether the vendor wants a LicenseInfo with it. */
  readonly isLicensed?: true;
  readonly compose: (picture: string) => XmlElement | Promise<XmlElement>;
  /** Whom it makes work at which station, where that is known. */
  readonly worker?: () => Worker | Promise<Worker>;
  readonly parse: (answer: TillAnswer, picture: string) => Reply | Promise<Reply>;
  /** Whether the till may have answered from its memory of an earlier command. */
  readonly isOld?: (reply: Reply, picture: string) => boolean;
}

type Worker = { readonly [Key in keyof Registration]: Registration[Key] | undefined };

/**
 * r_keeper 7 through the XML interface of its cash server. Every method throws a `Problem`.
 *
 * What changes something is a {@link Command}: how to send it, and how a look at the till tells whether it was carried out.
 */
export class TillClient extends TillReads {
  /** Works on one subject with commands, while nobody else sends anything about it. */
  async about<Result>(subject: string, work: (turn: Exclusive) => Promise<Result>): Promise<Result> {
    const { licensing, memory, vault, clock } = this;
    // Read beside the claim of the turn.
    if (licensing) void memory.hints();
    return answered(NAME, READ, () =>
      exactlyOnce({ vault, clock, atEnd: () => memory.keep() }, subject, work),
    );
  }

  /** Carries one command out. */
  async #carryOut<Reply>(about: OrderRef | string, command: Command<Reply>): Promise<Reply> {
    const subject = typeof about === 'string' ? about : nameOf(about);
    return this.about(subject, (turn) => turn.carryOut(command));
  }

  async createOrder(request: OrderRequest): Promise<OpenedOrder> {
    const command = this.creating(request);
    const { externalId } = request;
    return this.#carryOut(externalId === undefined ? command.content : orderGuidOf(externalId), command);
  }

  /**
   * Opens an order under a GUID of our choice, by which it is found again. What the till does with a GUID that it knows
   * already is not documented, so an order with an id of the user's own is looked for first. Vendor: CreateOrder, which
   * needs no licence.
   */
  creating({ externalId, ...rest }: OrderRequest): Command<OpenedOrder> {
    const guid = externalId === undefined ? undefined : orderGuidOf(externalId);
    let hasSent = false;
    return this.#command<OpenedOrder>({
      content: JSON.stringify(['CreateOrder', externalId, rest]),
      words: CREATING,
      picture: () => guid ?? newGuid(),
      ...(guid !== undefined && { named: { begun: guid } }),
      lookUp: async ({ picture, sentAt }) => {
        const found = await this.findOrder({ guid: picture });
        const isOld = this.clock.now() - sentAt > MEANT_MILLISECONDS;
        if (!found) return { kind: guid === undefined && isOld ? 'stale' : 'not_done' };
        // Another guest's order, where nothing but table and guests tells it from this one.
        if (guid === undefined && (isOld || !(await this.#isOpenNow(found)))) return { kind: 'stale' };
        const order = { ...found, guid: picture };
        return { kind: 'done', reply: { order, alreadyExisted: guid !== undefined && !hasSent } };
      },
      compose: (picture) => {
        hasSent = true;
        return createOrderCommand({ ...rest, guid: picture });
      },
      worker: () => ({ employee: rest.waiter, station: rest.station }),
      parse: ({ data }, picture) => ({ order: openedOrder(data, picture), alreadyExisted: false }),
    });
  }

  /** Vendor: GetOrderList, which tells the orders of the present common shift. */
  async #isOpenNow({ guid, finished, deleted }: Order): Promise<boolean> {
    if (finished || deleted) return false;
    return (await this.openOrders()).some((order) => digits(order.guid) === digits(guid));
  }

  async saveOrder(order: OrderRef, packet: Packet): Promise<Order> {
    return this.#carryOut(order, this.saving(order, packet));
  }

  /**
   * Adds packets to an order. Vendor: SaveOrder.
   *
   * @param known the picture, where it needs no look: of an order that this step itself has opened.
   */
  saving(order: OrderRef, packet: Packet, known?: string): Command<Order> {
    const command = saveOrderCommand(order, packet);
    return this.#command<Order>({
      content: encodeQuery(command),
      words: SAVING,
      picture: async () => known ?? pictureOf(await this.findOrder(order), packet),
      ...(known !== undefined && { named: { begun: undefined } }),
      lookUp: async ({ picture, others }, maybe) => {
        const found = await this.findOrder(order);
        const since = found ? packetSince(found, packet, { picture, others, maybe }) : 'unclear';
        if (found && since === 'all') return { kind: 'done', reply: found };
        return { kind: since === 'none' ? 'not_done' : 'unclear' };
      },
      effect: effectOf(packet),
      isLicensed: true,
      compose: () => command,
      worker: async () => ({
        employee: itemOf((await this.findOrder(order))?.waiter),
        station: packet.station,
      }),
      parse: ({ data }) => {
        if (data.child('Error')) throw faultyLines(data);
        return parseOrder(data.child('Order') ?? data);
      },
      isOld: isOlder,
    });
  }

  async payOrder(order: OrderRef, paying: Paying): Promise<Paid> {
    return this.#carryOut(order, this.paying(order, paying));
  }

  /**
   * Pays and closes an order, and prints a fiscal receipt. Vendor: PayOrder.
   *
   * @param isNamed whether the order itself tells what an earlier run of the step has done.
   */
  paying(order: OrderRef, { station, cashier, payments: wanted }: Paying, isNamed = false): Command<Paid> {
    return this.#command<Paid>({
      content: JSON.stringify(['PayOrder', order, station, cashier, wanted]),
      words: PAYING,
      picture: async () =>
        wanted.kind === 'exact' ? '' : String(await this.#unpaid(order, station, cashier, wanted.currency)),
      ...(isNamed && { named: { begun: undefined } }),
      lookUp: async () => this.#payment(order),
      isLicensed: true,
      compose: (picture) => {
        const payments =
          wanted.kind === 'exact'
            ? wanted.payments
            : [{ currency: wanted.currency, amount: Number(picture) as Kopecks }];
        return payOrderCommand(order, station, cashier, payments);
      },
      worker: () => ({ employee: cashier, station }),
      parse: paidOf,
    });
  }

  /** What is still to be paid, promised prepayments counted. Vendor: CalcOrder2, as GetOrder ignores them. */
  async #unpaid(order: OrderRef, station: RefItem, cashier: RefItem, currency: RefItem): Promise<Kopecks> {
    const { data } = await this.read(calcOrderCommand(order, station, cashier, currency));
    const { unpaidSum } = parseOrder(data.child('Order') ?? data);
    if (unpaidSum > 0) return unpaidSum;
    throw new Problem(
      'refused',
      say`There is nothing to pay: the order is empty, paid already, or covered by its prepayments.
        (nothing unpaid)`,
      { code: 'nothing_unpaid' },
    );
  }

  /** The receipt of an order that may be paid. */
  async #payment(order: OrderRef): Promise<Finding<Paid>> {
    const found = await this.findOrder(order);
    const isPaid = found && (found.paid || (found.finished && found.totalPieces > 0 && !found.deleted));
    // What is to be paid may be more by now.
    if (found && !isPaid) return { kind: 'stale' };
    const own = found && paidReceipt(found.receipts);
    const receipt =
      own ?? paidReceipt((await this.receiptTable()).receipts.filter((one) => isOf(one, order, found)));
    return receipt || isPaid ? { kind: 'done', reply: { receipt, warning: undefined } } : { kind: 'unclear' };
  }

  /** Takes sold dishes back, with a return receipt. Vendor: MakeReturnGoods. */
  async returnGoods(goods: Return): Promise<Paid> {
    const command = returnGoodsCommand(goods);
    return this.#carryOut(
      goods.receiptGuid,
      this.#command<Paid>({
        content: encodeQuery(command),
        words: RETURNING,
        goesOn: true,
        needsRecord: true,
        picture: async () => {
          const { version, receipts } = await this.receiptTable();
          return receiptsBefore(version, receipts);
        },
        lookUp: (outcome, maybe) => this.#findReturn(goods, outcome, maybe),
        effect: returnedPieces(goods),
        isLicensed: true,
        compose: () => command,
        worker: () => ({ employee: goods.cashier, station: goods.station }),
        parse: paidOf,
        isOld: ({ receipt }, picture) =>
          receipt !== undefined && receiptsSince(picture, [receipt]).length === 0,
      }),
    );
  }

  /**
   * Looks for a return among the receipts that came after it was sent. Nothing was made where the till's table of receipts
   * is as it was. Whether the list shows every return is not documented: one that is not in it may have been made.
   */
  async #findReturn(
    goods: Return,
    { picture, others }: Pick<UnknownOutcome, 'picture' | 'others'>,
    maybe: readonly string[],
  ): Promise<Finding<Paid>> {
    const { isSame, receipts } = await this.receiptTable(parseReceiptsBefore(picture).version);
    if (isSame) return { kind: 'not_done' };
    // As many equal ones as other steps have made, or may have made.
    let left = [...others, ...maybe].filter((pieces) => pieces === returnedPieces(goods)).length;
    for (const { orderGuid } of receiptsSince(picture, receipts).slice(0, MOST_ORDERS_READ)) {
      const order = orderGuid === undefined ? undefined : await this.findOrder({ guid: orderGuid });
      if (!order || !isReturnOf(order, goods)) continue;
      if (left === 0)
        return { kind: 'done', reply: { receipt: paidReceipt(order.receipts), warning: undefined } };
      left -= 1;
    }
    return { kind: 'unclear' };
  }

  /**
   * Deletes a whole order. Vendor: VoidOrder, which needs no licence; the order's GUID is another afterwards.
   *
   * @returns the order as it was; undefined when it is gone already, as in a rerun.
   */
  async voidOrder(voiding: Voiding): Promise<Order | undefined> {
    const { order } = voiding;
    const before = await this.findOrder(order);
    const command = voidOrderCommand(voiding);
    await this.#carryOut(
      order,
      this.#command({
        content: encodeQuery(command),
        words: DELETING,
        picture: () => '',
        lookUp: async () => {
          const found = await this.findOrder(order);
          return found && !found.deleted ? { kind: 'not_done' } : { kind: 'done', reply: undefined };
        },
        compose: () => command,
        parse: () => undefined,
      }),
    );
    return before;
  }

  /**
   * Changes what an order is opened with. Vendor: UpdateOrder, which needs no licence. Whether properties that are not named
   * stay is not documented, so those that are there are sent along.
   *
   * @returns the order as it is afterwards.
   */
  async updateOrder(order: OrderRef, changes: OrderChanges, manager: RefItem | undefined): Promise<Order> {
    const command = this.#command<Order>({
      content: JSON.stringify(['UpdateOrder', order, changes]),
      words: UPDATING,
      picture: () => '',
      lookUp: async () => {
        const found = await this.findOrder(order);
        return found && showsChanges(found, changes) ? { kind: 'done', reply: found } : { kind: 'not_done' };
      },
      compose: async () => {
        const { externalProperties: added } = changes;
        // Where the till does not show what is there, nothing is sent that could take it away.
        const kept = added.length > 0 ? (await this.order(order)).externalProperties : [];
        const externalProperties = [...new Map([...kept, ...added])];
        return updateOrderCommand(order, { ...changes, externalProperties }, manager);
      },
      worker: async () => {
        const { waiter, station } = (await this.findOrder(order)) ?? {};
        return { employee: changes.waiter ?? itemOf(waiter), station: itemOf(station) };
      },
      parse: async () => {
        const reply = await this.findOrder(order);
        if (!reply) throw new NetworkFailure('no_answer', true, 'no order');
        return reply;
      },
    });
    return this.#carryOut(order, command);
  }

  /**
   * Prints a pre-bill (пречек). Vendor: PrintBill, which needs no licence.
   *
   * @returns the order as it is afterwards.
   */
  async printBill(order: OrderRef, station: RefItem, cashier: RefItem): Promise<Order> {
    const command = printBillCommand(order, station, cashier);
    const billTime = async (): Promise<string> => {
      const { guid = '' } = (await this.findOrder(order)) ?? {};
      return (await this.openOrders()).find((one) => digits(one.guid) === digits(guid))?.billTime ?? '';
    };
    await this.#carryOut(
      order,
      this.#command({
        content: encodeQuery(command),
        words: BILLING,
        picture: billTime,
        lookUp: async ({ picture }) =>
          (await billTime()) === picture ? { kind: 'not_done' } : { kind: 'done', reply: undefined },
        compose: () => command,
        worker: () => ({ employee: cashier, station }),
        parse: () => undefined,
      }),
    );
    return (await this.findOrder(order)) ?? parseOrder(element('Order', { ...order }));
  }

  /**
   * Stops a dish, sells it again, or says how much of it is left. Vendor: SetDishRests, which needs no licence. To do it
   * twice does no harm.
   *
   * @returns the dish as it is afterwards.
   */
  async setDishRest(change: RestChange): Promise<DishRest> {
    const { dish } = change;
    let before: DishRest | undefined;
    const command = this.#command({
      content: JSON.stringify(['SetDishRests', change]),
      words: STOPPING,
      picture: async () => {
        before = restOf(dish, await this.dishRests());
        return String(before?.remainder ?? 0);
      },
      lookUp: async () =>
        isAsWanted(change, await this.dishRests()) === true
          ? { kind: 'done', reply: undefined }
          : { kind: 'not_done' },
      compose: (picture) => setDishRestsCommand(change, Number(picture)),
      parse: () => undefined,
    });
    await this.#carryOut(`stop list ${JSON.stringify(dish)}`, command);
    const rests = await this.dishRests();
    if (isAsWanted(change, rests, true) !== false) return restOf(dish, rests) ?? unlisted(dish, before);
    throw new Problem(
      'failed',
      say`The till took the change, but its stop list (стоп-лист) does not show it. Look at the dish on
        the till. (SetDishRests without effect)`,
      { code: 'not_shown' },
    );
  }

  /**
   * A command of the till. One that needs a licence carries a LicenseInfo, unless the till has a LifeTime licence.
   *
   * What the till refuses was not carried out. Where its employee had only to be registered, they are, once, and it is sent
   * again; where it was counted, under the next number, as a refusal may have used this one up.
   */
  #command<Reply>(wanted: TillCommand<Reply>): Command<Reply> {
    const { isLicensed, compose, worker, parse, isOld, ...policy } = wanted;
    const licensing = isLicensed ? this.licensing : undefined;
    const numbering = licensing?.numbering();
    let hasRegistered = false;
    return {
      ...policy,
      numbering,
      send: async (picture, number) => {
        const command = await compose(picture);
        const license = number && (await licensing?.info(number.licenseId, number.seqNumber));
        const answer = await this.transport.send(license ? withLicense(command, license) : command);
        if (numbering && number) {
          const other = await numbering.afterRefusal(number, answer);
          if (other) return { kind: 'again', number: other };
          numbering.used(number);
        }
        if (!succeeded(answer)) {
          const mayRegister = lacksRegistration(answer) && !hasRegistered;
          const { employee, station } = (mayRegister ? await worker?.() : undefined) ?? NOBODY;
          if (!employee || !station) return { kind: 'refused', problem: refusal(answer) };
          hasRegistered = true;
          await this.#register({ employee, station });
          return { kind: 'again', number: number && after(number) };
        }
        const reply = await parse(answer, picture);
        if (!number || !isOld?.(reply, picture)) return { kind: 'done', reply };
        const finding = await policy.lookUp({ picture, since: 0, sentAt: 0, others: [] }, []);
        if (finding.kind === 'done') return finding;
        if (finding.kind === 'not_done') return { kind: 'again', number: after(number) };
        throw new NetworkFailure('no_answer', true, 'an old answer');
      },
    };
  }

  /**
   * Lets an employee work at a station. Vendor: RegisterEmployee, which needs no licence, and changes nothing when it is repeated.
   *
   * @throws Problem where the till does not let it be done.
   */
  async #register(registration: Registration): Promise<void> {
    const answer = await this.transport.sendHarmless(registerEmployeeCommand(registration));
    if (succeeded(answer) || answer.errorNumber === IS_REGISTERED) return;
    const problem = refusal(answer);
    throw problem.kind === 'later' ? problem : notRegistered(answer);
  }
}

/** What an order does not tell of itself counts as different; to change it once more does no harm. */
function showsChanges(
  order: Order,
  { table, waiter, orderType, externalProperties, ...comments }: OrderChanges,
): boolean {
  const properties = new Map(order.externalProperties);
  const { persistentComment = order.persistentComment, nonPersistentComment = order.nonPersistentComment } =
    comments;
  return (
    orderType === undefined &&
    (table === undefined || (order.table !== undefined && isSameItem(table, order.table) === true)) &&
    (waiter === undefined || (order.waiter !== undefined && isSameItem(waiter, order.waiter) === true)) &&
    oneLine(persistentComment) === order.persistentComment &&
    oneLine(nonPersistentComment) === order.nonPersistentComment &&
    externalProperties.every(([name, value]) => properties.get(oneLine(name)) === oneLine(value))
  );
}

const NOBODY = { employee: undefined, station: undefined };

const itemOf = (item: NamedItem | undefined): RefItem | undefined =>
  item?.id === undefined ? undefined : { id: item.id };

const after = (number: Numbered): Numbered => ({ ...number, seqNumber: number.seqNumber + 1 });

const nameOf = (order: OrderRef): string =>
  'guid' in order ? order.guid : `${order.visit} ${order.orderIdent}`;

function isOf({ orderGuid }: ListedReceipt, order: OrderRef, found: Order | undefined): boolean {
  const guid = found?.guid ?? ('guid' in order ? order.guid : undefined);
  return guid !== undefined && orderGuid !== undefined && digits(orderGuid) === digits(guid);
}

function paidOf({ data, errorText }: TillAnswer) {
  const warnings = [data.child('PrintCheckWarning')?.text.trim(), errorText].filter(Boolean).join('; ');
  return {
    receipt: paidReceipt(data.all('PrintCheck').map(parseReceipt)),
    /** What the till says of a receipt that is booked but may not have been printed. Vendor: PrintCheckWarning. */
    warning: warnings === '' ? undefined : plainWords(warnings, 300),
  };
}

export type Paid = Readonly<ReturnType<typeof paidOf>>;

/** The till takes what it can and names the lines it could not. */
function faultyLines(data: XmlElement): Problem {
  const texts = data.all('Error').map((error) => error.attribute('ErrorText') ?? error.text);
  const code = errorNumber(data.child('Error'));
  return new Problem(
    'refused',
    say`The till could not take some of the lines: ${{ texts: plainWords(texts.join('; '), 300) }}. The
      others may be on the order: look at it on the till before you run this step again. (r_keeper error
      ${{ code: code ?? 'without number' }})`,
    { code: code ?? 'faulty_lines' },
  );
}

/**
 * A new order as the till tells it; one that it tells no GUID of has the one that it was asked to have. Before 7.5.5.057 the ids
 * of a new order stand on the answer itself.
 */
function openedOrder(data: XmlElement, guid: string): Order {
  const { VisitID: visit, OrderID: orderIdent, guid: told } = data.attributes;
  const order = parseOrder(data.child('Order') ?? element('Order', { visit, orderIdent, guid: told }));
  return GUID.test(order.guid) ? order : { ...order, guid };
}
