import { createHash, randomUUID } from 'node:crypto';
import type { XmlElement } from '../../core/xml';

/** One item of a reference table, by exactly one of the three keys that the till takes. */
export type RefItem = { readonly id: string } | { readonly code: string } | { readonly guid: string };

/** An order, by its GUID or by its number inside a visit. */
export type OrderRef = { readonly guid: string } | { readonly visit: string; readonly orderIdent: string };

/** An item as the till names it in its answers, with all the keys it has. */
export function named(element: XmlElement) {
  return {
    id: element.attribute('id'),
    code: element.attribute('code'),
    guid: element.attribute('guid'),
    name: element.attribute('name'),
  };
}

export type NamedItem = Readonly<ReturnType<typeof named>>;

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

/** Our own namespace for name-based GUIDs. Changing it would open every order a second time. */
const NAMESPACE = 'b1f7a6de-3c0f-4c55-9d0a-5a3c0a7e1c52';

/** Any usual spelling: with or without braces and dashes, in either letter case. */
export const GUID = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

/** A random GUID, as r_keeper writes them. */
export function newGuid(): string {
  return bracedGuid(randomUUID());
}

/** A UUID version 5 (RFC 9562): the same words always give the same GUID. `{UPPER-CASE}`, as r_keeper writes them. */
export function guidFrom(...words: readonly string[]): string {
  const namespace = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1')
    .update(namespace)
    .update(JSON.stringify(words), 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bracedGuid(bytes.toString('hex'));
}

/** Any usual spelling of a GUID as r_keeper writes it: `{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}`. */
export function bracedGuid(guid: string): string {
  return `{${digits(guid).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}}`;
}
