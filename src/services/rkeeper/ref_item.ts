import { guidFrom } from './guid';

/** One item of a reference table, by exactly one of the three keys that the till takes. */
export type RefItem = { readonly id: string } | { readonly code: string } | { readonly guid: string };

/** An order, by its GUID or by its number inside a visit. */
export type OrderRef = { readonly guid: string } | { readonly visit: string; readonly orderIdent: string };

/** An item as the till names it in its answers, with all the keys it has. */
export interface NamedItem {
  readonly id: string | undefined;
  readonly code: string | undefined;
  readonly guid: string | undefined;
  readonly name: string | undefined;
}

/**
 * Whether an item of an answer is the one that was asked for. An answer that leaves out the key that was asked by, as some
 * do with GUIDs, tells nothing.
 */
export function isSameItem(item: RefItem, { id, code, guid }: NamedItem): boolean | 'unknown' {
  if ('id' in item) return id === undefined ? 'unknown' : item.id === id;
  if ('code' in item) return code === undefined ? 'unknown' : withoutZeros(item.code) === withoutZeros(code);
  return guid === undefined ? 'unknown' : digits(item.guid) === digits(guid);
}

/**
 * The GUID of the order that a user's own id names: the same id always gives the same order, in every step. A till knows
 * its own orders alone, so two restaurants may use the same id.
 */
export function orderGuidOf(externalId: string): string {
  return guidFrom('order', externalId);
}

/** Codes are numbers, which people write as they stand on a list: "007". */
export const withoutZeros = (code: string): string => code.replace(/^0+(?=\d+$)/, '');

/** What is the same in all spellings of a GUID. */
export const digits = (guid: string): string => guid.replace(/[^0-9a-f]/gi, '').toUpperCase();
