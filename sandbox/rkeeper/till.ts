import type { TlsOptions } from 'node:tls';
import { Clock } from '../clock';
import { type Answer, Double, type Exchange, type Reading, type Received } from '../server';
import { parseXml, spoiltXml, type XmlElement } from '../xml';
import { present } from './attributes';
import { COMMANDS } from './commands';
import type { World } from './commands/command';
import { type Answer as CommandAnswer, answerXml, type Outcome, refused, type Sender } from './envelope';
import { execute } from './executor';
import { plannedRefusal, type TillFault } from './faults';
import { anchorOf, LicenceRegistry } from './licence_registry';
import { LicenceInstances, LicenceRules } from './licence_rules';
import { OrderBook } from './order_book';
import { Refusal, unreadable } from './refusal';
import { isAuthorized, readRequest, type TillUsers } from './request';
import type { Restaurant } from './restaurant';
import { seededRestaurant, type SeedOptions } from './seed';
import { DEFAULT_SWITCHES, type TillSwitches } from './switches';

const NET_NAME = 'MID';
const PATH = '/rk7api/v0/xmlinterface.xml';

export interface TillExchange extends Exchange<TillFault> {
  /** The one command that was read of the request, or why none could be. */
  readonly query: XmlElement | Refusal;
  /** The same command; none when it could not be read. */
  readonly commands: readonly XmlElement[];
  /** The answer came from memory: same seqNumber, same command. */
  replayed?: boolean;
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

/** A strict double of an r_keeper 7 cash server with a restaurant behind it. */
export class TillDouble extends Double<TillExchange, TillFault> {
  readonly switches: TillSwitches;
  readonly restaurant: Restaurant;
  readonly registry: LicenceRegistry;
  readonly instances: LicenceInstances;
  readonly orders: OrderBook;
  readonly users: TillUsers;
  protected override readonly packs = true;
  protected override readonly maxRequestBytes = 10 * 1024 * 1024;
  private readonly clock: Clock;
  private readonly licence: LicenceRules;

  private constructor(options: Omit<TillOptions, 'port'>) {
    const { tls, users, registry, instances, clock, dishes, restCode, ...switches } = options;
    super(tls);
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.clock = clock ?? new Clock();
    this.restaurant = seededRestaurant({ dishes, restCode });
    this.orders = new OrderBook(this.clock, this.switches);
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
  }

  static start({ port, ...options }: TillOptions = {}): Promise<TillDouble> {
    return new TillDouble(options).listen(port);
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
    return this.journal.of('GetXMLLicenseInstanceSeqNumber').length;
  }

  /** The cash server restarts: the answers that it kept for repeated requests are forgotten. */
  restart(): void {
    this.instances.forgetAnswers();
  }

  /**
   * Carries out a command as if somebody entered it at the till itself: without a licence, a fault, or a word in the journal.
   * @throws Refusal
   */
  enter(command: string): CommandAnswer {
    const entered = parseXml(command);
    return present(COMMANDS.get(entered.attribute('CMD') ?? '')).run(entered, this.world(this.switches));
  }

  protected read(received: Received): Reading<TillExchange> {
    const { method, path, headers, body } = received;
    const answer = this.notACommand(received);
    const query = answer ? unreadable('Not looked at') : readRequest(headers, body);
    const commands = query instanceof Refusal ? [] : [query];
    const calls = commands.map((command) => command.attribute('CMD') ?? '');
    return {
      exchange: { method, path, headers, request: body.toString('utf8'), query, commands, calls },
      answer,
    };
  }

  protected perform(exchange: TillExchange, fault: TillFault | undefined): Answer | undefined {
    if (fault?.kind === 'licence gone') {
      if (fault.how === 'expired') this.registry.expire(this.anchor);
      else this.registry.revoke(this.anchor);
    }
    const answer = spoiltXml(this.execute(exchange, fault), fault);
    if (fault?.kind !== 'restart') return text(200, answer, 'application/xml');
    this.restart();
    return undefined;
  }

  private notACommand({ method, path, headers }: Received): Answer | undefined {
    if (!isAuthorized(headers.authorization, this.users)) {
      const { headers: type, ...unauthorized } = text(401, 'Unauthorized');
      return { ...unauthorized, headers: { ...type, 'www-authenticate': 'Basic realm="rk7api"' } };
    }
    return method === 'POST' && path === PATH ? undefined : text(404, 'Not found');
  }

  private execute(exchange: TillExchange, fault: TillFault | undefined): string {
    const { query } = exchange;
    const arrival = this.clock.dateTime();
    const serverVersion = fault?.kind === 'old version' ? '7.6.1.100' : this.switches.serverVersion;
    const sender: Sender = { serverVersion, xmlVersion: 248, netName: NET_NAME };
    if (query instanceof Refusal) return answerXml(refused(query, '', arrival), sender, arrival);

    const switches =
      fault?.kind === 'no RestCode' ? { ...this.switches, tellsRestCode: false } : this.switches;
    const { outcome, replayed } = execute(query, this.world(switches), plannedRefusal(fault));
    exchange.replayed = replayed;
    const isEarly = fault?.kind === 'execution started' && outcome.status === 'Ok';
    return answerXml(isEarly ? begun(outcome) : outcome, sender, arrival);
  }

  private world(switches: Readonly<TillSwitches>): World {
    const { restaurant, orders, clock, licence } = this;
    return { restaurant, orders, clock, licence, netName: NET_NAME, switches };
  }
}

function begun({ command, dateTime }: Outcome): Outcome {
  return { status: 'Execution Started', command, errorText: '', dateTime };
}

function text(status: number, body: string, type = 'text/plain'): Answer {
  return { status, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}
