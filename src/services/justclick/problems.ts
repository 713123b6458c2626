import { Problem, type ProblemKind } from '../../core/errors';
import type { Answer } from './answer';
import type { ShopConnection } from './connection';

interface Meaning {
  readonly kind: ProblemKind;
  readonly sentence: (connection: ShopConnection, subject: string) => string;
  readonly retryAfterSeconds?: number;
}

const settingsPage = ({ baseUrl }: ShopConnection): string => `${baseUrl}/shops/setts/apisettings/`;

const UNKNOWN_ORDER: Meaning = {
  kind: 'refused',
  sentence: ({ brandName }, subject) =>
    `${brandName} does not know ${subject}. Check the number in the shop's list of orders (Заказы).`,
};

const WRONG_STATUS: Meaning = {
  kind: 'refused',
  sentence: ({ brandName }, subject) => `${brandName} does not accept this status for ${subject}.`,
};

const NOTHING_ARRIVED: Meaning = {
  kind: 'failed',
  sentence: ({ brandName }, subject) =>
    `The request for ${subject} reached ${brandName} without its data. Try again in a few minutes.`,
};

/** By the vendor's table of codes. Where it has two codes for one thing (200 and 302, 201 and 303) they read alike. */
const MEANINGS: Readonly<Partial<Record<number, Meaning>>> = {
  1: NOTHING_ARRIVED,
  2: NOTHING_ARRIVED,
  3: {
    kind: 'refused',
    sentence: ({ brandName }, subject) =>
      `${brandName} found a wrong value in what was sent for ${subject}. Check the fields of this step.`,
  },
  4: {
    kind: 'connection',
    sentence: (connection) =>
      `${connection.brandName} refused the API key of the account "${connection.login}". Copy the key («Ключ API») again from ` +
      `${settingsPage(connection)} and connect the account anew.`,
  },
  5: {
    kind: 'connection',
    sentence: ({ brandName, login }) =>
      `${brandName} has no account named "${login}". The login is the first part of your shop's address, before the first point.`,
  },
  6: {
    kind: 'failed',
    sentence: (connection) =>
      `${connection.brandName} does not allow requests from Zapier's address. Lift the limit to certain IP addresses on ` +
      `${settingsPage(connection)}: Zapier's addresses change.`,
  },
  7: {
    kind: 'failed',
    sentence: ({ brandName, login }) =>
      `The API of the account "${login}" is switched off. Check that the tariff is paid, and ask ${brandName}'s support ` +
      'to enable the API.',
  },
  8: {
    kind: 'later',
    retryAfterSeconds: 300,
    sentence: ({ brandName, login }) =>
      `${brandName} takes no more requests for now. If this keeps happening, the API may be switched off for the account ` +
      `"${login}": ask ${brandName}'s support to enable it.`,
  },
  200: UNKNOWN_ORDER,
  201: WRONG_STATUS,
  202: {
    kind: 'refused',
    sentence: ({ brandName }, subject) =>
      `${brandName} could not mark ${subject} as paid. Look at it in the shop: a cancelled order cannot be paid.`,
  },
  203: UNKNOWN_ORDER,
  302: UNKNOWN_ORDER,
  303: WRONG_STATUS,
  400: UNKNOWN_ORDER,
  604: {
    kind: 'refused',
    sentence: ({ brandName }, subject) =>
      `${brandName} does not know ${subject}. Pick it from the list, or copy its identifier («идентификатор продукта») from the shop.`,
  },
};

const UNKNOWN_CODE: Meaning = {
  kind: 'refused',
  sentence: ({ brandName }, subject) =>
    `${brandName} refused the request for ${subject} for a reason that its documentation does not list. Its own words stand at the end.`,
};

/** The problem that an answer with an error code tells of. `subject` completes "does not know …": "order 100000". */
export function refusal(
  connection: ShopConnection,
  { code, text, genuine }: Answer,
  subject: string,
): Problem {
  const meaning = MEANINGS[code] ?? UNKNOWN_CODE;
  const words = text
    .replace(/<[^>]*>|\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
  const origin = `${connection.brandName} error ${code}${words && `: ${words}`}${genuine ? '' : '; answer not signed'}`;
  return new Problem(meaning.kind, `${meaning.sentence(connection, subject)} (${origin})`, {
    code: String(code),
    ...(meaning.retryAfterSeconds !== undefined && { retryAfterSeconds: meaning.retryAfterSeconds }),
  });
}
