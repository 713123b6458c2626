import { uniqueById } from '../../src/core/unique_by_id';

it('keeps the first of those with one id, none without one, and the order', () => {
  const [one, other, again, none] = [{ id: 'b' }, { id: 'a' }, { id: 'b', changed: true }, { id: '' }];
  expect(uniqueById([none, one, other, again, none])).toEqual([one, other]);
  expect(uniqueById([])).toEqual([]);
});
