const [QUOTE, BACKSLASH] = [0x22, 0x5c] as const;
export const [COMMA, COLON] = [0x2c, 0x3a] as const;
export const [LIST, LIST_END, RECORD, RECORD_END] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const WORD = /[-+.\w]/;

/** Thrown where the bytes end that have come so far, and the document does not: what was begun is to be read again. */
export const MORE_TO_COME = new SyntaxError('The document does not end.');

/** Finds its way by brackets, commas and strings alone: whether all is well between them, `JSON.parse` says. */
export class JsonScanner {
  at = 0;

  /** @param isLast whether the document ends with these bytes. */
  constructor(
    readonly bytes: Buffer,
    private readonly isLast: boolean,
  ) {}

  skipSpace(): void {
    while (SPACE.has(this.bytes[this.at] ?? 0)) this.at += 1;
  }

  /** Passes over a sign and the white space before it. @returns whether it was there. */
  skip(sign: number): boolean {
    this.skipSpace();
    this.#unlessAtEnd();
    if (this.bytes[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  /** Passes over a value and the white space before it. */
  skipValue(): void {
    this.skipSpace();
    const { bytes } = this;
    const { length } = bytes;
    let at = this.at;
    let depth = 0;
    do {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) at = endOfString(bytes, at);
      else if (byte === LIST || byte === RECORD) depth += 1;
      else if (byte === LIST_END || byte === RECORD_END) depth -= 1;
      else if (depth === 0) at = endOfWord(bytes, at) - 1;
      at += 1;
    } while (depth > 0 && at < length);
    this.at = Math.min(at, length);
    this.#unlessAtEnd();
  }

  #unlessAtEnd(): void {
    if (!this.isLast && this.at >= this.bytes.length) throw MORE_TO_COME;
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
