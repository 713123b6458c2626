import type { Bundle, Create, PlainInputField, Search, Trigger, ZObject } from 'zapier-platform-core';
import { app } from './definition';

/** A field as any part of the definition has it; line items have fields of their own. */
export type AnyField = Partial<PlainInputField> & {
  readonly key: string;
  readonly primary?: boolean;
  readonly children?: readonly AnyField[];
};

export interface Operation {
  readonly kind: 'triggers' | 'creates' | 'searches';
  readonly key: string;
  readonly definition: Trigger | Create | Search;
}

function listed(
  kind: Operation['kind'],
  definitions: Readonly<Record<string, Trigger | Create | Search>>,
): Operation[] {
  return Object.entries(definitions).map(([key, definition]) => ({ kind, key, definition }));
}

/** Everything that the app offers, whatever is added to it. */
export const OPERATIONS: readonly Operation[] = [
  ...listed('triggers', app.triggers),
  ...listed('creates', app.creates),
  ...listed('searches', app.searches),
];

/** For `describe.each` and `it.each`: the key, then the operation. */
export const BY_KEY = OPERATIONS.map((operation) => [operation.key, operation] as const);

type Maker = (z: ZObject, bundle: Bundle) => unknown;

/** The same fields as `formOf`, each followed by the fields of its rows. */
export async function inputFieldsOf(operation: Operation): Promise<AnyField[]> {
  return withChildren(await formOf(operation));
}

/**
 * All fields that a form can have: the fixed ones, and those that appear with one choice or another. Fields that only a
 * service can name are left out, for no service is asked here.
 */
export async function formOf({ definition }: Operation): Promise<AnyField[]> {
  const parts: readonly unknown[] =
    'inputFields' in definition.operation ? (definition.operation.inputFields ?? []) : [];
  const fixed = parts.filter((part): part is AnyField => typeof part === 'object');
  const makers = parts.filter((part): part is Maker => typeof part === 'function');
  const forms = [{}, ...fixed.flatMap((field) => choicesOf(field).map((value) => ({ [field.key]: value })))];
  const made = await Promise.allSettled(
    makers.flatMap((make) =>
      forms.map((inputData) =>
        Promise.resolve(inputData).then((chosen) => make(NO_SERVICE, bundleOf(chosen))),
      ),
    ),
  );
  const appearing = made.flatMap((result) =>
    result.status === 'fulfilled' ? (result.value as AnyField[]) : [],
  );
  return [...fixed, ...appearing];
}

export function outputFieldsOf({ definition }: Operation): AnyField[] {
  const parts: readonly unknown[] = definition.operation.outputFields ?? [];
  return parts.filter((part): part is AnyField => typeof part === 'object');
}

function choicesOf({ choices, type }: AnyField): unknown[] {
  return type === 'boolean' ? [true, false] : [...(valuesOf(choices) ?? [])];
}

/** The values of a fixed drop-down; undefined for any other field. */
export function valuesOf(choices: AnyField['choices']): readonly string[] | undefined {
  if (choices === undefined || 'perform' in choices) return undefined;
  if (!Array.isArray(choices)) return Object.keys(choices);
  return choices.map((choice: unknown) =>
    typeof choice === 'object' && choice !== null && 'value' in choice
      ? String(choice.value)
      : String(choice),
  );
}

function withChildren(fields: readonly AnyField[]): AnyField[] {
  return fields.flatMap((field) => [field, ...withChildren(field.children ?? [])]);
}

const NO_SERVICE = {} as unknown as ZObject;

function bundleOf(inputData: object): Bundle {
  return { inputData, authData: {}, meta: {} } as unknown as Bundle;
}
