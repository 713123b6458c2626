import { isRecord } from './record';

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a] as const;
const [LIST, LIST_END, RECORD, RECORD_END] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const WORD = /[-+.\w]/;
const EMPTY_LIST = Buffer.from('[]');

/** A property that holds a long list, or a map, whose members are handed over one by one. */
export interface JsonList {
  readonly name: string;
  readonly take: (member: unknown) => void;
  /** Of longer lists nothing is read. */
  readonly most: number;
}

/**
 * The JSON object in UTF-8 bytes, with or without a byte order mark, and with an empty list in the place of the one that is
 * handed over: its members are never there all at once.
 *
 * @returns undefined when the bytes hold anything else, or the list is too long; what was taken then counts for nothing.
 */
export function parseRecordWithList(bytes: Buffer, list: JsonList): Record<string, unknown> | undefined {
  try {
    const place = new Scanner(bytes, list).find();
    const rest = place
      ? Buffer.concat([bytes.subarray(0, place.start), EMPTY_LIST, bytes.subarray(place.end)])
      : bytes;
    const record = parse(rest, hasByteOrderMark(rest) ? BYTE_ORDER_MARK.length : 0, rest.length);
    return isRecord(record) ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parse(bytes: Buffer, start: number, end: number): unknown {
  return JSON.parse(bytes.toString('utf8', start, end));
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Finds its way by brackets, commas and strings alone: whether all is well between them, `JSON.parse` says. */
class Scanner {
  #at: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly list: JsonList,
  ) {
    this.#at = hasByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
  }

  /** @returns undefined where the document has no such list. */
  find(): Place | undefined {
    const wanted = Buffer.from(JSON.stringify(this.list.name));
    let place: Place | undefined;
    if (!this.#skip(RECORD)) return undefined;
    do {
      this.#skipSpace();
      const key = this.#at;
      this.#skipValue();
      const isWanted = this.bytes.subarray(key, this.#at).equals(wanted);
      if (!this.#skip(COLON)) return undefined;
      if (isWanted && !place) place = this.#handOver();
      else this.#skipValue();
    } while (this.#skip(COMMA));
    return place;
  }

  #handOver(): Place | undefined {
    this.#skipSpace();
    const start = this.#at;
    const isMap = this.bytes[start] === RECORD;
    if (!isMap && this.bytes[start] !== LIST) {
      this.#skipValue();
      return undefined;
    }
    this.#at += 1;
    const end = isMap ? RECORD_END : LIST_END;
    if (this.#skip(end)) return { start, end: this.#at };
    let count = 0;
    do {
      if (isMap) {
        this.#skipSpace();
        const key = this.#at;
        this.#skipValue();
        if (typeof parse(this.bytes, key, this.#at) !== 'string' || !this.#skip(COLON))
          throw new SyntaxError('A map without a key.');
      }
      count += 1;
      if (count > this.list.most) throw new SyntaxError('The list is too long.');
      this.#skipSpace();
      const member = this.#at;
      this.#skipValue();
      this.list.take(parse(this.bytes, member, this.#at));
    } while (this.#skip(COMMA));
    if (!this.#skip(end)) throw new SyntaxError('The list does not end.');
    return { start, end: this.#at };
  }

  #skipSpace(): void {
    while (SPACE.has(this.bytes[this.#at] ?? 0)) this.#at += 1;
  }

  /** Passes over a sign and the white space before it. @returns whether it was there. */
  #skip(sign: number): boolean {
    this.#skipSpace();
    if (this.bytes[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #skipValue(): void {
    this.#skipSpace();
    const { bytes } = this;
    const { length } = bytes;
    let at = this.#at;
    let depth = 0;
    do {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) at = endOfString(bytes, at);
      else if (byte === LIST || byte === RECORD) depth += 1;
      else if (byte === LIST_END || byte === RECORD_END) depth -= 1;
      else if (depth === 0) at = endOfWord(bytes, at) - 1;
      at += 1;
    } while (depth > 0 && at < length);
    this.#at = Math.min(at, length);
  }
}

/** Where the closing quotation mark stands, or the end of everything. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Where a number, `true`, `false` or `null` ends. */
function endOfWord(bytes: Buffer, start: number): number {
  let at = start;
  while (WORD.test(String.fromCharCode(bytes[at] ?? 0))) at += 1;
  return at;
}
