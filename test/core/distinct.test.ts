import { distinct } from '../../src/core/distinct';

it('keeps the first of those with one id, none without one, and the order', () => {
  const [one, other, again, none] = [{ id: 'b' }, { id: 'a' }, { id: 'b', changed: true }, { id: '' }];
  expect(distinct([none, one, other, again, none])).toEqual([one, other]);
  expect(distinct([])).toEqual([]);
});
