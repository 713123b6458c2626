/** XML as the doubles of tills and couriers read and write it: of their own, as code shared with the app would agree with it. */
import { SaxesParser } from 'saxes';
import type { FaultOf } from './faults';

/** What is no XML, or none that a service takes. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** An element as it stands in a document; `text` is all that stands directly inside it, but for layout between children. */
export class XmlElement {
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly children: readonly XmlElement[],
    readonly text: string,
  ) {}

  attribute(name: string): string | undefined {
    return Object.hasOwn(this.attributes, name) ? this.attributes[name] : undefined;
  }

  /** The first child of that name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name);
  }

  all(name: string): readonly XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }
}

/** Attributes and children that are undefined are left out; a text is written before the children. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...content: readonly (XmlElement | string | undefined)[]
): XmlElement {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return new XmlElement(
    name,
    Object.fromEntries(present.map(([key, value]) => [key, String(value)])),
    content.filter((item) => item instanceof XmlElement),
    content.filter((item) => typeof item === 'string').join(''),
  );
}

/** The whole document, in UTF-8. */
export function buildXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>${written(root)}`;
}

function written({ name, attributes, children, text }: XmlElement): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`,
  );
  const content = escaped(text, /[&<>\r]/g) + children.map(written).join('');
  return `<${name}${pairs.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`;
}

function escaped(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Reads a document in the encoding that it declares. @throws XmlError where it is not well-formed, or has a DTD */
export function parseXml(document: string | Buffer): XmlElement {
  const top: XmlElement[] = [];
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] =
    [];
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new XmlError('A DTD is not taken.');
  });
  parser.on('opentag', ({ name, attributes }) => open.push({ name, attributes, children: [], text: '' }));
  const addText = (text: string): void => {
    const here = open.at(-1);
    if (here) here.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const { name = '', attributes = {}, children = [], text = '' } = open.pop() ?? {};
    const isLayout = children.length > 0 && text.trim() === '';
    const node = new XmlElement(name, attributes, children, isLayout ? '' : text);
    (open.at(-1)?.children ?? top).push(node);
  });
  try {
    parser.write(typeof document === 'string' ? document : decoded(document)).close();
  } catch (error) {
    throw error instanceof XmlError ? error : new XmlError(String(error));
  }
  const [root] = top;
  if (!root) throw new XmlError('There is no root element.');
  return root;
}

function decoded(document: Buffer): string {
  const [, encoding = 'utf-8'] =
    /^<\?xml[^>]*encoding=["']([^"']+)/.exec(document.toString('latin1', 0, 200)) ?? [];
  return new TextDecoder(encoding).decode(document);
}

/** An element that holds text only. */
export function leaf(name: string, text = '', attributes: Readonly<Record<string, string>> = {}): XmlElement {
  return element(name, attributes, text);
}

/** The trimmed text at the end of a path of names; empty when there is none. */
export function textOf(parent: XmlElement | undefined, ...path: readonly string[]): string {
  return path.reduce((here, name) => here?.child(name), parent)?.text.trim() ?? '';
}

/** The trimmed texts of children by their names. */
export function textsOf<Name extends string>(
  parent: XmlElement | undefined,
  names: readonly Name[],
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(parent, name)])) as Record<Name, string>;
}

/** A trimmed attribute; empty when there is none. */
export function attributeOf(node: XmlElement | undefined, name: string): string {
  return node?.attribute(name)?.trim() ?? '';
}

/** How the XML of an answer goes wrong. */
export const XML_FAULTS = {
  'broken xml': 'The answer is no well-formed XML.',
  'entity bomb': 'The answer holds XML entities that grow when they are resolved.',
} as const;

export type XmlFault = FaultOf<keyof typeof XML_FAULTS, unknown>;

/** A document under such a fault. */
export function spoiltXml(document: string, fault: { readonly kind: string } | undefined): string {
  if (fault?.kind === 'broken xml') return `${document}<unclosed "`;
  return fault?.kind === 'entity bomb' ? entityBomb(document) : document;
}

/** The root of the document, holding little that grows, and a file of the reader's. */
function entityBomb(document: string): string {
  const [, name = '', attributes = ''] = /<([A-Za-z]\w*)((?:\s[^>]*?)?)\/?>/.exec(document) ?? [];
  return (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' +
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>' +
    `<${name}${attributes}>&c;&d;</${name}>`
  );
}

const WINDOWS_1251 = new Map(
  Array.from({ length: 256 }, (_, code): [string, number] => [
    new TextDecoder('windows-1251').decode(Uint8Array.of(code)),
    code,
  ]),
);

/** Text in windows-1251, as old installations send it. Characters that it lacks become `?`. */
export function toWindows1251(text: string): Buffer {
  return Buffer.from(Array.from(text, (character) => WINDOWS_1251.get(character) ?? 0x3f));
}
