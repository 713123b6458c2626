import { isJsonObject, type JsonObject } from '../sandbox/zapier/json';
import type { Step } from '../sandbox/zapier/step';
import type { Method } from './methods';
import type { OpenService } from './services/service';
import type { Use } from './uses/use';

/** The address at which Zapier wants to hear of the events of a hook. */
export const HOOK_URL = 'https://hooks.zapier.com/hooks/standard/1/abc/';

/** The step of a Zap that uses a method so. */
export function stepOf({ path, kind }: Pick<Method, 'path' | 'kind'>, use: Use, opened: OpenService): Step {
  const input = use.input ?? {};
  return {
    method: path,
    authData: { ...opened.authData, ...use.connection },
    inputData: filled(input, opened.tokens),
    ...(kind === 'drop-down' && { meta: { isFillingDynamicDropdown: true } }),
    bundle: {
      targetUrl: HOOK_URL,
      subscribeData: { target_url: HOOK_URL, ...input },
      ...(use.told !== undefined && {
        rawRequest: { content: use.told, headers: {}, method: 'POST', querystring: '' },
      }),
    },
    timeZone: 'Europe/Moscow',
  };
}

/** A form with what its words stand for, which the service has made up. */
export function filled(form: JsonObject, tokens: OpenService['tokens']): JsonObject {
  const inside = (value: unknown): unknown => {
    if (typeof value === 'string') return tokens[value] ?? value;
    if (Array.isArray(value)) return value.map(inside);
    return isJsonObject(value) ? filled(value, tokens) : value;
  };
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, inside(value)]));
}
