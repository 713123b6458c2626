import type { Row, Told } from './row';

/** One way to end, whichever step and whichever fault: what a user sees and what has become of the service. */
export interface Outcome {
  readonly number: number;
  readonly rows: Row[];
}

/** What each class of ending looks like in a table. */
const SIGNS: Readonly<Record<Told['how'], string>> = {
  result: '✓',
  'another result': '≈',
  empty: '∅',
  Error: 'E',
  ThrottledError: 'T',
  HaltedError: 'H',
  ExpiredAuthError: 'A',
  bug: '!',
};

/** Every outcome once, numbered as they come. */
export class Outcomes {
  readonly #byLikeness = new Map<string, Outcome>();

  /** What stands in a cell: `E12`; a result that is as it should be is the sign alone. */
  signOf(row: Row): string {
    const known = this.#byLikeness.get(likeness(row));
    const outcome = known ?? { number: this.#byLikeness.size + 1, rows: [] };
    if (!known) this.#byLikeness.set(likeness(row), outcome);
    outcome.rows.push(row);
    return `${SIGNS[row.first.how]}${outcome.number}`;
  }

  /** Those from this number on. */
  from(number: number): readonly Outcome[] {
    return [...this.#byLikeness.values()].filter((outcome) => outcome.number >= number);
  }

  get count(): number {
    return this.#byLikeness.size;
  }
}

/** What makes two rows one outcome: all but the step, the fault, the codes, the number of calls and what a second run says. */
export function likeness(row: Row): string {
  const { how, message, delay, effect } = row.first;
  return JSON.stringify([how, split(message).body, delay, effect, leavesAll(row) || againOf(row)]);
}

/** Nothing was done, so that there is all to do, if there was anything: steps that ask need not stand apart. */
function leavesAll(row: Row): boolean {
  return row.first.effect === 'nothing' && ['–', 'done once'].includes(againOf(row));
}

function againOf({ changes, ofCache, again }: Row): string {
  return (changes || ofCache) && again ? again.effect : '–';
}

/** | sign | ends as | the user reads | calls | service | run again | */
export function lineOf({ number, rows }: Outcome): readonly string[] {
  const [row] = rows;
  if (!row) return [];
  const { first } = row;
  const ends = rows.map((one) => one.first);
  return [
    `${SIGNS[first.how]}${number}`,
    first.how === 'ThrottledError' ? `ThrottledError, again after ${first.delay ?? '?'} s` : first.how,
    first.message === '' ? '–' : split(first.message).body.replace('‹origin›', () => endOf(ends)),
    range(ends),
    first.effect,
    distinct(rows.map(againOf)).join(', '),
  ];
}

/** The end of a message where all have the same; otherwise the table of faults tells it. */
function endOf(ends: readonly Told[]): string {
  const origins = originsOf(ends);
  return origins.length === 1 ? origins.join('') : '(‹code›)';
}

/** The codes, and the words of the service, that stand in brackets at the end of messages. */
export function originsOf(ends: readonly Told[]): readonly string[] {
  return distinct(ends.flatMap(({ message }) => split(message).origin));
}

export function codesOf(ends: readonly Told[]): readonly string[] {
  return distinct(ends.flatMap(({ code }) => code ?? []));
}

/** A message, and the code or the words of the service that stand in brackets at the end of its first line. */
function split(message: string): { readonly body: string; readonly origin: readonly string[] } {
  const found = / (\((?:[^()]|\([^()]*\))+\))$/m.exec(message);
  const [whole, origin] = found ?? [];
  if (!found || whole === undefined || origin === undefined) return { body: message, origin: [] };
  return { body: message.replace(whole, ' ‹origin›'), origin: [origin] };
}

export function range(ends: readonly Told[]): string {
  const numbers = ends.map(({ calls }) => calls);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${least}–${most}`;
}

export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** What the step says when it is run again though all was done already. */
export function whenDone(rows: readonly Row[]): string {
  const ends = rows.flatMap(({ ofCache, first, again }) =>
    !ofCache && first.effect === 'done once' && again ? again : [],
  );
  const told = Map.groupBy(ends, ({ how, code, message }) => JSON.stringify([how, code, message]));
  const texts = [...told.values()].flatMap(([end]) => {
    const { how = '', code, message = '' } = end ?? {};
    const name = code === undefined ? how : `${how} \`${code}\``;
    return message === '' ? name : `${name}: ${message}`;
  });
  return texts.join('; ') || '–';
}
