import { Problem, RUNS_AGAIN, THEN_REPLAY, type ProblemKind } from '../../core/errors';
import { plainWords } from '../../core/redact';
import { say } from '../../language/language';
import { succeeded, type TillAnswer } from './answer';

interface Meaning {
  readonly kind: ProblemKind;
  readonly sentence: string;
  /** Stands in place of the till's own number. */
  readonly code?: string;
  readonly retryAfterSeconds?: number;
}

const refused = (sentence: string): Meaning => ({ kind: 'refused', sentence });

const later = (retryAfterSeconds: number, sentence: string): Meaning => ({
  kind: 'later',
  sentence: `${sentence} ${RUNS_AGAIN}`,
  retryAfterSeconds,
});

/** By RK7ErrorN, which does not depend on the server's language. All seen in clients; the vendor has no table. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  2128: refused(say`The order is closed on the till and cannot be changed any more. Open another one.`),
  2129: later(30, say`The order is held by a station of the till.`),
  2133: refused(
    say`The common shift (общая смена) has been open for too long, so the till takes no new orders.
      Close it on the till.`,
  ),
  2142: refused(say`The card has reached a limit of its own. Use another one.`),
  2172: later(180, say`The common shift (общая смена) is being closed on the till.`),
  2219: later(20, say`The order is open on a station or with a waiter, who has to leave it first.`),
  3373: refused(say`The payments do not cover the order. Leave Amount empty to pay exactly what is unpaid.`),
  3444: refused(say`The order needs at least one guest. Fill in Guests.`),
  3813: refused(say`The card system refused the card. Use another one.`),
};

/** Neither number nor text of it are documented, so any words about somebody who is not registered mean it. */
const LACKS_REGISTRATION =
  /(?:официант|работник|сотрудник|кассир|waiter|employee|cashier).*(?:не зарегистрирован(?!\p{L})|not registered)/isu;

/** Texts without a number that mean something to the user. */
const TEXTS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^unknown command (?:[GS]etDishRests|GetModifierStopList|GetRefList|GetSystemInfo2|GetWaiterList)\b/i,
    refused(
      say`This version of the till does not know what the step asks of it. Ask the restaurant's dealer for a
        newer version of r_keeper 7.`,
    ),
  ],
  [
    /^unknown command/i,
    {
      kind: 'failed',
      code: 'unknown_command',
      sentence: say`What answers at this address is no cash server: a reference server (сервер справочников),
          for instance, takes no orders. Enter the address and the HTTP Data Port of the cash server
          (кассовый сервер) in the connection. ${{ thenReplay: THEN_REPLAY }}`,
    },
  ],
  [
    /child element "Reason" not found|не указана причина/i,
    refused(say`This till wants a reason for each prepayment. Fill in Reason of Prepayment.`),
  ],
  [
    LACKS_REGISTRATION,
    refused(
      say`The till wants the employee to be registered at the station first. Register them at the till
        (регистрация работника на станции), or fill in the employee and Station: this step registers them
        then. Run it again.`,
    ),
  ],
  [
    /нет флага|has no flag/i,
    refused(say`This reason does not fit. Pick one from the list, which shows only those that fit.`),
  ],
  [
    /Не найден элемент|not found in collection/i,
    refused(
      say`The till does not know something that was picked here any more. Pick it again from the list.`,
    ),
  ],
];

const OTHER = refused(
  say`The till refused this step. Its own words stand at the end: correct what they name, or ask the
    restaurant's dealer.`,
);

const LICENSE: Meaning = {
  kind: 'failed',
  code: 'license_refused',
  sentence: say`The till does not accept the licence. Ask the restaurant's dealer whether the subscription for
      the XML interface is paid and belongs to this restaurant. ${{ thenReplay: THEN_REPLAY }}`,
};

/** Texts of a licence that is missing, wrong or over; no numbers are known for them. */
export function isLicenseRefusal({ errorText }: TillAnswer): boolean {
  return /bad license anchor|license check/i.test(errorText);
}

/** Whether the command was refused because its employee has not registered at the station. */
export function lacksRegistration(answer: TillAnswer): boolean {
  return !succeeded(answer) && LACKS_REGISTRATION.test(answer.errorText);
}

/** The problem that a refusal of the till tells of. */
export function refusal(answer: TillAnswer): Problem {
  const { errorNumber, errorText } = answer;
  const status = plainWords(answer.status, 60);
  const words = plainWords(errorText, 300);
  const { kind, sentence, code, retryAfterSeconds } = meaningOf(answer);
  const number = errorNumber === undefined ? '' : ` ${errorNumber}`;
  return new Problem(
    kind,
    say`${{ sentence }} (r_keeper error${{ number }}: ${{ words: words === '' ? status : words }})`,
    {
      code: code ?? errorNumber ?? status,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  );
}

function meaningOf(answer: TillAnswer): Meaning {
  if (isLicenseRefusal(answer)) return LICENSE;
  return (
    MEANINGS[answer.errorNumber ?? ''] ??
    TEXTS.find(([pattern]) => pattern.test(answer.errorText))?.[1] ??
    OTHER
  );
}

/** The problem of an employee whom the till did not let be registered. */
export function notRegistered({ errorNumber, errorText, status }: TillAnswer): Problem {
  const number = errorNumber === undefined ? '' : ` ${errorNumber}`;
  return new Problem(
    'refused',
    say`The till wants the employee to be registered at the station first, and did not let this step do
      so. Register them at the till (регистрация работника на станции), or pick one who is registered, and
      run this step again. (r_keeper error${{ number }}:
      ${{ errorText: plainWords(errorText || status, 300) }})`,
    { code: 'not_registered' },
  );
}
