import app from '../../index';
import type { AppDefinition } from '../../sandbox/zapier/definition';

export { app };

// Steps share the definition, and nothing protects it in production: here a step that changes it fails.
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
