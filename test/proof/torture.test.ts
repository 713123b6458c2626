import { join } from 'node:path';
import { methodsOf, withoutAlike } from '../../proof/methods';
import { reportOfFailure } from '../../proof/torture/report';
import { type Survival, torture } from '../../proof/torture/torture';
import { app, asZapierSeesIt } from '../support/definition';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SEED = 2026;

describe('the built app, under hostile input and hostile answers', () => {
  let survivals: readonly Survival[];

  beforeAll(async () => {
    // `npm run proof` plays many more.
    const methods = new Set(withoutAlike(methodsOf(asZapierSeesIt)).map(({ path }) => path));
    survivals = await torture({
      ...{ app: join(__dirname, '../../build/build.zip'), seed: SEED, cases: 200 },
      only: ({ path }) => methods.has(path),
    });
  });

  it('survives: no crash, no hang, no message without a remedy, no wrong request, nothing done twice, no secret told', () => {
    expect(survivals.flatMap((survival) => reportOfFailure(survival, SEED) || [])).toEqual([]);
  });

  it('is put through it with everything that it offers', () => {
    const tried = new Set(survivals.map(({ method }) => method.key));
    const offered = [app.triggers, app.searches, app.creates].flatMap((kind) => Object.keys(kind));
    expect([...tried].toSorted()).toEqual(['connection', ...offered].toSorted());
    expect(survivals.filter(({ cases }) => cases === 0)).toEqual([]);
  });

  it('does not only fail: every kind of step also gets done', () => {
    const untouched = [...Map.groupBy(survivals, ({ method }) => method.kind)].filter(
      ([, methods]) => !methods.some(({ outcomes }) => (outcomes.success ?? 0) > 0),
    );
    expect(untouched).toEqual([]);
  });
});
