import { XmlError, XmlTooLarge, type XmlElement } from './element';
import { toUtf8 } from './encoding';
import { XmlWalk, type StructureLimits, type XmlList } from './walk';

export interface XmlLimits extends StructureLimits {
  readonly maxBytes: number;
}

export const LIMITS: XmlLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 100,
  maxElements: 200_000,
  maxAttributes: 400_000,
  maxItems: 100_000,
  maxTextLength: 1024 * 1024,
};

const WHITE_SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Reads one XML document: UTF-8, UTF-16 with a byte order mark, or windows-1251 if the declaration says so.
 *
 * @param list elements to be handed over one by one; what was taken counts for nothing when this throws in the end.
 * @throws XmlError for anything but one well-formed element within the limits; DTDs and custom entities are refused.
 */
export function parseXml(
  document: Buffer | string,
  limits: Partial<XmlLimits> = {},
  list?: XmlList,
): XmlElement {
  const applied = { ...LIMITS, ...limits };
  const size = Buffer.byteLength(document);
  if (size > applied.maxBytes) throw tooLarge(size, applied);
  const walk = new XmlWalk(applied, list);
  walk.over(beginning(toUtf8(document)), true);
  return walk.end();
}

/**
 * A document, or its first bytes, from its first sign on.
 *
 * @throws XmlError for what is no XML from the very first.
 */
export function beginning(document: Buffer): Buffer {
  let at = 0;
  while (WHITE_SPACE.has(document[at] ?? 0)) at += 1;
  const bytes = document.subarray(at);
  const start = bytes.toString('latin1', 0, 100);
  if (start === '') throw new XmlError('The XML is empty.');
  if (/^<(?:!doctype\s+html|html)\b/i.test(start)) throw new XmlError('The answer is an HTML page, not XML.');
  if (!start.startsWith('<')) throw new XmlError('The answer is not XML.');
  return bytes;
}

/** That a document has more bytes than are read. */
export function tooLarge(size: number, { maxBytes }: XmlLimits): XmlTooLarge {
  return new XmlTooLarge(`The XML is too large: ${size} bytes, at most ${maxBytes} are read.`);
}
