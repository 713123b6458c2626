import { output, primary, text, type Row } from '../../core/output';
import type { XmlElement } from '../../core/xml';
import { codeOf, encodeSearch, figure, told } from './elements';

/** One code, which excludes all else, or what the goods are like. */
export interface GoodsQuery {
  readonly code?: string | undefined;
  readonly article?: string | undefined;
  readonly barcode?: string | undefined;
  readonly namecontains?: string | undefined;
  /** Whether goods that are sold out, or those in stock, are left out. */
  readonly quantity?: 'ALL' | 'EXISTING_ONLY' | 'NOT_EXISTING_ONLY' | undefined;
}

/** What an `itemlist` request holds. */
export function encodeGoodsQuery(
  { code, article, barcode, namecontains, quantity }: GoodsQuery,
  limit: number,
): readonly XmlElement[] {
  return encodeSearch({ code, article, barcode }, { namecontains, quantity }, limit);
}

/** Goods in the courier's warehouse, as `itemlist` tells of them: kilograms, centimetres, roubles. */
export const GOODS_ITEM = output<XmlElement>()({
  id: primary(text('ID', '44123', codeOf)),
  code: text('Warehouse Code', '44123', codeOf),
  article: told('Article', 'article', '1'),
  barcode: told('Barcode', 'barcode', '2345625213125'),
  name: told('Name', 'name', 'Гоночная машина'),
  retprice: figure('Retail Price', 'retprice', 37.5),
  purchprice: figure('Purchase Price', 'purchprice', 20),
  weight: figure('Weight (kg)', 'weight', 0.1),
  length: figure('Length (cm)', 'length', 10),
  width: figure('Width (cm)', 'width', 5),
  height: figure('Height (cm)', 'height', 5),
  quantity: figure('Quantity', 'quantity', 12),
  reserved: figure('Reserved Quantity', 'reserved', 1),
});

export type GoodsItem = Row<typeof GOODS_ITEM>;
