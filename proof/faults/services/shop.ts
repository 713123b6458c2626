import {
  ANSWER_FAULTS,
  DETOUR_FAULTS,
  type Fault as ShopFault,
  type FaultDetails,
} from '../../../sandbox/justclick/faults';
import { type FunctionName, SHOP_FUNCTIONS } from '../../../sandbox/justclick/functions';
import type { Shop } from '../../../sandbox/justclick/shop';
import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { shopConnection } from '../../../sandbox/scenes/shop';
import { JUSTCLICK } from '../cases/justclick';
import { detailOf, type ExamplesOf, plainKinds } from '../declared';
import type { Fault, Ports, Service, Stage } from '../service';
import { NEVER, NOW } from '../time';

export interface ShopStage extends Stage {
  readonly double: ShopDouble;
  readonly shop: Shop;
}

/** Those of the whole service, one of the function, and one that nobody knows; each function's own are in its tests. */
const REFUSALS = [1, 2, 3, 4, 5, 6, 7, 8, 999];

const EXAMPLES: ExamplesOf<FaultDetails> = {
  slow: [{ kind: 'slow', milliseconds: NEVER }],
  large: [{ kind: 'large', megabytes: 33 }],
  refusal: REFUSALS.map((code) => ({ kind: 'refusal', code })),
  redirect_302_elsewhere: [{ kind: 'redirect_302_elsewhere' }],
  redirect_307_elsewhere: [{ kind: 'redirect_307_elsewhere' }],
};

const WORDS = { ...ANSWER_FAULTS, ...DETOUR_FAULTS };

const FAULTS: readonly ShopFault[] = [
  ...plainKinds(WORDS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

function entry(fault: ShopFault): Fault<ShopStage> {
  return {
    kind: fault.kind,
    detail: detailOf(fault),
    words: WORDS[fault.kind],
    hangs: fault.kind === 'slow' || fault.kind === 'trickle',
    costly: fault.kind === 'large',
    befalls: isFunction,
    strike: ({ double }, call, times) => {
      if (isFunction(call)) double.fault({ ...fault, function: call, times });
    },
  };
}

function isFunction(name: string): name is FunctionName {
  return SHOP_FUNCTIONS.has(name);
}

async function open({ shop: port }: Ports): Promise<ShopStage> {
  const double = await ShopDouble.start({ port, now: () => Math.floor(NOW / 1000) });
  const { shop } = double.account();
  return {
    double,
    shop,
    authData: shopConnection,
    calls: () => [double.requests.map(({ function: name = '' }) => name)],
    struck: () => double.requests.filter(({ fault }) => fault !== undefined).length,
    state: () => ({
      groups: shop.groups,
      products: shop.products,
      orders: shop.orders,
      contacts: shop.contacts,
    }),
    recover: () => {
      double.clearFaults();
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
