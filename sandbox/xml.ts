/** XML as the doubles of tills and couriers read and write it. */
import { buildXml, element, parseXml, XmlElement, XmlError } from '../src/core/xml';
import type { FaultOf } from './faults';

export { buildXml, element, parseXml, XmlElement, XmlError };

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
