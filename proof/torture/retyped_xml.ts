import { parseXml, XmlError, type XmlElement } from '../../src/core/xml';
import type { Change, Retyping } from './mood';

/**
 * Walks all elements, their attributes and texts, and changes the one whose turn it is. Written without the app's own
 * serializer, which refuses what a hostile service would send. What is no XML stays as it is.
 */
export function retypedXml(text: string, { at, change }: Retyping): string {
  const root = readXml(text);
  if (!root) return text;
  let turnsLeft = Math.floor(at * countOf(root));
  const turn = (part: string, another: (value: string) => string): string => {
    turnsLeft -= 1;
    return turnsLeft === -1 ? changed(part, change, another) : part;
  };
  const write = ({ name, attributes, children, text: words }: XmlElement): string => {
    const heads = Object.entries(attributes).map(([key, value]) =>
      turn(` ${key}="${escaped(value)}"`, (other) => ` ${key}="${other}"`),
    );
    const inside = turn(escaped(words), (other) => other) + children.map(write).join('');
    return turn(`<${name}${heads.join('')}>${inside}</${name}>`, (other) => `<${name}>${other}</${name}>`);
  };
  return `<?xml version="1.0" encoding="utf-8"?>${write(root)}`;
}

function changed(part: string, change: Change, another: (value: string) => string): string {
  switch (change.kind) {
    case 'another':
      return another(escaped(typeof change.value === 'string' ? change.value : JSON.stringify(change.value)));
    case 'gone':
      return '';
    case 'repeated':
      return part.repeat(change.times);
  }
}

/** Control characters and half characters stay: a hostile service sends them, too. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function countOf({ attributes, children }: XmlElement): number {
  return children.reduce((sum, child) => sum + countOf(child), Object.keys(attributes).length + 2);
}

function readXml(text: string): XmlElement | undefined {
  try {
    return parseXml(text, { maxBytes: 64 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
