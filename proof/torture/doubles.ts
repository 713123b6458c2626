import type { Brand } from '../../sandbox/justclick/brand';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { type Account, AGENT_ACCOUNT, TEST_ACCOUNT } from '../../sandbox/measoft/accounts';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { LicenceRegistry, YEARLY_PRODUCT } from '../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../sandbox/rkeeper/licence_server';
import { LINE_STATE, type Order } from '../../sandbox/rkeeper/order';
import { TillDouble } from '../../sandbox/rkeeper/till';
import type { Behind } from './hostile_upstream';
import type { Method } from './method';

/** Credentials that no text holds by chance, with every sort of character that some encoding writes otherwise. */
export const CREDENTIALS = {
  shopKey: 'k3y-<91f0> &"ключ" %{}+/=c7\'e2',
  licencePassword: 'l1c-<4d2a> &"пароль" %{}+/=9b\'03',
  licenceToken: 't0k-<77e1> &"жетон" %{}+/=5a\'c8',
  tillPassword: 't1l-<b31c> &"касса" %{}+/=f4\'6d',
  courierPassword: 'c0u-<08fe> &"курьер" %{}+/=21\'a9',
} as const;

const LICENCE_USER = 'licences@restaurant.example';
const TILL_USER = 'zapier';

/** Orders and lines that the forms refer to. */
export const OPEN_ORDER = '{11111111-2222-4333-8444-555555555555}';

/** Words in a form that stand for what the doubles make up anew each time. */
export type Tokens = Readonly<Record<string, string>>;

/** Fresh doubles of one platform's services, with orders in them, and the connection of a user who has an account there. */
export interface Doubles {
  readonly behind: Partial<Behind>;
  readonly authData: Readonly<Record<string, string>>;
  readonly tokens: Tokens;
  /** Whether an answer of the till at this place in its journal came from its memory: nothing was executed then. */
  readonly isReplay: (tillRequest: number) => boolean;
  readonly stop: () => Promise<void>;
}

/** @param urls what the app is told as the services' addresses. */
export async function openDoubles(
  { platform, key }: Method,
  brand: Brand,
  urls: { till: string },
): Promise<Doubles> {
  switch (platform) {
    case 'justclick':
      return openShop(brand);
    case 'rkeeper':
      return openRestaurant(urls.till);
    case 'measoft':
      // Only who delivers for another company reports statuses to it.
      return openCourier(key === 'measoft_set_status' ? AGENT_ACCOUNT : TEST_ACCOUNT);
  }
}

async function openShop(brand: Brand): Promise<Doubles> {
  const { login } = SAMPLE_ACCOUNT;
  const shop = await ShopDouble.start({ brand, accounts: [{ login, key: CREDENTIALS.shopKey }] });
  return {
    behind: { shop: shop.url },
    authData: { service: brand, login, api_key: CREDENTIALS.shopKey },
    tokens: {},
    isReplay: () => false,
    stop: () => shop.stop(),
  };
}

async function openRestaurant(url: string): Promise<Doubles> {
  const registry = new LicenceRegistry();
  registry.addUser({ userName: LICENCE_USER, password: CREDENTIALS.licencePassword });
  registry.addToken(CREDENTIALS.licenceToken);
  const [till, licences] = await Promise.all([
    TillDouble.start({ registry, users: { [TILL_USER]: CREDENTIALS.tillPassword } }),
    LicenseServerDouble.start({ registry }),
  ]);
  registry.grant(till.anchor);
  order(till, OPEN_ORDER);
  const receipt = paid(till, order(till, undefined));
  return {
    behind: { till: till.origin, licences: licences.origin },
    authData: {
      service: 'rkeeper',
      login: LICENCE_USER,
      password: CREDENTIALS.licencePassword,
      license_token: CREDENTIALS.licenceToken,
      license_product: YEARLY_PRODUCT,
      server_url: url,
      server_login: TILL_USER,
      server_password: CREDENTIALS.tillPassword,
    },
    tokens: { $receipt: receipt.guid, $line: receipt.dishes[0]?.guid ?? '' },
    isReplay: (tillRequest) => till.journal.exchanges[tillRequest]?.replayed === true,
    stop: async () => {
      await Promise.all([till.stop(), licences.stop()]);
    },
  };
}

/** An order of two soups at the first table. */
function order({ orders, restaurant: { references } }: TillDouble, guid: string | undefined): Order {
  const [table] = references.items('TABLES');
  const [, dish] = references.items('MENUITEMS');
  if (!table || !dish) throw new Error('The seed of the till has changed.');
  const opened = orders.open(guid, {
    table,
    guests: [{ label: 1, attributes: {} }],
    externalProps: new Map(),
    texts: {},
  });
  const soups = {
    ...opened.nextLine(),
    kind: 'Dish',
    dish,
    price: 11_900,
    quantity: 2000,
    ordered: 2000,
    seat: 1,
    modifiers: [],
    discounts: [],
    state: LINE_STATE.open,
    returned: 0,
  } as const;
  const packet = { ...opened.nextLine(), id: 100, station: undefined, author: undefined };
  opened.packets.push({
    ...packet,
    draft: false,
    printed: false,
    dishes: [soups],
    discounts: [],
    prepayments: [],
  });
  return opened;
}

function paid({ orders, restaurant: { references } }: TillDouble, eaten: Order) {
  const [station] = references.items('CASHES');
  const [cashier] = references.items('EMPLOYEES');
  const [currency] = references.items('CURRENCIES');
  if (!station || !cashier || !currency) throw new Error('The seed of the till has changed.');
  const amount = eaten.sums().order;
  const receipt = { amount, cashier, station, reason: undefined, dishes: eaten.lines };
  return orders.close(eaten, receipt, [{ currency, amount }]);
}

async function openCourier({ courierCode, login }: Account): Promise<Doubles> {
  const accounts = [TEST_ACCOUNT, AGENT_ACCOUNT].map((account) => ({
    ...account,
    password: CREDENTIALS.courierPassword,
  }));
  const courier = await CourierDouble.start({ accounts, enforceLimits: false });
  return {
    behind: { courier: courier.url },
    authData: {
      service: 'measoft',
      courier_code: courierCode,
      login,
      password: CREDENTIALS.courierPassword,
    },
    tokens: { $agent_order: courier.orders.get('SHOP-0997').code },
    isReplay: () => false,
    stop: () => courier.stop(),
  };
}
