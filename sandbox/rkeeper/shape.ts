import { type Kind, type Misfit, type Shape as AnyShape, ShapeCheck, type Slot as AnySlot } from '../shape';
import { element, type XmlElement } from '../xml';
import { badParameters } from './refusal';

type Form = 'text' | 'integer' | 'boolean' | 'guid' | 'dateTime';
export type Shape = AnyShape<Form>;
export type Slot = AnySlot<Form>;
type Attributes = Readonly<Record<string, Kind<Form>>>;

/** By form: what a value looks like, and the word in the server's complaint. It reads booleans as integers: `true` fails. */
const FORMS: Readonly<Record<Form, { readonly form: RegExp; readonly word: string }>> = {
  text: { form: /^/, word: 'text' },
  integer: { form: /^-?\d{1,15}$/, word: 'integer' },
  boolean: { form: /^[01]$/, word: 'integer' },
  guid: { form: /^\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/, word: 'guid' },
  dateTime: { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, word: 'datetime' },
};

export function shape(attributes: Attributes, ...slots: readonly Slot[]): Shape {
  return { attributes, slots };
}

/** A refItem: exactly one of id, code, guid, and perhaps more attributes and children. */
export function reference(attributes: Attributes = {}, ...slots: readonly Slot[]): Shape {
  return {
    attributes: { id: 'integer', code: 'integer', guid: 'guid', ...attributes },
    slots,
    oneOf: ['id', 'code', 'guid'],
  };
}

export const anything: Shape = { attributes: {}, slots: [], open: true };

function slot(least: 0 | 1, most: number): (name: string, child: Shape) => Slot {
  return (name, child) => ({ shapes: { [name]: child }, least, most });
}
export const required = slot(1, 1);
export const optional = slot(0, 1);
export const many = slot(0, Infinity);
export const some = slot(1, Infinity);
/** Any mix of several elements, in any order. */
export const mix = (shapes: Slot['shapes'], least: 0 | 1 = 0): Slot => ({ shapes, least, most: Infinity });

/**
 * A command as a real server reads it: the order of children does not matter to it, nor how a GUID is spelled, and an empty one is
 * none. Production clients rely on all three.
 */
export function asRead(sent: XmlElement, { attributes, slots, open }: Shape): XmlElement {
  if (open) return sent;
  const placeOf = ({ name }: XmlElement): number =>
    slots.findIndex(({ shapes }) => Object.hasOwn(shapes, name));
  const children = sent.children.map((child) => {
    const expected = slots[placeOf(child)]?.shapes[child.name];
    return expected ? asRead(child, expected) : child;
  });
  const values = Object.entries(sent.attributes).map(
    ([name, value]) => [name, isGuid(attributes[name]) ? guidAsRead(value) : value] as const,
  );
  return element(
    sent.name,
    Object.fromEntries(values),
    sent.text,
    ...children.toSorted((one, other) => placeOf(one) - placeOf(other)),
  );
}

const isGuid = (kind: Kind<Form> | undefined): boolean => kind === 'guid' || kind === 'guid!';

function guidAsRead(sent: string): string | undefined {
  if (sent === '') return undefined;
  const guid = `{${sent.replace(/^\{(.*)\}$/, '$1').toUpperCase()}}`;
  return FORMS.guid.form.test(guid) ? guid : sent;
}

/** @throws Refusal `Bad Query Parameters` with the server's texts where they are known */
export function checkCommand(command: XmlElement, expected: Shape): void {
  new ShapeCheck<Form>({
    fits: (text, kind) => typeof kind === 'string' && FORMS[kind].form.test(text),
    refusal: (what, path, name, kind) =>
      badParameters(
        what === 'bad value' && typeof kind === 'string'
          ? `Bad ${FORMS[kind].word} attribute "${path}" value: "${name}"`
          : COMPLAINTS[what](path, name),
      ),
  }).check(command, expected);
}

const COMPLAINTS: Readonly<Record<Misfit, (path: string, name: string) => string>> = {
  'missing attribute': (path, name) => `Attribute "${path}/@${name}" is not found`,
  'unknown attribute': (path, name) => `Error: unknown attribute "${path}/@${name}"`,
  'missing child': (_, name) => `Error: child element "${name}" not found`,
  'unknown child': (path, name) => `Error: unknown child element "${name}" in "${path}"`,
  'repeated child': (path, name) => `Error: child element "${name}" is repeated in "${path}"`,
  'child out of order': (path, name) => `Error: child element "${name}" is out of order in "${path}"`,
  'bad value': (path, name) => `Bad attribute "${path}" value: "${name}"`,
  text: (path) => `Error: unexpected text in "${path}"`,
  'not one of': (path) => `Error: exactly one of id, code, guid is expected in "${path}"`,
};
