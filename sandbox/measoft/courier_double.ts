import { isUtf8 } from 'node:buffer';
import { Clock } from '../clock';
import { type Answer, Double, type Exchange, htmlPage, type Reading, type Received } from '../server';
import { buildXml, parseXml, spoiltXml, textOf, toWindows1251, XmlElement, XmlError } from '../xml';
import { type Account, AGENT_ACCOUNT, TEST_ACCOUNT } from './accounts';
import { Budget } from './budget';
import { ChangeLog } from './change_log';
import type { Company } from './company';
import { execute } from './executor';
import { type CourierFault, spoilTree } from './faults';
import type { World } from './functions/function';
import { OrderBook } from './order_book';
import { orderXml } from './order_view';
import { unreadable } from './refusal';
import { seedCompany } from './seed/company';
import { seedOrders } from './seed/orders';
import { Settlements } from './settlements';
import { type CourierSwitches, DEFAULT_SWITCHES } from './switches';
import { Webhooks } from './webhooks';

const PATH = /^\/api\/?$/;

export interface CourierDoubleOptions extends Partial<CourierSwitches> {
  /** The vendor's test account and a subcontractor unless given. */
  readonly accounts?: readonly Account[];
  /** Any free port unless given. */
  readonly port?: number;
  /** Real time unless given. */
  readonly clock?: Clock;
  /** The first account starts with orders in several states and with settlement acts; `false` leaves it empty. */
  readonly seedOrders?: boolean;
}

export interface CourierExchange extends Exchange<CourierFault> {
  /** What was read of the request, or why it is no XML. */
  readonly root: XmlElement | string;
  readonly address: string;
  /** The address was over budget, and nothing was done. */
  readonly blocked: boolean;
}

/** A strict double of a courier company's MeaSoft API, serving on loopback. */
export class CourierDouble extends Double<CourierExchange, CourierFault> {
  readonly switches: CourierSwitches;
  readonly accounts: readonly Account[];
  readonly company: Company = seedCompany();
  readonly orders: OrderBook;
  readonly settlements: Settlements;
  readonly webhooks: Webhooks;
  readonly budget: Budget;
  private readonly world: World;

  private constructor({
    accounts = [TEST_ACCOUNT, AGENT_ACCOUNT],
    clock = new Clock(),
    seedOrders: seeded = true,
    ...switches
  }: Omit<CourierDoubleOptions, 'port'>) {
    super();
    this.accounts = accounts;
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.orders = new OrderBook(this.company, this.switches, clock);
    this.settlements = new Settlements(this.orders, this.company, clock);
    this.budget = new Budget(clock);
    this.world = {
      company: this.company,
      orders: this.orders,
      changes: new ChangeLog(),
      settlements: this.settlements,
      clock,
      switches: this.switches,
    };
    const [client, agent] = accounts;
    if (seeded && client) seedOrders(this.orders, this.settlements, clock, client, agent);
    this.webhooks = new Webhooks((order) =>
      orderXml(order, { company: this.company, switches: this.switches, quick: true }),
    );
    this.orders.onStatus((order, event) => {
      this.webhooks.add(order, event);
    });
  }

  static start({ port, ...options }: CourierDoubleOptions = {}): Promise<CourierDouble> {
    return new CourierDouble(options).listen(port);
  }

  /** The one address of the API; it also serves without the slash at the end. */
  get url(): string {
    return `${this.origin}/api/`;
  }

  /** The account with this login, the first one unless given. */
  account(login?: string): Account {
    const found = this.accounts.find((account) => login === undefined || account.login === login);
    if (!found) throw new Error(`The courier has no account ${login ?? ''}.`);
    return found;
  }

  protected read({ method, path, headers, body, address }: Received): Reading<CourierExchange> {
    const isApi = method === 'POST' && PATH.test(new URL(path, 'http://localhost').pathname);
    const root = readRequest(body);
    if (isApi) this.count(root, address, body.length);
    const blocked = isApi && this.switches.enforceLimits && this.budget.isBlocked(address);
    const calls = root instanceof XmlElement ? [root.name] : [];
    return {
      exchange: { method, path, headers, request: body.toString('utf8'), calls, root, address, blocked },
      answer: isApi ? this.block(blocked) : htmlPage(404, 'Not Found'),
    };
  }

  protected perform({ root, address }: CourierExchange, fault: CourierFault | undefined): Answer {
    const answer = this.answer(root, fault);
    this.budget.spendText(address, Buffer.byteLength(answer.body));
    return answer;
  }

  private block(isBlocked: boolean): Answer | undefined {
    // How a block looks is not known.
    return isBlocked ? htmlPage(403, 'Слишком много запросов') : undefined;
  }

  private answer(root: XmlElement | string, fault: CourierFault | undefined): Answer {
    if (fault?.kind === 'service error') return document('text/html', 'Ошибка сервиса', fault.status);
    this.orders.synchroniseDue();
    const answer =
      root instanceof XmlElement
        ? execute(root, this.world, this.accounts, fault)
        : unreadable(root).toXml('');
    if (!(answer instanceof XmlElement)) {
      const { type, body } = answer;
      return document(type, typeof body === 'string' ? spoiltXml(body, fault) : body);
    }
    const text = spoiltXml(buildXml(spoilTree(answer, fault)), fault);
    if (fault?.kind !== 'windows-1251') return document('text/xml; charset=utf-8', text);
    return document('text/xml', toWindows1251(text.replace('encoding="utf-8"', 'encoding="windows-1251"')));
  }

  private count(read: XmlElement | string, address: string, bytes: number): void {
    const root = read instanceof XmlElement ? read : undefined;
    const auth = root?.child('auth');
    const asksForChanges = root?.name === 'statusreq' && textOf(root, 'changes') === 'ONLY_LAST';
    this.budget.spend({
      address,
      changesOf: asksForChanges
        ? `${auth?.attribute('extra') ?? ''}/${auth?.attribute('login') ?? ''}`
        : undefined,
    });
    this.budget.spendText(address, bytes);
  }
}

/** The request, or why it is none. It must be UTF-8. */
function readRequest(body: Buffer): XmlElement | string {
  if (!isUtf8(body)) return 'the body is not UTF-8';
  try {
    return parseXml(body.toString('utf8'));
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

function document(type: string, body: string | Buffer, status = 200): Answer {
  return { status, headers: { 'content-type': type }, body };
}
