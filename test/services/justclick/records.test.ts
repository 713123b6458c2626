import { parseGroups } from '../../../src/services/justclick/groups';
import { parseProducts } from '../../../src/services/justclick/products';
import { rows, text } from '../../../src/services/justclick/records';

describe('rows', () => {
  it('come as a list or as a map from numbers', () => {
    expect(rows([{ a: 1 }, { a: 2 }])).toEqual([{ a: 1 }, { a: 2 }]);
    expect(rows({ 258367: { a: 1 }, 258368: { a: 2 } })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it.each([undefined, null, [], {}, '', 'ok', 0, [null, 1, 'x', []]])('are none in %j', (result) => {
    expect(rows(result)).toEqual([]);
    expect(parseProducts(result)).toEqual([]);
    expect(parseGroups(result)).toEqual([]);
  });
});

it('a value is the same as number or as text, and missing when it is empty', () => {
  expect(text('007')).toBe('007');
  expect(text(7)).toBe('7');
  expect(text(0)).toBe('0');
  for (const nothing of ['', null, undefined, false, {}, []]) expect(text(nothing)).toBeUndefined();
});
