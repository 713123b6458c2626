import type { Moment, Row, Told } from './row';

/** The cells of one line of a table. */
export type Line = readonly string[];

/** Faults that the app meets in the same way, and how. */
export interface Group {
  readonly faults: readonly Row['fault'][];
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

/** Of a list of steps that would be too long. */
const FEW = 3;

/** Rows that are alike in one line, and faults with the same lines under one title. */
export function groupsOf(rows: readonly Row[]): readonly Group[] {
  const everybody = Map.groupBy(rows, ({ moment }) => moment);
  const byFault = Map.groupBy(rows, ({ fault }) => JSON.stringify([fault.kind, fault.detail]));
  const alike = Map.groupBy(byFault.values(), (own) =>
    JSON.stringify(
      [...Map.groupBy(withoutRepetitions(own), likeness)].map(([like, same]) => [like, stepsOf(same)]).sort(),
    ),
  );
  return [...alike.values()].map((families) => {
    const own = families.map(withoutRepetitions).flat();
    return {
      faults: families.flatMap(([first]) => first?.fault ?? []),
      lines: [...Map.groupBy(own, likeness).values()]
        .toSorted((one, other) => rank(one) - rank(other))
        .map((same) => lineOf(same, everybody)),
    };
  });
}

/** Where it does not matter whether a fault lasts, the row of the first request alone says nothing new. */
function withoutRepetitions(rows: readonly Row[]): readonly Row[] {
  const name = (row: Row): string =>
    JSON.stringify([row.operation.method, row.call, likeness({ ...row, often: 'every' })]);
  const lasting = new Set(rows.filter(({ often }) => often === 'every').map(name));
  return rows.filter((row) => row.often === 'every' || !lasting.has(name(row)));
}

/** What makes two rows one line: all but the step, the codes, the number of calls and what a second run says. */
function likeness({ changes, ofCache, moment, often, first, again }: Row): string {
  const { how, message, delay, effect } = first;
  return JSON.stringify([
    moment,
    often,
    how,
    split(message).body,
    delay,
    effect,
    (changes || ofCache) && again?.effect,
  ]);
}

/** In the order of the definition, changes before what is asked around them. */
function rank([row]: readonly Row[]): number {
  return row ? Object.keys(WHILE).indexOf(row.moment) * 2 + (row.often === 'once' ? 1 : 0) : 0;
}

function stepsOf(rows: readonly Row[]): readonly string[] {
  return distinct(rows.map(({ operation }) => operation.label));
}

/** What the step says when it is run again though all was done already. */
export function whenDone(rows: readonly Row[]): string {
  const ends = rows.flatMap(({ first, again }) => (first.effect === 'done once' && again ? again : []));
  const told = [...Map.groupBy(ends, ({ how, message }) => JSON.stringify([how, message])).values()];
  return (
    distinct(
      told.map((same) => [endsAs(same), messageOf(same)].filter((text) => text !== '–').join(': ')),
    ).join('; ') || '–'
  );
}

function lineOf(rows: readonly Row[], everybody: ReadonlyMap<Moment, readonly Row[]>): Line {
  const [row] = rows;
  if (!row) return [];
  const { changes, ofCache, moment, often, first, again } = row;
  return [
    WHILE[moment] + (often === 'once' ? ', once' : ''),
    stepNames(stepsOf(rows), stepsOf(everybody.get(moment) ?? [])),
    endsAs(rows.map((one) => one.first)),
    messageOf(rows.map((one) => one.first)),
    range(rows.map((one) => one.first.calls)),
    first.effect,
    (changes || ofCache) && again ? again.effect : '–',
  ];
}

function stepNames(steps: readonly string[], all: readonly string[]): string {
  if (steps.length === all.length && all.length > 1) return `all ${all.length}`;
  const others = all.filter((step) => !steps.includes(step));
  return others.length <= FEW && steps.length > 2 * FEW ? `all but ${others.join(', ')}` : steps.join(', ');
}

function endsAs(ends: readonly Told[]): string {
  const [end] = ends;
  if (end?.how === 'ThrottledError') return `ThrottledError, again after ${end.delay ?? '?'} s`;
  const codes = distinct(ends.flatMap(({ code }) => code ?? [])).map((code) => `\`${code}\``);
  return [end?.how ?? '', codes.join(', ')].join(' ').trim();
}

/** The words that all have in common, with every code that stood in them. */
function messageOf(ends: readonly Told[]): string {
  const [first] = ends;
  if (!first || first.message === '') return '–';
  const origins = distinct(ends.flatMap(({ message }) => split(message).origin));
  return split(first.message).body.replace('‹origin›', () => origins.join(' / '));
}

/** A message, and the code or the words of the service that stand in brackets at the end of its first line. */
function split(message: string): { readonly body: string; readonly origin: readonly string[] } {
  const found = / (\((?:[^()]|\([^()]*\))+\))$/m.exec(message);
  const [whole, origin] = found ?? [];
  if (!found || whole === undefined || origin === undefined) return { body: message, origin: [] };
  return { body: message.replace(whole, ' ‹origin›'), origin: [origin] };
}

function range(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${least}–${most}`;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
