import { join } from 'node:path';
import { report, reportOfFailure } from '../../proof/torture/report';
import { shareOf } from '../../proof/torture/share';
import { type Survival, torture } from '../../proof/torture/torture';
import { app } from '../support/definition';

jest.setTimeout(300_000);

const SEED = 2026;
const CASES = 1000;

describe('the built app, under hostile input and hostile answers', () => {
  let survivals: readonly Survival[];

  beforeAll(async () => {
    survivals = await torture({
      app: join(__dirname, '../../build/build.zip'),
      seed: SEED,
      casesOf: (method, all) => shareOf(method, all, CASES),
    });
  });

  it('survives: no crash, no hang, no message without a remedy, no wrong request, nothing done twice, no secret told', () => {
    expect(survivals.flatMap((survival) => reportOfFailure(survival, SEED) || [])).toEqual([]);
  });

  it('is put through it with everything that it offers', () => {
    const tried = new Set(survivals.map(({ method }) => method.key));
    const offered = [app.triggers, app.searches, app.creates].flatMap((kind) => Object.keys(kind));
    expect([...tried].toSorted()).toEqual(['authentication', ...offered].toSorted());
    expect(survivals.filter(({ cases }) => cases === 0)).toEqual([]);
  });

  it('does not only fail: every kind of step also gets done', () => {
    const untouched = [...Map.groupBy(survivals, ({ method }) => method.kind)].filter(
      ([, methods]) => !methods.some(({ outcomes }) => (outcomes.success ?? 0) > 0),
    );
    expect(untouched).toEqual([]);
  });

  it('is reported with its cases by operation, how they ended, and the seed', () => {
    const text = report(survivals, SEED);
    expect(text).toMatch(/^✓ justclick_update_good +\d+ {2}(?:\w+ \d+(?:, )?)+$/m);
    expect(text).toMatch(/\d+ cases of 54 operations \(\d+ methods\), seed 2026: all survived\./);
  });
});
