import type { AppDefinition, Field, OperationType } from '../sandbox/zapier/definition';
import { type Platform, PLATFORMS } from './services';

/** One function that the app offers to Zapier. */
export interface Method {
  readonly platform: Platform;
  /** As Zapier calls it: `creates.KEY.operation.perform`. */
  readonly path: string;
  readonly kind:
    'connection' | 'trigger' | 'hook' | 'subscription' | 'search' | 'create' | 'drop-down' | 'form';
  /** The key of its step; `connection` for the test of one. */
  readonly key: string;
  /** What the editor calls it; of a drop-down the field. */
  readonly label: string;
  /** Those of the step's form that are written out in the definition. */
  readonly fields: readonly Field[];
}

const TYPES: readonly OperationType[] = ['triggers', 'searches', 'creates'];
const KINDS = { triggers: 'trigger', searches: 'search', creates: 'create' } as const;

/** Everything in a definition that Zapier can call, once each; the test of a connection once for each platform. */
export function methodsOf(definition: AppDefinition): readonly Method[] {
  const connections = PLATFORMS.map((platform): Method => ({
    platform,
    path: 'authentication.test',
    kind: 'connection',
    key: 'connection',
    label: 'Connection test',
    fields: definition.authentication?.fields ?? [],
  }));
  return [...connections, ...TYPES.flatMap((type) => methodsOfType(definition, type))];
}

function methodsOfType(definition: AppDefinition, type: OperationType): Method[] {
  return Object.entries(definition[type] ?? {}).flatMap(([key, { display, operation }]) => {
    const form = operation.inputFields ?? [];
    const fields = form.filter((field) => typeof field !== 'string');
    const method = (kind: Method['kind'], name: string, label = display.label): Method => ({
      platform: platformOf(key),
      path: `${type}.${key}.operation.${name}`,
      kind,
      key,
      label,
      fields,
    });
    const functions: readonly (readonly [name: string, kind: Method['kind']])[] = [
      ['perform', operation.type === 'hook' ? 'hook' : KINDS[type]],
      ['performList', 'trigger'],
      ['performSubscribe', 'subscription'],
      ['performUnsubscribe', 'subscription'],
    ];
    return [
      ...functions.filter(([name]) => name in operation).map(([name, kind]) => method(kind, name)),
      ...(fields.length < form.length ? [method('form', 'inputFields')] : []),
      ...dropDowns(form).map(({ place, label }) =>
        method('drop-down', `inputFields.${place}.choices.perform`, label),
      ),
    ];
  });
}

function platformOf(key: string): Platform {
  const found = PLATFORMS.find((platform) => key.startsWith(`${platform}_`));
  if (!found) throw new Error(`${key} belongs to no platform.`);
  return found;
}

/** Without the drop-downs that do what another one does: fields of one platform and one label are filled with the same. */
export function withoutAlike(methods: readonly Method[]): readonly Method[] {
  const known = new Set<string>();
  return methods.filter(({ platform, kind, path, label }) => {
    const name = `${platform} ${kind === 'drop-down' ? label : path}`;
    return !known.has(name) && known.add(name);
  });
}

/** The fields that a call fills, those of rows too, by their places: `3`, `4.children.0`. */
function dropDowns(form: readonly (Field | string)[]): { place: string; label: string }[] {
  return form.flatMap((field, index) => {
    if (typeof field === 'string') return [];
    const { key, label = key, choices, children = [] } = field;
    return [
      ...(choices && 'perform' in choices ? [{ place: String(index), label }] : []),
      ...dropDowns(children).map((child) => ({ ...child, place: `${index}.children.${child.place}` })),
    ];
  });
}
