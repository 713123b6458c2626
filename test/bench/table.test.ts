import { cellsOf, compared, counted, markdown, met, summed, table } from '../../bench/table';

const COLD = { group: 'Cold start', title: 'all services', unit: 'ms' } as const;
const comparison = { ours: 220.4, theirs: 200, ratio: 1.1, range: [1.05, 1.2] } as const;

describe('a row', () => {
  it('of a comparison tells both sides, their ratio, its spread and its goal', () => {
    const row = compared(COLD, comparison, 'empty app', 1.1);
    expect(cellsOf(row)).toEqual([
      ...['all services', '220 ms', '200 ms', 'empty app', '1.10', '1.05–1.20', '≤ 1.10', 'met'],
    ]);
  });

  it('of one thing by itself tells the spread of its own figure', () => {
    const row = summed({ ...COLD, unit: 'MB' }, { middle: 151e6, range: [149e6, 160e6] }, 150e6);
    expect(cellsOf(row)).toEqual([
      ...['all services', '151.0 MB', '', '', '', '149.0 MB–160.0 MB', '≤ 150.0 MB', 'missed'],
    ]);
  });

  it('of a count may have to be exact', () => {
    expect(met(counted('Rush hour', 'dishes missing', 0, '=', 0))).toBe(true);
    expect(met(counted('Rush hour', 'dishes missing', 1, '=', 0))).toBe(false);
    expect(met(counted('Rush hour', 'runs repeated', 1000))).toBeUndefined();
  });

  it('is judged by its ratio, not by its own figure, where the goal is one for ratios', () => {
    expect(met(compared(COLD, { ...comparison, ratio: 1.11 }, 'empty app', 1.1))).toBe(false);
    expect(met(compared(COLD, comparison, 'empty app'))).toBeUndefined();
  });
});

describe('the report', () => {
  const rows = [
    compared(COLD, comparison, 'empty app', 1.1),
    counted('Rush hour', 'dishes missing', 0, '=', 0),
    compared({ ...COLD, title: 'shops alone' }, comparison, 'empty app'),
  ];

  it('puts each row under the name of its group, figures to the right', () => {
    expect(table(rows).split('\n').slice(1)).toEqual([
      '',
      'Cold start',
      '  all services     220 ms   200 ms   empty app    1.10   1.05–1.20   ≤ 1.10   met',
      '  shops alone      220 ms   200 ms   empty app    1.10   1.05–1.20',
      '',
      'Rush hour',
      '  dishes missing        0                                               = 0   met',
    ]);
  });

  it('is a table for a page, too', () => {
    expect(markdown(rows).split('\n').slice(2)).toEqual([
      '| **Cold start** |  |  |  |  |  |  |  |',
      '| all services | 220 ms | 200 ms | empty app | 1.10 | 1.05–1.20 | ≤ 1.10 | met |',
      '| shops alone | 220 ms | 200 ms | empty app | 1.10 | 1.05–1.20 |  |  |',
      '| **Rush hour** |  |  |  |  |  |  |  |',
      '| dishes missing | 0 |  |  |  |  | = 0 | met |',
    ]);
  });
});
