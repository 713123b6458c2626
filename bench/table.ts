import type { Comparison, Summary } from './statistics';

/** What a figure counts. Times are in milliseconds, sizes in bytes. */
export type Unit = 'ms' | 'MB' | 'kB' | 'count';

export interface Goal {
  readonly of: 'ratio' | 'ours';
  readonly is: '=' | '≤';
  /** A ratio, or a figure in the row's unit. */
  readonly value: number;
}

/** One figure, as the report and `results.json` hold it. */
export interface Row {
  /** The part of the report it stands in. */
  readonly group: string;
  /** What was measured. */
  readonly title: string;
  readonly unit: Unit;
  readonly ours: number;
  /** What stands beside it, where something does. */
  readonly theirs?: number;
  readonly beside?: string;
  /** The median of the ratios of pairs. */
  readonly ratio?: number;
  /** The smallest and the largest: of the ratios, or of our own figure where nothing stands beside it. */
  readonly range?: readonly [smallest: number, largest: number];
  readonly goal?: Goal;
}

/** Whether a row is as good as it has to be; undefined where no goal is set. */
export function met({ ours, ratio, goal }: Row): boolean | undefined {
  if (!goal) return undefined;
  const figure = goal.of === 'ratio' ? ratio : ours;
  if (figure === undefined) return false;
  return goal.is === '=' ? figure === goal.value : figure <= goal.value;
}

type Place = Pick<Row, 'group' | 'title' | 'unit'>;

/** A figure beside another one, and the goal for their ratio where there is one. */
export function compared(
  place: Place,
  { ours, theirs, ratio, range }: Comparison,
  beside: string,
  goal?: number,
): Row {
  return {
    ...place,
    ours,
    theirs,
    beside,
    ratio,
    ...(range && { range }),
    ...(goal !== undefined && { goal: { of: 'ratio', is: '≤', value: goal } }),
  };
}

/** A figure that was measured several times by itself. */
export function summed(place: Place, { middle, range }: Summary, goal?: number): Row {
  return {
    ...place,
    ours: middle,
    range,
    ...(goal !== undefined && { goal: { of: 'ours', is: '≤', value: goal } }),
  };
}

/** A number of calls, steps or dishes, which may have to be right. */
export function counted(
  group: string,
  title: string,
  count: number,
  ...wanted: [] | [is: Goal['is'], value: number]
): Row {
  const [is, value] = wanted;
  return {
    group,
    title,
    unit: 'count',
    ours: count,
    ...(is !== undefined && value !== undefined && { goal: { of: 'ours', is, value } }),
  };
}

const WRITTEN: Readonly<Record<Unit, (figure: number) => string>> = {
  ms: (figure) => `${figure.toFixed(figure < 100 ? 1 : 0)} ms`,
  MB: (figure) => `${(figure / 1e6).toFixed(1)} MB`,
  kB: (figure) => `${(figure / 1e3).toFixed(0)} kB`,
  count: (figure) => figure.toLocaleString('en'),
};

/** A row as people read it. */
export function cellsOf(row: Row): readonly string[] {
  const { title, unit, ours, theirs, beside = '', ratio, range, goal } = row;
  const write = WRITTEN[unit];
  const writeRatio = (figure: number): string => figure.toFixed(2);
  const writeRange = ratio === undefined ? write : writeRatio;
  const reached = met(row);
  return [
    title,
    write(ours),
    theirs === undefined ? '' : write(theirs),
    beside,
    ratio === undefined ? '' : writeRatio(ratio),
    range ? range.map(writeRange).join('–') : '',
    goal ? `${goal.is} ${goal.of === 'ratio' ? writeRatio(goal.value) : write(goal.value)}` : '',
    reached === undefined ? '' : reached ? 'met' : 'missed',
  ];
}

const HEADINGS = ['', 'Zakaz', 'beside', '', 'ratio', 'min–max', 'goal', ''];
const FIGURES = new Set([1, 2, 4, 5, 6]);

/** The rows in columns, each group under its name. */
export function table(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const written = ([first = '', ...rest]: readonly string[], indent = '  '): string =>
    [
      indent + first.padEnd(widths[0] ?? 0),
      ...rest.map((cell, index) => {
        const width = widths[index + 1] ?? 0;
        return FIGURES.has(index + 1) ? cell.padStart(width) : cell.padEnd(width);
      }),
    ]
      .join('   ')
      .trimEnd();
  return [
    written(HEADINGS),
    ...grouped(rows).flatMap(([group, members]) => [
      '',
      group,
      ...members.map((row) => written(cellsOf(row))),
    ]),
  ].join('\n');
}

/** The same table for a page. */
export function markdown(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(HEADINGS),
    line(HEADINGS.map((_, column) => (FIGURES.has(column) ? '--:' : '---'))),
    ...grouped(rows).flatMap(([group, members]) => [
      line([`**${group}**`, ...HEADINGS.slice(1).map(() => '')]),
      ...members.map((row) => line(cellsOf(row))),
    ]),
  ].join('\n');
}

function grouped(rows: readonly Row[]): readonly (readonly [group: string, rows: readonly Row[]])[] {
  return [...Map.groupBy(rows, ({ group }) => group)];
}
