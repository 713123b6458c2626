import { support } from '../../core/env';
import { Problem, RUNS_AGAIN, type ProblemKind } from '../../core/errors';
import { plainWords } from '../../core/redact';
import { filled, say } from '../../language/language';

/**
 * The same code means one thing to the ordering functions and another to all the rest. Either may be meant where an ordering
 * function tells one of its whole request.
 */
export type ErrorTable = 'ordering' | 'general' | 'either';

/** What the courier service refuses with. */
export interface Refusal {
  readonly table: ErrorTable;
  /** Empty where the answer holds a text alone. */
  readonly code: string;
  /** The service's own words. */
  readonly text: string;
}

interface Meaning {
  readonly kind: ProblemKind;
  readonly sentence: string;
  readonly retryAfterSeconds?: number;
}

const refused = (sentence: string): Meaning => ({ kind: 'refused', sentence });
const failed = (sentence: string): Meaning => ({ kind: 'failed', sentence });
const later = (sentence: string, retryAfterSeconds: number): Meaning => ({
  kind: 'later',
  sentence: `${sentence} ${RUNS_AGAIN}`,
  retryAfterSeconds,
});

/** What codes mean. A sentence alone refuses the data of this run. */
type Meanings = Readonly<Record<string, Meaning | string>>;

const NOT_LOGGED_IN: Meaning = {
  kind: 'connection',
  sentence: say`The courier service does not accept the login («Логин»), the password («Пароль») or the code
    of the courier company («Код курьерской службы»). Connect the account again with the ones that the
    company gave you.`,
};

const TELL_SUPPORT = say`Tell {support} what the step was to do.`;

/** What the codes of neworder, editorder and cancelorder mean. */
const ORDERING: Meanings = {
  1: NOT_LOGGED_IN,
  2: failed(say`The courier service found no order in the request (отправлен пустой запрос).
    ${{ tellSupport: TELL_SUPPORT }}`),
  3: say`The amount of the order (сумма заказа) is not accepted. Check Amount to Collect, Delivery Price and
    the prices of the items.`,
  4: say`The weight of the order (общий вес заказа) is not accepted. Check Weight and the weights of the
    items.`,
  5: say`The receiver's town (город получателя) is not known. Pick it from the list, or look it up with Find
    Courier Town and use its FIAS code.`,
  6: say`The sender's town (город отправителя) is not known. Pick it from the list, or look it up with Find
    Courier Town and use its FIAS code.`,
  7: say`The receiver's address (адрес получателя) is missing. Fill in Receiver Address.`,
  8: say`The receiver's phone (телефон получателя) is missing. Fill in Receiver Phone.`,
  9: say`The receiver's name (контактное имя получателя) is missing. Fill in Receiver Name.`,
  10: say`The receiver's company (компания получателя) is missing. Fill in Receiver Company.`,
  11: say`The declared value (объявленная ценность) is not accepted. Correct Declared Value; leave it empty
    unless insurance is agreed with the courier company.`,
  12: say`An article (артикул) is not among the goods in the courier's warehouse. Leave Article and
    Warehouse Code of goods of your own empty.`,
  13: say`The sender's company (компания отправителя) is missing. Fill in Sender Company.`,
  14: say`The sender's name (контактное имя отправителя) is missing. Fill in Sender Name.`,
  15: say`The sender's phone (телефон отправителя) is missing. Fill in Sender Phone.`,
  16: say`The sender's address (адрес отправителя) is missing. Fill in Sender Address.`,
  17: say`An order with this number (номер заказа) exists already in this calendar year. If an earlier run
    of this step was cut off, it is that run's order: look at it with Find Courier Order. Otherwise use
    another number or prefix, or choose to go on with the existing order.`,
  18: say`The delivery date (дата доставки) falls on a day off or a holiday of the courier company. Choose
    another Delivery Date.`,
  52: say`The courier service does not know this order. Check its number or its code.`,
  67: say`An order with this barcode (штрих-код) exists already. Use another Barcode, or leave it empty.`,
};

const NO_TARIFF = say`The courier company has no tariff (тариф) for this delivery. Try another service or
  town, or ask the company to set its tariffs up.`;
const UNCLEAR_TARIFF = say`The courier service could not tell which tariff (тариф) applies. Check towns,
  weight and service, or ask the courier company.`;
const WRONG_NUMBER = say`A number is wrong (неверный номер). Check the numbers in this step.`;

/** What only the courier's telephone sends: no step asks for it. */
const ofTelephone = (sentence: string): Meaning =>
  failed(
    say`${{ sentence }} Only the telephones of couriers tell it: ask the courier company what it expects.`,
  );

const BAD_XML = failed(
  say`The courier service could not read the request (неверный xml). ${{ tellSupport: TELL_SUPPORT }}`,
);

/** What the codes of all other functions mean; some of them belong to the couriers' telephones. */
const GENERAL: Meanings = {
  1: BAD_XML,
  2: ofTelephone(say`The latitude (широта) is missing.`),
  3: ofTelephone(say`The longitude (долгота) is missing.`),
  4: ofTelephone(say`The date and time of the request (дата и время запроса) are missing.`),
  5: ofTelephone(say`The accuracy of the position (точность) is missing.`),
  6: ofTelephone(say`The number of the telephone (идентификатор телефона) is missing.`),
  7: ofTelephone(say`The number of the telephone (идентификатор телефона) is not known.`),
  8: ofTelephone(say`The latitude (широта) is wrong.`),
  9: ofTelephone(say`The longitude (долгота) is wrong.`),
  10: ofTelephone(say`The accuracy of the position (точность) is wrong.`),
  11: say`The courier service found no such orders (заказы не найдены). Check the number or the code.`,
  12: say`The date and time (дата и время запроса) are wrong. Check the dates in this step.`,
  13: later(say`The courier service has trouble with its database (ошибка mysql).`, 300),
  14: failed(
    say`The courier service does not know this function (неизвестная функция). Not every company offers all
      of them: ask yours.`,
  ),
  15: NO_TARIFF,
  18: say`The town that the parcel is sent from (город отправления) is missing. Fill in From Town.`,
  19: say`The town that the parcel is sent to (город назначения) is missing. Fill in To Town.`,
  20: say`The weight (масса) is wrong. Check Weight.`,
  21: say`The town that the parcel is sent from (город отправления) is not known. Pick it from the list, or
    look it up with Find Courier Town.`,
  22: say`The town that the parcel is sent to (город назначения) is not known. Pick it from the list, or
    look it up with Find Courier Town.`,
  23: say`The weight (масса) is missing. Fill in Weight.`,
  24: NOT_LOGGED_IN,
  25: NOT_LOGGED_IN,
  26: say`This login (логин) exists already. Ask the courier company about it.`,
  27: say`This client (клиент) exists already. Ask the courier company about it.`,
  28: say`The address (адрес) is missing. Fill in the address.`,
  29: failed(
    say`The courier service does not support this any more (более не поддерживается). Ask the company what
      takes its place.`,
  ),
  30: failed(
    say`Telephony is not set up at the courier company (настройка sip не выполнена). Ask the company about
      it.`,
  ),
  31: say`The phone (телефон) is missing. Fill in the phone.`,
  32: say`The courier's phone (телефон курьера) is missing at the courier company. Ask it to fill it in.`,
  33: later(say`The courier service lost a connection of its own (ошибка соединения).`, 120),
  34: WRONG_NUMBER,
  35: WRONG_NUMBER,
  36: UNCLEAR_TARIFF,
  37: UNCLEAR_TARIFF,
  38: NO_TARIFF,
  39: NO_TARIFF,
};

/** How the block for too many queries is worded is not known; it lasts up to three hours. */
export const BLOCK_SECONDS = 900;

const TOO_MANY: Meaning = later(
  say`The courier service takes no more queries for a while, because there were too many of them.`,
  BLOCK_SECONDS,
);

const OTHER = refused(
  say`The courier service refused this. Its own words stand at the end: correct what
  they name, or ask the courier company.`,
);

const NAMES_LOGIN = /авториз|auth|парол|password/i;
const NAMES_SYNTAX = /xml|синтакс|syntax/i;
const NAMES_LIMIT = /лимит|превыш|слишком (?:много|част)|заблокир|limit|too many|blocked/i;

/** The order number is in use in this calendar year. */
export function isTakenNumber({ table, code }: Refusal): boolean {
  return table !== 'general' && code === '17';
}

/**
 * The problem that a refusal tells of.
 *
 * @param hint what is known of the function that refused, for codes that stand in no table.
 */
export function refusal(refusing: Refusal, hint?: string): Problem {
  const { code, text } = refusing;
  const known = meaningOf(refusing);
  const { kind, sentence, retryAfterSeconds } = known ?? OTHER;
  const told = filled(sentence, { support: support() });
  const parts = [told, known ? undefined : hint, origin(code, text)];
  return new Problem(kind, parts.filter((part) => part !== undefined).join(' '), {
    code: code === '' ? 'refused' : plainWords(code, 40),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

/**
 * An order is refused by the codes of its own table alone: in the other one 24 is a login and 33 a lost connection, while the order
 * has a reason of its own, which the service's words tell. A wrong login, bad XML and a block may come in any envelope; the text
 * decides.
 */
function meaningOf({ table, code, text }: Refusal): Meaning | undefined {
  if (code === '' || code === '1') {
    if (NAMES_LOGIN.test(text)) return NOT_LOGGED_IN;
    if (NAMES_SYNTAX.test(text)) return BAD_XML;
  }
  const [own, other] = table === 'general' ? [GENERAL, ORDERING] : [ORDERING, GENERAL];
  const known =
    own[code] ??
    (table === 'ordering' ? undefined : other[code]) ??
    (NAMES_LIMIT.test(text) ? TOO_MANY : undefined);
  return typeof known === 'string' ? refused(known) : known;
}

function origin(code: string, text: string): string {
  const words = plainWords(text, 300);
  const number = code === '' ? '' : ` error ${plainWords(code, 40)}`;
  return `(MeaSoft${number}${words === '' ? '' : `: ${words}`})`;
}
