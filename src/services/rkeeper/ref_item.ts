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

/** Whether an item of an answer is the one that was asked for. */
export function isSameItem(item: RefItem, { id, code, guid }: NamedItem): boolean {
  if ('id' in item) return item.id === id;
  if ('code' in item) return item.code === code;
  return guid !== undefined && digits(item.guid) === digits(guid);
}

const digits = (guid: string): string => guid.replace(/[^0-9a-f]/gi, '').toUpperCase();
