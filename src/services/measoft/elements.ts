import { formatKopecks, formatThousandths } from '../../core/money';
import * as column from '../../core/output';
import { element, type XmlElement } from '../../core/xml';

/** How the values of a list of names are written; their order is the vendor's. An encoder may leave a value out. */
type Encoders<Values> = { readonly [Name in keyof Values]: (value: Values[Name]) => string | undefined };

/** The values that a table of encoders takes, each of which may be absent. */
export type Encodable<Of> = {
  readonly [Name in keyof Of]?: Of[Name] extends (value: infer Value) => unknown ? Value | undefined : never;
};

/** Texts by the names of elements or attributes. */
export type Texts = Readonly<Record<string, string>>;

/** The texts of values by their names. Absent ones are left out. */
export function encode<Values>(
  encoders: Encoders<Values>,
  values: { readonly [Name in keyof Values]?: Values[Name] | undefined },
): Texts {
  const texts: Record<string, string> = {};
  for (const name in encoders) {
    const value = values[name];
    const text = value === undefined ? undefined : encoders[name](value);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

export const asIs = (text: string): string => text;
export const encodeInteger = (number: number): string => String(number);
export const encodeMoney = formatKopecks;
/** Kilograms, centimetres or pieces. */
export const encodeMeasure = formatThousandths;
export const encodeFlag = (flag: boolean): string => (flag ? 'YES' : 'NO');

/** An element that holds a text; none where there is none. */
export function leaf(name: string, text: string | undefined): XmlElement | undefined {
  return text === undefined ? undefined : element(name, {}, text);
}

/** An element for each value that there is. */
export function leaves(values: Readonly<Record<string, string | undefined>>): readonly XmlElement[] {
  return Object.entries(values).flatMap(([name, value]) => leaf(name, value) ?? []);
}

/** An element that groups others; none where there are none. */
export function groupElement(
  name: string,
  children: readonly (XmlElement | undefined)[],
): XmlElement | undefined {
  return children.every((child) => child === undefined) ? undefined : element(name, {}, ...children);
}

/** The first entries of a list. */
export function limitElement(count: number): XmlElement {
  return element('limit', {}, ...leaves({ limitfrom: '0', limitcount: String(count) }));
}

/** A search by one code, which excludes all else, or by conditions. */
export function encodeSearch(
  codes: Readonly<Record<string, string | undefined>>,
  conditions: Readonly<Record<string, string | undefined>>,
  limit: number,
): readonly XmlElement[] {
  const wanted = groupElement('codesearch', leaves(codes)) ?? groupElement('conditions', leaves(conditions));
  return [...(wanted ? [wanted] : []), limitElement(limit)];
}

/** The trimmed text of a child; undefined where it is absent or empty. */
export function text(parent: XmlElement | undefined, name: string): string | undefined {
  return filled(parent?.child(name)?.text);
}

/** A trimmed attribute; undefined where it is absent or empty. */
export function attribute(node: XmlElement | undefined, name: string): string | undefined {
  return filled(node?.attribute(name));
}

/** The trimmed text of an element itself. */
export function ownText(node: XmlElement | undefined): string | undefined {
  return filled(node?.text);
}

/** The children of an element that only groups them: an array also for one or none. */
export function grouped(parent: XmlElement, group: string, name: string): readonly XmlElement[] {
  return parent.child(group)?.all(name) ?? [];
}

/** YES and NO; undefined for anything else. */
export function yes(parent: XmlElement | undefined, name: string): boolean | undefined {
  const word = text(parent, name)?.toUpperCase();
  return word === 'YES' ? true : word === 'NO' ? false : undefined;
}

/** A number with a decimal dot, as a later step takes it; undefined where there is none. */
export function decimal(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** The code of a thing in a list; those without one are left out. */
export const codeOf = (thing: XmlElement): string => text(thing, 'code') ?? '';

// The columns of a table of what a list tells of each thing, by the names of its children.

export const told = (label: string, name: string, sample: string | null) =>
  column.text(label, sample, (thing: XmlElement) => text(thing, name));

export const figure = (label: string, name: string, sample: number) =>
  column.number(label, sample, (thing: XmlElement) => decimal(text(thing, name)));

export const flag = (label: string, name: string, sample: boolean) =>
  column.yesNo(label, sample, (thing: XmlElement) => yes(thing, name));

/** Names are compared without regard to capitals, spaces and the points on the letter ё. */
export function folded(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase().replaceAll('ё', 'е');
}

function filled(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
