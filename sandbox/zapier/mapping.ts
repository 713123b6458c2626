import { type Field } from './definition';
import { isJsonObject, type JsonObject } from './json';

/** What a user put into a field of a step: a value, or a text that refers to earlier steps by `{{step.path}}`. */
export type Template = string | number | boolean | readonly Template[] | { readonly [key: string]: Template };

export type Templates = Readonly<Record<string, Template>>;

const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/g;
const ONLY_A_REFERENCE = /^\{\{\s*([^{}]+?)\s*\}\}$/;

/**
 * The `inputData` of a step. What is referred to arrives as text, unless the type of the field says number or boolean; a
 * column of line items fills a list field entry by entry, a field with children row by row, and any other field with
 * commas between. Fields that come out empty are left out.
 *
 * @param fields those written out in the definition; what functions add counts as text, or as rows by its template.
 * @throws Error where a field with children is not given a template for each child.
 */
export function mapped(templates: Templates, outputs: JsonObject, fields: readonly Field[]): JsonObject {
  return filled(
    Object.entries(templates).map(([key, template]) => {
      const field = fields.find((one) => one.key === key);
      return [key, valueOf(template, field, outputs)] as const;
    }),
  );
}

/** The names of the steps that templates refer to. */
export function stepsReferredTo(templates: Templates): string[] {
  return [...JSON.stringify(templates).matchAll(REFERENCE)].map(
    ([, path = '']) => path.split(/\.|__/)[0] ?? '',
  );
}

function valueOf(template: Template, field: Field | undefined, outputs: JsonObject): unknown {
  if (field?.children) return rowsOf(template, field.children, outputs);
  if (!field && isRows(template)) return rowsOf(template, [], outputs);
  if (field?.list === true) return entriesOf(template, field, outputs);
  if (isList(template)) return template.map((member) => valueOf(member, undefined, outputs));
  if (typeof template === 'object') return mapped(template, outputs, []);
  return typeof template === 'string' ? cast(textOf(template, outputs), field) : template;
}

/** A field that a function adds, and that takes a template for each child. */
function isRows(template: Template): boolean {
  return isList(template) ? template.some(isRows) : typeof template === 'object';
}

function entriesOf(template: Template, field: Field, outputs: JsonObject): unknown[] {
  if (isList(template)) return template.flatMap((member) => entriesOf(member, field, outputs));
  const column = columnOf(template, outputs);
  if (column) return column.map((entry) => cast(asText(entry), field));
  const value = valueOf(template, { ...field, list: false }, outputs);
  return value === '' ? [] : [value];
}

/** As many rows as the longest column has; what is no column is the same in every row. */
function rowsOf(template: Template, children: readonly Field[], outputs: JsonObject): JsonObject[] {
  if (isList(template)) return template.flatMap((member) => rowsOf(member, children, outputs));
  if (typeof template !== 'object') throw new Error('A field with children takes a template for each child.');
  const columns = Object.entries(template).map(([key, cell]) => {
    const field = children.find((child) => child.key === key);
    const column = columnOf(cell, outputs)?.map((value) => cast(asText(value), field));
    return { key, column, same: column ? undefined : valueOf(cell, field, outputs) };
  });
  const lengths = columns.flatMap(({ column }) => column?.length ?? []);
  const count = lengths.length === 0 ? 1 : Math.max(...lengths);
  return Array.from({ length: count }, (_, row) =>
    filled(columns.map(({ key, column, same }) => [key, column ? column[row] : same] as const)),
  );
}

function columnOf(template: Template, outputs: JsonObject): readonly unknown[] | undefined {
  const path = typeof template === 'string' ? ONLY_A_REFERENCE.exec(template)?.[1] : undefined;
  const value = path === undefined ? undefined : valueAt(outputs, path);
  return Array.isArray(value) ? value : undefined;
}

function textOf(template: string, outputs: JsonObject): string {
  return template.replace(REFERENCE, (_, path: string) => asText(valueAt(outputs, path)));
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(asText).join(',') : JSON.stringify(value);
}

function cast(text: string, field: Field | undefined): unknown {
  const type = field?.type;
  if ((type === 'integer' || type === 'number') && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function filled(entries: readonly (readonly [string, unknown])[]): JsonObject {
  return Object.fromEntries(
    entries.filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export function isList(template: Template | undefined): template is readonly Template[] {
  return Array.isArray(template);
}

/**
 * What a path such as `order.customer__name` names in the output of a step. Below a list it names that part of every
 * member, in their order: a column of line items.
 */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(/\.|__/).reduce(partOf, value);
}

function partOf(value: unknown, word: string): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => partOf(member, word));
  return isJsonObject(value) ? value[word] : undefined;
}
