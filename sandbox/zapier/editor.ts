import {
  type AppDefinition,
  type Choice,
  type Field,
  type OperationDefinition,
  type OperationType,
  spelledOut,
} from './definition';
import { isJsonObject, type JsonObject } from './json';
import { valueAt } from './mapping';
import { type Failure, type Death, type RunResult, type Success } from './outcome';
import { type Step } from './step';

/** What the user has filled in so far. */
export type EditorInput = Omit<Step, 'method' | 'meta'>;

export interface ChoicesPage {
  readonly choices: readonly Choice[];
  /** Asks for the next page; absent on the last one. */
  readonly pagingToken?: string;
}

export interface ChoicesInput extends EditorInput {
  readonly pagingToken?: string;
}

/** A connection test: the label under which the connection is listed, or how the test or the label failed. */
export type ConnectionTest = (Success & { readonly label: string }) | Failure | Death;

/** The editor could not show what was asked for; the message is what the user would read. */
export class EditorError extends Error {
  override readonly name = 'EditorError';
  constructor(
    message: string,
    readonly result?: Failure | Death,
  ) {
    super(message);
  }
}

/** What the Zap editor asks an app for while a user sets up a step or a connection. */
export class Editor {
  constructor(
    private readonly definition: AppDefinition,
    private readonly run: (step: Step) => Promise<RunResult>,
  ) {}

  /**
   * The form of an operation: its static fields and those that its functions add, in order.
   * @throws EditorError where a function failed.
   */
  async inputFields(type: OperationType, key: string, input: EditorInput = {}): Promise<Field[]> {
    this.operation(type, key);
    const output = await this.output({ ...input, method: `${type}.${key}.operation.inputFields` });
    return Array.isArray(output) ? (output as Field[]) : [];
  }

  /**
   * One page of a drop-down: static choices, those of `choices.perform`, or those that a hidden trigger fills.
   * @throws EditorError where the field has no choices, or they could not be loaded.
   */
  async choices(
    type: OperationType,
    key: string,
    fieldKey: string,
    input: ChoicesInput = {},
  ): Promise<ChoicesPage> {
    const { pagingToken, ...rest } = input;
    const meta = {
      isFillingDynamicDropdown: true,
      ...(pagingToken === undefined ? {} : { paging_token: pagingToken }),
    };
    const path = performPath(this.operation(type, key).operation.inputFields ?? [], fieldKey);
    if (path !== undefined) {
      const method = `${type}.${key}.operation.inputFields.${path}`;
      return pageOf(await this.output({ ...rest, method, meta }), 'id', 'label');
    }
    const field = fieldIn(await this.inputFields(type, key, rest), fieldKey);
    if (!field) throw new EditorError(`${type}.${key} has no field ${fieldKey} for this input.`);
    if (field.dynamic !== undefined) {
      const [trigger = '', valueKey = 'id', labelKey = 'name'] = field.dynamic.split('.');
      const method = `triggers.${trigger}.operation.perform`;
      return pageOf(await this.output({ ...rest, method, meta }), valueKey, labelKey);
    }
    const choices = spelledOut(field);
    if (!choices) throw new EditorError(`The field ${fieldKey} has no choices that Zapier could load.`);
    return { choices };
  }

  /** Tests a connection, then makes its label of what the test returned. */
  async testConnection(authData: Readonly<Record<string, string>>): Promise<ConnectionTest> {
    const test = await this.run({ method: 'authentication.test', authData, meta: { isTestingAuth: true } });
    if (test.outcome !== 'success') return test;
    const template = this.definition.authentication?.connectionLabel ?? '';
    const inputData = isJsonObject(test.output) ? test.output : {};
    if (!template.startsWith('$func$')) return { ...test, label: render(template, authData, inputData) };
    const label = await this.run({ method: 'authentication.connectionLabel', authData, inputData });
    return label.outcome === 'success' ? { ...test, label: String(label.output) } : label;
  }

  private operation(type: OperationType, key: string): OperationDefinition {
    const operation = this.definition[type]?.[key];
    if (!operation) throw new EditorError(`The app has no ${type}.${key}.`);
    return operation;
  }

  private async output(step: Step): Promise<unknown> {
    const result = await this.run(step);
    if (result.outcome === 'success') return result.output;
    throw new EditorError(result.message, result);
  }
}

/** Core finds a function by its place in the definition, so one below a function that returns fields cannot be called. */
function performPath(fields: readonly (Field | string)[], fieldKey: string): string | undefined {
  for (const [index, field] of fields.entries()) {
    if (typeof field === 'string') continue;
    const choices = field.choices;
    if (field.key === fieldKey && choices && 'perform' in choices) return `${index}.choices.perform`;
    const below = performPath(field.children ?? [], fieldKey);
    if (below !== undefined) return `${index}.children.${below}`;
  }
  return undefined;
}

function fieldIn(fields: readonly Field[], key: string): Field | undefined {
  return (
    fields.find((field) => field.key === key) ??
    fields.flatMap((field) => field.children ?? []).find((field) => field.key === key)
  );
}

/** Zapier reads a plain array, or one page of many as `{results, paging_token}`. */
function pageOf(output: unknown, valueKey: string, labelKey: string): ChoicesPage {
  const page = isJsonObject(output) ? output : { results: output };
  const items = Array.isArray(page.results) ? page.results.filter(isJsonObject) : [];
  const choices = items.map((item) => {
    const value = scalar(item[valueKey]);
    return { value, label: scalar(valueAt(item, labelKey)) || value };
  });
  return typeof page.paging_token === 'string' ? { choices, pagingToken: page.paging_token } : { choices };
}

/** A label names parts of the test's answer by `{{key}}` or `{{bundle.inputData.key}}`; `__` goes a level down. */
function render(template: string, authData: JsonObject, inputData: JsonObject): string {
  const known = { ...inputData, bundle: { authData, inputData } };
  return template.replace(/\{\{([^}]*)\}\}/g, (_, path: string) => scalar(valueAt(known, path.trim())));
}

function scalar(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
