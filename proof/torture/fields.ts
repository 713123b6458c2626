import type { Field, OperationType } from '../../sandbox/zapier/definition';
import { EditorError } from '../../sandbox/zapier/editor';
import type { Zapier } from '../../sandbox/zapier/zapier';
import { type Method, methodsOf } from '../methods';
import { valuesOf } from './values';

/** Everything that the app offers, with the fields that its functions put on a form with one choice or another. */
export async function completeMethods(zapier: Zapier): Promise<readonly Method[]> {
  const methods = methodsOf(zapier.definition());
  const appearing = new Map<string, readonly Field[]>();
  for (const { kind, key, path, fields } of methods)
    if (kind === 'form') appearing.set(key, await appearingFields(zapier, path, fields));
  return methods.map((method) => {
    const fields = [...method.fields, ...(appearing.get(method.key) ?? [])];
    return { ...method, fields: [...new Map(fields.map((field) => [field.key, field])).values()] };
  });
}

async function appearingFields(zapier: Zapier, path: string, fields: readonly Field[]): Promise<Field[]> {
  const [type = '', key = ''] = path.split('.');
  const chosen = fields
    .filter(({ altersDynamicFields }) => altersDynamicFields)
    .flatMap((field) => valuesOf(field).map((value) => ({ [field.key]: value })));
  const found: Field[] = [];
  for (const inputData of [{}, ...chosen])
    try {
      found.push(...(await zapier.inputFields(type as OperationType, key, { inputData })));
    } catch (error) {
      // Some ask the service, which nobody is connected to here.
      if (!(error instanceof EditorError)) throw error;
    }
  return found;
}
