import { Seen } from '../../../sandbox/zapier/seen';

test('every event is new once, the oldest first where they came newest first', () => {
  const seen = new Seen(['id']);
  expect(seen.takeNew([{ id: 2 }, { id: 1 }])).toEqual([{ id: 1 }, { id: 2 }]);
  expect(seen.takeNew([{ id: 3 }, { id: 2, changed: true }, { id: 1 }])).toEqual([{ id: 3 }]);
  expect(seen.takeNew([{ id: 1 }])).toEqual([]);
});

test('of two events with the same key in one poll the first counts', () => {
  expect(new Seen(['id']).takeNew([{ id: 1, from: 'first' }, { id: 1 }])).toEqual([{ id: 1, from: 'first' }]);
});

test('several primary keys count together', () => {
  const seen = new Seen(['order', 'version']);
  const event = { order: 'a', version: 1 };
  expect(seen.takeNew([event])).toEqual([event]);
  expect(seen.takeNew([{ order: 'a', version: 2 }, { order: 'b', version: 1 }, event])).toEqual([
    { order: 'b', version: 1 },
    { order: 'a', version: 2 },
  ]);
});

test('a number is not the text of the same digits, and keys cannot run into each other', () => {
  const seen = new Seen(['a', 'b']);
  expect(seen.takeNew([{ a: 1, b: '' }, { a: '1', b: '' }, { a: '1","' }, { b: '1' }])).toHaveLength(4);
});
