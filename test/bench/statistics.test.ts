import { compare, inTurn, median } from '../../bench/statistics';

describe('a median', () => {
  it('is the middle of the values, whatever their order', () => {
    expect(median([30, 1, 2])).toBe(2);
  });

  it('is the mean of the two in the middle where their number is even', () => {
    expect(median([4, 1, 100, 2])).toBe(3);
  });

  it('orders numbers as numbers', () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  it('does not exist for nothing', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a comparison', () => {
  it('takes the ratio within each pair, so that a moment of noise spoils one pair alone', () => {
    const pairs = [
      { ours: 11, theirs: 10 },
      { ours: 110, theirs: 100 },
      { ours: 12, theirs: 60 },
    ];
    expect(compare(pairs)).toEqual({ ours: 12, theirs: 60, ratio: 1.1, range: [0.2, 1.1] });
  });

  it('has no range where there was but one pair', () => {
    expect(compare([{ ours: 3, theirs: 2 }])).toEqual({ ours: 3, theirs: 2, ratio: 1.5 });
  });
});

describe('measuring in turn', () => {
  it('lets either side go first in every other pair', async () => {
    const order: string[] = [];
    const measuring = (side: string) => (): Promise<number> => Promise.resolve(order.push(side));
    const pairs = await inTurn(3, measuring('ours'), measuring('theirs'));
    expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
    expect(pairs).toEqual([
      { ours: 1, theirs: 2 },
      { ours: 4, theirs: 3 },
      { ours: 5, theirs: 6 },
    ]);
  });
});
