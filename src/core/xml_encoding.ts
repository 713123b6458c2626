import { XmlError } from './xml_element';

const DECLARED_ENCODING = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** A byte order mark decides; else the declaration; else UTF-8 (XML 1.0, appendix F). */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
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

/**
 * Text of an XML document without its byte order mark.
 * @throws XmlError when the bytes are not in the encoding that the document names.
 */
export function decodeXml(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError(`The XML is damaged: its bytes are not valid ${encoding}.`);
  }
}
