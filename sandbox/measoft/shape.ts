import { type Kind as AnyKind, type Shape as AnyShape, ShapeCheck } from '../shape';
import type { XmlElement } from '../xml';
import { unreadable } from './refusal';

type Form =
  'text' | 'yes or no' | 'integer' | 'number' | 'amount' | 'date' | 'time' | 'date and time' | 'base64';
type Kind = AnyKind<Form>;
export type Shape = AnyShape<Form>;

const FORMS: Readonly<Record<Form, RegExp>> = {
  text: /^/,
  'yes or no': /^(?:YES|NO)$/,
  integer: /^\d+$/,
  number: /^\d+(?:\.\d+)?$/,
  // A prepayment or a discount is less than nothing.
  amount: /^-?\d+(?:\.\d+)?$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  'date and time': /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
  base64: /^[A-Za-z0-9+/\s]+={0,2}\s*$/,
};

/** An element of text. */
export function value(text: Kind, attributes: Readonly<Record<string, Kind>> = {}): Shape {
  return { text, attributes, slots: [] };
}

/** Several elements of the same kind. */
export function values(kind: Kind, ...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, value(kind)]));
}

/** An element of elements, in any order and number. */
export function group(
  children: Readonly<Record<string, Shape>>,
  attributes: Readonly<Record<string, Kind>> = {},
): Shape {
  return { attributes, slots: [{ shapes: children, least: 0, most: Infinity }] };
}

const AUTH = value('text', { extra: 'text', login: 'text', pass: 'text' });

/** Checks a request, which may have `auth` in it. @throws Refusal that names the first thing out of shape */
export function checkRequest(root: XmlElement, shape: Shape): void {
  new ShapeCheck<Form>({
    // Empty values are allowed everywhere.
    fits: (text, kind) => text.trim() === '' || fits(text.trim(), kind),
    refusal: (what, path, name, kind) => {
      const words = typeof kind === 'string' ? kind : kind.join(' or ');
      if (what === 'bad value') return unreadable(`${path} must be ${words}`);
      if (what === 'unknown attribute') return unreadable(`${what} ${path}/@${name}`);
      return unreadable(what === 'unknown child' ? `unknown element ${path}/${name}` : `${what} in ${path}`);
    },
  }).check(root, { ...shape, slots: shape.slots.map(withAuth) });
}

function withAuth({ shapes, ...slot }: Shape['slots'][number]): Shape['slots'][number] {
  return { ...slot, shapes: { ...shapes, auth: AUTH } };
}

function fits(text: string, kind: Form | readonly string[]): boolean {
  return typeof kind === 'string' ? FORMS[kind].test(text) : kind.includes(text);
}
