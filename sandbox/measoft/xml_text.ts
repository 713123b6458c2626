import { element, type XmlElement } from '../../src/core/xml';

/** An element that holds text only. */
export function leaf(name: string, text = '', attributes: Readonly<Record<string, string>> = {}): XmlElement {
  return element(name, attributes, text);
}

/** The trimmed text at the end of a path of names; empty when there is none. */
export function textOf(parent: XmlElement | undefined, ...path: readonly string[]): string {
  return path.reduce((here, name) => here?.child(name), parent)?.text.trim() ?? '';
}

/** A trimmed attribute; empty when there is none. */
export function attributeOf(node: XmlElement | undefined, name: string): string {
  return node?.attribute(name)?.trim() ?? '';
}
