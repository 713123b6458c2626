import { element, type XmlElement } from '../../core/xml';

/** An element that holds a text; none where there is none. */
export function leaf(name: string, text: string | undefined): XmlElement | undefined {
  return text === undefined ? undefined : element(name, {}, text);
}

/** An element for each value that there is. */
export function leaves(values: Readonly<Record<string, string | undefined>>): readonly XmlElement[] {
  return Object.entries(values).flatMap(([name, value]) => leaf(name, value) ?? []);
}

/** An element that groups others; none where there are none. */
export function groupElement(name: string, children: readonly XmlElement[]): XmlElement | undefined {
  return children.length === 0 ? undefined : element(name, {}, ...children);
}

/** The first entries of a list. */
export function limitElement(count: number): XmlElement {
  return element('limit', {}, ...leaves({ limitfrom: '0', limitcount: String(count) }));
}

/** Those that there are. */
export function present(...elements: readonly (XmlElement | undefined)[]): readonly XmlElement[] {
  return elements.filter((one) => one !== undefined);
}
