import { Newest } from '../../src/core/newest';

describe('the newest of many', () => {
  const newest = (most: number, ...dated: readonly (readonly [moment: number, rank: number])[]): string[] => {
    const kept = new Newest<string>(most);
    for (const [moment, rank] of dated) kept.take(`${moment}.${rank}`, moment, rank);
    return kept.newestFirst();
  };

  it('come first, whichever comes when', () => {
    expect(newest(10, [2, 1], [3, 1], [1, 1])).toEqual(['3.1', '2.1', '1.1']);
  });

  it('are of one moment those of the higher rank', () => {
    expect(newest(10, [1, 2], [1, 3], [1, 1])).toEqual(['1.3', '1.2', '1.1']);
  });

  it('are as many as are wanted, or all that there are', () => {
    const many = Array.from({ length: 1000 }, (_, index) => [(index * 7) % 1000, 0] as const);
    expect(newest(3, ...many)).toEqual(['999.0', '998.0', '997.0']);
    expect(newest(Infinity, ...many)).toHaveLength(1000);
    expect(newest(3)).toEqual([]);
  });
});
