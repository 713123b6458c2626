import type { XmlElement } from '../xml';
import type { ReferenceName } from './references';
import { badParameters } from './refusal';
import type { TillSwitches } from './switches';

/** What an attribute may hold; `!` at the end of a rule means that it is required. */
type Kind = 'text' | 'integer' | 'boolean' | 'guid' | 'dateTime';
type AttributeRule = Kind | `${Kind}!`;

/** One place in the sequence of children: which elements may stand there, and how many. */
export interface Slot {
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly least: 0 | 1;
  readonly most: number;
}

/** What an element may look like: the vendor's schema in our words. */
export interface Shape {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  readonly slots: readonly Slot[];
  /** The element names one item of a reference by exactly one of id, code, guid. */
  readonly reference?: ReferenceName;
  /** Content that this till does not look at. */
  readonly open?: boolean;
}

type Strictness = Pick<TillSwitches, 'requireChildOrder' | 'refuseUnknownMarkup'>;

export function shape(attributes: Shape['attributes'], ...slots: readonly Slot[]): Shape {
  return { attributes, slots };
}

/** A refItem: exactly one of id, code, guid, and perhaps more attributes and children. */
export function reference(
  name: ReferenceName,
  attributes: Shape['attributes'] = {},
  ...slots: readonly Slot[]
): Shape {
  return {
    attributes: { id: 'integer', code: 'integer', guid: 'guid', ...attributes },
    slots,
    reference: name,
  };
}

export const anything: Shape = { attributes: {}, slots: [], open: true };

export const required = (name: string, child: Shape): Slot => ({
  shapes: { [name]: child },
  least: 1,
  most: 1,
});
export const optional = (name: string, child: Shape): Slot => ({
  shapes: { [name]: child },
  least: 0,
  most: 1,
});
export const many = (name: string, child: Shape): Slot => ({
  shapes: { [name]: child },
  least: 0,
  most: Infinity,
});
export const some = (name: string, child: Shape): Slot => ({
  shapes: { [name]: child },
  least: 1,
  most: Infinity,
});
/** Any mix of several elements, in any order. */
export const mix = (shapes: Slot['shapes'], least: 0 | 1 = 0): Slot => ({ shapes, least, most: Infinity });

/** By kind: the form of a value, and the word in the server's complaint. It reads booleans as integers: `true` fails. */
const KINDS: Readonly<Record<string, { readonly form: RegExp; readonly word: string }>> = {
  integer: { form: /^-?\d{1,15}$/, word: 'integer' },
  boolean: { form: /^[01]$/, word: 'integer' },
  guid: { form: /^\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/, word: 'guid' },
  dateTime: { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, word: 'datetime' },
};

/**
 * Checks an element against its shape.
 * @throws Refusal `Bad Query Parameters` with the server's texts where they are known.
 */
export function checkShape(
  element: XmlElement,
  expected: Shape,
  strictness: Strictness,
  path = element.name,
): void {
  if (expected.open) return;
  checkAttributes(element, expected, strictness, path);
  if (element.text.trim() !== '') throw badParameters(`Error: unexpected text in "${path}"`);
  checkChildren(element, expected.slots, strictness, path);
}

function checkAttributes(element: XmlElement, expected: Shape, strictness: Strictness, path: string): void {
  for (const [name, rule] of Object.entries(expected.attributes)) {
    const value = element.attribute(name);
    if (value === undefined) {
      if (rule.endsWith('!')) throw badParameters(`Attribute "${path}/@${name}" is not found`);
      continue;
    }
    const kind = KINDS[rule.replace('!', '')];
    if (kind && !kind.form.test(value)) {
      throw badParameters(`Bad ${kind.word} attribute "${path}/@${name}" value: "${value}"`);
    }
  }
  const unknown = Object.keys(element.attributes).find((name) => !Object.hasOwn(expected.attributes, name));
  if (unknown !== undefined && strictness.refuseUnknownMarkup) {
    throw badParameters(`Error: unknown attribute "${path}/@${unknown}"`);
  }
  if (expected.reference !== undefined) {
    const names = ['id', 'code', 'guid'].filter((name) => element.attribute(name) !== undefined);
    if (names.length !== 1)
      throw badParameters(`Error: exactly one of id, code, guid is expected in "${path}"`);
  }
}

function checkChildren(
  element: XmlElement,
  slots: readonly Slot[],
  strictness: Strictness,
  path: string,
): void {
  for (const slot of slots) {
    const names = Object.keys(slot.shapes);
    const count = element.children.filter((child) => names.includes(child.name)).length;
    if (count < slot.least) throw badParameters(`Error: child element "${names[0] ?? ''}" not found`);
    if (count > slot.most)
      throw badParameters(`Error: child element "${names[0] ?? ''}" is repeated in "${path}"`);
  }
  let reached = 0;
  for (const child of element.children) {
    const position = slots.findIndex((slot) => Object.hasOwn(slot.shapes, child.name));
    const expected = slots[position]?.shapes[child.name];
    if (!expected) {
      if (strictness.refuseUnknownMarkup)
        throw badParameters(`Error: unknown child element "${child.name}" in "${path}"`);
      continue;
    }
    if (position < reached && strictness.requireChildOrder) {
      throw badParameters(`Error: child element "${child.name}" is out of order in "${path}"`);
    }
    reached = Math.max(reached, position);
    checkShape(child, expected, strictness, `${path}/${child.name}`);
  }
}
