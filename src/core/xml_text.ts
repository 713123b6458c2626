import { XmlError } from './xml_element';
import { codePointName, FORBIDDEN_CHARACTER } from './xml_names';

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g;

function decodeReference(
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return PREDEFINED[name] ?? '';
  const digits = hex ?? decimal;
  if (digits === undefined)
    throw new XmlError('The XML has an entity that is not one of the five predefined ones.');
  const code = parseInt(digits, hex === undefined ? 10 : 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
  if (FORBIDDEN_CHARACTER.test(character))
    throw new XmlError('The XML has a reference to a forbidden character.');
  return character;
}

/** Each reference is read once: `&amp;lt;` is `&lt;`. @throws XmlError for an entity of the document's own. */
export function decodeReferences(raw: string): string {
  return raw.replace(REFERENCE, (_, hex?: string, decimal?: string, name?: string) =>
    decodeReference(hex, decimal, name),
  );
}

/** Every kind of line end counts as one line feed (XML 1.0, 2.11). */
export function normaliseLineEnds(raw: string): string {
  return raw.replace(/\r\n?/g, '\n');
}

/** Plain white space in an attribute counts as spaces (XML 1.0, 3.3.3); references to it survive. */
export function normaliseAttribute(raw: string): string {
  return normaliseLineEnds(raw).replace(/[\t\n]/g, ' ');
}

/** @throws XmlError naming the character, where the text holds one that XML cannot carry. */
export function refuseForbidden(text: string): void {
  const found = FORBIDDEN_CHARACTER.exec(text);
  if (found) throw new XmlError(`Not well-formed: it holds the character ${codePointName(found[0])}.`);
}
