import { complaintsAboutMessage, tellsOutcomeIsUnknown } from '../message';
import type { Delivery } from './deliveries';
import type { Row } from './trial';

/** A code, or somebody else's words, in brackets at the end: what a support person searches for. */
const ORIGIN = /\([^()]+(?:\([^()]*\)[^()]*)*\)(?:$|\s)/m;

/** What the platform gives a step, in milliseconds, and a second for a busy machine. */
const LONGEST = 31_000;

/** A breach of the contract to which the service itself leaves no other way. */
export interface Exception {
  readonly key: string;
  readonly what: RegExp;
}

export const EXCEPTIONS: readonly Exception[] = [
  // MeaSoft tells nobody which files an order has, so a file may be attached twice when the step is run again. The message
  // says where to look first.
  { key: 'measoft_add_attachment', what: /^run again, it does it twice, or otherwise$/ },
  // MeaSoft takes changes of an order only together with the whole order, so what it tells wrongly is sent back to it so.
  {
    key: 'measoft_update_order',
    what: /^it does it twice, or otherwise \((?:single elements|fields missing)\)$/,
  },
  // A till lists the receipts of the present shift alone. Once the shift has changed, nothing but the number of a subscription
  // tells whether a return was made, and under LifeTime there is none: a person has to look.
  { key: 'rkeeper_return_goods', what: /^run again, it does not succeed: .*\(unclear outcome\)$/ },
  // PimPay promises neither that its list is complete nor that it refuses a second payment of the same external ID. What may
  // have been requested and is not listed is left to a person.
  { key: 'pimpay_request_payment', what: /^run again, it does not succeed: .*\(unclear outcome\)$/ },
];

/** A row, and how many calls its service allows a step at most. */
export type JudgedRow = Row & { readonly mostCalls: number };

/** What is wrong with a row; nothing where the app keeps its word, or can do no better. */
export function complaintsAbout(row: JudgedRow): readonly string[] {
  const { method, fault, call, meanwhile } = row;
  const again = `${meanwhile.repeat} minutes later${meanwhile.event ? `, after a ${meanwhile.event}` : ''}`;
  return everyComplaint(row)
    .filter((complaint) => exceptionFor(row, complaint) === undefined)
    .map((complaint) => `${method.path}, ${fault.kind} ${fault.detail} (${call}), ${again}: ${complaint}`);
}

/** The exceptions that these rows need: one that no row needs has to go. */
export function exceptionsUsed(rows: readonly JudgedRow[]): readonly Exception[] {
  return rows.flatMap((row) =>
    everyComplaint(row).flatMap((complaint) => exceptionFor(row, complaint) ?? []),
  );
}

function exceptionFor({ method }: Row, complaint: string): Exception | undefined {
  return EXCEPTIONS.find(({ key, what }) => key === method.key && what.test(complaint));
}

function everyComplaint({ first, again, fault, struck, mostCalls }: JudgedRow): readonly string[] {
  const { how, message, effect, calls, milliseconds } = first;
  const failed = message !== '';
  return [
    ...when(struck === 0, 'the fault never befell it'),
    ...when(how === 'bug', `it ends in a bug: ${message}`),
    ...(failed ? complaintsAboutMessage(message) : []),
    ...when(
      failed && !ORIGIN.test(message),
      `its message does not end in a code or in the words of the service: ${message}`,
    ),
    ...when(calls > mostCalls, `it makes ${calls} calls`),
    ...when(milliseconds > LONGEST, `it takes ${milliseconds} ms`),
    ...when(effect === 'done twice, or otherwise', `it does it twice, or otherwise (${fault.kind})`),
    ...when(
      failed && effect !== 'nothing' && !tellsOutcomeIsUnknown(message),
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

export function complaintsAboutDelivery({
  key,
  fault,
  ofCache,
  starts,
  messages,
}: Delivery): readonly string[] {
  const [first, second] = starts;
  return [
    // Without a memory the choice is between twice and not at all.
    ...when(!ofCache && first > 1, 'the event starts the Zap more than once'),
    ...when(ofCache && first === 0, 'the event is lost'),
    ...when(ofCache ? second === 0 : second !== 1, `the event behind it starts the Zap ${second} times`),
    ...messages,
  ].map((complaint) => `${key}, ${fault}: ${complaint}`);
}

function when(isSo: boolean, complaint: string): readonly string[] {
  return isSo ? [complaint] : [];
}
