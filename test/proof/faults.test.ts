import { join } from 'node:path';
import { complaintsAbout, complaintsAboutDelivery } from '../../proof/faults/contract';
import { faultMatrix, type Matrix } from '../../proof/faults/matrix';
import { methodsOf, withoutAlike } from '../../proof/methods';
import { asZapierSeesIt } from '../support/definition';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** `npm run proof` tries all. */
const ONE_OF = 200;

describe('the built app under faults of services, of Zapier’s cache and of notifications', () => {
  let matrix: Matrix;

  beforeAll(async () => {
    matrix = await faultMatrix(join(__dirname, '../../build/build.zip'), ONE_OF);
  });

  it('is tried with everything that asks a service', () => {
    const tried = new Set(matrix.tried.map(({ path }) => path));
    const offered = withoutAlike(methodsOf(asZapierSeesIt)).filter(
      ({ kind }) => kind !== 'hook' && kind !== 'form',
    );
    expect(offered.filter(({ path }) => !tried.has(path))).toEqual([]);
  });

  it('keeps its word: no bugs, messages that say what to do, few calls, and nothing done twice', () => {
    expect(matrix.rows.length).toBeGreaterThan(80);
    expect(matrix.rows.flatMap(complaintsAbout)).toEqual([]);
    expect(matrix.deliveries.flatMap(complaintsAboutDelivery)).toEqual([]);
  });
});
