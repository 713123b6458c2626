import { methodsOf } from '../../proof/methods';
import { app, asZapierSeesIt } from '../support/definition';

/** Places of all functions in the definition, as Zapier calls them. */
function functionsIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'function') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => functionsIn(member, [...path, key]));
}

it('everything that Zapier can call is proved', () => {
  const tried = methodsOf(asZapierSeesIt).map(({ path }) => path);
  const callable = functionsIn(app).map((path) => path.replace(/\.inputFields\.\d+$/, '.inputFields'));
  expect([...new Set(tried)].toSorted()).toEqual([...new Set(callable)].toSorted());
});
