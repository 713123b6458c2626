import { type Field } from './definition';
import { isJsonObject, type JsonObject } from './json';

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/**
 * Values under the labels of their fields and in their order, empty ones left out; what has no field comes last, under
 * its key. Fields of parts may be children, or flat: `customer__name` of an object, `lines[]name` of a list.
 */
export function labelled(values: JsonObject, fields: readonly Field[]): LabelledValue[] {
  return walk(values, fields, '', '');
}

/** @param place of a list's item, in front of every label @param path of an object, in front of bare keys */
function walk(values: JsonObject, fields: readonly Field[], place: string, path: string): LabelledValue[] {
  const keys = new Set([...fields.map((field) => field.key), ...Object.keys(values)]);
  return [...keys].flatMap((key) => {
    const value = values[key];
    const label = fields.find((field) => field.key === key)?.label ?? `${path}${key}`;
    if (isJsonObject(value)) return walk(value, fieldsBelow(fields, key), place, `${path}${key}__`);
    if (!Array.isArray(value)) return present({ label: place + label, value: wordOf(value) });
    if (!value.some(isJsonObject))
      return present({ label: place + label, value: value.map(wordOf).join(', ') });
    return value
      .filter(isJsonObject)
      .flatMap((item, index) => walk(item, fieldsBelow(fields, key), `${place}${label} ${index + 1} · `, ''));
  });
}

function fieldsBelow(fields: readonly Field[], key: string): Field[] {
  const children = fields.find((field) => field.key === key)?.children ?? [];
  const flat = [`${key}__`, `${key}[]`].flatMap((prefix) =>
    fields
      .filter((field) => field.key.startsWith(prefix))
      .map((field) => ({ ...field, key: field.key.slice(prefix.length) })),
  );
  return [...children, ...flat];
}

function present(entry: LabelledValue): LabelledValue[] {
  return entry.value === '' ? [] : [entry];
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
