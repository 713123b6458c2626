import { page } from '../../bench/page';
import { picture } from '../../bench/picture';
import { missed, type Results } from '../../bench/results';

const time = { ours: 250, theirs: 200, ratio: 1.25 };
const cost = (size: number, milliseconds: number) => ({ size, milliseconds, bytes: 100e6 + size * 1000 });

const RESULTS: Results = {
  node: '22.0.0',
  processors: 2,
  starts: [{ title: 'all services', time, zipBytes: { ours: 600e3, theirs: 500e3 } }],
  steps: [{ key: 'rkeeper_save_order', time, requests: 1, cacheCalls: 5, withSlowCache: 612.5 }],
  lists: [
    { title: 'Poll of a shop', items: 'orders', costs: [cost(10, 2), cost(1000, 20), cost(20_000, 900)] },
  ],
  rushHour: {
    ...{ steps: 1000, atOnce: 32, complaints: [], reruns: 12, answersLost: 99, numberQueries: 3 },
    ...{ requests: 1100, seconds: 61.2 },
  },
};

it('the page tells what a start, a step and a long list cost, beside what they are compared with', () => {
  const text = page(RESULTS);
  expect(text).toContain('| all services | 250 ms | 200 ms | 1.25 | 600 kB | 500 kB | 1.20 |');
  expect(text).toContain('| `rkeeper_save_order` | 250 ms | 200 ms | 1.25 | 1 | 5 |');
  expect(text).toContain('| Poll of a shop | 2.0 ms, 100 MB | 20.0 ms, 101 MB | 900 ms, 120 MB |');
  expect(text).toContain('| dishes missing or twice, steps that failed | 0 |');
});

it('the picture has a line for each list, for time and for memory', () => {
  expect(picture(RESULTS.lists).match(/<polyline/g)).toHaveLength(2);
  expect(picture(RESULTS.lists)).not.toContain('NaN');
});

it('a missed goal is told in words', () => {
  expect(missed(RESULTS)).toEqual(['cold start beside an empty app: 1.25, the goal is 1.12']);
  const [list] = RESULTS.lists;
  const slow = [{ ...list, costs: [cost(20_000, 1600)] }] as Results['lists'];
  expect(missed({ ...RESULTS, starts: [], lists: slow })).toEqual([
    'Poll of a shop, milliseconds: 1600.00, the goal is 1500',
  ]);
});
