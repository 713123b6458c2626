import type { List } from './results';
import type { ListCost } from './lists';

const WIDTH = 380;
const HEIGHT = 260;
const LEFT = 60;
const TOP = 40;
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** docs/performance.svg: time and memory against the length of the list, both axes in powers of ten. */
export function picture(lists: readonly List[]): string {
  const legend = lists.map(
    ({ title }, index) =>
      `<text x="${LEFT + index * 230}" y="${HEIGHT + 95}" fill="${colour(index)}">${title.replace(/ \(.*/, '')}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * (WIDTH + LEFT) + 60} ${HEIGHT + 110}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="white"/>',
    panel(lists, 'Milliseconds', LEFT, ({ milliseconds }) => milliseconds, [1, 10, 100, 1000, 10_000]),
    panel(lists, 'Megabytes', 2 * LEFT + WIDTH + 20, ({ bytes }) => bytes / 1e6, [50, 100, 200, 500]),
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}

function panel(
  lists: readonly List[],
  title: string,
  left: number,
  cost: (of: ListCost) => number,
  marks: readonly number[],
): string {
  const sizes = lists[0]?.costs.map(({ size }) => size) ?? [];
  const x = scale(sizes, left, left + WIDTH);
  const y = scale(marks, TOP + HEIGHT, TOP);
  const text = (at: readonly [number, number], words: string, anchor: string): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  const rows = marks.flatMap((mark) => [
    `<path d="M${left} ${y(mark).toFixed(1)}h${WIDTH}" stroke="#ddd"/>`,
    text([left - 8, y(mark) + 4], mark.toLocaleString('en'), 'end'),
  ]);
  const columns = sizes.map((size) =>
    text([x(size), TOP + HEIGHT + 20], size.toLocaleString('en'), 'middle'),
  );
  const lines = lists.map(({ costs }, index) => {
    const points = costs.map((one) => `${x(one.size).toFixed(1)},${y(cost(one)).toFixed(1)}`);
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour(index)}" stroke-width="2"/>`;
  });
  const axis = text([left + WIDTH / 2, TOP + HEIGHT + 42], 'items in the list', 'middle');
  return [text([left, TOP - 15], title, 'start'), ...rows, ...columns, ...lines, axis].join('\n');
}

/** A logarithmic scale from the first and the last of these values to these places. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const first = Math.log(values[0] ?? 1);
  const last = Math.log(values.at(-1) ?? 10);
  return (value) => from + ((Math.log(value) - first) / (last - first)) * (to - from);
}

function colour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? 'black';
}
