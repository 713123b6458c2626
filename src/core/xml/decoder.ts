import { XmlError } from './element';

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
/** Enough bytes to tell the encoding by. */
const HEAD_BYTES = 256;

/** Turns the bytes of a document into text while they come. */
export class XmlDecoder {
  #bytes: Buffer = Buffer.alloc(0);
  #decoder: InstanceType<typeof TextDecoder> | undefined;

  /**
   * The next characters; none as long as too little has come to tell the encoding.
   *
   * @throws XmlError when the bytes are not in the encoding that the document names.
   */
  decode(piece: Buffer, isLast: boolean): string {
    this.#bytes = this.#decoder ? piece : Buffer.concat([this.#bytes, piece]);
    if (!this.#decoder && !isLast && this.#bytes.length < HEAD_BYTES) return '';
    this.#decoder ??= new TextDecoder(encodingOf(this.#bytes), { fatal: true });
    try {
      return this.#decoder.decode(this.#bytes, { stream: !isLast });
    } catch {
      throw new XmlError(`The XML is damaged: its bytes are not valid ${this.#decoder.encoding}.`);
    }
  }
}

/** A byte order mark decides; else the declaration; else it is UTF-8 (XML 1.0, appendix F). */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const declared = DECLARED.exec(bytes.toString('latin1', 0, HEAD_BYTES))?.[1] ?? 'utf-8';
  if (/^(?:utf-?8|us-ascii)$/i.test(declared)) return 'utf-8';
  if (/^(?:windows-|cp)1251$/i.test(declared)) return 'windows-1251';
  throw new XmlError(`The XML is in the encoding ${declared}, which is not supported.`);
}
