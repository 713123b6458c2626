import { type ReferenceItem, References } from './references';

/** What a discount does to an order. One without a composition can be applied nowhere. */
export type DiscountRule =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'amount' }
  | { readonly kind: 'no composition' };

/** The common shift (общая смена). */
export interface Shift {
  number: number;
  /** `2026-10-03` */
  date: string;
  startTime: string;
}

/** The world behind the till: references, prices, what is left in the kitchen. */
export class Restaurant {
  readonly references = new References();
  /** Price in kopecks by ident of dish or modifier. */
  readonly prices = new Map<number, number>();
  /** Thousandths left by ident of dish; a dish that is not here is unlimited. */
  readonly remainders = new Map<number, number>();
  /** Why dishes must not be sold (стоп-лист), by ident; without a reason where nobody gave one. */
  readonly stopped = new Map<number, ReferenceItem | undefined>();
  /** Idents of modifiers on the stop list. */
  readonly stoppedModifiers = new Set<number>();
  readonly discountRules = new Map<number, DiscountRule>();
  /** What a manager types to take a receipt back, by ident of employee; whoever is not here may not. */
  readonly managerPasswords = new Map<number, string>();
  /** Who has registered where, as `employee station`. */
  readonly registered = new Set<string>();
  readonly name = 'DEMOSERVER';

  /** @param restCode nine digits; part of the licence anchor. */
  constructor(readonly restCode: string) {}

  addDish({
    ident,
    code = ident,
    name,
    price,
  }: {
    ident: number;
    code?: number;
    name: string;
    price: number;
  }): ReferenceItem {
    this.prices.set(ident, price);
    return this.references.put('MENUITEMS', {
      ident,
      code,
      name,
      properties: { CategPath: 'Основное меню', MainParentIdent: '1000001' },
    });
  }
}
