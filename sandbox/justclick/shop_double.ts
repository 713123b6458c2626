import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account, AccountOptions } from './account';
import type { Brand } from './brand';
import { type Answer, type Delivery, deliveryOf, htmlPage } from './delivery';
import { type Fault, type FaultKind, FaultQueue } from './faults';
import { SHOP_FUNCTIONS } from './functions';
import { answerTo, hasValidSignature, type Service, signFor } from './gatekeeper';
import { type FormArray, parsePhpForm } from './php_form';
import { Notifier, TIMEOUT_MILLISECONDS } from './notifier';
import { movedPath, routeOf } from './route';
import { DEFAULT_RULES, type ShopRules } from './rules';
import { seededShop } from './seed';
import { send } from './send';

/** How to start a double. */
export interface ShopDoubleOptions {
  /** `expertam` unless given. */
  readonly brand?: Brand;
  /** One account, `SAMPLE_ACCOUNT`, unless given. */
  readonly accounts?: readonly AccountOptions[];
  /** Any free port unless given. */
  readonly port?: number;
  readonly rules?: Partial<ShopRules>;
  /** The shop's clock in UNIX seconds; real time unless given. */
  readonly now?: () => number;
  /** How long a receiver of notifications may take to answer; five seconds unless given. */
  readonly notificationTimeoutMilliseconds?: number;
}

/** The account of the documentation's examples. */
export const SAMPLE_ACCOUNT: AccountOptions = { login: 'username', key: 'X'.repeat(40) };

/** One request as it came in, and what was answered. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The raw body, one character per byte. */
  readonly body: string;
  /** The body as PHP reads it; empty unless it was a form sent by POST. */
  readonly parameters: FormArray;
  /** The login that the address names, whether or not there is such an account. */
  readonly login: string | undefined;
  /** The function that the address names, whether or not it exists. */
  readonly function: string | undefined;
  readonly signatureIsValid: boolean;
  /** The fault that befell it. */
  readonly fault: FaultKind | undefined;
  /** The answer given; undefined when the connection was broken or the answer never ended. */
  readonly answer: Answer | undefined;
}

/** A strict stand-in for an Expertam, JustClick or InfluencerSoft shop, serving API 1.0 on loopback. */
export class ShopDouble {
  /** The open questions of the documentation; may be changed at any time. */
  readonly rules: ShopRules;
  /** What the shops tell the addresses set for notifications. */
  readonly notifications: Notifier;
  private readonly journal: ReceivedRequest[] = [];
  private readonly accounts: readonly Account[];
  private readonly faults = new FaultQueue<Fault>();
  private readonly service: Service;
  private readonly server: Server;

  private constructor({
    brand = 'expertam',
    accounts = [SAMPLE_ACCOUNT],
    rules,
    now,
    notificationTimeoutMilliseconds: timeoutMilliseconds = TIMEOUT_MILLISECONDS,
  }: ShopDoubleOptions) {
    const clock = now ?? (() => Math.floor(Date.now() / 1000));
    this.rules = { ...DEFAULT_RULES, ...rules };
    this.service = { brand, rules: this.rules, now: clock };
    this.accounts = accounts.map((account) => ({
      login: account.login,
      key: account.key,
      disabled: account.disabled ?? false,
      allowedAddresses: account.allowedAddresses,
      domains: account.domains ?? [],
      shop: account.shop ?? seededShop(clock()),
      notificationAddress: undefined,
    }));
    this.notifications = new Notifier({ brand, timeoutMilliseconds });
    for (const account of this.accounts) {
      this.notifications.watch(account);
    }
    this.server = createServer((request, response) => {
      this.receive(request, response).catch((error: unknown) => {
        // Callers that hang up need no answer; a fault of this double must be seen.
        if (response.headersSent) {
          response.destroy();
        } else {
          response.writeHead(500).end(`The double failed: ${String(error)}`);
        }
      });
    });
  }

  /** Starts a double on 127.0.0.1. */
  static async start(options: ShopDoubleOptions = {}): Promise<ShopDouble> {
    const double = new ShopDouble(options);
    await new Promise<void>((resolve, reject) => {
      double.server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return double;
  }

  /** The base address; `{login}` in it stands for the account. Functions are at `/api/{Function}` below. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/{login}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Every request so far, oldest first. */
  get requests(): readonly ReceivedRequest[] {
    return this.journal;
  }

  /** The account with this login, the first one unless given; its shop is the state to look at. */
  account(login?: string): Account {
    const account = login === undefined ? this.accounts[0] : this.find(login);
    if (account === undefined) {
      throw new Error(`The double has no account ${login ?? ''}.`);
    }
    return account;
  }

  /** Lets coming requests go wrong. Faults befall in the order in which they were added. */
  fault(fault: Fault): void {
    this.faults.add(fault);
  }

  /** Forgets the faults still to come. */
  clearFaults(): void {
    this.faults.clear();
  }

  /** Stops at once; open connections are cut. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await Promise.all([closed, this.notifications.stop()]);
  }

  private find(login: string): Account | undefined {
    // Host names do not know letter case, so neither does the account they name.
    return this.accounts.find((account) => account.login.toLowerCase() === login.toLowerCase());
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await request.toArray()) as Buffer[]);
    const delivery = this.answer(request, body);
    await send(response, delivery);
  }

  /** Performs a request and notes it together with what is going to be sent. */
  private answer(request: IncomingMessage, body: Buffer): Delivery {
    const { method = '', url: path = '', headers } = request;
    const address = request.socket.remoteAddress ?? '';
    const route = routeOf(path, headers.host ?? '', this.accounts);
    const account = route && this.find(route.login);
    const parameters = parsePhpForm(isForm(request) ? body : Buffer.alloc(0));
    const perform = route && SHOP_FUNCTIONS.get(route.functionName);
    const fault =
      perform && this.faults.take(({ function: only }) => only === undefined || only === route.functionName);
    const signatureIsValid = hasValidSignature(account, parameters);
    const delivery = perform
      ? deliveryOf(fault, {
          perform: () => answerTo({ account, address, parameters, perform }, this.service),
          sign: (outcome) => signFor(account, outcome, this.service),
          movedPath: movedPath(route),
          elsewhere: `http://localhost:${this.port}/${route.login}/api/${route.functionName}`,
          address,
        })
      : htmlPage(404, 'Страница не найдена');
    this.journal.push({
      method,
      path,
      headers,
      body: body.toString('latin1'),
      parameters,
      login: route?.login,
      function: route?.functionName,
      signatureIsValid,
      fault: fault?.kind,
      answer: delivery.how === 'answer' ? delivery : undefined,
    });
    return delivery;
  }
}

/** PHP fills `$_POST` only from a form sent by POST; anything else is an empty body to the functions. */
function isForm({ method, headers }: IncomingMessage): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return method === 'POST' && type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}
