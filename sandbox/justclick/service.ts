import type { Clock } from '../clock';
import type { Amount } from '../money';
import type { Outcome } from './answers';
import type { Parameters } from './parameters';
import type { Shop } from './shop';

/** The brands of one platform. They differ in a few words on the wire. */
export type Brand = 'expertam' | 'justclick' | 'influencersoft';

/** The field of an order that holds the discount coupon. */
export function couponField(brand: Brand): 'coupon' | 'kupon' {
  return brand === 'influencersoft' ? 'coupon' : 'kupon';
}

/** The questions that the vendor's documentation leaves open, as switches. */
export interface ShopRules {
  /** Error texts as in the samples (`OK`, `Order not found`) instead of the lower case of the table. */
  capitalisedTexts: boolean;
  /** Keep the price when UpdateGood comes without `good_sum`; the documentation says that zero is stored. */
  keepPriceWhenAbsent: boolean;
  /** The code for a product that UpdateGood or DeleteGood does not find. */
  unknownProductCode: 3 | 302 | 400 | 604 | 700;
  /** What AddGood makes of the number 1 in `good_type`: a physical product, as its text says, or a refusal. */
  takesNumberAsType: boolean;
  /** Whether AddGood tells the number of the new product. */
  tellsGoodId: boolean;
  /** Sums as a PHP server prints what it has computed: 990.0000000000001. */
  floatNoise: boolean;
  /** The code for an order that DeleteOrder does not find. */
  unknownOrderOnDeleteCode: 200 | 302;
  /** How getOrdersWithGoods says that there are none: success with `[]`, or a code. */
  emptyOrderListCode: 0 | 400;
  /** How GetAllGoods says that there are none: a code, or success with `[]`. */
  emptyProductListCode: 0 | 700;
}

/** The answers chosen where nothing is switched. */
export const DEFAULT_RULES: Readonly<ShopRules> = {
  capitalisedTexts: false,
  keepPriceWhenAbsent: false,
  unknownProductCode: 604,
  takesNumberAsType: false,
  tellsGoodId: true,
  floatNoise: false,
  unknownOrderOnDeleteCode: 302,
  emptyOrderListCode: 0,
  emptyProductListCode: 700,
};

/** An account of the service, which a test may change while it runs. */
export interface Account {
  /** The account's name in hosts and in signatures. */
  readonly login: string;
  /** The API key (`user_rps_key`). */
  key: string;
  readonly shop: Shop;
  disabled?: boolean;
  /** The only addresses that may call, e.g. `203.0.113.7`; absent means any. */
  allowedAddresses?: readonly string[];
  /** The account's own domains, which may replace the whole host. */
  domains?: readonly string[];
  /** The account-wide «URL для оповещений», for events of contacts. */
  notificationAddress?: string;
}

/** A sum as answers show it. */
export function shown(sum: Amount, { floatNoise }: Pick<ShopRules, 'floatNoise'>): string {
  return floatNoise ? `${sum}00000000001` : sum;
}

/** What holds for the whole service. */
export interface Service {
  readonly brand: Brand;
  readonly rules: Readonly<ShopRules>;
  readonly clock: Clock;
}

/** One call whose signature was right; `now` is the shop's clock in UNIX seconds. */
export interface Call extends Omit<Service, 'clock'> {
  readonly parameters: Parameters;
  readonly shop: Shop;
  readonly now: number;
}

/** A function of API 1.0. It checks everything before it changes anything. @throws Refusal */
export type ShopFunction = (call: Call) => Outcome;
