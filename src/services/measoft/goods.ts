import type { XmlElement, XmlList } from '../../core/xml';
import { groupElement, leaves, limitElement, present } from './elements';
import { decimal, text } from './values';

/** What to list of the goods in the courier's warehouse. */
export const STOCK_CHOICES = {
  ALL: 'All goods',
  EXISTING_ONLY: 'Goods in stock',
  NOT_EXISTING_ONLY: 'Goods that are sold out',
} as const;

/** A code, which excludes all else, or what the goods are like. */
export type GoodsQuery =
  | { readonly code: Readonly<Partial<Record<'code' | 'article' | 'barcode', string>>> }
  | {
      readonly nameContains?: string | undefined;
      readonly quantity?: keyof typeof STOCK_CHOICES | undefined;
    };

export function goodsQuery(query: GoodsQuery, limit: number): readonly XmlElement[] {
  const wanted =
    'code' in query
      ? groupElement('codesearch', leaves(query.code))
      : groupElement('conditions', leaves({ namecontains: query.nameContains, quantity: query.quantity }));
  return present(wanted, limitElement(limit));
}

/** Goods in the courier's warehouse as a user reads them. */
export type GoodsItem = ReturnType<typeof parseGoodsItem>;

/** Reads itemlist. */
export function goodsOfList(take: (item: GoodsItem) => void): XmlList {
  return {
    name: 'item',
    take: (item) => {
      const parsed = parseGoodsItem(item);
      if (parsed.code !== '') take(parsed);
    },
  };
}

function parseGoodsItem(item: XmlElement) {
  const code = text(item, 'code') ?? '';
  return {
    id: code,
    code,
    article: text(item, 'article') ?? null,
    barcode: text(item, 'barcode') ?? null,
    name: text(item, 'name') ?? null,
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

export const GOODS_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'code', label: 'Warehouse Code', type: 'string' },
  { key: 'article', label: 'Article', type: 'string' },
  { key: 'barcode', label: 'Barcode', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'retprice', label: 'Retail Price', type: 'number' },
  { key: 'purchprice', label: 'Purchase Price', type: 'number' },
  { key: 'weight', label: 'Weight (kg)', type: 'number' },
  { key: 'length', label: 'Length (cm)', type: 'number' },
  { key: 'width', label: 'Width (cm)', type: 'number' },
  { key: 'height', label: 'Height (cm)', type: 'number' },
  { key: 'quantity', label: 'Quantity', type: 'number' },
  { key: 'reserved', label: 'Reserved Quantity', type: 'number' },
] as const;

export const GOODS_SAMPLE: GoodsItem = {
  id: '44123',
  code: '44123',
  article: '1',
  barcode: '2345625213125',
  name: 'Гоночная машина',
  retprice: 37.5,
  purchprice: 20,
  weight: 0.1,
  length: 10,
  width: 5,
  height: 5,
  quantity: 12,
  reserved: 1,
};
