import { Clock } from '../../sandbox/clock';
import type { CommonFault } from '../../sandbox/faults';
import { SHOP_FAULTS, type ShopFault, type ShopFaultDetails } from '../../sandbox/justclick/faults';
import {
  NOTIFICATION_FAULTS,
  type NotificationFault,
  type NotificationFaultDetails,
} from '../../sandbox/justclick/notifier';
import type { Shop } from '../../sandbox/justclick/shop';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { isJsonObject, type JsonObject, parseJson } from '../../sandbox/zapier/json';
import { answerHash } from '../../src/core/signature';
import type { Answer, Received } from '../server';
import { SHOP_KEY, SHOP_USES } from '../uses/justclick';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import {
  hookOf,
  type OpenOptions,
  type OpenService,
  type Reception,
  type Server,
  type Service,
  unauthorized,
  wrong,
} from './service';

export interface OpenShop extends OpenService {
  readonly clock: Clock;
  readonly double: ShopDouble;
  readonly shop: Shop;
}

/** Those of the whole service, one of the function, and one that nobody knows. The tests of a function have its own. */
const REFUSALS = [1, 2, 3, 4, 5, 6, 7, 8, 999];

const EXAMPLES: ExamplesOf<ShopFaultDetails> = {
  refusal: REFUSALS.map((code) => ({ kind: 'refusal', code })),
  'redirect elsewhere': ([302, 307] as const).map((status) => ({ kind: 'redirect elsewhere', status })),
};

const FAULTS: readonly (CommonFault | ShopFault)[] = [
  ...COMMON,
  ...plainKinds(SHOP_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

async function open({ ports, clock = new Clock(), brand = 'expertam' }: OpenOptions = {}): Promise<OpenShop> {
  const { login } = SAMPLE_ACCOUNT;
  const double = await ShopDouble.start({
    brand,
    accounts: [{ login, key: SHOP_KEY }],
    clock,
    ...(ports?.shop !== undefined && { port: ports.shop }),
  });
  const { shop } = double.account();
  // A hook that is turned on or off must have something to change.
  Object.assign(shop.product('kurs_pro'), {
    good_api_url_notif: 'https://before.example/',
    good_api_url_new_order: 'https://before.example/',
  });
  return {
    clock,
    double,
    shop,
    authData: { service: brand, login, api_key: SHOP_KEY },
    origins: { shop: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    doubles: { Shop: double },
    state: () => ({
      groups: shop.groups,
      products: shop.products,
      orders: shop.orders,
      contacts: shop.contacts,
    }),
    isReplay: () => false,
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

/** A hostile shop knows the key as well as an honest one, and signs what it never meant. */
export function signed(answer: JsonObject): JsonObject {
  const { error_code: code = '', error_text: text = '' } = answer;
  return { ...answer, hash: answerHash(textOf(code), textOf(text), SHOP_KEY) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** By the vendor's table: no hash, no data, wrong data. */
const WRONG = new Set([1, 2, 3]);

/** Wrong hash, no such login. */
const UNAUTHORIZED = new Set([4, 5]);

function receptionOf({ path, body: sent }: Received, answered: Answer): Reception {
  const command = path.split('/').at(-1) ?? '';
  const body = answered.body.toString('utf8');
  const answer = parseJson(body);
  const code = isJsonObject(answer) ? answer.error_code : undefined;
  if (typeof code !== 'number') return wrong(`the shop has no ${command}`);
  if (code === 0)
    return {
      kind: 'accepted',
      command,
      isWrite: !/^get/i.test(command),
      isHarmless: command === 'UpdateGood',
    };
  if (UNAUTHORIZED.has(code)) return unauthorized(`${command} was answered with ${code}`);
  // The vendor has no code of its own for an identifier that is taken, nor for a category that is not there.
  const isVague = code === 3 && (command === 'AddGood' || sent.includes('parent_id='));
  return WRONG.has(code) && !isVague
    ? wrong(`${command} was answered with ${body.slice(0, 200)}`)
    : { kind: 'refused', command, code: String(code) };
}

const SERVER: Server = {
  environment: (origin) => ({
    EXPERTAM_URL: `${origin}/{login}`,
    JUSTCLICK_URL: `${origin}/{login}`,
    INFLUENCERSOFT_URL: `${origin}/{login}`,
  }),
  receptionOf,
  refusal: (words) => ['application/json', JSON.stringify(signed({ error_code: 101, error_text: words }))],
  secretsIn: ({ body }) => [/(?:^|&)hash=([0-9a-f]{32})/.exec(body.toString('utf8'))?.[1]],
};

const NOTIFICATION_EXAMPLES: ExamplesOf<NotificationFaultDetails> = {
  'fields missing': [
    { kind: 'fields missing', names: ['phone', 'city', 'utm'] },
    { kind: 'fields missing', names: ['hash'] },
    { kind: 'fields missing', names: ['id'] },
  ],
};

const HOOK_FAULTS: readonly NotificationFault[] = [
  ...plainKinds(NOTIFICATION_FAULTS, NOTIFICATION_EXAMPLES).map((kind) => ({ kind })),
  ...NOTIFICATION_EXAMPLES['fields missing'],
];

const nameOf = (fault: NotificationFault): string =>
  'names' in fault ? `${fault.kind}: ${fault.names.join(', ')}` : fault.kind;

const PRODUCT = 'kurs_start';

const HOOKS = ['justclick_new_order_instant', 'justclick_order_paid_instant', 'justclick_order_event'].map(
  (key) =>
    hookOf(open, {
      key,
      inputData: { good_name: PRODUCT },
      faults: Object.fromEntries(HOOK_FAULTS.map((fault) => [nameOf(fault), fault])),
      id: 'bill_id',
      tell: async ({ clock, double, shop }, url, fault) => {
        const product = shop.product(PRODUCT);
        // The user pastes the address of this hook into the product.
        if (key === 'justclick_order_event') product.good_api_url_notif = url;
        const buyer = { ...shop.order(100_001), created: clock.seconds };
        const event = (): string => {
          const order = shop.placeOrder(buyer);
          if (key !== 'justclick_new_order_instant') shop.pay(order, buyer.created);
          return String(order.id);
        };
        if (fault) double.notifications.faults.add(fault);
        const known = [event(), event()] as const;
        await double.notifications.settled();
        return known;
      },
    }),
);

/** Expertam, JustClick and InfluencerSoft: brands of one platform. */
export const SHOP: Service<OpenShop> = {
  uses: SHOP_USES,
  servers: { shop: SERVER },
  secrets: [SHOP_KEY],
  hooks: HOOKS,
  changes: (call) => !/^get/i.test(call),
  mostCalls: 4,
  open,
};
