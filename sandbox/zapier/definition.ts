/** What the sandbox reads of an app definition. The platform serialises it to JSON: functions become strings there. */
export interface AppDefinition {
  readonly version: string;
  readonly authentication?: {
    readonly type: string;
    readonly fields?: readonly Field[];
    /** A template with {{curlies}}, or a function. */
    readonly connectionLabel?: string;
  };
  readonly triggers?: Readonly<Record<string, OperationDefinition>>;
  readonly creates?: Readonly<Record<string, OperationDefinition>>;
  readonly searches?: Readonly<Record<string, OperationDefinition>>;
}

export const OPERATION_TYPES = ['triggers', 'creates', 'searches'] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

export function isOperationType(word: string | undefined): word is OperationType {
  return OPERATION_TYPES.some((type) => type === word);
}

export interface OperationDefinition {
  readonly key: string;
  readonly noun: string;
  readonly display: {
    readonly label: string;
    readonly description?: string;
    /** How to paste the URL of a hook into the service by hand, in Markdown. */
    readonly directions?: string;
    readonly hidden?: boolean;
  };
  readonly operation: {
    readonly type?: string;
    /** A string is a function that returns fields. */
    readonly inputFields?: readonly (Field | string)[];
    readonly inputFieldGroups?: readonly { readonly key: string; readonly label?: string }[];
    readonly outputFields?: readonly (Field | string)[];
    readonly sample?: Readonly<Record<string, unknown>>;
    readonly lock?: LockDefinition;
    /** A hook that has it subscribes by itself; without it the user pastes the hook's URL into the service. */
    readonly performSubscribe?: unknown;
    readonly performUnsubscribe?: unknown;
  };
}

export interface LockDefinition {
  readonly key: string;
  readonly scope?: readonly ('user' | 'auth' | 'account')[];
  /** Seconds. */
  readonly timeout?: number;
}

export interface Field {
  readonly key: string;
  readonly label?: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly helpText?: string;
  readonly placeholder?: string;
  /** Under which headline of the form it stands. */
  readonly group?: string;
  readonly default?: string;
  readonly list?: boolean;
  readonly dict?: boolean;
  readonly altersDynamicFields?: boolean;
  /** `trigger_key.id_key.label_key`: a hidden trigger fills the drop-down. */
  readonly dynamic?: string;
  readonly choices?: FieldChoices;
  readonly children?: readonly Field[];
  /** For output fields: whether it is part of the key by which polls tell events apart. */
  readonly primary?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly sample?: string;
}

export type FieldChoices = readonly (string | Choice)[] | Readonly<Record<string, string>>;

/** The operation that a method such as `creates.KEY.operation.perform` belongs to; authentication belongs to none. */
export function operationOf(definition: AppDefinition, method: string): OperationDefinition | undefined {
  const [type, key = ''] = method.split('.');
  return isOperationType(type) ? definition[type]?.[key] : undefined;
}

/** The fields that are written out in the definition, without those that functions add. */
export function staticFields(fields: readonly (Field | string)[] | undefined): Field[] {
  return (fields ?? []).filter((field) => typeof field !== 'string');
}

/**
 * The choices of a field that the definition holds, in any of its notations; undefined where they have to be loaded. Of a
 * function that loads them nothing is left once it was written as JSON.
 */
export function spelledOut({ choices = {} }: Field): readonly Choice[] | undefined {
  if (isList(choices))
    return choices.map((choice) => (typeof choice === 'string' ? { value: choice, label: choice } : choice));
  if ('perform' in choices || Object.keys(choices).length === 0) return undefined;
  return Object.entries(choices).map(([value, label]) => ({ value, label }));
}

function isList(choices: FieldChoices): choices is Extract<FieldChoices, readonly unknown[]> {
  return Array.isArray(choices);
}
