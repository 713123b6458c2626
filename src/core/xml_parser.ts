import { XMLParser } from 'fast-xml-parser';
import { emptyAttributes, XmlElement, XmlError } from './xml_element';
import { decodeXml } from './xml_encoding';
import { FORBIDDEN_CHARACTER } from './xml_names';
import { checkWellFormed, type StructureLimits } from './xml_wellformed';

export interface XmlLimits extends StructureLimits {
  readonly maxBytes: number;
}

const LIMITS: XmlLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 100,
  maxElements: 200_000,
  maxAttributes: 400_000,
  maxTextLength: 1024 * 1024,
};

/**
 * Shape of the library's ordered tree: a one-key object per node, the key being the element's name, `#text` or `#cdata`,
 * with the attributes beside it under `:@`.
 */
type OrderedNode = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const PREFIX = '@';

// The ordered mode keeps the order of children and is also the library's faster one. Everything that guesses types, trims
// or expands entities is off: values are decoded below, once.
const library = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: Number.MAX_SAFE_INTEGER,
  onDangerousProperty: (name: string) => name,
});

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g;

function decodeReference(
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return PREDEFINED[name] ?? '';
  const digits = hex ?? decimal;
  if (digits === undefined)
    throw new XmlError('The XML has an entity that is not one of the five predefined ones.');
  const code = parseInt(digits, hex === undefined ? 10 : 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
  if (FORBIDDEN_CHARACTER.test(character))
    throw new XmlError('The XML has a reference to a forbidden character.');
  return character;
}

function decode(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(REFERENCE, (_, hex?: string, decimal?: string, name?: string) =>
    decodeReference(hex, decimal, name),
  );
}

/** Plain white space in an attribute counts as spaces (XML 1.0, 3.3.3); references to it survive. */
function decodeAttribute(raw: string): string {
  return decode(/[\t\n\r]/.test(raw) ? raw.replace(/[\t\n\r]/g, ' ') : raw);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function toAttributes(raw: unknown): Record<string, string> {
  const attributes = emptyAttributes();
  if (isRecord(raw)) {
    for (const key in raw) attributes[key.slice(PREFIX.length)] = decodeAttribute(asString(raw[key]));
  }
  return attributes;
}

function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asNodes(value: unknown): readonly OrderedNode[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function toElement(node: OrderedNode): XmlElement {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
  const children: XmlElement[] = [];
  let text = '';
  for (const item of asNodes(node[name])) {
    if (TEXT in item) text += decode(asString(item[TEXT]));
    else if (CDATA in item) text += asString(asNodes(item[CDATA])[0]?.[TEXT]);
    else children.push(toElement(item));
  }
  // White space between elements is layout, not data.
  if (children.length > 0 && text.trim() === '') text = '';
  return new XmlElement(name, toAttributes(node[ATTRIBUTES]), children, text);
}

function toText(document: Buffer | string, maxBytes: number): string {
  const size = typeof document === 'string' ? Buffer.byteLength(document) : document.byteLength;
  if (size > maxBytes)
    throw new XmlError(`The XML is too large: ${size} bytes, at most ${maxBytes} are read.`);
  const text = typeof document === 'string' ? document.replace(/^\uFEFF/, '') : decodeXml(document);
  return text.trimStart();
}

/**
 * Reads one XML document: UTF-8, UTF-16 with a byte order mark, or windows-1251 if the declaration says so.
 * @throws XmlError for anything but one well-formed element within the limits; DTDs and custom entities are refused.
 */
export function parseXml(document: Buffer | string, limits: Partial<XmlLimits> = {}): XmlElement {
  const applied = { ...LIMITS, ...limits };
  const text = toText(document, applied.maxBytes);
  if (text === '') throw new XmlError('The XML is empty.');
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) throw new XmlError('The answer is an HTML page, not XML.');
  if (!text.startsWith('<')) throw new XmlError('The answer is not XML.');
  checkWellFormed(text, applied);
  let nodes: unknown;
  try {
    nodes = library.parse(text);
  } catch (error) {
    throw new XmlError('The XML has a name that cannot be read safely.', { cause: error });
  }
  const root = asNodes(nodes).find((node) => !(TEXT in node));
  if (!root) throw new XmlError('The XML has no element.');
  return toElement(root);
}
