import { Clock } from '../../../sandbox/clock';
import { COMMON_FAULTS, type CommonDetails, type CommonFault } from '../../../sandbox/faults';
import { SHOP_FAULTS, type ShopFault, type ShopFaultDetails } from '../../../sandbox/justclick/faults';
import { type FunctionName, SHOP_FUNCTIONS } from '../../../sandbox/justclick/functions';
import type { Shop } from '../../../sandbox/justclick/shop';
import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { shopConnection } from '../../../sandbox/scenes/shop';
import { JUSTCLICK } from '../cases/justclick';
import { COMMON_EXAMPLES, detailOf, type ExamplesOf, isCostly, isHanging, plainKinds } from '../declared';
import type { Fault, Ports, Service, Stage } from '../service';
import { NOW } from '../time';

export interface ShopStage extends Stage {
  readonly double: ShopDouble;
  readonly shop: Shop;
}

/** Those of the whole service, one of the function, and one that nobody knows; each function's own are in its tests. */
const REFUSALS = [1, 2, 3, 4, 5, 6, 7, 8, 999];

const EXAMPLES: ExamplesOf<CommonDetails & ShopFaultDetails> = {
  ...COMMON_EXAMPLES,
  refusal: REFUSALS.map((code) => ({ kind: 'refusal', code })),
  'redirect elsewhere': ([302, 307] as const).map((status) => ({ kind: 'redirect elsewhere', status })),
};

const WORDS = { ...COMMON_FAULTS, ...SHOP_FAULTS };

const FAULTS: readonly (CommonFault | ShopFault)[] = [
  ...plainKinds(WORDS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

function entry(fault: CommonFault | ShopFault): Fault<ShopStage> {
  return {
    kind: fault.kind,
    detail: detailOf(fault),
    words: WORDS[fault.kind],
    hangs: isHanging(fault),
    costly: isCostly(fault),
    befalls: isFunction,
    strike: ({ double }, call, times) => {
      if (isFunction(call)) double.faults.add(fault, { on: call, times });
    },
  };
}

function isFunction(name: string): name is FunctionName {
  return SHOP_FUNCTIONS.has(name);
}

async function open({ shop: port }: Ports): Promise<ShopStage> {
  const double = await ShopDouble.start({ port, clock: Clock.at(NOW) });
  const { shop } = double.account();
  return {
    double,
    shop,
    authData: shopConnection,
    calls: () => [double.journal.calls],
    struck: () => double.journal.struck,
    state: () => ({
      groups: shop.groups,
      products: shop.products,
      orders: shop.orders,
      contacts: shop.contacts,
    }),
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

/** Expertam, JustClick and InfluencerSoft: brands of one platform. */
export const SHOP: Service<ShopStage> = {
  prefix: 'justclick',
  name: 'Shops: Expertam, JustClick, InfluencerSoft',
  faults: FAULTS.map(entry),
  cases: JUSTCLICK,
  changes: (call) => !/^get/i.test(call),
  mostCalls: 3,
  placeholders: [
    [
      /(?:An order of \S+@[\w.]+|Order \d+|Product "[^"]*"|Contact \S+@[\w.]+) may have been (?:placed|changed|added|deleted|removed)/,
      '‹It may have been done›',
    ],
    [
      /\b(?:(?:order|bill) \d+|(?:product|group) "[^"]*"|(?:contact|the orders? of) \S+@\w+\.\w+|the list of \w+)/g,
      '‹it›',
    ],
    [/http:\/\/127\.0\.0\.1:\d+\/username/g, 'https://‹shop›'],
    [/(?:localhost|127\.0\.0\.1):\d+/g, '‹address›'],
  ],
  open,
};
