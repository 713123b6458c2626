import { formatKopecks } from '../../core/money';
import { output, primary, text, type Row } from '../../core/output';
import type { QueryParameters, QueryValue } from '../../core/signature';
import { parseKopecks, parseRows, parseText, type ShopRow } from './values';

/** As GetAllGoods answers. */
export const GOOD_TYPES = {
  '1': 'Physical (физический)',
  '0': 'Digital (цифровой)',
} as const;

export type GoodType = keyof typeof GOOD_TYPES;

/** The one shape in which every step gives a product to a Zap. */
export const PRODUCT = output<ShopRow>()({
  id: primary(text('ID', 'super_tovar', goodName)),
  // The code that every function takes («идентификатор продукта»), and its number in the system.
  good_name: text('Code', 'super_tovar', goodName),
  good_id: text('Number', '12549', ({ good_id }) => parseText(good_id)),
  good_title: text('Title', 'Супер-товар на DVD', (row) => parseText(row.good_title) ?? goodName(row)),
  good_sum: text('Price', '990.50', parsePrice),
  // A product without a type has a floating price.
  good_type: text('Type', '1', ({ good_type }) => parseText(good_type)),
  good_type_label: text('Type Label', GOOD_TYPES['1'], typeLabel),
});

export type Product = Row<typeof PRODUCT>;

/** Rows of GetAllGoods; rows without a code are of no use and left out. */
export function parseProducts(result: unknown): readonly Product[] {
  return parseRows(result)
    .filter((row) => goodName(row) !== '')
    .map((row) => PRODUCT.row(row));
}

function goodName({ good_name }: ShopRow): string {
  return parseText(good_name) ?? '';
}

/** It is sent again with every change of the product, so that nothing but a price may pass for one. */
function parsePrice({ good_sum }: ShopRow): string | undefined {
  const price = parseText(good_sum) ?? '';
  if (/^\d{1,10}(?:\.\d{1,2})?$/.test(price)) return price;
  const kopecks = /^\d{1,10}[.,]\d+$/.test(price) ? parseKopecks(price) : undefined;
  return kopecks === undefined ? undefined : formatKopecks(kopecks);
}

function typeLabel({ good_type }: ShopRow): string | undefined {
  const type = parseText(good_type);
  return type === '1' || type === '0' ? GOOD_TYPES[type] : undefined;
}

/** Every parameter of UpdateGood after `good_name`, in the vendor's order. */
const GOOD_PARAMETERS = [
  'good_title',
  'parent_id',
  'good_sum',
  'good_api_url_notif',
  'good_api_url_new_order',
  'good_success_link',
  'good_client_rassilki',
  'good_nalozh_only',
  'good_quickpost_article',
  'good_post_service',
  'good_only_countries',
  'good_download',
  'good_mail_subject',
  'good_mail_format',
  'good_mail_body',
  'good_mail_text',
  'good_partner_fee',
  'good_partner_fee_perc',
  'good_partner_pfee',
  'good_partner_pfee_perc',
  'good_partner_show',
  'good_partner_SL_link',
  'good_partner_addition_link',
  'good_partner_text',
  'good_pay_text',
  'good_timer',
  'good_timer_unit',
  'good_timer_duration',
  'good_use_short',
  'good_rashod',
  'good_rashod_perc',
  'good_publish',
] as const;

export type GoodParameter = (typeof GOOD_PARAMETERS)[number];

type GoodValue = string | number | boolean | readonly string[] | undefined;

/**
 * What to change of a product, by the vendor's names; money and shares are decimal text. What is undefined keeps its stored
 * value, and an empty text removes it.
 */
export type GoodChanges = Readonly<Partial<Record<GoodParameter, GoodValue>>> & {
  readonly good_sum?: string | undefined;
};

/** A product to add, by the names of AddGood. */
export type NewGood = GoodChanges & {
  readonly good_name: string;
  readonly good_type: GoodType;
  readonly good_title: string;
  readonly good_sum: string;
};

/** In the vendor's order, whatever the order of `changes`. */
export function encodeGoodChanges(goodName: string, changes: GoodChanges): QueryParameters {
  return [
    ['good_name', goodName],
    ...GOOD_PARAMETERS.map((name) => [name, encodeValue(changes[name])] as const),
  ];
}

/**
 * The vendor contradicts itself: the text of AddGood says 1 for physical and 0 for digital, its sample sends "real", and a
 * 0 has been seen to count as missing. So the words are sent.
 */
const TYPE_WORDS: Readonly<Record<GoodType, string>> = { '1': 'real', '0': 'digital' };

export function encodeNewGood(good: NewGood): QueryParameters {
  return [...encodeGoodChanges(good.good_name, good), ['good_type', TYPE_WORDS[good.good_type]]];
}

/** The vendor: several values with commas between them, without spaces. */
function encodeValue(value: GoodValue): QueryValue {
  return typeof value === 'object' ? value.join(',') : value;
}
