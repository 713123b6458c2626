import { XMLParser } from 'fast-xml-parser';
import { isObject } from '../json';
import { XmlDecoder } from './decoder';
import { Attributes, XmlElement } from './element';
import { XmlReader, type XmlLimits } from './reader';

/**
 * Reads one XML document: UTF-8, UTF-16 with a byte order mark, or windows-1251 if the declaration says so.
 *
 * @throws XmlError for anything but one well-formed element within the limits; DTDs and custom entities are refused.
 */
export function parseXml(document: Buffer | string, limits: Partial<XmlLimits> = {}): XmlElement {
  // In UTF-16 a text is read as it is, whatever encoding its declaration names.
  const bytes = typeof document === 'string' ? Buffer.from(`\uFEFF${document}`, 'utf16le') : document;
  // The parser takes much for XML that is none. The reader, which takes none of it, goes first.
  const reader = new XmlReader(limits);
  reader.push(bytes);
  reader.end();
  const text = new XmlDecoder().decode(bytes, true).replace(/\r\n?/g, '\n');
  const parts = partsOf(PARSER.parse(text.replace(INSTRUCTION, (found) => (found[1] === '!' ? found : ''))));
  return elementOf(parts.find((part) => !(TEXT in part)) ?? {});
}

/** The parser skips what lies between the quotation marks of instructions. Comments and CDATA may look like one. */
const INSTRUCTION = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>/g;

const [TEXT, CDATA, ATTRIBUTES] = ['#text', '#cdata', ':@'] as const;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: CDATA,
  // Everything stays the text that was sent. References are read below, as the parser would leave out numeric ones.
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  jPath: false,
  onDangerousProperty: (name) => name,
});

/** The parser tells each part under one key, which is an element's name, `#text` or `#cdata`, and attributes beside it. */
type Part = Readonly<Record<string, unknown>>;

function partsOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function elementOf(part: Part): XmlElement {
  const name = Object.keys(part).find((key) => key !== ATTRIBUTES) ?? '';
  const attributes = new Attributes();
  for (const [key, value] of Object.entries(part[ATTRIBUTES] ?? {}))
    // White space in an attribute means spaces, unless it is written as a reference (XML 1.0, 3.3.3).
    attributes[key] = dereferenced(String(value).replace(/[\t\n]/g, ' '));
  const children: XmlElement[] = [];
  let text = '';
  for (const inner of partsOf(part[name])) {
    const [literal] = partsOf(inner[CDATA]);
    if (TEXT in inner) text += dereferenced(String(inner[TEXT]));
    else if (literal) text += String(literal[TEXT]);
    else children.push(elementOf(inner));
  }
  const isLayout = children.length > 0 && text.trim() === '';
  return new XmlElement(name, attributes, children, isLayout ? '' : text);
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces each reference by its character, once. */
function dereferenced(text: string): string {
  return text.replace(/&(#x?)?(\w+);/g, (_, numeric: string | undefined, word: string) =>
    numeric === undefined
      ? (PREDEFINED[word] ?? '')
      : String.fromCodePoint(parseInt(word, numeric === '#' ? 10 : 16)),
  );
}
