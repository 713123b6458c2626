import { Problem, type ProblemKind } from '../../core/errors';
import { plainWords } from '../../core/redact';
import { filled, say } from '../../language/language';
import type { Answer } from './answer';
import type { ShopConnection } from './connection';

interface Meaning {
  readonly kind: ProblemKind;
  readonly sentence: string;
}

const refused = (sentence: string): Meaning => ({ kind: 'refused', sentence });
const failed = (sentence: string): Meaning => ({ kind: 'failed', sentence });
const wrongConnection = (sentence: string): Meaning => ({ kind: 'connection', sentence });

const UNKNOWN_ORDER = say`{brandName} does not know {subject}. Check the number in the shop's list of orders
  (Заказы).`;

const WRONG_STATUS = say`{brandName} does not accept this status for {subject}. Pick one from the list.`;

const NOTHING_ARRIVED = failed(
  say`The request for {subject} reached {brandName} without its data. Try again in a few minutes.`,
);

const UNKNOWN_CONTACT = say`{brandName} does not know {subject}. Check the e-mail address in the shop's list
  of contacts (Контакты).`;

const UNKNOWN_GROUP = say`{brandName} does not know a group that was given for {subject}. Pick it from the
  list, which shows all groups of the shop.`;

/** What codes mean. A sentence alone refuses the data of this run. */
type Meanings = Readonly<Partial<Record<number, Meaning | string>>>;

/** What every function may answer with. */
const GENERAL: Meanings = {
  1: NOTHING_ARRIVED,
  2: NOTHING_ARRIVED,
  3: say`{brandName} found a wrong value in what was sent for {subject}. Check the fields of this step.`,
  4: wrongConnection(
    say`{brandName} refused the API key of the account "{login}". Copy the key («Ключ API») again from
      {settings} and connect the account anew.`,
  ),
  5: wrongConnection(
    say`{brandName} has no account named "{login}". Correct the login in the connection: it is the first
      part of your shop's address, before the first point.`,
  ),
  6: failed(
    say`{brandName} does not allow requests from Zapier's address. Lift the limit to certain IP addresses on
      {settings}: Zapier's addresses change.`,
  ),
  7: failed(
    say`The API of the account "{login}" is switched off. Check that the tariff is paid, and ask
      {brandName}'s support to enable the API.`,
  ),
  // By its own words the limit is, as a rule, that of an account whose API is off, which no waiting mends.
  8: failed(
    say`{brandName} takes no requests of the account "{login}", as a rule because the API is switched off
      for it. Write to {brandName}'s support, name the login and the page {settings}, and ask them to enable
      the API.`,
  ),
};

/** The vendor has two codes for one thing, which read alike here: 200 and 302, 201 and 303. */
const OF_ONE_ORDER: Meanings = {
  200: UNKNOWN_ORDER,
  201: WRONG_STATUS,
  202: say`{brandName} could not mark {subject} as paid. Look at it in the shop: a cancelled order cannot be
    paid.`,
  203: UNKNOWN_ORDER,
  302: UNKNOWN_ORDER,
  303: WRONG_STATUS,
};

const OF_CONTACT_DATA: Meanings = {
  500: UNKNOWN_CONTACT,
  501: say`{brandName} has {subject} in no group. Check the e-mail address, or add the contact to a group
    first.`,
};

/** A code says this only where it is answered by the function that the vendor's table lists it for. */
const MEANINGS_IN: Readonly<Partial<Record<string, Meanings>>> = {
  AddLeadToGroup: {
    100: say`{brandName} found no e-mail address in what was sent for {subject}. Fill in Email.`,
    101: say`{brandName} could not add {subject}. Check the e-mail address and the groups; the reason stands
      at the end.`,
    102: say`{brandName} has {subject} in all of these groups already.`,
    103: UNKNOWN_GROUP,
    104: say`{brandName} lets nobody add {subject} to one of these groups. It may be an automatic group
      (автогруппа), which the shop fills by itself: pick another one.`,
  },
  UpdateOrderStatus: OF_ONE_ORDER,
  DeleteOrder: OF_ONE_ORDER,
  getOrderDetails: { 400: UNKNOWN_ORDER },
  UpdateSubscriberData: OF_CONTACT_DATA,
  GetLeadGroupStatuses: OF_CONTACT_DATA,
  CreateOrder: {
    600: say`{brandName} does not accept the e-mail address of {subject}. Check Email.`,
    601: say`{brandName} has {subject} already, but does not tell its number. Look for it in the shop's list
      of orders (Заказы).`,
    602: say`{brandName} could not create {subject}, and does not say why. Check the products and the price
      of each, or try again later.`,
    603: say`{brandName} found no products in {subject}. Fill in at least one product.`,
    604: say`{brandName} does not know a product of {subject}. Pick the products from the list, or copy
      their codes («идентификатор продукта») from the shop.`,
    605: say`{brandName} needs to know where to send {subject}, because it holds a physical product. Fill in
      First Name, Last Name, Country, City and Address.`,
  },
  GetAllGoods: {
    700: say`{brandName} has no products yet. Add one in the shop first.`,
  },
  DeleteSubscribe: { 800: UNKNOWN_GROUP, 801: UNKNOWN_CONTACT },
  GetCountSubscribe: { 800: UNKNOWN_GROUP },
  AddGood: {
    // A PHP server takes "0" for missing, so this is no request that was lost.
    2: say`{brandName} takes a value of {subject} for missing. Check Product Code, Type, Title and Price.`,
    // No code is documented for a product code that is taken.
    3: say`{brandName} found a wrong value in what was sent for {subject}, or has a product with this code
      already. Check the fields of this step.`,
  },
};

/** The refusals of the contact functions that have been seen under code 0, as if all were well. */
const HIDDEN: readonly (readonly [words: RegExp, code: number])[] = [
  [/email is missing/i, 100],
  [/subscription error/i, 101],
  [/already registered/i, 102],
  [/invalid subscriptions? group/i, 103],
  [/subscription forbidden/i, 104],
  [/group subscribers is not found/i, 800],
  [/subscriber with such address is not found/i, 801],
];

/** The code that an answer refuses with, be it hidden behind 0; 0 when it does not refuse. */
export function refusalCode({ code, text }: Pick<Answer, 'code' | 'text'>): number {
  return code === 0 ? (HIDDEN.find(([words]) => words.test(text))?.[1] ?? 0) : code;
}

const UNKNOWN_CODE = say`{brandName} refused the request for {subject}, and its documentation does not say
  why. Its own words stand at the end: correct what they name, or ask {brandName}'s support.`;

/**
 * The problem that a refusing answer tells of.
 *
 * @param subject completes "does not know …": "order 100000".
 * @param functionName the function that answered, whose table of codes counts.
 */
export function refusal(
  connection: ShopConnection,
  answer: Answer,
  subject: string,
  functionName: string,
): Problem {
  const code = refusalCode(answer);
  const meaning = MEANINGS_IN[functionName]?.[code] ?? GENERAL[code] ?? UNKNOWN_CODE;
  const { kind, sentence } = typeof meaning === 'string' ? refused(meaning) : meaning;
  const { brandName, login, baseUrl } = connection;
  const settings = `${baseUrl}/shops/setts/apisettings/`;
  const words = plainWords(answer.text, 200);
  const origin = say`${{ brandName }} error ${{ code: answer.code }}${{ words: words && `: ${words}` }}${{ genuine: answer.genuine ? '' : '; answer not signed' }}`;
  return new Problem(kind, `${filled(sentence, { brandName, login, settings, subject })} (${origin})`, {
    code: String(code),
  });
}
