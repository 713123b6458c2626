import { join } from 'node:path';
import type definition from '../../index';
import type { AppDefinition } from '../../sandbox/zapier/definition';

/**
 * The definition as it is written. A plain import of `index` would find the bundle `index.js` that lies beside it. Steps share
 * it, and nothing protects it in production: here a step that changes it fails.
 */
export const app = jest.requireActual<{ default: typeof definition }>(
  join(__dirname, '../../index.ts'),
).default;

Object.values(app).forEach(freeze);

function freeze(part: unknown): void {
  if ((typeof part !== 'object' && typeof part !== 'function') || part === null || Object.isFrozen(part))
    return;
  Object.values(Object.freeze(part)).forEach(freeze);
}

/** The definition as the platform hands it over: functions are words in it. */
export const asZapierSeesIt = JSON.parse(
  JSON.stringify(app, (_, value: unknown) => (typeof value === 'function' ? '$func$' : value)),
) as AppDefinition;
