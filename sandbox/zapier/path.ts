import { isJsonObject } from './json';

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
