import { isJsonObject, type JsonValue } from './json_value';
import type { Change, Retyping } from './mood';

/** Walks all values, a whole after its parts, and changes the one whose turn it is. */
export function retypedJson(root: JsonValue, { at, change }: Retyping): JsonValue {
  let turnsLeft = Math.floor(at * countOf(root));
  const walk = (value: JsonValue): readonly JsonValue[] => {
    const inside = walkInto(value, walk);
    turnsLeft -= 1;
    return turnsLeft === -1 ? changed(inside, change) : [inside];
  };
  return walk(root)[0] ?? null;
}

function walkInto(value: JsonValue, walk: (value: JsonValue) => readonly JsonValue[]): JsonValue {
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        const [first, ...others] = walk(member);
        if (first === undefined) return [];
        return [[key, others.length === 0 ? first : [first, ...others]] as const];
      }),
    );
  return Array.isArray(value) ? (value as readonly JsonValue[]).flatMap(walk) : value;
}

function changed(value: JsonValue, change: Change): readonly JsonValue[] {
  switch (change.kind) {
    case 'another':
      return [change.value];
    case 'gone':
      return [];
    case 'repeated':
      return Array<JsonValue>(change.times).fill(value);
  }
}

function countOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1;
  const members: readonly JsonValue[] = Object.values(value);
  return members.reduce<number>((sum, member) => sum + countOf(member), 1);
}
