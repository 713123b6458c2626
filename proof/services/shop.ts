import type { CommonFault } from '../../sandbox/faults';
import { SHOP_FAULTS, type ShopFault, type ShopFaultDetails } from '../../sandbox/justclick/faults';
import type { Shop } from '../../sandbox/justclick/shop';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { CREDENTIALS } from '../uses/credentials';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import type { OpenOptions, OpenService, Service } from './service';

export interface OpenShop extends OpenService {
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

async function open({ ports, clock, brand = 'expertam' }: OpenOptions = {}): Promise<OpenShop> {
  const { login } = SAMPLE_ACCOUNT;
  const double = await ShopDouble.start({
    brand,
    accounts: [{ login, key: CREDENTIALS.shopKey }],
    ...(clock && { clock }),
    ...(ports?.shop !== undefined && { port: ports.shop }),
  });
  const { shop } = double.account();
  // A hook that is turned on or off must have something to change.
  Object.assign(shop.product('kurs_pro'), {
    good_api_url_notif: 'https://before.example/',
    good_api_url_new_order: 'https://before.example/',
  });
  return {
    double,
    shop,
    authData: { service: brand, login, api_key: CREDENTIALS.shopKey },
    origins: { shop: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    calls: () => [double.journal.calls],
    struck: () => double.journal.struck,
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

/** Expertam, JustClick and InfluencerSoft: brands of one platform. */
export const SHOP: Service<OpenShop> = {
  platform: 'justclick',
  changes: (call) => !/^get/i.test(call),
  mostCalls: 4,
  open,
};
