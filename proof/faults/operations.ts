import type { AppDefinition, Field, OperationDefinition } from '../../sandbox/zapier/definition';

/** A function of an operation that talks to its service. */
export type Part = 'test' | 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe' | 'choices';

/** One thing that Zapier asks of the app. */
export interface Operation {
  /** Of the definition; `connection` for the test of an account. */
  readonly key: string;
  /** What the editor calls it. */
  readonly label: string;
  readonly kind: 'connection' | 'trigger' | 'search' | 'create' | 'drop-down';
  readonly part: Part;
  /** As a step names it. */
  readonly method: string;
}

/** Of a hook, and what Zapier does with it then. */
const HOOK_PARTS = {
  performList: 'its sample',
  performSubscribe: 'turned on',
  performUnsubscribe: 'turned off',
} as const;

/** Everything of one service that the app's definition offers, the connection first. What a hook is told comes from outside. */
export function operationsOf({ triggers, searches, creates }: AppDefinition, prefix: string): Operation[] {
  const own = <Value>(operations: Readonly<Record<string, Value>> = {}): [string, Value][] =>
    Object.entries(operations).filter(([key]) => key.startsWith(`${prefix}_`));
  const connection: Operation = {
    key: 'connection',
    label: 'Connection test',
    kind: 'connection',
    part: 'test',
    method: 'authentication.test',
  };
  return [
    connection,
    ...own(triggers).flatMap(([key, { display, operation }]) => {
      const trigger = (part: Part, label: string): Operation => ({
        key,
        label,
        kind: 'trigger',
        part,
        method: `triggers.${key}.operation.${part}`,
      });
      if (operation.type !== 'hook') return [trigger('perform', display.label)];
      return hookParts(operation).map((part) => trigger(part, `${display.label}: ${HOOK_PARTS[part]}`));
    }),
    ...own(searches).map(([key, { display }]): Operation => ({
      key,
      label: display.label,
      kind: 'search',
      part: 'perform',
      method: `searches.${key}.operation.perform`,
    })),
    ...own(creates).map(([key, { display }]): Operation => ({
      key,
      label: display.label,
      kind: 'create',
      part: 'perform',
      method: `creates.${key}.operation.perform`,
    })),
  ];
}

function hookParts(operation: object): (keyof typeof HOOK_PARTS)[] {
  return (['performList', 'performSubscribe', 'performUnsubscribe'] as const).filter(
    (part) => part in operation,
  );
}

/** Every drop-down of one service that a call fills. Many are the same, and only their own answers can tell. */
export function dropDownsOf(
  { triggers = {}, searches = {}, creates = {} }: AppDefinition,
  prefix: string,
): Operation[] {
  return Object.entries({ triggers, searches, creates }).flatMap(([type, operations]) =>
    Object.values(operations)
      .filter(({ key }) => key.startsWith(`${prefix}_`))
      .flatMap((operation) => dropDowns(type, operation)),
  );
}

function dropDowns(type: string, { key, operation }: OperationDefinition): Operation[] {
  const below = (fields: readonly (Field | string)[], place: string): Operation[] =>
    fields.flatMap((field, index) => {
      if (typeof field === 'string') return [];
      const own = `${place}.${index}`;
      const children = below(field.children ?? [], `${own}.children`);
      if (!field.choices || !('perform' in field.choices)) return children;
      const dropDown: Operation = {
        key,
        label: `${field.label ?? field.key} (drop-down)`,
        kind: 'drop-down',
        part: 'choices',
        method: `${own}.choices.perform`,
      };
      return [dropDown, ...children];
    });
  return below(operation.inputFields ?? [], `${type}.${key}.operation.inputFields`);
}
