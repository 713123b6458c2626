import { parseXml, XmlError } from '../sandbox/xml';

/** An element of a document that somebody else wrote. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own, without that of its children. */
  readonly text: string;
}

/** Reads without the app's own reader, so that each can prove the other wrong. @returns undefined where it is no XML. */
export function readXml(document: string): XmlNode | undefined {
  try {
    return parseXml(document);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** Control characters and half characters stay as they are: a hostile service sends them, too. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** In one way only: without a declaration, white space between elements, and choices between quotes. */
export function writeXml({ name, attributes, children, text }: XmlNode): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inside = escapeXml(text.trim() === '' ? '' : text) + children.map(writeXml).join('');
  return `<${name}${pairs.join('')}${inside === '' ? '/>' : `>${inside}</${name}>`}`;
}
