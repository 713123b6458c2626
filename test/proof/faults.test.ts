import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintsIn, EXCEPTIONS, exceptionsUsed } from '../../proof/faults/contract';
import { faultMatrix, type Matrix } from '../../proof/faults/matrix';
import { page } from '../../proof/faults/page';
import { isObject } from '../../src/core/json';
import { app } from '../support/definition';

jest.setTimeout(600_000);

const ROOT = join(__dirname, '../..');

/** The labels of the fields, however deep, whose choices come from a call. */
function dropDownsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dropDownsIn);
  if (!isObject(value)) return [];
  const isDropDown = isObject(value.choices) && 'perform' in value.choices;
  return [...(isDropDown ? [String(value.label)] : []), ...Object.values(value).flatMap(dropDownsIn)];
}

describe('the built app, under every fault that the doubles know', () => {
  let matrix: Matrix;

  beforeAll(async () => {
    matrix = await faultMatrix(join(ROOT, 'build/build.zip'));
  });

  it('is tried with every operation of its definition', () => {
    const tried = new Set(matrix.sheets.flatMap(({ usual }) => usual.map(({ operation }) => operation.key)));
    const offered = [app.triggers, app.searches, app.creates].flatMap((operations) =>
      Object.keys(operations),
    );
    expect([...tried].toSorted()).toEqual([...offered, 'connection'].toSorted());
  });

  it('is tried with every drop-down that a call fills', () => {
    const dropDowns = matrix.sheets
      .flatMap(({ usual }) => usual.map(({ operation }) => operation))
      .filter(({ kind }) => kind === 'drop-down');
    const tried = new Set(dropDowns.flatMap(({ label }) => label.replace(' (drop-down)', '').split(' / ')));
    const offered = dropDownsIn([app.triggers, app.searches, app.creates]);
    expect(offered.length).toBeGreaterThan(50);
    expect(offered.filter((label) => !tried.has(label))).toEqual([]);
  });

  it('keeps its word: no bugs, messages that say what to do, few calls, and nothing done twice', () => {
    expect(complaintsIn(matrix)).toEqual([]);
  });

  it('needs every exception that it makes', () => {
    const used = matrix.sheets.flatMap(exceptionsUsed);
    expect(EXCEPTIONS.filter((exception) => !used.includes(exception))).toEqual([]);
  });

  it('does what docs/faults.md says, which `npm run faults` writes', () => {
    expect(page(matrix)).toBe(readFileSync(join(ROOT, 'docs/faults.md'), 'utf8'));
  });
});
