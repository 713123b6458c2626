import { Clock } from '../clock';
import { type Answer, Double, type Exchange, htmlPage, type Received } from '../server';
import type { Account, AccountOptions } from './account';
import type { Brand } from './brand';
import { answerUnder } from './delivery';
import type { ShopFault } from './faults';
import { SHOP_FUNCTIONS } from './functions';
import type { ShopFunction } from './functions/call';
import { answerTo, hasValidSignature, type Service, signFor } from './gatekeeper';
import { Notifier, TIMEOUT_MILLISECONDS } from './notifier';
import { type FormArray, parsePhpForm } from './php_form';
import { movedPath, type Route, routeOf } from './route';
import { DEFAULT_RULES, type ShopRules } from './rules';
import { seededShop } from './seed';

/** How to start a double. */
export interface ShopDoubleOptions {
  /** `expertam` unless given. */
  readonly brand?: Brand;
  /** One account, `SAMPLE_ACCOUNT`, unless given. */
  readonly accounts?: readonly AccountOptions[];
  /** Any free port unless given. */
  readonly port?: number;
  readonly rules?: Partial<ShopRules>;
  /** Real time unless given. */
  readonly clock?: Clock;
  /** How long a receiver of notifications may take to answer; five seconds unless given. */
  readonly notificationTimeoutMilliseconds?: number;
}

/** The account of the documentation's examples. */
export const SAMPLE_ACCOUNT: AccountOptions = { login: 'username', key: 'X'.repeat(40) };

/** A request for a function that exists, at an address that may name no account. */
interface Target {
  readonly route: Route;
  readonly account: Account | undefined;
  readonly address: string;
  readonly perform: ShopFunction;
}

export interface ShopExchange extends Exchange<ShopFault> {
  /** The body as PHP reads it; empty unless it was a form sent by POST. */
  readonly parameters: FormArray;
  /** The login that the address names, whether or not there is such an account. */
  readonly login: string | undefined;
  readonly signatureIsValid: boolean;
  readonly target: Target | undefined;
}

/** A strict stand-in for an Expertam, JustClick or InfluencerSoft shop, serving API 1.0 on loopback. */
export class ShopDouble extends Double<ShopExchange, ShopFault> {
  /** The open questions of the documentation; may be changed at any time. */
  readonly rules: ShopRules;
  /** What the shops tell the addresses set for notifications. */
  readonly notifications: Notifier;
  private readonly accounts: readonly Account[];
  private readonly service: Service;

  private constructor({
    brand = 'expertam',
    accounts = [SAMPLE_ACCOUNT],
    rules,
    clock = new Clock(),
    notificationTimeoutMilliseconds: timeoutMilliseconds = TIMEOUT_MILLISECONDS,
  }: ShopDoubleOptions) {
    super();
    this.rules = { ...DEFAULT_RULES, ...rules };
    this.service = { brand, rules: this.rules, clock };
    this.accounts = accounts.map((account) => ({
      login: account.login,
      key: account.key,
      disabled: account.disabled ?? false,
      allowedAddresses: account.allowedAddresses,
      domains: account.domains ?? [],
      shop: account.shop ?? seededShop(clock.seconds),
      notificationAddress: undefined,
    }));
    this.notifications = new Notifier({ brand, timeoutMilliseconds });
    for (const account of this.accounts) {
      this.notifications.watch(account);
    }
  }

  static start({ port, ...options }: ShopDoubleOptions = {}): Promise<ShopDouble> {
    return new ShopDouble(options).listen(port);
  }

  /** The base address; `{login}` in it stands for the account. Functions are at `/api/{Function}` below. */
  get url(): string {
    return `${this.origin}/{login}`;
  }

  /** The account with this login, the first one unless given; its shop is the state to look at. */
  account(login?: string): Account {
    const account = login === undefined ? this.accounts[0] : this.find(login);
    if (account === undefined) {
      throw new Error(`The double has no account ${login ?? ''}.`);
    }
    return account;
  }

  override async stop(): Promise<void> {
    await Promise.all([super.stop(), this.notifications.stop()]);
  }

  protected read(received: Received): {
    readonly exchange: ShopExchange;
    readonly answer?: Answer | undefined;
  } {
    const { method, path, headers, body, address } = received;
    const route = routeOf(path, headers.host ?? '', this.accounts);
    const account = route && this.find(route.login);
    const parameters = parsePhpForm(isForm(received) ? body : Buffer.alloc(0));
    const perform = route && SHOP_FUNCTIONS.get(route.functionName);
    const exchange = {
      method,
      path,
      headers,
      request: body.toString('utf8'),
      calls: route ? [route.functionName] : [],
      parameters,
      login: route?.login,
      signatureIsValid: hasValidSignature(account, parameters),
      target: perform && { route, account, address, perform },
    };
    return { exchange, answer: perform ? undefined : NOT_FOUND };
  }

  protected perform({ parameters, target }: ShopExchange, fault: ShopFault | undefined): Answer {
    if (!target) return NOT_FOUND;
    const { route, account, address, perform } = target;
    return answerUnder(fault, {
      perform: () => answerTo({ account, address, parameters, perform }, this.service),
      sign: (outcome) => signFor(account, outcome, this.service),
      movedPath: movedPath(route),
      elsewhere: `http://localhost:${this.port}/${route.login}/api/${route.functionName}`,
      address,
    });
  }

  private find(login: string): Account | undefined {
    // Host names do not know letter case, so neither does the account they name.
    return this.accounts.find((account) => account.login.toLowerCase() === login.toLowerCase());
  }
}

const NOT_FOUND = htmlPage(404, 'Страница не найдена');

/** PHP fills `$_POST` only from a form sent by POST; anything else is an empty body to the functions. */
function isForm({ method, headers }: Received): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return method === 'POST' && type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}
