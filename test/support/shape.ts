import { app } from './definition';
import { type AnyField, inputFieldsOf, OPERATIONS, outputFieldsOf, valuesOf } from './operations';

/** What a Zap that exists relies on, of one field. */
export interface FieldShape {
  readonly type: string;
  readonly required?: boolean;
  readonly list?: boolean;
  /** The values of a fixed drop-down. */
  readonly choices?: readonly string[];
  /** Part of what tells events apart. */
  readonly primary?: boolean;
}

export type FieldShapes = Readonly<Record<string, FieldShape>>;

export interface OperationShape {
  readonly input: FieldShapes;
  readonly output: FieldShapes;
}

/** What Zaps that exist rely on: keys, types, and what must be filled in. Words may change. */
export interface Shape {
  readonly version: string;
  readonly connection: FieldShapes;
  /** By kind and key: `creates.justclick_update_good`. */
  readonly operations: Readonly<Record<string, OperationShape>>;
}

export async function shapeOfApp(): Promise<Shape> {
  const operations = OPERATIONS.map(async (operation): Promise<[string, OperationShape]> => [
    `${operation.kind}.${operation.key}`,
    {
      input: shapesOf(await inputFieldsOf(operation)),
      output: shapesOf(outputFieldsOf(operation).flatMap(withChildren)),
    },
  ]);
  const connection: readonly AnyField[] = app.authentication?.fields ?? [];
  return {
    version: app.version,
    connection: shapesOf(connection),
    operations: Object.fromEntries(sorted(await Promise.all(operations))),
  };
}

/** Everything by which Zaps of before would fail, or do something else, from now on. */
export function breaches(before: Shape, after: Shape): string[] {
  return [
    ...inputBreaches('connection', before.connection, after.connection),
    ...Object.entries(before.operations).flatMap(([key, was]) => {
      const is = after.operations[key];
      if (!is) return [`${key} is gone`];
      return [
        ...inputBreaches(`${key} input`, was.input, is.input),
        ...outputBreaches(`${key} output`, was.output, is.output),
      ];
    }),
  ];
}

function inputBreaches(place: string, before: FieldShapes, after: FieldShapes): string[] {
  const known = Object.entries(before).flatMap(([key, was]) => {
    const is = after[key];
    const name = `${place} ${key}`;
    if (!is) return [`${name} is gone`];
    // Any value could be entered before, or these.
    const refused = is.choices && (was.choices?.filter((value) => !is.choices?.includes(value)) ?? ['']);
    return [
      ...typeBreaches(name, was, is),
      ...(is.required && !was.required ? [`${name} must be filled in`] : []),
      ...(refused && refused.length > 0 ? [`${name} takes fewer values`] : []),
    ];
  });
  const demanded = Object.entries(after)
    .filter(([key, { required }]) => required && !(key in before))
    .map(([key]) => `${place} ${key} is new and must be filled in`);
  return [...known, ...demanded];
}

function outputBreaches(place: string, before: FieldShapes, after: FieldShapes): string[] {
  return Object.entries(before).flatMap(([key, was]) => {
    const is = after[key];
    const name = `${place} ${key}`;
    if (!is) return [`${name} is gone`];
    // With another key, a poll would tell every event once more.
    const keyed =
      (was.primary ?? false) !== (is.primary ?? false) ? [`${name} tells events apart otherwise`] : [];
    return [...typeBreaches(name, was, is), ...keyed];
  });
}

function typeBreaches(name: string, was: FieldShape, is: FieldShape): string[] {
  const changed = was.type !== is.type || (was.list ?? false) !== (is.list ?? false);
  return changed ? [`${name} was ${nameOf(was)} and is ${nameOf(is)}`] : [];
}

function nameOf({ type, list }: FieldShape): string {
  return list ? `a list of ${type}` : type;
}

function shapesOf(fields: readonly AnyField[]): FieldShapes {
  // A field that several choices bring forth is the same one each time.
  return Object.fromEntries(
    sorted(
      fields
        .filter(({ type }) => type !== 'copy')
        .map((field): [string, FieldShape] => [field.key, shapeOf(field)]),
    ),
  );
}

function shapeOf({ type, required, list, choices, primary, children }: AnyField): FieldShape {
  const values = valuesOf(choices);
  return {
    type: children ? 'line items' : (type ?? 'string'),
    ...(required && { required }),
    ...(list && { list }),
    ...(values && { choices: values }),
    ...(primary && { primary }),
  };
}

function withChildren(field: AnyField): AnyField[] {
  const below = (field.children ?? []).map((child) => ({ ...child, key: `${field.key}[]${child.key}` }));
  return [field, ...below.flatMap(withChildren)];
}

function sorted<Value>(entries: readonly [string, Value][]): [string, Value][] {
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
