import { Problem, type ProblemKind } from '../../core/errors';
import { plainWords } from '../../core/redact';
import type { TillAnswer } from './answer';

interface Meaning {
  readonly kind: ProblemKind;
  readonly sentence: string;
  readonly retryAfterSeconds?: number;
}

/** By RK7ErrorN, which does not depend on the server's language. All seen in clients; the vendor has no table. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  2128: {
    kind: 'refused',
    sentence: 'The order is closed on the till and cannot be changed any more. Open another one.',
  },
  2129: {
    kind: 'later',
    sentence: 'The order is held by a station of the till. This step runs again by itself.',
    retryAfterSeconds: 30,
  },
  2133: {
    kind: 'refused',
    sentence:
      'The common shift (общая смена) has been open for too long, so the till takes no new orders. Close it on the till.',
  },
  2142: { kind: 'refused', sentence: 'The card has reached a limit of its own. Use another one.' },
  2172: {
    kind: 'later',
    sentence: 'The common shift (общая смена) is being closed on the till. This step runs again by itself.',
    retryAfterSeconds: 180,
  },
  2219: {
    kind: 'later',
    sentence:
      'The order is open on a station or with a waiter, who has to leave it first. This step runs again by itself.',
    retryAfterSeconds: 20,
  },
  3373: {
    kind: 'refused',
    sentence: 'The payments do not cover the order. Leave Amount empty to pay exactly what is unpaid.',
  },
  3444: { kind: 'refused', sentence: 'The order needs at least one guest. Fill in Guests.' },
  3813: { kind: 'refused', sentence: 'The card system refused the card. Use another one.' },
};

/** Texts without a number that mean something to the user. */
const TEXTS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /нет флага|has no flag/i,
    {
      kind: 'refused',
      sentence: 'This reason does not fit. Pick one from the list, which shows only those that fit.',
    },
  ],
  [
    /Не найден элемент|not found in collection/i,
    {
      kind: 'refused',
      sentence:
        'The till does not know something that was picked here any more. Pick it again from the list.',
    },
  ],
];

const OTHER: Meaning = {
  kind: 'refused',
  sentence:
    "The till refused this step. Its own words stand at the end: correct what they name, or ask the restaurant's dealer.",
};

/** Texts of a licence that is missing, wrong or over; no numbers are known for them. */
export function isLicenseRefusal({ errorText }: TillAnswer): boolean {
  return /bad license anchor|license check/i.test(errorText);
}

/** The problem that a refusal of the till tells of. */
export function refusal(answer: TillAnswer): Problem {
  const { errorNumber, errorText, status } = answer;
  if (isLicenseRefusal(answer)) return licenseRefusal(answer);
  const meaning =
    (errorNumber === undefined ? undefined : MEANINGS[errorNumber]) ??
    TEXTS.find(([pattern]) => pattern.test(errorText))?.[1] ??
    OTHER;
  return new Problem(meaning.kind, `${meaning.sentence} ${origin(answer)}`, {
    code: errorNumber ?? plainWords(status, 60),
    ...(meaning.retryAfterSeconds !== undefined && { retryAfterSeconds: meaning.retryAfterSeconds }),
  });
}

function licenseRefusal(answer: TillAnswer): Problem {
  return new Problem(
    'connection',
    'The till does not accept the licence. Check that the subscription for the XML interface is paid and belongs to this ' +
      `restaurant, then connect the account again. ${origin(answer)}`,
    { code: 'license_refused' },
  );
}

function origin({ errorNumber, errorText, status }: TillAnswer): string {
  const words = plainWords(errorText, 300);
  const number = errorNumber === undefined ? '' : ` ${errorNumber}`;
  return `(r_keeper error${number}: ${words === '' ? plainWords(status, 60) : words})`;
}
