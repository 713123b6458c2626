import type { XmlElement } from '../xml';
import { unreadable } from './refusal';

type Form = 'text' | 'yes or no' | 'integer' | 'number' | 'date' | 'time' | 'date and time' | 'base64';

/** What a value may be: of a form, or one of some words. Empty values are allowed everywhere. */
export type Kind = Form | readonly string[];

/** What an element may hold. The order of children does not matter. */
export interface Shape {
  /** Its text; elements without it hold none. */
  readonly text?: Kind;
  readonly attributes?: Readonly<Record<string, Kind>>;
  readonly children?: Readonly<Record<string, Shape>>;
}

export interface Strictness {
  readonly refuseUnknownMarkup: boolean;
  readonly refuseMalformedValues: boolean;
}

const FORMS: Readonly<Record<Form, RegExp>> = {
  text: /^/,
  'yes or no': /^(?:YES|NO)$/,
  integer: /^\d+$/,
  number: /^\d+(?:\.\d+)?$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  'date and time': /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
  base64: /^[A-Za-z0-9+/\s]+={0,2}\s*$/,
};

/** An element of text. */
export function value(text: Kind, attributes: Readonly<Record<string, Kind>> = {}): Shape {
  return { text, attributes };
}

/** Several elements of the same kind. */
export function values(kind: Kind, ...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, value(kind)]));
}

/** An element of elements. */
export function group(
  children: Readonly<Record<string, Shape>>,
  attributes: Readonly<Record<string, Kind>> = {},
): Shape {
  return { children, attributes };
}

/** @throws Refusal that names the first thing out of shape */
export function checkShape(node: XmlElement, shape: Shape, strictness: Strictness, path = node.name): void {
  for (const [name, text] of Object.entries(node.attributes)) {
    const kind = shape.attributes?.[name];
    if (kind !== undefined) checkValue(text, kind, strictness, `${path}/@${name}`);
    else if (strictness.refuseUnknownMarkup) throw unreadable(`unknown attribute ${path}/@${name}`);
  }
  if (shape.text !== undefined) checkValue(node.text, shape.text, strictness, path);
  else if (strictness.refuseUnknownMarkup && node.text.trim() !== '') throw unreadable(`text in ${path}`);
  for (const child of node.children) {
    const expected = shape.children?.[child.name];
    const childPath = `${path}/${child.name}`;
    if (expected) checkShape(child, expected, strictness, childPath);
    else if (strictness.refuseUnknownMarkup) throw unreadable(`unknown element ${childPath}`);
  }
}

function checkValue(text: string, kind: Kind, { refuseMalformedValues }: Strictness, path: string): void {
  const trimmed = text.trim();
  if (!refuseMalformedValues || trimmed === '') return;
  const fits = typeof kind === 'string' ? FORMS[kind].test(trimmed) : kind.includes(trimmed);
  if (!fits) {
    throw unreadable(`${path} must be ${typeof kind === 'string' ? kind : kind.join(' or ')}`);
  }
}
