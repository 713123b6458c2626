import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import { Form, type Field } from '../core/form';
import { parseKopecks, parseThousandths } from '../core/money';
import { inLanguage } from '../language/language';
import { formOf, type Run } from './run';

/**
 * The fields of a step, told once. A table says for each field its key, its label, its help and its kind; from the table
 * come the form that Zapier shows, the reader of what was filled in, and the type of what it reads.
 */

/** What Zapier knows of a field beside its name, help and place. */
type Shown = Omit<PlainInputField, 'key' | 'label' | 'helpText' | 'group' | 'required' | 'placeholder'>;

/** How a value is asked for, and how it is read. */
export interface Kind<Value> {
  readonly show: Shown;
  /** The value, or undefined for an empty field. Faults are noted in the form. */
  readonly read: (form: Form, field: Field) => Value | undefined;
  /** What a required field that is empty reads as. The form is refused before anybody uses it. */
  readonly blank: Value;
  /** The fields of each row, for line items of which the form shows more or fewer. */
  readonly children?: (form: Form, field: Field) => PlainInputField[];
}

/** A kind that reads an empty field as a value, too: lists as an empty list, for instance. */
export interface CertainKind<Value> extends Kind<Value> {
  readonly read: (form: Form, field: Field) => Value;
}

/** A field of a form. */
export interface FieldRow<Value> {
  readonly label: string;
  readonly kind: Kind<Value>;
  readonly help?: string;
  readonly group?: string;
  readonly required?: boolean;
  readonly placeholder?: string;
  /** A field that is on the form, and counts, only while others are filled in so. */
  readonly when?: (form: Form) => boolean;
  /** A field that is on the form only then, or while it is filled in. It counts whenever it is. */
  readonly shownIf?: (form: Form) => boolean;
}

type Value<Row> = Row extends { readonly kind: { readonly read: (...given: never) => infer Found } }
  ? Row extends { readonly when: unknown }
    ? Found | undefined
    : Row extends { readonly required: true }
      ? Exclude<Found, undefined>
      : Found
  : never;

/** What rows read as, by the keys of their fields. */
export type Values<Of> = { readonly [Key in keyof Of]: Value<Of[Key]> };

/** A form, and what it reads as. */
export interface Readable<Value> {
  readonly input: (PlainInputField | FieldFunction)[];
  /** Reads all fields; faults are noted in the form, for its `check`. */
  readonly read: (form: Form) => Value;
}

/** All that a step needs of its fields. */
export interface Fields<Of> extends Readable<Values<Of>> {
  /** For forms that are made of this one: `fields({ ...BUYER.rows, more: … })`. */
  readonly rows: Of;
  /** The fields of the rows of a form; each may be filled in in one of the rows, or beside them, as Zapier tells it, too. */
  readonly shown: (whole: Form, rows: readonly Form[]) => PlainInputField[];
  /** A field by its key, for rules that concern more than one. */
  readonly field: (key: keyof Of & string) => Field;
}

/** What a form reads as: `type NewOrder = Read<typeof NEW_ORDER>`. */
export type Read<Of extends Readable<unknown>> = ReturnType<Of['read']>;

/** Notes faults that concern more than one field. */
export type Check<Of> = (values: Values<Of>, form: Form) => void;

type FieldFunction = (z: ZObject, bundle: Bundle) => PlainInputField[];

type Rows<Of> = Readonly<Record<keyof Of, FieldRow<unknown>>>;

/** Makes a form of its table, in the order in which people fill it in. */
export function fields<const Of extends Rows<Of>>(rows: Of): Fields<Of> {
  const entries = Object.entries<FieldRow<unknown>>(rows);
  return {
    rows,
    field: (key) => {
      const row: FieldRow<unknown> = rows[key];
      return fieldOf(key, row);
    },
    input: joined(entries.map(([key, row]) => inputField(key, row))),
    shown: (whole, lines) =>
      entries
        .filter(([key, row]) => isOffered(row, fieldOf(key, row), whole, ...lines))
        .map(([key, row]) => shownField(key, row)),
    read: (form) =>
      Object.fromEntries(entries.map(([key, row]) => [key, valueOf(key, row, form)])) as Values<Of>,
  };
}

/**
 * Reads the form of a run by its table.
 *
 * @throws Problem of kind `input` naming all faults at once.
 */
export function readInput<Value>(
  run: Run,
  form: Readable<Value>,
  check?: (values: Value, form: Form, run: Run) => void,
): Value {
  const given = formOf(run);
  const values = form.read(given);
  check?.(values, given, run);
  given.check();
  return values;
}

function fieldOf(key: string, { label, kind }: FieldRow<unknown>): Field {
  return { key, label: inLanguage(label), ...(kind.show.type !== undefined && { type: kind.show.type }) };
}

function inputField(key: string, row: FieldRow<unknown>): PlainInputField | FieldFunction {
  const { when, shownIf, kind } = row;
  const shown = shownField(key, row);
  if (!when && !shownIf && !kind.children) return shown;
  const field = fieldOf(key, row);
  return (_z, { inputData }) => {
    const form = new Form(inputData);
    const isShown = when?.(form) ?? isOffered(row, field, form);
    return isShown ? [kind.children ? { ...shown, children: kind.children(form, field) } : shown] : [];
  };
}

/** Neighbours that change with the form are one function, since Zapier calls each of them. */
function joined(fields: readonly (PlainInputField | FieldFunction)[]): (PlainInputField | FieldFunction)[] {
  const all: (PlainInputField | FieldFunction)[] = [];
  for (const field of fields) {
    const last = all.at(-1);
    if (typeof field === 'function' && typeof last === 'function')
      all.splice(-1, 1, (z, bundle) => [...last(z, bundle), ...field(z, bundle)]);
    else all.push(field);
  }
  return all;
}

function isOffered({ shownIf }: FieldRow<unknown>, field: Field, form: Form, ...lines: Form[]): boolean {
  return shownIf === undefined || shownIf(form) || [form, ...lines].some((place) => place.has(field));
}

function shownField(key: string, row: FieldRow<unknown>): PlainInputField {
  const { label, kind, help, group, required, placeholder } = row;
  return {
    key,
    label,
    ...kind.show,
    ...(help !== undefined && { helpText: help }),
    ...(group !== undefined && { group }),
    ...(required !== undefined && { required }),
    ...(placeholder !== undefined && { placeholder }),
  };
}

function valueOf(key: string, row: FieldRow<unknown>, form: Form): unknown {
  const { kind, required, when } = row;
  if (when?.(form) === false) return undefined;
  const field = fieldOf(key, row);
  if (required === true) form.require(field);
  return kind.read(form, field) ?? (required === true ? kind.blank : undefined);
}

type Each<Of, More> = { readonly [Key in keyof Of]: Of[Key] & More };

function eachRow<const Of extends Rows<Of>, More>(rows: Of, more: More): Each<Of, More> {
  const entries = Object.entries<FieldRow<unknown>>(rows);
  return Object.fromEntries(entries.map(([key, row]) => [key, { ...row, ...more }])) as Each<Of, More>;
}

/** Rows that stand in one group of the form. */
export function inGroup<const Of extends Rows<Of>>(
  group: string,
  rows: Of,
): Each<Of, { readonly group: string }> {
  return eachRow(rows, { group });
}

/** Rows that the form shows only then, or while they are filled in. */
export function shownOnlyIf<const Of extends Rows<Of>>(
  shownIf: (form: Form) => boolean,
  rows: Of,
): Each<Of, { readonly shownIf: (form: Form) => boolean }> {
  return eachRow(rows, { shownIf });
}

/** For `when`: another field of the form is filled in with this value. */
export function filledWith<Value>(key: string, row: FieldRow<Value>, value: Value): (form: Form) => boolean {
  return (form) => row.kind.read(form, fieldOf(key, row)) === value;
}

/** A kind that is asked for as text. @param blank see {@link Kind}. */
export function typed<Value>(read: Kind<Value>['read'], blank: Value): Kind<Value> {
  return { show: {}, read, blank };
}

/** One line of text without the spaces around it. */
export const line = typed((form, field) => form.text(field), '');

/** Text as it is, with its spaces and line breaks. */
export const text: Kind<string> = {
  show: { type: 'text' },
  read: (form, field) => form.wholeText(field),
  blank: '',
};

/** One line of a given form. `rule` completes the sentence "{label} …". */
export function matching(pattern: RegExp, rule: string): Kind<string> {
  return typed((form, field) => form.matching(field, pattern, rule), '');
}

export const link = typed((form, field) => form.link(field), '');

// Values are asked for as text, and read here: Zapier's own types read "нет" as yes, "1 250,50" as 125050, 03.04.2027 as the
// 4th of March, and what they cannot read as 0 or as now.

export const yesNo: Kind<boolean> = {
  show: { choices: { yes: 'Yes (да)', no: 'No (нет)' } },
  read: (form, field) => form.flag(field),
  blank: false,
};

/** A whole number within limits. */
export function wholeNumber(least = 0, most = Infinity): Kind<number> {
  return typed((form, field) => form.integer(field, least, most), least);
}

/** Money in roubles or dollars, not negative. */
export const money = typed((form, field) => form.money(field), parseKopecks(0));

/** Money in roubles or dollars, more than nothing. */
export const payment = typed((form, field) => form.payment(field), parseKopecks(0));

/** A share with at most two decimal digits, as the text that is sent. */
export const percent = typed((form, field) => form.percent(field, 100), '');

/** Pieces or kilograms, more than nothing. */
export const quantity = typed((form, field) => form.quantity(field), parseThousandths(0));

/** A point in time as UNIX seconds. */
export const moment = typed((form, field) => form.moment(field), 0);

/** `YYYY-MM-DD` in the Zap's zone. */
export const day = typed((form, field) => form.localTime(field)?.slice(0, 10), '');

/** Several values, each once. */
export const list: Kind<readonly string[]> = {
  show: { list: true },
  read: (form, field) => (form.has(field) ? [...new Set(form.list(field))] : undefined),
  blank: [],
};

/** Names with a value each. */
export const pairs: CertainKind<readonly (readonly [name: string, value: string])[]> = {
  show: { dict: true },
  read: (form, field) => form.pairs(field),
  blank: [],
};

/** One of some words, each with what the user reads. */
export function choice<Word extends string>(choices: Readonly<Record<Word, string>>): Kind<Word> {
  const [first] = Object.keys(choices).filter((word): word is Word => Object.hasOwn(choices, word));
  if (first === undefined) throw new Error('A choice needs words to choose from.');
  return { show: { choices }, read: (form, field) => form.choice(field, choices), blank: first };
}

/** One of some codes that people know as they are. */
export function oneOf(codes: readonly string[]): Kind<string> {
  return choice(Object.fromEntries(codes.map((code) => [code, code])));
}

/** Some of some words, each with what the user reads. */
export function choices<Word extends string>(words: Readonly<Record<Word, string>>): Kind<readonly Word[]> {
  return {
    show: { list: true, choices: choiceList(words) },
    read: (form, field) => (form.has(field) ? form.choices(field, words) : undefined),
    blank: [],
  };
}

/** The choices of a field that is read otherwise than as one of them, for {@link shownWith}. */
export function choiceList(
  choices: Readonly<Record<string, string>>,
): { value: string; sample: string; label: string }[] {
  return Object.entries(choices).map(([value, label]) => ({ value, sample: value, label }));
}

/** A kind that is shown otherwise, for instance with a drop-down. */
export function shownWith<Value>(show: Shown, kind: Kind<Value>): Kind<Value> {
  return { ...kind, show: { ...kind.show, ...show } };
}

/** A kind that reads an empty field as a value of its own. */
export function orElse<Value>(empty: Value, kind: Kind<Value>): CertainKind<Value> {
  return { ...kind, read: (form, field) => kind.read(form, field) ?? empty };
}

/** A kind that must be filled in, though Zapier shall not insist: a field of line items of which there may be none. */
export function needed<Value>(kind: Kind<Value>): CertainKind<Value> {
  return {
    ...kind,
    read: (form, field) => {
      form.require(field);
      return kind.read(form, field) ?? kind.blank;
    },
  };
}

/**
 * Line items: a form within the form.
 *
 * @param name what messages call a row: "Dish 2: …".
 * @param check notes faults that concern more than one field of a row, or one of the whole form, too.
 */
export function lineItems<Of>(
  name: string,
  form: Fields<Of>,
  check?: (values: Values<Of>, row: Form, whole: Form) => void,
): CertainKind<readonly Values<Of>[]> {
  const fixed = form.input.filter((field) => typeof field !== 'function');
  return {
    ...(fixed.length === form.input.length
      ? { show: { children: fixed } }
      : { show: {}, children: (whole, field) => form.shown(whole, whole.rows(field, name)) }),
    read: (whole, field) =>
      whole.rows(field, name).map((row) => {
        const values = form.read(row);
        check?.(values, row, whole);
        return values;
      }),
    blank: [],
  };
}

type Part<Prefix extends string, Values> = {
  readonly [Key in keyof Values as Key extends `${Prefix}${infer Name}` ? Name : never]: Values[Key];
};

/** The values whose keys have a prefix, by the vendor's names behind it. */
export function part<Prefix extends string, Values extends object>(
  prefix: Prefix,
  values: Values,
): Part<Prefix, Values> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  ) as Part<Prefix, Values>;
}
