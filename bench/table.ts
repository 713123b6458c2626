import type { Comparison } from './statistics';

/** A line of the report. */
export interface Row {
  /** What was measured. */
  readonly title: string;
  readonly ours: string;
  /** What stands beside it, where something does. */
  readonly theirs?: string;
  readonly beside?: string;
  readonly ratio?: string;
  readonly range?: string;
  readonly goal?: string;
  readonly met?: boolean;
}

export type Unit = (value: number) => string;

export const milliseconds: Unit = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const megabytes: Unit = (value) => `${(value / 1e6).toFixed(1)} MB`;
export const kilobytes: Unit = (value) => `${(value / 1e3).toFixed(0)} kB`;

/** A figure beside another one, and its ratio beside the goal where there is one. */
export function compared(
  title: string,
  { ours, theirs, ratio, range }: Comparison,
  { unit, beside, goal }: { readonly unit: Unit; readonly beside: string; readonly goal?: number },
): Row {
  return {
    title,
    ours: unit(ours),
    theirs: unit(theirs),
    beside,
    ratio: ratio.toFixed(2),
    ...(range && { range: range.map((bound) => bound.toFixed(2)).join('–') }),
    ...(goal !== undefined && { goal: `≤ ${goal.toFixed(2)}`, met: ratio <= goal }),
  };
}

/** A number of calls, steps or portions that has to be right. */
export function counted(title: string, count: number, goal: '=' | '≤', wanted: number): Row {
  return {
    title,
    ours: count.toLocaleString('en'),
    goal: `${goal} ${wanted.toLocaleString('en')}`,
    met: goal === '=' ? count === wanted : count <= wanted,
  };
}

/** A number that no goal is set for, or a heading without one. */
export function noted(title: string, count?: number): Row {
  return { title, ours: count?.toLocaleString('en') ?? '' };
}

const COLUMNS = [
  { heading: '', of: ({ title }: Row) => title, right: false },
  { heading: 'Zakaz', of: ({ ours }: Row) => ours, right: true },
  { heading: 'beside', of: ({ theirs = '' }: Row) => theirs, right: true },
  { heading: '', of: ({ beside = '' }: Row) => beside, right: false },
  { heading: 'ratio', of: ({ ratio = '' }: Row) => ratio, right: true },
  { heading: 'min–max', of: ({ range = '' }: Row) => range, right: true },
  { heading: 'goal', of: ({ goal = '' }: Row) => goal, right: true },
  { heading: '', of: ({ met }: Row) => (met === undefined ? '' : met ? 'met' : 'missed'), right: false },
] as const;

/** The rows in columns, with a rule under the headings. */
export function table(rows: readonly Row[]): string {
  const columns = COLUMNS.map(({ heading, of, right }) => {
    const cells = [heading, ...rows.map(of)];
    const width = Math.max(...cells.map(({ length }) => length));
    return cells.map((cell) => (right ? cell.padStart(width) : cell.padEnd(width)));
  });
  const [head = '', ...lines] = [undefined, ...rows].map((_, line) =>
    columns
      .map((cells) => cells[line])
      .join('   ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(head.length, ...lines.map(({ length }) => length)));
  return [head, rule, ...lines].join('\n');
}
