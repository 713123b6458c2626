import zapier, { type Bundle, type Create, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { app } from './definition';
import { AUTH_DATA } from './shop';

const call = zapier.createAppTester(app);

type Values = Readonly<Record<string, unknown>>;

export interface Circumstances {
  readonly authData?: Readonly<Record<string, string>>;
  readonly timezone?: string;
}

/** Calls a function that the definition holds as Zapier's runtime does. */
async function run(work: unknown, inputData: Values, circumstances: Circumstances): Promise<unknown> {
  if (!isWork(work)) throw new Error('The definition holds no function there.');
  const { authData = AUTH_DATA, timezone = 'Europe/Moscow' } = circumstances;
  return call(work, { inputData: { ...inputData }, authData: { ...authData }, meta: { timezone } });
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}

export function create(key: string): Create {
  const found = app.creates[key];
  if (!found) throw new Error(`There is no create ${key}.`);
  return found;
}

/** Runs an action with a filled-in form. */
export async function runCreate(
  key: string,
  inputData: Values,
  circumstances: Circumstances = {},
): Promise<Values> {
  return (await run(create(key).operation.perform, inputData, circumstances)) as Values;
}

/** The form of an action as a user sees it after filling in some of it. */
export async function formOfCreate(key: string, inputData: Values = {}): Promise<PlainInputField[]> {
  const parts: readonly unknown[] = create(key).operation.inputFields ?? [];
  const fields = await Promise.all(parts.map((part) => (isWork(part) ? run(part, inputData, {}) : part)));
  return fields.flat() as PlainInputField[];
}

/** What a drop-down offers. */
export async function optionsOf(field: PlainInputField | undefined): Promise<unknown> {
  const choices = field?.choices;
  if (!choices || !('perform' in choices)) throw new Error('No call fills this drop-down.');
  return run(choices.perform, {}, {});
}

/** Tests a connection. */
export async function testConnection(authData: Readonly<Record<string, string>>): Promise<unknown> {
  return run(app.authentication?.test, {}, { authData });
}
