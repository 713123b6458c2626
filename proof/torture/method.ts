import type { AppDefinition, Field, OperationType } from '../../sandbox/zapier/definition';

export type Platform = 'justclick' | 'rkeeper' | 'measoft';

/** One function that the built app offers to Zapier. */
export interface Method {
  readonly platform: Platform;
  /** As Zapier calls it: `creates.KEY.operation.perform`. */
  readonly path: string;
  readonly kind:
    'trigger' | 'hook' | 'subscription' | 'create' | 'search' | 'drop-down' | 'form' | 'connection';
  /** The operation's, `authentication` for the connection. */
  readonly key: string;
  readonly fields: readonly Field[];
}

const TYPES: readonly OperationType[] = ['triggers', 'creates', 'searches'];
const PLATFORMS: readonly Platform[] = ['justclick', 'rkeeper', 'measoft'];

/** Everything in a definition that Zapier can call, once each. */
export function methodsOf(definition: AppDefinition): readonly Method[] {
  const connection = PLATFORMS.map((platform): Method => ({
    platform,
    path: 'authentication.test',
    kind: 'connection',
    key: 'authentication',
    fields: definition.authentication?.fields ?? [],
  }));
  return [...connection, ...TYPES.flatMap((type) => operations(definition, type))];
}

function operations(definition: AppDefinition, type: OperationType): Method[] {
  return Object.entries(definition[type] ?? {}).flatMap(([key, { operation }]) => {
    const parts = operation.inputFields ?? [];
    const fields = parts.filter((part) => typeof part !== 'string');
    const method = (kind: Method['kind'], name: string): Method => ({
      platform: platformOf(key),
      path: `${type}.${key}.operation.${name}`,
      kind,
      key,
      fields,
    });
    const isHook = operation.type === 'hook';
    const performed = PERFORMED.filter(([name]) => name in operation);
    return [
      ...performed.map(([name, kind]) => method(kind ?? (isHook ? 'hook' : KINDS[type]), name)),
      ...(fields.length < parts.length ? [method('form', 'inputFields')] : []),
      ...dropDowns(parts).map((place) => method('drop-down', `inputFields.${place}.choices.perform`)),
    ];
  });
}

const KINDS = { triggers: 'trigger', creates: 'create', searches: 'search' } as const;

const PERFORMED: readonly (readonly [name: string, kind: Method['kind'] | undefined])[] = [
  ['perform', undefined],
  ['performList', 'trigger'],
  ['performSubscribe', 'subscription'],
  ['performUnsubscribe', 'subscription'],
];

function platformOf(key: string): Platform {
  const found = PLATFORMS.find((platform) => key.startsWith(`${platform}_`));
  if (!found) throw new Error(`${key} belongs to no platform.`);
  return found;
}

/** Places of fields that a call fills, those in line items too: `3`, `4.children.0`. */
function dropDowns(fields: readonly (Field | string)[]): string[] {
  return fields.flatMap((field, index) => {
    if (typeof field === 'string') return [];
    const own = field.choices && 'perform' in field.choices ? [String(index)] : [];
    return [...own, ...dropDowns(field.children ?? []).map((place) => `${index}.children.${place}`)];
  });
}
