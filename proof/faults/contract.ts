import type { Delivery } from './deliveries';
import type { Matrix, Sheet } from './matrix';
import type { Row } from './row';

/** Words that tell a user what to do, or that there is nothing to do. */
const ADVICE =
  /\b(?:It is safe to run this step again|Ask|Check|Close|Connect|Copy|Correct|Enter|Fill in|Give|If|Leave|Lift|Look|Pick|Run|Tell|Try|Use|runs? again by itself|makes up for it|There is nothing to do|so there was nothing to do|correct what they name|have the \w+ updated|who has to leave it first)\b/;

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
    what: /^run again, it does it twice, or otherwise$/,
    why: 'MeaSoft tells nobody which files an order has, so a file may be attached twice when the step is run again. The message says where to look first.',
  },
  {
    operation: 'measoft_update_order',
    what: /^it does it twice, or otherwise \((?:single elements|fields missing)\)$/,
    why: 'MeaSoft takes changes of an order only together with the whole order, so what it tells wrongly is sent back to it as it was told.',
  },
];

/** What is wrong anywhere; nothing where the app keeps its word. */
export function complaintsIn({ sheets, deliveries }: Matrix): readonly string[] {
  return [...sheets.flatMap(complaintsAbout), ...deliveries.flatMap(complaintsAboutDelivery)];
}

function complaintsAboutDelivery({ key, fault, ofCache, starts, messages }: Delivery): readonly string[] {
  const [first, second] = starts;
  return [
    // Without a memory the choice is between twice and not at all.
    ...when(!ofCache && first > 1, 'the event starts the Zap more than once'),
    ...when(ofCache && first === 0, 'the event is lost'),
    ...when(second !== 1, `the event behind it starts the Zap ${second} times`),
    ...messages,
  ].map((complaint) => `${key}, ${fault.kind}: ${complaint}`);
}

type Rows = Pick<Sheet, 'rows' | 'mostCalls'>;

/** What is wrong with the rows of a service. */
export function complaintsAbout(sheet: Rows): readonly string[] {
  return sheet.rows.flatMap((row) =>
    everyComplaint(row, sheet.mostCalls)
      .filter((complaint) => exceptionFor(row, complaint) === undefined)
      .map((complaint) => `${titleOf(row)}: ${complaint}`),
  );
}

/** The exceptions that these rows need: one that no row needs has to go. */
export function exceptionsUsed(sheet: Rows): readonly Exception[] {
  return sheet.rows.flatMap((row) =>
    everyComplaint(row, sheet.mostCalls).flatMap((complaint) => exceptionFor(row, complaint) ?? []),
  );
}

function exceptionFor({ operation }: Row, complaint: string): Exception | undefined {
  return EXCEPTIONS.find(({ operation: key, what }) => key === operation.key && what.test(complaint));
}

function titleOf({ operation, fault, call }: Row): string {
  return `${operation.method}, ${fault.kind} ${fault.detail} (${call})`;
}

function everyComplaint({ first, again, fault, struck }: Row, mostCalls: number): readonly string[] {
  const { how, message, effect, calls } = first;
  const failed = message !== '';
  return [
    ...when(struck === 0, 'the fault never befell it'),
    ...when(how === 'bug', `it ends in a bug: ${message}`),
    ...when(failed && !ADVICE.test(message), `its message does not say what to do: ${message}`),
    ...when(
      failed && !ORIGIN.test(message),
      `its message does not end in a code or in the words of the service: ${message}`,
    ),
    ...when(calls > mostCalls, `it makes ${calls} calls`),
    ...when(effect === 'done twice, or otherwise', `it does it twice, or otherwise (${fault.kind})`),
    ...when(
      failed && effect !== 'nothing' && !DOUBT.test(message),
      `its message does not say that something may have been done: ${message}`,
    ),
    ...when(again?.how === 'bug', `run again, it ends in a bug: ${again?.message ?? ''}`),
    ...when(again?.effect === 'done twice, or otherwise', 'run again, it does it twice, or otherwise'),
    ...when(effect === 'done once' && again?.effect === 'nothing', 'run again, it undoes what was done'),
    ...when(
      again?.effect === 'as usual' && again.how !== 'result',
      `the next step like it ends otherwise than usual: ${again?.how ?? ''} ${again?.message ?? ''}`,
    ),
    ...when(
      effect === 'nothing' && again !== undefined && again.how !== 'result',
      `run again, it does not succeed: ${again?.message ?? ''}`,
    ),
  ];
}

function when(isSo: boolean, complaint: string): readonly string[] {
  return isSo ? [complaint] : [];
}
