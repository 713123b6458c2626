import { LicenceRegistry } from '../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../sandbox/rkeeper/licence_server';
import { TillDouble, type TillOptions } from '../../sandbox/rkeeper/till';
import { tillConnection } from '../../src/steps/rkeeper/till';
import { networkFailure, type Http } from '../../src/core/http';
import { CLOCK } from '../../src/core/time';
import type { Store } from '../../src/core/vault';
import { TillClient } from '../../src/services/rkeeper/client';
import type { SubscriptionLicense, TillConnection } from '../../src/services/rkeeper/connection';
import { ConnectedApp, type AuthData, type Circumstances, type Kind, type Page, type Values } from './app';
import { MemoryStore } from './memory';

const USER = { userName: 'user@example.com', password: 'secret of the licence user' };
const TOKEN = '00000000-0000-0000-0000-000000000001';
export const LICENSE_END = '2099-03-26T00:00:00';

/** A subscription with the credentials of the vendor's test vectors. */
export const SUBSCRIPTION: SubscriptionLicense = {
  kind: 'subscription',
  user: 'user@example.com',
  password: 'secret',
  token: '00000000-0000-0000-0000-000000000001',
  tokenOf: 'connection',
  product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
  licenseId: undefined,
  serverUrl: 'https://l.ucs.ru',
};

/** A till that needs no licence server. */
export const LIFETIME_TILL: TillConnection = {
  platform: 'rkeeper',
  serverUrl: 'https://till.example.com:4545',
  serverLogin: 'zapier',
  serverPassword: 'пароль: till',
  fingerprint: undefined,
  restCode: undefined,
  instanceGuid: undefined,
  timeZone: 'Europe/Moscow',
  license: { kind: 'lifetime' },
};

/** A till, its licence server, and the app connected to both, with a cache of its own that starts empty. */
export class Restaurant implements AsyncDisposable {
  readonly authData: AuthData;
  readonly #app = new ConnectedApp(() => this.authData);

  private constructor(
    readonly till: TillDouble,
    readonly licenses: LicenseServerDouble,
  ) {
    this.authData = {
      service: 'rkeeper',
      login: USER.userName,
      password: USER.password,
      license_token: TOKEN,
      license_product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
      rest_code: '199999993',
      server_url: till.origin,
      server_login: 'zapier',
      server_password: 'till-secret',
    };
  }

  static async open(options: TillOptions = {}): Promise<Restaurant> {
    const registry = new LicenceRegistry();
    registry.addUser(USER);
    registry.addToken(TOKEN);
    const licenses = await LicenseServerDouble.start({ registry });
    const till = await TillDouble.start({ insistsOnSchema: true, ...options, registry });
    registry.grant(till.anchor, { expirationDate: LICENSE_END, quantity: 2 });
    process.env.ALLOW_LOOPBACK = '1';
    process.env.RKEEPER_LICENSE_URL = licenses.origin;
    return new Restaurant(till, licenses);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.RKEEPER_LICENSE_URL;
    await Promise.all([this.till.stop(), this.licenses.stop()]);
  }

  /** What no message may tell. */
  get secrets(): string[] {
    const { anchor, registry } = this.till;
    const license = registry.find(anchor);
    return [USER.password, TOKEN, 'till-secret', anchor, ...(license ? [license.id] : [])];
  }

  /** The API half alone, without the platform. */
  client(store: Store = new MemoryStore(), authData = this.authData, clock = CLOCK): TillClient {
    return new TillClient(tillConnection(authData), plainHttp, store, clock);
  }

  // The account may be anywhere: what a till tells is in the zone of the restaurant.
  create(key: string, inputData: Values, authData = this.authData): Promise<Values> {
    return this.#app.create(key, inputData, { authData, timezone: 'America/Chicago' });
  }

  search(key: string, inputData: Values, authData = this.authData): Promise<readonly Values[]> {
    return this.#app.search(key, inputData, { authData, timezone: 'America/Chicago' });
  }

  /** What a drop-down offers, that of a field inside line items too. */
  async options(kind: Kind, key: string, field: string, inputData: Values = {}): Promise<Page['results']> {
    return (await this.#app.pageOf(kind, key, field, inputData)).results;
  }

  poll(key: string, meta: Circumstances['meta'] = {}, inputData: Values = {}): Promise<readonly Values[]> {
    return this.#app.poll(key, inputData, { meta });
  }

  /** What a trigger starts one Zap with, once something was sent to its address. */
  notify(
    key: string,
    content: string,
    inputData: Values = {},
    authData = this.authData,
  ): Promise<readonly Values[]> {
    const subscribeData = { id: '7', target_url: 'https://hooks.example/7' };
    return this.#app.poll(key, inputData, {
      authData,
      timezone: 'America/Chicago',
      rawRequest: { content },
      subscribeData,
    });
  }

  async test(authData = this.authData): Promise<string> {
    return ((await this.#app.test(authData)) as { readonly label: string }).label;
  }

  /** Loses what the app has remembered, as Zapier's cache may do at any time. */
  forget(): void {
    this.#app.forget();
  }

  /** An empty order at table 5 under the External ID `A-1`: its GUID. */
  async opened(): Promise<string> {
    const { order_guid: guid } = await this.create('rkeeper_create_order', {
      external_id: 'A-1',
      table: '1000101',
    });
    this.till.journal.clear();
    return String(guid);
  }

  /** An order of two soups for 238 roubles under the External ID `A-1`: its output. */
  async filled(more: Values = {}): Promise<Values> {
    const order = await this.create('rkeeper_submit_order', {
      external_id: 'A-1',
      station: '15015',
      table: '1000101',
      dishes: [{ dish_id: '1000017', quantity: '2' }],
      ...more,
    });
    this.till.journal.clear();
    return order;
  }

  /** The same, paid. */
  sold(): Promise<Values> {
    return this.filled({ payments: [{ currency_id: '1' }], cashier: '1000018' });
  }

  /** The names of the commands that reached the till, in order, without the questions what the items of a form are. */
  commands(): string[] {
    return this.allCommands().filter((name) => name !== 'GetRefData');
  }

  allCommands(): string[] {
    return this.till.journal.exchanges.flatMap(({ commands }) =>
      commands.map((command) => command.attribute('CMD') ?? ''),
    );
  }

  /** The requests that held a command, without declaration and frame, and without what LicenseInfo says. */
  sent(command: string): string[] {
    return this.till.journal.of(command).map(({ request }) =>
      request
        .replace(/^<\?xml.*?\?><RK7Query>/, '')
        .replace(/<\/RK7Query>$/, '')
        .replace(/<LicenseInfo .*?<\/LicenseInfo>/, '<LicenseInfo/>'),
    );
  }
}

/** A Zap that was turned on: it starts for what has an id that it did not see before, as Zapier has it. */
export class PollingZap {
  readonly #seen = new Set<unknown>();

  private constructor(
    private readonly restaurant: Restaurant,
    private readonly key: string,
    private readonly inputData: Values,
  ) {}

  static async turnOn(restaurant: Restaurant, key: string, inputData: Values = {}): Promise<PollingZap> {
    const zap = new PollingZap(restaurant, key, inputData);
    await zap.started({ isPopulatingDedupe: true });
    return zap;
  }

  /** What the next poll starts it for. */
  async started(meta: Circumstances['meta'] = {}): Promise<readonly Values[]> {
    const items = await this.restaurant.poll(this.key, meta, this.inputData);
    return items.filter(({ id }) => !this.#seen.has(id) && this.#seen.add(id));
  }
}

/** The network as it is, without the platform between. */
export const plainHttp: Http = async ({ method, url, headers, body, into }) => {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      ...(headers && { headers }),
      ...(body && { body }),
    });
    into.push(Buffer.from(await response.arrayBuffer()));
    return { status: response.status, location: response.headers.get('location') ?? undefined };
  } catch (error) {
    throw networkFailure(error instanceof TypeError ? error.cause : error);
  }
};

/** The keys of an output, those of its line items too: it must have what its sample promises, and nothing else. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return 'value';
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
}
