import { Clock } from '../clock';
import { type Answer, Double, type Exchange, htmlPage, type Reading, type Received } from '../server';
import { answerUnder, type ShopFault } from './faults';
import { SHOP_FUNCTIONS } from './functions';
import { answerTo, hasValidSignature, type Request, signFor } from './gatekeeper';
import { Notifier } from './notifier';
import { type FormArray, parsePhpForm } from './php_form';
import { movedPath, type Route, routeOf } from './route';
import { seededShop } from './seed';
import type { Shop } from './shop';
import { type Account, type Brand, DEFAULT_RULES, type Service, type ShopRules } from './service';

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
}

/** An account as a test describes it; its shop is the seeded one unless given. */
export type AccountOptions = Omit<Account, 'shop'> & { readonly shop?: Shop };

/** The account of the documentation's examples. */
export const SAMPLE_ACCOUNT: AccountOptions = { login: 'username', key: 'X'.repeat(40) };

export interface ShopExchange extends Exchange<ShopFault> {
  /** The body as PHP reads it; empty unless it was a form sent by POST. */
  readonly parameters: FormArray;
  /** The login that the address names, whether or not there is such an account. */
  readonly login: string | undefined;
  readonly signatureIsValid: boolean;
  /** Undefined where the address is not that of a function. */
  readonly target: (Request & { readonly route: Route }) | undefined;
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
  }: ShopDoubleOptions) {
    super();
    this.rules = { ...DEFAULT_RULES, ...rules };
    this.service = { brand, rules: this.rules, clock };
    this.accounts = accounts.map((account) => ({ shop: seededShop(clock.seconds), ...account }));
    this.notifications = new Notifier(brand);
    for (const account of this.accounts) this.notifications.watch(account);
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
    if (!account) throw new Error(`The double has no account ${login ?? ''}.`);
    return account;
  }

  override async stop(): Promise<void> {
    await Promise.all([super.stop(), this.notifications.stop()]);
  }

  protected read(received: Received): Reading<ShopExchange> {
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
      target: perform && { route, account, address, parameters, perform },
    };
    return { exchange, answer: perform ? undefined : NOT_FOUND };
  }

  protected perform({ target }: ShopExchange, fault: ShopFault | undefined): Answer {
    if (!target) return NOT_FOUND;
    const { route, account, address } = target;
    return answerUnder(fault, {
      perform: () => answerTo(target, this.service),
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
