import { XmlError, XmlTooLarge } from './element';
import { isName } from './names';
import { decodeText, refuseForbidden, type Place } from './text';

// What a byte can be. Letters beyond ASCII are of several; which of them may stand in names is looked at once decoded.
const NAME_START = 1;
const NAME_PART = 2;
const SPACE = 4;
/** Tab and line ends. */
const LINE_END = 8;
const AMPERSAND = 16;
export const LESS_THAN = 32;
export const BRACKET = 64;
const BEYOND_ASCII = 128;
/** A control, or the first byte of what may be U+FFFE or U+FFFF. */
const SUSPECT = 256;

const KINDS = Uint16Array.from({ length: 256 }, (_, byte) => kindOf(byte));

function kindOf(byte: number): number {
  if (byte >= 0x80) return NAME_START | NAME_PART | BEYOND_ASCII | (byte === 0xef ? SUSPECT : 0);
  const character = String.fromCharCode(byte);
  if (/[A-Za-z_:]/.test(character)) return NAME_START | NAME_PART;
  if (/[-.0-9]/.test(character)) return NAME_PART;
  if (character === ' ') return SPACE;
  if (/[\t\n\r]/.test(character)) return SPACE | LINE_END;
  if (byte < 0x20) return SUSPECT;
  return { '&': AMPERSAND, '<': LESS_THAN, ']': BRACKET }[character] ?? 0;
}

const NOTHING = Buffer.alloc(0);
const SLOTS = 4096;
const LONGEST_KEPT = 64;

/** Thrown where the bytes end that have come so far, and the document does not: what was begun is to be read again. */
export const MORE_TO_COME = new XmlError('The XML is cut off.');

/**
 * Reads names and values off the bytes of a document. Strings are made of these alone, never of the whole document, and
 * only once of what comes again and again, as nearly everything in a list does.
 */
export class XmlScanner {
  at = 0;
  /** Of the bytes of the last name or value, all together. */
  kinds = 0;
  #bytes: Buffer = NOTHING;
  #isLast = true;
  #hash = 0;
  readonly #strings: string[] = [];
  readonly #lengths = new Uint8Array(SLOTS);
  /** The bytes of each string, as those that it was read from may be gone. */
  readonly #kept = Buffer.allocUnsafeSlow(SLOTS * LONGEST_KEPT);

  /**
   * Goes on with these.
   *
   * @param bytes valid UTF-8.
   * @param isLast whether the document ends with them.
   */
  open(bytes: Buffer, isLast: boolean): void {
    this.at = 0;
    this.#bytes = bytes;
    this.#isLast = isLast;
  }

  get atEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** The byte here, or so many further on; 0 after the end. */
  byte(offset = 0): number {
    return this.#bytes[this.at + offset] ?? this.#nothing();
  }

  #nothing(): 0 {
    if (this.#isLast) return 0;
    throw MORE_TO_COME;
  }

  /** Passes over a byte. @returns whether it was here. */
  skipByte(byte: number): boolean {
    if (this.byte() !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Passes over a word of capital letters and signs, however it is written. @returns whether it was here. */
  skip(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      const byte = this.byte(index);
      const capital = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
      if (capital !== word.charCodeAt(index)) return false;
    }
    this.at += word.length;
    return true;
  }

  /** Passes over white space. @returns whether there was any. */
  skipSpace(): boolean {
    const { at } = this;
    while (((KINDS[this.byte()] ?? 0) & SPACE) !== 0) this.at += 1;
    return this.at > at;
  }

  /** Passes over a name. @returns undefined where there is none. */
  name(): string | undefined {
    const bytes = this.#bytes;
    const start = this.at;
    if (((KINDS[this.byte()] ?? 0) & NAME_START) === 0) return undefined;
    let at = start;
    let kinds = 0;
    let hash = 0;
    for (;;) {
      const byte = bytes[at] ?? this.#nothing();
      const kind = KINDS[byte] ?? 0;
      if ((kind & NAME_PART) === 0) break;
      kinds |= kind;
      hash = (Math.imul(hash, 31) + byte) | 0;
      at += 1;
    }
    this.at = at;
    this.kinds = kinds;
    this.#hash = hash;
    const name = this.#stringFrom(start);
    return (kinds & BEYOND_ASCII) === 0 || isName(name) ? name : undefined;
  }

  /** Passes over everything before that byte, or to the end. @throws XmlError for more than so many bytes. */
  upTo(stop: number, most: number, place: Place): string {
    const bytes = this.#bytes;
    const start = this.at;
    const end = bytes.length;
    let at = start;
    let kinds = 0;
    let hash = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === stop) break;
      kinds |= KINDS[byte] ?? 0;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (at - start > most) throw tooLong();
    if (at === end) this.#nothing();
    this.at = at;
    this.kinds = kinds;
    this.#hash = hash;
    return (kinds & (AMPERSAND | LINE_END)) === 0 ? this.#stringFrom(start) : this.#decoded(start, at, place);
  }

  /** Passes over everything to that mark, and over the mark. @throws XmlError where there is none, or too far away. */
  past(mark: string, most: number): string {
    const start = this.at;
    const close = this.#bytes.indexOf(mark, start, 'latin1');
    if ((close < 0 ? this.#bytes.length : close) - start > most) throw tooLong();
    if (close < 0) {
      this.#nothing();
      throw new XmlError('The XML is cut off.');
    }
    this.at = close + mark.length;
    this.kinds = SUSPECT;
    return this.#decoded(start, close, 'CDATA');
  }

  /** Whether that text of ASCII stands between a place that was passed and here. */
  passed(start: number, text: string): boolean {
    return this.#bytes.subarray(start, this.at).includes(text, 0, 'latin1');
  }

  #decoded(start: number, end: number, place: Place): string {
    if (start === end) return '';
    const text = decodeText(this.#bytes.subarray(start, end), place);
    if ((this.kinds & SUSPECT) !== 0) refuseForbidden(text);
    return text;
  }

  #stringFrom(start: number): string {
    const length = this.at - start;
    if (length === 0) return '';
    if (length > LONGEST_KEPT) return this.#decodedFrom(start);
    const slot = this.#hash & (SLOTS - 1);
    const kept = this.#strings[slot];
    if (kept !== undefined && this.#isKept(slot, start, length)) return kept;
    const text = this.#decodedFrom(start);
    this.#strings[slot] = text;
    this.#keep(slot, start, length);
    return text;
  }

  #isKept(slot: number, start: number, length: number): boolean {
    if (this.#lengths[slot] !== length) return false;
    const bytes = this.#bytes;
    const kept = this.#kept;
    const place = slot * LONGEST_KEPT;
    for (let index = 0; index < length; index += 1)
      if (kept[place + index] !== bytes[start + index]) return false;
    return true;
  }

  #keep(slot: number, start: number, length: number): void {
    this.#lengths[slot] = length;
    this.#bytes.copy(this.#kept, slot * LONGEST_KEPT, start, start + length);
  }

  #decodedFrom(start: number): string {
    const encoding = (this.kinds & BEYOND_ASCII) === 0 ? 'latin1' : 'utf8';
    const text = this.#bytes.toString(encoding, start, this.at);
    if ((this.kinds & SUSPECT) !== 0) refuseForbidden(text);
    return text;
  }
}

function tooLong(): XmlError {
  return new XmlTooLarge('The XML has a text that is too long.');
}
