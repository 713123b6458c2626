import type { ProblemKind } from '../../../src/core/errors';
import { refusal, refusalCode } from '../../../src/services/justclick/problems';
import { SHOP } from '../../support/shop';

const SETTINGS = 'https://username.expertam.ru/shops/setts/apisettings/';
const UNKNOWN_ORDER =
  "Expertam does not know order 100000. Check the number in the shop's list of orders (Заказы).";
const WRONG_STATUS = 'Expertam does not accept this status for order 100000. Pick one from the list.';
const NOTHING_ARRIVED =
  'The request for order 100000 reached Expertam without its data. Try again in a few minutes.';
const UNDOCUMENTED =
  "Expertam refused the request for order 100000 for a reason that its documentation does not list. Its own words stand at the end: correct what they name, or ask Expertam's support.";

const TABLE: readonly (readonly [code: number, kind: ProblemKind, text: string, sentence: string])[] = [
  [1, 'failed', 'not transferred hash', NOTHING_ARRIVED],
  [2, 'failed', 'no transmitted data', NOTHING_ARRIVED],
  [
    3,
    'refused',
    'wrong posted data',
    'Expertam found a wrong value in what was sent for order 100000. Check the fields of this step.',
  ],
  [
    4,
    'connection',
    'incorrect hash',
    `Expertam refused the API key of the account "username". Copy the key («Ключ API») again from ${SETTINGS} and connect the account anew.`,
  ],
  [
    5,
    'connection',
    'invalid user name',
    `Expertam has no account named "username". Correct the login in the connection: it is the first part of your shop's address, before the first point.`,
  ],
  [
    6,
    'failed',
    'permission denied for ip 1.2.3.4',
    `Expertam does not allow requests from Zapier's address. Lift the limit to certain IP addresses on ${SETTINGS}: Zapier's addresses change.`,
  ],
  [
    7,
    'failed',
    'account disabled',
    `The API of the account "username" is switched off. Check that the tariff is paid, and ask Expertam's support to enable the API.`,
  ],
  [
    8,
    'later',
    'Лимит запросов по API с данного адреса исчерпан.',
    `Expertam takes no more requests for now. If this keeps happening, the API may be switched off for the account "username": ask Expertam's support to enable it.`,
  ],
  [200, 'refused', 'nonexistent order', UNKNOWN_ORDER],
  [201, 'refused', 'wrong status', WRONG_STATUS],
  [
    202,
    'refused',
    'order not paid',
    'Expertam could not mark order 100000 as paid. Look at it in the shop: a cancelled order cannot be paid.',
  ],
  [203, 'refused', 'order number is empty', UNKNOWN_ORDER],
  [302, 'refused', 'nonexistent order', UNKNOWN_ORDER],
  [303, 'refused', 'wrong status', WRONG_STATUS],
  [400, 'refused', 'order not found', UNKNOWN_ORDER],
  [
    604,
    'refused',
    'product not exist',
    'Expertam does not know order 100000. Pick it from the list, or copy its identifier («идентификатор продукта») from the shop.',
  ],
  [9, 'refused', 'news', UNDOCUMENTED],
  [999999999, 'refused', 'news', UNDOCUMENTED],
];

describe('the refusal', () => {
  it.each(TABLE)(
    '%i is of the kind "%s" ("%s"), says what to do, and ends in the code',
    (code, kind, text, sentence) => {
      expect(refusal(SHOP, { code, text, result: undefined, genuine: true }, 'order 100000')).toMatchObject({
        kind,
        code: String(code),
        message: `${sentence} (Expertam error ${code}: ${text})`,
      });
    },
  );

  it('8 comes with the delay after which another try makes sense, the others with none', () => {
    for (const [code] of TABLE)
      expect(
        refusal(SHOP, { code, text: '', result: undefined, genuine: true }, 'order 1').retryAfterSeconds,
      ).toBe(code === 8 ? 300 : undefined);
  });

  it('names the brand that the user knows', () => {
    const shop = { ...SHOP, brandName: 'JustClick' };
    const { message } = refusal(shop, { code: 200, text: 'x', result: undefined, genuine: true }, 'order 1');
    expect(message).toMatch(/^JustClick does not know order 1\. .*\(JustClick error 200: x\)$/);
    expect(message).not.toContain('Expertam');
  });

  it('says when the answer was not signed', () => {
    const { message } = refusal(
      SHOP,
      { code: 4, text: 'incorrect hash', result: undefined, genuine: false },
      'x',
    );
    expect(message).toMatch(/\(Expertam error 4: incorrect hash; answer not signed\)$/);
  });

  it('needs no text of the shop, and shows neither its tags and control characters nor all of a long one', () => {
    const told = (text: string): string =>
      refusal(SHOP, { code: 3, text, result: undefined, genuine: true }, 'x').message;
    expect(told('')).toMatch(/\(Expertam error 3\)$/);
    expect(told('<b>wrong</b>\u0000\n<script>data')).not.toMatch(/[<\u0000\n]/);
    expect(told('x'.repeat(1000))).toMatch(/[^x]x{200}…\)$/);
  });
});

describe('the refusal of a contact, an order or a product', () => {
  const told = (code: number, functionName?: string) =>
    refusal(SHOP, { code, text: '', result: undefined, genuine: true }, 'the thing', functionName);

  it.each([100, 101, 103, 104, 500, 501, 600, 601, 602, 603, 604, 605, 700, 800, 801])(
    '%i stops this run with words of its own',
    (code) => {
      const { kind, message } = told(code);
      expect(kind).toBe('refused');
      expect(message).toMatch(new RegExp(`^Expertam .*\\. \\(Expertam error ${code}\\)$`));
      expect(message).not.toContain('does not list');
    },
  );

  it('102 is no failure: what is wanted is so already', () => {
    expect(told(102).kind).toBe('nothing_to_do');
  });

  it('means something of its own where a function uses a code for more than one thing', () => {
    expect(told(3, 'AddGood').message).toContain('or has a product with this identifier already');
    expect(told(3, 'UpdateGood').message).not.toContain('already');
    expect(told(604, 'CreateOrder').message).toContain('does not know a product of the thing');
    expect(told(604, 'DeleteGood').message).toContain('does not know the thing');
  });
});

describe('a refusal hidden under code 0', () => {
  it.each([
    ['email is missing', 100],
    ['subscription error: wrong email', 101],
    ['The subscriber is already registered', 102],
    ['has an invalid subscriptions group', 103],
    ['subscription forbidden for 5', 104],
    ['group subscribers is not found', 800],
    ['subscriber with such address is not found', 801],
  ])('"%s" is %i, and the message tells the code that came', (text, code) => {
    const hidden = { code: 0, text, result: undefined, genuine: true };
    expect(refusalCode(hidden)).toBe(code);
    expect(refusal(SHOP, hidden, 'contact a@b.ru')).toMatchObject({
      code: String(code),
      message: expect.stringContaining(`(Expertam error 0: ${text})`) as string,
    });
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
