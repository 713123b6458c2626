import { rows, text } from './records';

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
        price: text(row.good_sum),
        type: text(row.good_type),
      },
    ];
  });
}
