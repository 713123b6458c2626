import { rows, text } from './records';

/**
 * The vendor contradicts itself: its text says 1 for physical and 0 for digital, its sample sends "real". GetAllGoods
 * answers with 1 and 0, so the numbers are sent.
 */
export const GOOD_TYPES = {
  '1': 'Physical (физический)',
  '0': 'Digital (цифровой)',
} as const;

export type GoodType = keyof typeof GOOD_TYPES;

export interface Product {
  /** The identifier that every function takes («идентификатор продукта»). */
  readonly goodName: string;
  /** Its number in the system. */
  readonly goodId: string | undefined;
  readonly title: string;
  /** As the shop writes it: "3900.00". */
  readonly price: string | undefined;
  /** `1` physical, `0` digital; without a type its price floats. */
  readonly type: string | undefined;
}

/** Rows of GetAllGoods; rows without an identifier are of no use and left out. */
export function parseProducts(result: unknown): readonly Product[] {
  return rows(result).flatMap((row) => {
    const goodName = text(row.good_name);
    if (goodName === undefined) return [];
    return [
      {
        goodName,
        goodId: text(row.good_id),
        title: text(row.good_title) ?? goodName,
        price: price(row.good_sum),
        type: text(row.good_type),
      },
    ];
  });
}

/** It is sent again with every change of the product, so that nothing but a price may pass for one. */
function price(told: unknown): string | undefined {
  return /^(\d{1,10}(?:\.\d{1,2})?)0*$/.exec(text(told) ?? '')?.[1];
}

/** The one shape in which every step gives a product to a Zap. */
export function flatProduct({ goodName, goodId, title, price, type }: Product) {
  return {
    id: goodName,
    good_name: goodName,
    good_id: goodId ?? null,
    good_title: title,
    good_sum: price ?? null,
    good_type: type ?? null,
    good_type_label: type === '1' || type === '0' ? GOOD_TYPES[type] : null,
  };
}

/** What {@link flatProduct} gives, for the form of later steps. */
export const PRODUCT_OUTPUT_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'good_name', label: 'Identifier', type: 'string' },
  { key: 'good_id', label: 'Number', type: 'string' },
  { key: 'good_title', label: 'Title', type: 'string' },
  { key: 'good_sum', label: 'Price', type: 'string' },
  { key: 'good_type', label: 'Type', type: 'string' },
  { key: 'good_type_label', label: 'Type Label', type: 'string' },
] as const;

export const PRODUCT_SAMPLE: ReturnType<typeof flatProduct> = {
  id: 'super_tovar',
  good_name: 'super_tovar',
  good_id: '12549',
  good_title: 'Супер-товар на DVD',
  good_sum: '990.50',
  good_type: '1',
  good_type_label: GOOD_TYPES['1'],
};
