import { XmlError } from './element';
import { codePointName, FORBIDDEN_CHARACTER } from './names';

const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE, AMPERSAND, SEMICOLON] = [9, 10, 13, 0x20, 0x26, 0x3b] as const;

const PREDEFINED = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);
const NUMERIC = /^&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/;
/** `&#1114111;` */
const LONGEST_REFERENCE = 10;

/** Text is not the same everywhere. */
export type Place = 'attribute' | 'text' | 'CDATA';

/**
 * What a piece of UTF-8 says: line ends of every kind are line feeds (XML 1.0, 2.11), plain white space in an attribute is
 * spaces (3.3.3), and each reference is its character, once.
 *
 * @throws XmlError for an entity of the document's own, and for a reference to what XML cannot carry.
 */
export function decodeText(bytes: Buffer, place: Place): string {
  // No reference is shorter than what it stands for.
  const decoded = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === AMPERSAND && place !== 'CDATA') {
      const end = endOfReference(bytes, at);
      length += decoded.write(characterOf(bytes.toString('latin1', at, end)), length);
      at = end - 1;
    } else if (byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      if (byte === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) at += 1;
      decoded[length] = place === 'attribute' ? SPACE : byte === TAB ? TAB : LINE_FEED;
      length += 1;
    } else {
      decoded[length] = byte;
      length += 1;
    }
  }
  return decoded.toString('utf8', 0, length);
}

/** Behind its semicolon; or so far away that it is none. */
function endOfReference(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (bytes[at] !== SEMICOLON && at - start < LONGEST_REFERENCE) at += 1;
  return at + 1;
}

function characterOf(reference: string): string {
  const predefined = PREDEFINED.get(reference);
  if (predefined !== undefined) return predefined;
  const [, hexadecimal, decimal] = NUMERIC.exec(reference) ?? [];
  const digits = hexadecimal ?? decimal;
  if (digits === undefined)
    throw new XmlError('The XML has an entity that is not one of the five predefined ones.');
  const code = parseInt(digits, hexadecimal === undefined ? 10 : 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
  if (FORBIDDEN_CHARACTER.test(character))
    throw new XmlError('The XML has a reference to a forbidden character.');
  return character;
}

/** @throws XmlError naming the character, where the text holds one that XML cannot carry. */
export function refuseForbidden(text: string): void {
  const found = FORBIDDEN_CHARACTER.exec(text);
  if (found) throw new XmlError(`Not well-formed: it holds the character ${codePointName(found[0])}.`);
}
