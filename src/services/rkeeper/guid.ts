import { createHash, randomUUID } from 'node:crypto';

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
  const digits = guid.replace(/[^0-9a-f]/gi, '').toUpperCase();
  return `{${[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-')}}`;
}
