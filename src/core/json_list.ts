import { ByteWindow } from './xml/byte_window';
import { COMMA, COLON, JsonScanner, LIST, LIST_END, MORE_TO_COME, RECORD, RECORD_END } from './json_scanner';
import { isObject } from './json';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const EMPTY_LIST = Buffer.from('[]');
const NOTHING = Buffer.alloc(0);
const BEGINNING_BYTES = 200;

/** A property that holds a long list, or a map, whose members are handed over one by one. */
export interface JsonList {
  readonly name: string;
  readonly take: (member: unknown) => void;
  /** Of longer lists nothing is read. */
  readonly most: number;
}

/**
 * Where the reader is: before the list, at the next of its members, or behind it (also where there is none). Of what is
 * around the list nothing is let go of: `JSON.parse` has the last word on it.
 */
type Stage =
  | { readonly name: 'before' }
  | { readonly name: 'inside'; readonly isMap: boolean; readonly count: number }
  | { readonly name: 'behind' };

/**
 * Reads a JSON object in UTF-8, with or without a byte order mark, while it comes: the members of its long list are never
 * there all at once, nor are their bytes.
 */
export class JsonListReader {
  readonly #window: ByteWindow;
  readonly #wanted: Buffer;
  #stage: Stage = { name: 'before' };
  /** What stands before the list, and an empty one in its place. */
  #before = NOTHING;
  #beginning = NOTHING;
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param list what it takes counts for nothing where {@link end} tells of no object.
   * @param windowBytes how much of the document is looked at at once.
   */
  constructor(
    private readonly list: JsonList,
    windowBytes?: number,
  ) {
    this.#window = new ByteWindow(windowBytes);
    this.#wanted = Buffer.from(JSON.stringify(list.name));
  }

  /** The first bytes, for a look at what came instead of an object. */
  get beginning(): Buffer {
    return this.#beginning;
  }

  /** Goes on with the next bytes. */
  push(piece: Buffer): void {
    if (this.#beginning.length < BEGINNING_BYTES)
      this.#beginning = Buffer.concat([this.#beginning, piece.subarray(0, BEGINNING_BYTES)]);
    for (let at = 0; at < piece.length && !this.#failure;) {
      at += this.#window.fill(piece, at);
      if (this.#window.isFull) this.#read(false);
    }
  }

  /**
   * The object, with an empty list in the place of the one that was handed over.
   *
   * @returns undefined when the bytes hold anything else, or the list is too long.
   * @throws whatever `take` threw.
   */
  end(): Record<string, unknown> | undefined {
    if (!this.#failure) this.#read(true);
    try {
      if (this.#failure) throw this.#failure.error;
      const rest = Buffer.concat([this.#before, this.#window.bytes]);
      const record = parse(rest, startOf(rest), rest.length);
      return isObject(record) ? record : undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  #read(isLast: boolean): void {
    const { bytes } = this.#window;
    const scanner = new JsonScanner(bytes, isLast);
    let done = 0;
    try {
      if (this.#stage.name === 'before') {
        this.#stage = this.#find(scanner);
        if (this.#stage.name === 'inside') done = scanner.at;
      }
      while (this.#stage.name === 'inside') {
        this.#stage = this.#member(scanner, this.#stage);
        done = scanner.at;
      }
    } catch (error) {
      if (error !== MORE_TO_COME) this.#failure = { error };
    }
    this.#window.drop(done);
  }

  /** @throws SyntaxError, or that more is to come. */
  #find(scanner: JsonScanner): Stage {
    const { bytes } = scanner;
    scanner.at = startOf(bytes);
    if (!scanner.skip(RECORD)) return { name: 'behind' };
    do {
      scanner.skipSpace();
      const key = scanner.at;
      scanner.skipValue();
      const isWanted = bytes.subarray(key, scanner.at).equals(this.#wanted);
      if (!scanner.skip(COLON)) return { name: 'behind' };
      if (isWanted) {
        scanner.skipSpace();
        const start = scanner.at;
        const isMap = scanner.skip(RECORD);
        if (!isMap && !scanner.skip(LIST)) return { name: 'behind' };
        this.#before = Buffer.concat([bytes.subarray(0, start), EMPTY_LIST]);
        return { name: 'inside', isMap, count: 0 };
      }
      scanner.skipValue();
    } while (scanner.skip(COMMA));
    return { name: 'behind' };
  }

  /** Hands over one member, with the sign behind it. */
  #member(scanner: JsonScanner, { isMap, count }: Stage & { readonly name: 'inside' }): Stage {
    const { bytes } = scanner;
    const end = isMap ? RECORD_END : LIST_END;
    if (count === 0 && scanner.skip(end)) return { name: 'behind' };
    if (isMap) {
      scanner.skipSpace();
      const key = scanner.at;
      scanner.skipValue();
      if (typeof parse(bytes, key, scanner.at) !== 'string' || !scanner.skip(COLON))
        throw new SyntaxError('A map without a key.');
    }
    scanner.skipSpace();
    const start = scanner.at;
    scanner.skipValue();
    const member = { start, end: scanner.at };
    const isLast = !scanner.skip(COMMA);
    if (isLast && !scanner.skip(end)) throw new SyntaxError('The list does not end.');
    if (count === this.list.most) throw new SyntaxError('The list is too long.');
    this.list.take(parse(bytes, member.start, member.end));
    return isLast ? { name: 'behind' } : { name: 'inside', isMap, count: count + 1 };
  }
}

function startOf(bytes: Buffer): number {
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}

function parse(bytes: Buffer, start: number, end: number): unknown {
  return JSON.parse(bytes.toString('utf8', start, end));
}
