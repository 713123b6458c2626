import { createRequire } from 'node:module';
import { type AppDefinition, type Field, operationOf, staticFields } from './definition';
import { isJsonObject, type JsonObject } from './json';
import { type Step } from './step';

/** Says of itself that it parses values "like how Zapier production does"; it changes the object that it is given. */
type ResolveInputDataTypes = (
  inputData: Record<string, unknown>,
  fields: readonly Field[],
  timeZone: string,
) => Record<string, unknown>;

const load = createRequire(__filename);
/** Reading dates in all languages takes a while to load, so only a field of such a type asks for it. */
const READ_TYPES = ['boolean', 'integer', 'number', 'datetime'];

/**
 * The input of a step as it reaches the app: typed texts are read by the types of their fields, and what is empty takes
 * the field's default. The CLI's function reads single texts only, so lists and rows are handed to it value by value.
 *
 * Only the fields that the definition spells out are known here; those that functions add count as text.
 */
export function coercedInput(definition: AppDefinition, step: Step): JsonObject {
  const { method, inputData = {}, timeZone = 'UTC' } = step;
  if (!/\.operation\.perform\w*$/.test(method)) return inputData;
  const fields = staticFields(operationOf(definition, method)?.operation.inputFields);
  const input = coerced(inputData, fields, timeZone);
  return { ...columnsOf(input, fields), ...input };
}

/** Line items arrive a second time, as one list for each of their fields, beside the rows. */
function columnsOf(input: JsonObject, fields: readonly Field[]): JsonObject {
  const columns = fields.flatMap(({ key, children = [] }) => {
    const rows = input[key];
    if (!Array.isArray(rows)) return [];
    return children.map((child) => [child.key, rows.filter(isJsonObject).map((row) => row[child.key])]);
  });
  return Object.fromEntries(columns) as JsonObject;
}

function coerced(input: JsonObject, fields: readonly Field[], timeZone: string): JsonObject {
  const known = fields.flatMap((field) => {
    const value = valueOf(input[field.key], field, timeZone);
    return value === undefined ? [] : [[field.key, value] as const];
  });
  return { ...input, ...Object.fromEntries(known) };
}

function valueOf(value: unknown, field: Field, timeZone: string): unknown {
  if (field.children)
    return Array.isArray(value)
      ? value.map((row: unknown) => (isJsonObject(row) ? coerced(row, field.children ?? [], timeZone) : row))
      : value;
  if (Array.isArray(value)) return value.map((entry: unknown) => valueOf(entry, field, timeZone));
  if (value !== undefined && typeof value !== 'string') return value;
  const { key, type = 'string', default: usual = value } = field;
  const text = value === '' || value === undefined ? usual : value;
  if (text === undefined || !READ_TYPES.includes(type)) return text;
  const resolveInputDataTypes = load(
    'zapier-platform-cli/src/oclif/commands/invoke/input-types',
  ) as ResolveInputDataTypes;
  return resolveInputDataTypes({ [key]: text }, [field], timeZone)[key];
}
