import { isUtf8 } from 'node:buffer';
import { XmlError } from './element';
import { refuseForbidden } from './text';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const DECLARED_ENCODING = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** A byte order mark decides; else the declaration; else UTF-8 (XML 1.0, appendix F). */
export function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (hasByteOrderMark(bytes)) return 'utf-8';
  const declared = DECLARED_ENCODING.exec(bytes.toString('latin1', 0, 200))?.[1]?.toLowerCase() ?? 'utf-8';
  switch (declared) {
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
      return 'utf-8';
    case 'windows-1251':
    case 'cp1251':
      return 'windows-1251';
    default:
      throw new XmlError(`The XML is in the encoding ${declared}, which is not supported.`);
  }
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
}

/**
 * The document in UTF-8 without a byte order mark: the very bytes, where they are that already.
 * @throws XmlError when the bytes are not in the encoding that the document names.
 */
export function toUtf8(document: Buffer | string): Buffer {
  if (typeof document === 'string') return encoded(document);
  const encoding = encodingOf(document);
  if (encoding !== 'utf-8') return encoded(decoded(document, encoding));
  if (!isUtf8(document)) throw damaged(encoding);
  return withoutMark(document);
}

function decoded(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw damaged(encoding);
  }
}

function encoded(text: string): Buffer {
  // Half a surrogate pair would be lost on the way.
  refuseForbidden(text);
  return withoutMark(Buffer.from(text));
}

/** UTF-8 without a byte order mark in front. */
export function withoutMark(bytes: Buffer): Buffer {
  return hasByteOrderMark(bytes) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/** That bytes are not in the encoding which the document names. */
export function damaged(encoding: string): XmlError {
  return new XmlError(`The XML is damaged: its bytes are not valid ${encoding}.`);
}
