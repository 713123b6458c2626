import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { buildXml, parseXml, XmlElement, XmlError } from '../../src/core/xml';
import { close, listen, portOf } from '../rkeeper/loopback';
import { type Account, AGENT_ACCOUNT, TEST_ACCOUNT } from './accounts';
import { Budget } from './budget';
import { ChangeLog } from './change_log';
import type { Clock } from './clock';
import type { Company } from './company';
import { execute } from './executor';
import { type Fault, Faults } from './faults';
import type { Document, World } from './functions/function';
import { type Exchange, Journal } from './journal';
import { OrderBook } from './order_book';
import { orderXml } from './order_view';
import { unreadable } from './refusal';
import { seedCompany } from './seed/company';
import { seedOrders } from './seed/orders';
import { Settlements } from './settlements';
import { BLOCK_PAGE, detourOf, HTML, spoilText, spoilTree, XML } from './spoil';
import { type CourierSwitches, DEFAULT_SWITCHES } from './switches';
import { Webhooks } from './webhooks';
import { toWindows1251 } from './windows_1251';
import { textOf } from './xml_text';

const PATH = /^\/api\/?$/;

/** Attachments travel inside the XML. */
const REQUEST_LIMITS = { maxBytes: 64 * 1024 * 1024, maxTextLength: 64 * 1024 * 1024 };

export interface CourierDoubleOptions extends Partial<CourierSwitches> {
  /** The vendor's test account and a subcontractor unless given. */
  readonly accounts?: readonly Account[];
  /** Any free port unless given. */
  readonly port?: number;
  /** Milliseconds of the epoch; real time unless given. */
  readonly clock?: Clock;
  /** The first account starts with orders in several states and with settlement acts; `false` leaves it empty. */
  readonly seedOrders?: boolean;
}

/** A strict double of a courier company's MeaSoft API, serving on loopback. */
export class CourierDouble {
  readonly journal = new Journal();
  readonly faults = new Faults();
  readonly switches: CourierSwitches;
  readonly accounts: readonly Account[];
  readonly company: Company = seedCompany();
  readonly orders: OrderBook;
  readonly settlements: Settlements;
  readonly webhooks: Webhooks;
  readonly budget: Budget;
  private readonly world: World;
  private readonly server: Server;
  private readonly stopping = new AbortController();

  private constructor({
    accounts = [TEST_ACCOUNT, AGENT_ACCOUNT],
    clock = Date.now,
    seedOrders: seeded = true,
    ...switches
  }: Omit<CourierDoubleOptions, 'port'>) {
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
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        // Callers that hang up need no answer; a fault of this double must be seen.
        if (response.headersSent || response.destroyed || this.stopping.signal.aborted) response.destroy();
        else response.writeHead(500).end(`The double failed: ${String(error)}`);
      });
    });
  }

  /** Starts on 127.0.0.1. */
  static async start({ port, ...options }: CourierDoubleOptions = {}): Promise<CourierDouble> {
    const double = new CourierDouble(options);
    await listen(double.server, port);
    return double;
  }

  /** The one address of the API; it also serves without the slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${portOf(this.server)}/api/`;
  }

  /** The account with this login, the first one unless given. */
  account(login?: string): Account {
    const found = this.accounts.find((account) => login === undefined || account.login === login);
    if (!found) throw new Error(`The courier has no account ${login ?? ''}.`);
    return found;
  }

  /** Stops at once: open connections are cut. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await close(this.server);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', method = '', headers } = request;
    const body = Buffer.concat((await request.toArray()) as Buffer[]);
    const exchange: Exchange = { method, path, headers, request: body.toString('utf8') };
    this.journal.exchanges.push(exchange);
    const address = request.socket.remoteAddress ?? '';
    const send = (status: number, type: string, answer: string | Buffer): void => {
      exchange.status = status;
      exchange.answer = answer.toString();
      response.writeHead(status, { 'Content-Type': type }).end(answer);
      this.budget.spendText(address, Buffer.byteLength(answer));
    };

    if (method !== 'POST' || !PATH.test(new URL(path, 'http://localhost').pathname)) {
      send(404, HTML, '<html><body><h1>Not Found</h1></body></html>');
      return;
    }
    const root = readRequest(body);
    exchange.root = root instanceof XmlElement ? root : undefined;
    this.count(exchange.root, address, body.length);
    if (this.switches.enforceLimits && this.budget.isBlocked(address)) {
      exchange.blocked = true;
      send(this.switches.blockedAnswer, HTML, BLOCK_PAGE);
      return;
    }

    const fault = this.faults.take(exchange.root?.name ?? '');
    exchange.fault = fault;
    const detour = detourOf(fault);
    if (fault?.kind === 'connection dropped') {
      request.socket.destroy();
    } else if (detour) {
      send(detour.status, detour.type, detour.body);
    } else {
      const { type, body: answer } = this.answer(root, fault);
      if (fault?.kind === 'answer late') {
        await pause(fault.milliseconds, undefined, { signal: this.stopping.signal });
      }
      if (fault?.kind === 'answer lost') request.socket.destroy();
      else if (fault?.kind === 'windows-1251') send(200, 'text/xml', toWindows1251(answer.toString()));
      else send(200, type, answer);
    }
  }

  private answer(root: XmlElement | string, fault: Fault | undefined): Document {
    this.orders.synchroniseDue();
    const answer =
      root instanceof XmlElement
        ? execute(root, this.world, this.accounts, fault)
        : unreadable(root).toXml('');
    if (!(answer instanceof XmlElement)) {
      return typeof answer.body === 'string' ? { ...answer, body: spoilText(answer.body, fault) } : answer;
    }
    return { type: XML, body: spoilText(buildXml(spoilTree(answer, fault)), fault) };
  }

  private count(root: XmlElement | undefined, address: string, bytes: number): void {
    const auth = root?.child('auth');
    const asksForChanges = root?.name === 'statusreq' && textOf(root, 'changes') === 'ONLY_LAST';
    this.budget.spend({
      address,
      changesOf: asksForChanges
        ? `${auth?.attribute('extra') ?? ''}/${auth?.attribute('login') ?? ''}`
        : undefined,
      isTracking: root?.name === 'tracking',
    });
    this.budget.spendText(address, bytes);
  }
}

/** The request, or why it is none. It must be UTF-8. */
function readRequest(body: Buffer): XmlElement | string {
  if (!isUtf8(body)) return 'the body is not UTF-8';
  try {
    return parseXml(body.toString('utf8'), REQUEST_LIMITS);
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}
