import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { Clock } from './clock';
import type { World } from './commands/command';
import { batchAnswer, refused, type Sender, singleAnswer } from './envelope';
import { execute } from './executor';
import { type Fault, Faults, HTML_PAGE, plannedRefusal, spoil } from './faults';
import { type Exchange, Journal } from './journal';
import { anchorOf, LicenceRegistry } from './licence_registry';
import { LICENCE_SWITCHES, LicenceInstances, LicenceRules, type LicenceSwitches } from './licence_rules';
import { close, listen, portOf } from './loopback';
import { OrderBook } from './order_book';
import { Refusal } from './refusal';
import { Reply } from './reply';
import { isAuthorized, readBody, readRequest, type TillUsers } from './request';
import { Restaurant, type SeedOptions } from './restaurant';
import type { Strictness } from './shape';

const PATH = '/rk7api/v0/xmlinterface.xml';
/** A POST here forgets the licence instances, as a server without persistence does at a restart. */
const RESET_PATH = '/sandbox/reset';

/** What may be changed while the till runs. */
export interface TillSwitches extends LicenceSwitches, Strictness {
  serverVersion: string;
  /** Older servers leave RestCode out of GetSystemInfo. */
  tellsRestCode: boolean;
  /** Whether GetReceiptList shows the receipts of returns too, which the vendor does not say. */
  listsReturns: boolean;
}

export interface TillOptions extends SeedOptions, Partial<TillSwitches> {
  /** Serves HTTPS with this certificate and key; plain HTTP when absent. */
  readonly tls?: Pick<TlsOptions, 'cert' | 'key' | 'minVersion' | 'maxVersion' | 'ciphers'>;
  /** Any free port when absent. */
  readonly port?: number;
  /** `zapier` with the password `till-secret` when absent. */
  readonly users?: TillUsers;
  /** Shared with the licence server. By default one of its own, with a licence for this restaurant. */
  readonly registry?: LicenceRegistry;
  /** Instances kept from another till: the server was restarted and had stored them. */
  readonly instances?: LicenceInstances;
  readonly clock?: Clock;
}

const DEFAULTS: TillSwitches = {
  ...LICENCE_SWITCHES,
  serverVersion: '7.26.8.2001',
  requireChildOrder: true,
  refuseUnknownMarkup: true,
  tellsRestCode: true,
  listsReturns: true,
};

/** A strict double of an r_keeper 7 cash server with a restaurant behind it. */
export class TillDouble {
  readonly journal = new Journal();
  readonly faults = new Faults();
  readonly switches: TillSwitches;
  readonly restaurant: Restaurant;
  readonly registry: LicenceRegistry;
  readonly instances: LicenceInstances;
  readonly orders: OrderBook;
  readonly users: TillUsers;
  private readonly clock: Clock;
  private readonly licence: LicenceRules;
  private readonly server: Server;
  private readonly scheme: 'http' | 'https';
  private readonly stopping = new AbortController();

  private constructor(options: Omit<TillOptions, 'port'>) {
    const { tls, users, registry, instances, clock, dishes, restCode, ...switches } = options;
    this.switches = { ...DEFAULTS, ...switches };
    this.clock = clock ?? new Clock();
    this.restaurant = new Restaurant({ dishes, restCode });
    this.orders = new OrderBook(this.clock);
    this.users = users ?? { zapier: 'till-secret' };
    this.registry = registry ?? new LicenceRegistry();
    if (!registry) this.registry.grant(this.anchor);
    this.instances = instances ?? new LicenceInstances();
    this.licence = new LicenceRules(
      this.registry,
      this.restaurant.restCode,
      this.switches,
      this.clock,
      this.instances,
    );
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.handle(request, response).catch(() => response.destroy());
    };
    this.scheme = tls ? 'https' : 'http';
    this.server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  }

  /** Starts on 127.0.0.1. */
  static async start({ port, ...options }: TillOptions = {}): Promise<TillDouble> {
    const till = new TillDouble(options);
    await listen(till.server, port);
    return till;
  }

  /** `https://127.0.0.1:12345`, without the path. */
  get origin(): string {
    return `${this.scheme}://127.0.0.1:${portOf(this.server)}`;
  }

  /** The address of the XML interface. */
  get url(): string {
    return this.origin + PATH;
  }

  /** The anchor of this restaurant for the yearly product. */
  get anchor(): string {
    return anchorOf(this.restaurant.restCode);
  }

  /** How often GetXMLLicenseInstanceSeqNumber was asked. The vendor wants it rarely. */
  get seqNumberQueries(): number {
    return this.journal.sent('GetXMLLicenseInstanceSeqNumber').length;
  }

  /** Stops at once: open connections are cut. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await close(this.server);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', method, headers } = request;
    const body = await readBody(request);
    const exchange: Exchange = { path, headers, request: body.toString('utf8'), commands: [] };
    this.journal.exchanges.push(exchange);
    const reply = new Reply(request, response, exchange);
    if (!isAuthorized(headers.authorization, this.users)) {
      reply.plain(401, 'Unauthorized');
    } else if (method === 'POST' && path === PATH) {
      await this.answer(body, exchange, reply);
    } else if (method === 'POST' && path === RESET_PATH) {
      this.instances.reset();
      reply.plain(200, 'Licence instances are forgotten.');
    } else {
      reply.plain(404, 'Not found');
    }
  }

  private async answer(body: Buffer, exchange: Exchange, reply: Reply): Promise<void> {
    const query = readRequest(exchange.headers, body);
    if (!(query instanceof Refusal)) exchange.commands = query.commands;
    const fault = this.faults.take(exchange.commands.map((command) => command.attribute('CMD') ?? ''));
    exchange.fault = fault;
    if (fault?.kind === 'connection dropped') {
      reply.cut();
    } else if (fault?.kind === 'http status') {
      reply.html(fault.status, HTML_PAGE);
    } else if (fault?.kind === 'html page') {
      reply.html(200, HTML_PAGE);
    } else {
      const answer = spoil(this.execute(query, fault, exchange), fault);
      if (fault?.kind === 'answer late') await this.pause(fault.milliseconds);
      if (fault?.kind === 'answer lost') reply.cut();
      else reply.xml(answer);
    }
  }

  private execute(
    query: ReturnType<typeof readRequest>,
    fault: Fault | undefined,
    exchange: Exchange,
  ): string {
    if (fault?.kind === 'licence expired') this.registry.expire(this.anchor);
    if (fault?.kind === 'licence revoked') this.registry.revoke(this.anchor);
    const arrival = this.clock.dateTime();
    const serverVersion = fault?.kind === 'old version' ? '7.6.1.100' : this.switches.serverVersion;
    const sender: Sender = { serverVersion, xmlVersion: 248, netName: 'MID' };
    if (query instanceof Refusal) return singleAnswer(refused(query, '', arrival), sender, arrival);

    const world: World = {
      restaurant: this.restaurant,
      orders: this.orders,
      clock: this.clock,
      licence: this.licence,
      netName: sender.netName,
      tellsRestCode: this.switches.tellsRestCode && fault?.kind !== 'no RestCode',
      listsReturns: this.switches.listsReturns,
    };
    const planned = plannedRefusal(fault);
    const executions = query.commands.map((command) => execute(command, world, this.switches, planned));
    exchange.replayed = executions.some(({ replayed }) => replayed);
    const outcomes = executions.map(({ outcome }) => outcome);
    const [first] = outcomes;
    return query.form === 'RK7CMD' && first
      ? singleAnswer(first, sender, arrival)
      : batchAnswer(query, outcomes, sender, arrival);
  }

  private async pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.stopping.signal });
  }
}
