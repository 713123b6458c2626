import { methodsOf } from '../../../proof/torture/method';
import type { AppDefinition } from '../../../sandbox/zapier/definition';
import { app } from '../../support/definition';

/** Places of all functions in the definition, as Zapier calls them. */
function functionsIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'function') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => functionsIn(member, [...path, key]));
}

it('Everything that Zapier can call is put through the torture', () => {
  // As the platform hands the definition over: functions are words in it.
  const definition = JSON.parse(
    JSON.stringify(app, (_, value: unknown) => (typeof value === 'function' ? '$func$' : value)),
  ) as AppDefinition;
  const tried = methodsOf(definition).map(({ path }) => path);
  const callable = functionsIn(app).map((path) => path.replace(/\.inputFields\.\d+$/, '.inputFields'));
  expect([...new Set(tried)].toSorted()).toEqual([...new Set(callable)].toSorted());
});
