import { isUtf8 } from 'node:buffer';
import { ByteWindow } from './byte_window';
import type { XmlElement } from './element';
import { damaged, encodingOf, withoutMark } from './encoding';
import { beginning, LIMITS, tooLarge, type XmlLimits } from './parser';
import { XmlWalk, type XmlList } from './walk';

/** Enough to tell the encoding by. */
const HEAD_BYTES = 256;

/**
 * Reads an XML document while it comes, so that little more of it is ever there than a tag, or a text between two. It takes
 * and refuses what {@link parseXml} does, and tells of any error in the end.
 */
export class XmlReader {
  readonly #walk: XmlWalk;
  readonly #limits: XmlLimits;
  readonly #window: ByteWindow;
  #head = Buffer.alloc(0);
  #decode: ((piece: Buffer, isLast: boolean) => Buffer) | undefined;
  #size = 0;
  /** Bytes in the window that are known to be UTF-8. */
  #checked = 0;
  #hasBegun = false;
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param list elements to be handed over one by one; what was taken counts for nothing when {@link end} throws.
   * @param windowBytes how much of the document is read at once.
   */
  constructor(limits: Partial<XmlLimits>, list: XmlList, windowBytes?: number) {
    this.#window = new ByteWindow(windowBytes);
    this.#limits = { ...LIMITS, ...limits };
    this.#walk = new XmlWalk(this.#limits, list);
  }

  /** Whether nothing came yet. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Goes on with the next bytes. */
  push(piece: Buffer): void {
    this.#unlessFailed(() => {
      this.#size += piece.length;
      if (this.#size > this.#limits.maxBytes) throw tooLarge(this.#size, this.#limits);
      if (this.#decode) this.#take(this.#decode(piece, false));
      else {
        this.#head = Buffer.concat([this.#head, piece]);
        if (this.#head.length >= HEAD_BYTES) this.#begin();
      }
    });
  }

  /** @throws XmlError for anything but one well-formed element within the limits, and whatever `take` threw. */
  end(): XmlElement {
    this.#unlessFailed(() => {
      const decode = this.#decode ?? this.#begin();
      this.#take(decode(Buffer.alloc(0), true));
      this.#read(true);
    });
    if (this.#failure) throw this.#failure.error;
    return this.#walk.end();
  }

  #unlessFailed(work: () => void): void {
    if (this.#failure) return;
    try {
      work();
    } catch (error) {
      this.#failure = { error };
    }
  }

  #begin(): (piece: Buffer, isLast: boolean) => Buffer {
    const encoding = encodingOf(this.#head);
    const decode = encoding === 'utf-8' ? (piece: Buffer) => piece : decoder(encoding);
    this.#decode = decode;
    this.#take(withoutMark(decode(this.#head, false)));
    this.#head = Buffer.alloc(0);
    return decode;
  }

  #take(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      at += this.#window.fill(bytes, at);
      if (this.#window.isFull) this.#read(false);
    }
  }

  #read(isLast: boolean): void {
    const { bytes } = this.#window;
    const whole = isLast ? bytes : bytes.subarray(0, endOfWholeCharacters(bytes));
    if (!isUtf8(whole.subarray(this.#checked))) throw damaged('utf-8');
    const first = this.#hasBegun ? whole : beginning(whole);
    this.#hasBegun = true;
    const done = whole.length - first.length + this.#walk.over(first, isLast);
    this.#checked = whole.length - done;
    this.#window.drop(done);
  }
}

function decoder(encoding: string): (piece: Buffer, isLast: boolean) => Buffer {
  const text = new TextDecoder(encoding, { fatal: true });
  return (piece, isLast) => {
    try {
      return Buffer.from(text.decode(piece, { stream: !isLast }));
    } catch {
      throw damaged(encoding);
    }
  };
}

/** Before the first byte of a character of which others are still to come. */
function endOfWholeCharacters(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[length - back] ?? 0;
    // A following byte of a character; else the first, which tells how many there are.
    if ((byte & 0xc0) === 0x80) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return wanted > back ? length - back : length;
  }
  return length;
}
