import { valueAt } from '../../../sandbox/zapier/path';

const output = {
  id: 7,
  customer: { name: 'Anna', address: { city: 'Казань' } },
  lines: [{ dish: { id: 1 } }, { dish: { id: 2 } }, {}],
};

test.each([
  ['id', 7],
  ['customer.name', 'Anna'],
  ['customer__address.city', 'Казань'],
  ['customer.phone', undefined],
  ['id.of.nothing', undefined],
])('%s is a part of the output', (path, value) => {
  expect(valueAt(output, path)).toBe(value);
});

test('a path below a list gives a column, with a place for every member', () => {
  expect(valueAt(output, 'lines.dish.id')).toEqual([1, 2, undefined]);
});
