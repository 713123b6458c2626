import { compare, inTurn, median } from '../../bench/statistics';

it('a median is the middle of the values as numbers, or the mean of the two in the middle', () => {
  expect([median([10, 9, 100]), median([4, 1, 100, 2])]).toEqual([10, 3]);
  expect(() => median([])).toThrow(RangeError);
});

it('a comparison takes the ratio within each pair, so that a moment of noise spoils one pair alone', () => {
  const pairs = [
    { ours: 11, theirs: 10 },
    { ours: 110, theirs: 100 },
    { ours: 12, theirs: 60 },
  ];
  expect(compare(pairs)).toEqual({ ours: 12, theirs: 60, ratio: 1.1 });
});

it('measuring in turn lets either side go first in every other pair', async () => {
  const order: string[] = [];
  const measuring = (side: string) => (): Promise<number> => Promise.resolve(order.push(side));
  expect(await inTurn(2, measuring('ours'), measuring('theirs'))).toEqual([
    { ours: 1, theirs: 2 },
    { ours: 4, theirs: 3 },
  ]);
  expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours']);
});
