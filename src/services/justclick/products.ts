import { rows, text } from './records';

export interface Product {
  /** The identifier that every function takes («идентификатор продукта»). */
  readonly goodName: string;
  readonly title: string;
  /** As the shop writes it: "3900.00". */
  readonly price: string | undefined;
}

/** Rows of GetAllGoods; rows without an identifier are of no use and left out. */
export function parseProducts(result: unknown): readonly Product[] {
  return rows(result).flatMap((row) => {
    const goodName = text(row.good_name);
    if (goodName === undefined) return [];
    return [{ goodName, title: text(row.good_title) ?? goodName, price: text(row.good_sum) }];
  });
}
