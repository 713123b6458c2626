import type { XmlElement } from '../../core/xml';
import { decimal, encodeSearch, text } from './elements';

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

/** Goods in the courier's warehouse: kilograms, centimetres, roubles. */
export type GoodsItem = NonNullable<ReturnType<typeof parseGoodsItem>>;

/** An item of `itemlist`; undefined for one without a code. */
export function parseGoodsItem(item: XmlElement) {
  const code = text(item, 'code');
  if (code === undefined) return undefined;
  return {
    code,
    article: text(item, 'article'),
    barcode: text(item, 'barcode'),
    name: text(item, 'name'),
    retprice: decimal(text(item, 'retprice')),
    purchprice: decimal(text(item, 'purchprice')),
    weight: decimal(text(item, 'weight')),
    length: decimal(text(item, 'length')),
    width: decimal(text(item, 'width')),
    height: decimal(text(item, 'height')),
    quantity: decimal(text(item, 'quantity')),
    reserved: decimal(text(item, 'reserved')),
  };
}
