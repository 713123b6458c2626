import type { Field, OperationType } from '../../sandbox/zapier/definition';
import { EditorError } from '../../sandbox/zapier/editor';
import type { Zapier } from '../../sandbox/zapier/zapier';
import type { JsonObject } from './json_value';
import type { Method } from './method';

/** Adds the fields that functions of the app put on a form, with one choice or another. */
export async function withAllFields(methods: readonly Method[], zapier: Zapier): Promise<readonly Method[]> {
  const appearing = new Map<string, readonly Field[]>();
  for (const { kind, key, path, fields } of methods) {
    const [type = ''] = path.split('.');
    if (kind === 'form' && isType(type)) appearing.set(key, await formFields(zapier, type, key, fields));
  }
  return methods.map((method) => ({
    ...method,
    fields: distinct([...method.fields, ...(appearing.get(method.key) ?? [])]),
  }));
}

async function formFields(
  zapier: Zapier,
  type: OperationType,
  key: string,
  fields: readonly Field[],
): Promise<Field[]> {
  const forms: readonly JsonObject[] = [
    {},
    ...fields
      .filter(({ altersDynamicFields }) => altersDynamicFields)
      .flatMap((field) => valuesOf(field).map((value) => ({ [field.key]: value }))),
  ];
  const found: Field[] = [];
  for (const inputData of forms) found.push(...(await shown(zapier, type, key, inputData)));
  return found;
}

async function shown(
  zapier: Zapier,
  type: OperationType,
  key: string,
  inputData: JsonObject,
): Promise<Field[]> {
  try {
    return await zapier.inputFields(type, key, { inputData });
  } catch (error) {
    // Some ask the service, which nobody is connected to here.
    if (error instanceof EditorError) return [];
    throw error;
  }
}

function valuesOf({ type, choices = [] }: Field): readonly (string | boolean)[] {
  if (type === 'boolean') return [true, false];
  if (!Array.isArray(choices)) return Object.keys(choices);
  return choices.map((choice: string | { value: string }) =>
    typeof choice === 'string' ? choice : choice.value,
  );
}

function distinct(fields: readonly Field[]): readonly Field[] {
  return [...new Map(fields.map((field) => [field.key, field])).values()];
}

function isType(type: string): type is OperationType {
  return ['triggers', 'creates', 'searches'].includes(type);
}
