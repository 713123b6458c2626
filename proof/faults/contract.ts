import type { Sheet } from './matrix';
import type { Row } from './row';

/** Words that tell a user what to do, or that there is nothing to do. */
const ADVICE =
  /\b(?:It is safe to run this step again|Ask|Check|Close|Connect|Copy|Correct|Enter|Fill in|Give|If|Leave|Lift|Look|Pick|Run|Tell|Try|Use|must be|needs|runs? again by itself|There is nothing to do|so there was nothing to do|its own words stand at the end|Its own words stand at the end|who has to leave it first)\b/;

/** A code, or somebody else's words, in brackets at the end: what a support person searches for. */
const ORIGIN = /\([^()]+(?:\([^()]*\)[^()]*)*\)(?:$|\s)/m;

/** Says that something was done, or may have been. */
const DOUBT = /\bmay (?:have|be)\b|‹It may|‹What is done already|\bnow, but\b/;

/** Where the service itself leaves no other way: what, and why. */
export interface Exception {
  readonly operation: string;
  readonly what: RegExp;
  readonly why: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    operation: 'measoft_add_attachment',
    what: /^run again, it does something else$/,
    why: 'MeaSoft tells nobody which files an order has, so a file may be attached twice when the step is run again. The message says where to look first.',
  },
  {
    operation: 'measoft_update_order',
    what: /^it does something else \((?:single elements|fields missing)\)$/,
    why: 'MeaSoft takes changes of an order only together with the whole order, so what it tells wrongly is sent back to it as it was told.',
  },
];

/** What is wrong with the rows of a service; nothing where the app keeps its word. */
export function complaintsAbout({ rows, mostCalls }: Pick<Sheet, 'rows' | 'mostCalls'>): readonly string[] {
  return rows.flatMap((row) =>
    everyComplaint(row, mostCalls)
      .filter((complaint) => exceptionFor(row, complaint) === undefined)
      .map(
        (complaint) =>
          `${row.operation.method}, ${row.fault.kind} ${row.fault.detail} (${row.call}): ${complaint}`,
      ),
  );
}

/** The exceptions that these rows need: one that no row needs has to go. */
export function exceptionsUsed({ rows, mostCalls }: Pick<Sheet, 'rows' | 'mostCalls'>): readonly Exception[] {
  return rows.flatMap((row) =>
    everyComplaint(row, mostCalls).flatMap((complaint) => exceptionFor(row, complaint) ?? []),
  );
}

function exceptionFor({ operation }: Row, complaint: string): Exception | undefined {
  return EXCEPTIONS.find(({ operation: key, what }) => key === operation.key && what.test(complaint));
}

function everyComplaint({ first, again, fault }: Row, mostCalls: number): readonly string[] {
  const { how, message, effect, calls } = first;
  const failed = message !== '';
  return [
    ...when(how === 'bug', `it ends in a bug: ${message}`),
    ...when(failed && !ADVICE.test(message), `its message does not say what to do: ${message}`),
    ...when(
      failed && !ORIGIN.test(message),
      `its message does not end in a code or in the words of the service: ${message}`,
    ),
    ...when(calls > mostCalls, `it makes ${calls} calls`),
    ...when(effect === 'something else', `it does something else (${fault.kind})`),
    ...when(
      failed && effect !== 'nothing' && !DOUBT.test(message),
      `its message does not say that something may have been done: ${message}`,
    ),
    ...when(again?.how === 'bug', `run again, it ends in a bug: ${again?.message ?? ''}`),
    ...when(again?.effect === 'something else', 'run again, it does something else'),
    ...when(effect === 'done once' && again?.effect === 'nothing', 'run again, it undoes what was done'),
    ...when(
      effect === 'nothing' && again !== undefined && again.how !== 'result',
      `run again, it does not succeed: ${again?.message ?? ''}`,
    ),
  ];
}

function when(isSo: boolean, complaint: string): readonly string[] {
  return isSo ? [complaint] : [];
}
