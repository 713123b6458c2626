import { codesOf, distinct, likeness, originsOf, range, type Outcomes } from './outcomes';
import type { Moment, Row } from './row';

/** Steps that meet every fault alike while they do the same. */
export interface Column {
  /** A letter. */
  readonly name: string;
  readonly moment: string;
  readonly steps: readonly string[];
}

/** Faults that every column meets alike. */
export interface Line {
  readonly faults: readonly Row['fault'][];
  /** One for each column: what comes of it, and what where the fault befalls only the first of several tries. */
  readonly cells: readonly string[];
  readonly calls: string;
  /** Codes, and the ends of the messages. */
  readonly codes: readonly string[];
  readonly origins: readonly string[];
}

export interface Grid {
  readonly columns: readonly Column[];
  readonly lines: readonly Line[];
}

const WHILE: Readonly<Record<Moment, string>> = {
  question: 'asking',
  'question before the change': 'asking, before the change',
  change: 'changing',
  'question after the change': 'asking, after the change',
  recalling: 'recalling',
  remembering: 'remembering',
  forgetting: 'forgetting',
};
const MOMENTS = Object.keys(WHILE);

/** Steps against faults: those that are alike share a column, and a line. */
export function gridOf(rows: readonly Row[], outcomes: Outcomes): Grid {
  const own = withoutRepetitions(rows);
  const bySteps = Map.groupBy(own, ({ operation, moment }) => JSON.stringify([operation.label, moment]));
  const columns = [...Map.groupBy(bySteps.values(), (step) => patternOf(step, faultOf)).values()]
    .map((steps) => steps.flat())
    .toSorted((one, other) => rank(one) - rank(other));
  const lines = [...Map.groupBy(own, faultOf).values()];
  const columnOf = new Map(columns.flatMap((column, index) => column.map((row) => [row, index] as const)));
  const alike = Map.groupBy(lines, (line) => patternOf(line, (row) => String(columnOf.get(row))));
  return {
    columns: columns.map((column, index) => ({
      name: String.fromCharCode('A'.charCodeAt(0) + index),
      moment: WHILE[column[0]?.moment ?? 'question'],
      steps: distinct(column.map(({ operation }) => operation.label)),
    })),
    lines: [...alike.values()].map((families) => {
      const all = families.flat();
      const ends = all.map(({ first }) => first);
      return {
        faults: families.flatMap(([first]) => first?.fault ?? []),
        cells: columns.map((_, index) =>
          cellOf(
            all.filter((row) => columnOf.get(row) === index),
            outcomes,
          ),
        ),
        calls: range(ends),
        codes: codesOf(ends),
        origins: originsOf(ends),
      };
    }),
  };
}

function cellOf(rows: readonly Row[], outcomes: Outcomes): string {
  const signs = (often: Row['often']): string =>
    distinct(rows.filter((row) => row.often === often).map((row) => outcomes.signOf(row))).join(' ');
  const [every, once] = [signs('every'), signs('once')];
  return once === '' ? every : `${every}; once ${once}`;
}

/** Where it does not matter whether a fault lasts, the row of the first request alone says nothing new. */
function withoutRepetitions(rows: readonly Row[]): readonly Row[] {
  const name = (row: Row): string =>
    JSON.stringify([row.operation.label, row.operation.method, row.call, faultOf(row), likeness(row)]);
  const lasting = new Set(rows.filter(({ often }) => often === 'every').map(name));
  return rows.filter((row) => row.often === 'every' || !lasting.has(name(row)));
}

function faultOf({ fault }: Row): string {
  return JSON.stringify([fault.kind, fault.detail]);
}

/** The same text for rows with the same outcomes at the same places. */
function patternOf(rows: readonly Row[], placeOf: (row: Row) => string): string {
  const places = rows.map((row) => JSON.stringify([row.moment, placeOf(row), row.often, likeness(row)]));
  return distinct(places).toSorted().join('\n');
}

function rank([row]: readonly Row[]): number {
  return row ? MOMENTS.indexOf(row.moment) : 0;
}
