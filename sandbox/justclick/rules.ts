/** The questions that the vendor's documentation leaves open, as switches. */
export interface ShopRules {
  /** Error texts as in the samples (`OK`, `Order not found`) instead of the lower case of the table. */
  capitalisedTexts: boolean;
  /** Keep the price when UpdateGood comes without `good_sum`; the documentation says that zero is stored. */
  keepPriceWhenAbsent: boolean;
  /** The code for a product that UpdateGood or DeleteGood does not find. */
  unknownProductCode: 3 | 400 | 604 | 700;
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
  unknownOrderOnDeleteCode: 302,
  emptyOrderListCode: 0,
  emptyProductListCode: 700,
};
