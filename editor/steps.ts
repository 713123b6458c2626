import { PLATFORMS, type Platform } from '../proof/services';
import type { AppDefinition, OperationDefinition, OperationType } from '../sandbox/zapier/definition';
import { OPERATION_TYPES, staticFields } from '../sandbox/zapier/definition';
import { platforms } from '../src/platforms';
import type { App, StepInfo } from './protocol';

/** What the page shows of the app itself. */
export function appInfo(definition: AppDefinition): Omit<App, 'recipes'> {
  return {
    version: definition.version,
    services: PLATFORMS.map((service) => ({
      service,
      name: platforms.find(({ key }) => key === service)?.name ?? service,
    })),
    steps: OPERATION_TYPES.flatMap((type) =>
      Object.values(definition[type] ?? {})
        .filter(({ display }) => display.hidden !== true)
        .map((operation) => stepInfo(type, operation)),
    ),
    connectionFields: definition.authentication?.fields ?? [],
  };
}

function stepInfo(type: OperationType, definition: OperationDefinition): StepInfo {
  const { key, noun, display, operation } = definition;
  const { label, description = '', directions } = display;
  return {
    ...{ type, key, noun, label, description, service: platformOf(key) },
    badges: [
      // The lock of a restaurant is for what needs its licence, and for nothing else.
      ...(operation.lock?.key === 'rkeeper' ? (['licensed'] as const) : []),
      ...(type === 'triggers'
        ? [operation.type === 'hook' ? ('instant' as const) : ('polling' as const)]
        : []),
    ],
    ...(directions !== undefined && { directions }),
    russian: russianIn([display, staticFields(operation.inputFields)]),
  };
}

/** The platform that a step belongs to: its key begins with it. */
export function platformOf(key: string): Platform {
  const found = PLATFORMS.find((platform) => key.startsWith(`${platform}_`));
  if (!found) throw new Error(`The step ${key} belongs to no platform.`);
  return found;
}

function russianIn(texts: unknown): string {
  return [...new Set(JSON.stringify(texts).match(/[А-яЁё][А-яЁё -]*[А-яЁё]/g))].join(', ');
}
