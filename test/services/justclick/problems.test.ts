import type { ProblemKind } from '../../../src/core/errors';
import { refusal, refusalCode } from '../../../src/services/justclick/problems';
import { SHOP } from '../../support/shop';

const SETTINGS = 'https://username.expertam.ru/shops/setts/apisettings/';
const UNKNOWN_ORDER =
  "Expertam does not know the thing. Check the number in the shop's list of orders (Заказы).";
const WRONG_STATUS = 'Expertam does not accept this status for the thing. Pick one from the list.';
const NOTHING_ARRIVED =
  'The request for the thing reached Expertam without its data. Try again in a few minutes.';
const UNKNOWN_GROUP =
  'Expertam does not know a group that was given for the thing. Pick it from the list, which shows all groups of the shop.';
const UNKNOWN_CONTACT =
  "Expertam does not know the thing. Check the e-mail address in the shop's list of contacts (Контакты).";
const UNDOCUMENTED =
  "Expertam refused the request for the thing, and its documentation does not say why. Its own words stand at the end: correct what they name, or ask Expertam's support.";

/** What every code says to a user: the only place where the wording is looked at. */
const SENTENCES: readonly (readonly [
  code: number,
  kind: ProblemKind,
  sentence: string,
  answering?: string,
])[] = [
  [1, 'failed', NOTHING_ARRIVED],
  [2, 'failed', NOTHING_ARRIVED],
  [
    3,
    'refused',
    'Expertam found a wrong value in what was sent for the thing. Check the fields of this step.',
  ],
  [
    4,
    'connection',
    `Expertam refused the API key of the account "username". Copy the key («Ключ API») again from ${SETTINGS} and connect the account anew.`,
  ],
  [
    5,
    'connection',
    'Expertam has no account named "username". Correct the login in the connection: it is the first part of your shop\'s address, before the first point.',
  ],
  [
    6,
    'failed',
    `Expertam does not allow requests from Zapier's address. Lift the limit to certain IP addresses on ${SETTINGS}: Zapier's addresses change.`,
  ],
  [
    7,
    'failed',
    'The API of the account "username" is switched off. Check that the tariff is paid, and ask Expertam\'s support to enable the API.',
  ],
  [
    8,
    'failed',
    `Expertam takes no requests of the account "username", as a rule because the API is switched off for it. Write to Expertam's support, name the login and the page ${SETTINGS}, and ask them to enable the API.`,
  ],
  [
    100,
    'refused',
    'Expertam found no e-mail address in what was sent for the thing. Fill in Email.',
    'AddLeadToGroup',
  ],
  [
    101,
    'refused',
    'Expertam could not add the thing. Check the e-mail address and the groups; the reason stands at the end.',
    'AddLeadToGroup',
  ],
  [102, 'refused', 'Expertam has the thing in all of these groups already.', 'AddLeadToGroup'],
  [103, 'refused', UNKNOWN_GROUP, 'AddLeadToGroup'],
  [
    104,
    'refused',
    'Expertam lets nobody add the thing to one of these groups. It may be an automatic group (автогруппа), which the shop fills by itself: pick another one.',
    'AddLeadToGroup',
  ],
  [200, 'refused', UNKNOWN_ORDER, 'UpdateOrderStatus'],
  [201, 'refused', WRONG_STATUS, 'UpdateOrderStatus'],
  [
    202,
    'refused',
    'Expertam could not mark the thing as paid. Look at it in the shop: a cancelled order cannot be paid.',
    'UpdateOrderStatus',
  ],
  [203, 'refused', UNKNOWN_ORDER, 'DeleteOrder'],
  [302, 'refused', UNKNOWN_ORDER, 'DeleteOrder'],
  [303, 'refused', WRONG_STATUS, 'UpdateOrderStatus'],
  [400, 'refused', UNKNOWN_ORDER, 'getOrderDetails'],
  [500, 'refused', UNKNOWN_CONTACT, 'UpdateSubscriberData'],
  [
    501,
    'refused',
    'Expertam has the thing in no group. Check the e-mail address, or add the contact to a group first.',
    'GetLeadGroupStatuses',
  ],
  [600, 'refused', 'Expertam does not accept the e-mail address of the thing. Check Email.', 'CreateOrder'],
  [
    601,
    'refused',
    "Expertam has the thing already, but does not tell its number. Look for it in the shop's list of orders (Заказы).",
    'CreateOrder',
  ],
  [
    602,
    'refused',
    'Expertam could not create the thing, and does not say why. Check the products and the price of each, or try again later.',
    'CreateOrder',
  ],
  [603, 'refused', 'Expertam found no products in the thing. Fill in at least one product.', 'CreateOrder'],
  [
    604,
    'refused',
    'Expertam does not know a product of the thing. Pick the products from the list, or copy their codes («идентификатор продукта») from the shop.',
    'CreateOrder',
  ],
  [
    605,
    'refused',
    'Expertam needs to know where to send the thing, because it holds a physical product. Fill in First Name, Last Name, Country, City and Address.',
    'CreateOrder',
  ],
  [700, 'refused', 'Expertam has no products yet. Add one in the shop first.', 'GetAllGoods'],
  [800, 'refused', UNKNOWN_GROUP, 'DeleteSubscribe'],
  [801, 'refused', UNKNOWN_CONTACT, 'DeleteSubscribe'],
  [9, 'refused', UNDOCUMENTED],
  [999999999, 'refused', UNDOCUMENTED],
];

const told = (code: number, text: string, functionName = 'GetAllGroups', genuine = true) =>
  refusal(SHOP, { code, text, result: undefined, genuine }, 'the thing', functionName);

describe('a refusal', () => {
  const EACH = SENTENCES.map(
    ([code, kind, sentence, name = 'GetAllGroups']) => [code, kind, sentence, name] as const,
  );

  it.each(EACH)('of code %i is of the kind "%s" and says: %s', (code, kind, sentence, answering) => {
    expect(told(code, 'the words', answering)).toMatchObject({
      kind,
      code: String(code),
      message: `${sentence} (Expertam error ${code}: the words)`,
    });
  });

  it.each([
    [
      3,
      'AddGood',
      'Expertam found a wrong value in what was sent for the thing, or has a product with this code already. Check the fields of this step.',
    ],
    [
      2,
      'AddGood',
      'Expertam takes a value of the thing for missing. Check Product Code, Type, Title and Price.',
    ],
  ])('of code %i means something of its own where %s answers', (code, functionName, sentence) => {
    expect(told(code, '', functionName).message).toBe(`${sentence} (Expertam error ${code})`);
  });

  it.each([
    [302, 'DeleteGood'],
    [400, 'UpdateGood'],
    [604, 'UpdateGood'],
    [200, 'AddGood'],
    [501, 'GetCountSubscribe'],
    [700, 'DeleteOrder'],
  ])(
    'of code %i is told in the words of the service where %s answers, whose code it is not',
    (code, name) => {
      expect(told(code, 'its words', name)).toMatchObject({
        kind: 'refused',
        message: `${UNDOCUMENTED} (Expertam error ${code}: its words)`,
      });
    },
  );

  it('names the brand that the user knows', () => {
    const shop = { ...SHOP, brandName: 'JustClick' };
    const { message } = refusal(
      shop,
      { code: 200, text: 'x', result: undefined, genuine: true },
      'order 1',
      'DeleteOrder',
    );
    expect(message).toMatch(/^JustClick does not know order 1\. .*\(JustClick error 200: x\)$/);
  });

  it('says when the answer was not signed', () => {
    expect(told(4, 'incorrect hash', undefined, false).message).toMatch(
      /\(Expertam error 4: incorrect hash; answer not signed\)$/,
    );
  });

  it('shows neither tags and control characters of the shop’s words nor all of a long text', () => {
    expect(told(3, '<b>wrong</b>\u0000\n<script>data').message).not.toMatch(/[<\u0000\n]/);
    expect(told(3, 'x'.repeat(1000)).message).toMatch(/[^x]x{200}…\)$/);
  });
});

describe('a refusal hidden under code 0', () => {
  it.each([
    ['email is missing', 100],
    ['subscription error: wrong email', 101],
    ['The subscriber is already registered', 102],
    ['has an invalid subscriptions group', 103],
    ['Has an invalid subscription group', 103],
    ['subscription forbidden for 5', 104],
    ['group subscribers is not found', 800],
    ['subscriber with such address is not found', 801],
  ])('"%s" is %i, and the message tells the code that came', (text, code) => {
    const { code: toldCode, message } = told(0, text);
    expect(toldCode).toBe(String(code));
    expect(message).toContain(`(Expertam error 0: ${text})`);
  });

  it.each(['ok', 'OK', '', 'order status changed', 'order deleted', 'activation email sent to subscriber'])(
    'is not seen in the success "%s"',
    (text) => {
      expect(refusalCode({ code: 0, text })).toBe(0);
    },
  );

  it('is looked for under no other code', () => {
    expect(refusalCode({ code: 101, text: 'subscription error: already registered' })).toBe(101);
  });
});
