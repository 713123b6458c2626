import type { Outcome } from '../answers';
import type { Brand } from '../brand';
import type { Parameters } from '../parameters';
import type { ShopRules } from '../rules';
import type { Shop } from '../shop';

/** One call whose signature was right; `now` is the shop's clock in UNIX seconds. */
export interface Call {
  readonly parameters: Parameters;
  readonly shop: Shop;
  readonly brand: Brand;
  readonly rules: Readonly<ShopRules>;
  readonly now: number;
}

/** A function of API 1.0. It checks everything before it changes anything. @throws Refusal */
export type ShopFunction = (call: Call) => Outcome;
