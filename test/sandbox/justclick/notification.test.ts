import { amount } from '../../../sandbox/money';
import {
  notificationBody,
  notificationFields,
  notificationHash,
} from '../../../sandbox/justclick/notification';
import { parsePhpForm } from '../../../sandbox/justclick/php_form';
import { seededShop } from '../../../sandbox/justclick/seed';
import type { News, Order } from '../../../sandbox/justclick/shop';
import { md5, NOW } from './caller';
import { evaluatePhp, phpIsHere } from './php';

const KEY = 'X'.repeat(40);
const shop = seededShop(NOW);
/** Waits for payment; has a comment and a domain. */
const waiting = shop.order(100000);
const paid = shop.order(100001);
/** Has a partner and a PIN code. */
const partnered = shop.order(100004);

const half = amount(49_500);

const HAPPENINGS: Record<string, News> = {
  'new order': { event: 'new_order', order: waiting },
  paid: { event: 'paid', order: paid },
  prepayment: { event: 'prepayment', order: waiting, sum: half },
  cancel: { event: 'cancel', order: waiting },
  moneyback: { event: 'moneyback', order: paid },
};

function names(news: News): string[] {
  return [...received(news).keys()];
}

/** The fields as a PHP receiver sees them. */
function received(news: News, brand: 'expertam' | 'influencersoft' = 'expertam') {
  return parsePhpForm(Buffer.from(notificationBody(notificationFields(news, brand), undefined)));
}

describe('the fields of a notification', () => {
  const head = ['id', 'first_name', 'last_name', 'middle_name', 'email', 'phone', 'city', 'country'];
  test.each([
    [
      'new order',
      [
        'status',
        ...head,
        'address',
        'region',
        'postalcode',
        'created',
        'comment',
        'tag',
        'kupon',
        'domain',
        'link',
      ],
    ],
    [
      'paid',
      [
        ...head,
        'address',
        'region',
        'postalcode',
        'created',
        'paid',
        'last_payment_sum',
        'type',
        'payway',
        'comment',
        'tag',
        'kupon',
        'domain',
        'is_recurrent',
      ],
    ],
    [
      'prepayment',
      [
        ...head,
        'region',
        'postalcode',
        'created',
        'prepayment_sum',
        'tag',
        'kupon',
        'domain',
        'link',
        'is_recurrent',
      ],
    ],
    ['cancel', ['status', ...head, 'region', 'postalcode', 'created', 'comment']],
    ['moneyback', ['status', ...head, 'region', 'postalcode', 'created', 'comment', 'is_recurrent']],
  ])('%s: those of the vendor’s table', (name, fields) => {
    expect(names(news(name))).toEqual([...fields, 'utm', 'items']);
  });

  test.each([
    ['new order', 'new_order'],
    ['paid', undefined],
    ['prepayment', undefined],
    ['cancel', 'cancel_order'],
    ['moneyback', 'moneyback'],
  ])('%s has the status %s', (name, status) => {
    expect(received(news(name)).get('status')).toBe(status);
  });

  test('hold the order as the shop knows it', () => {
    expect(Object.fromEntries(received(news('new order')))).toMatchObject({
      id: '100000',
      first_name: 'Иван',
      email: 'user4@email.com',
      address: 'ул. Ленина, д. 1, кв. 2',
      created: String(waiting.created),
      comment: 'Позвонить заранее',
      kupon: '',
      link: 'http://shop.example/bill/100000/',
    });
    expect(Object.fromEntries(received(news('paid')))).toMatchObject({
      paid: String(paid.paid),
      last_payment_sum: '3900.00',
      payway: 'manual',
      is_recurrent: '0',
    });
    expect(received(news('prepayment')).get('prepayment_sum')).toBe('495.00');
  });

  test('nest marks and lines; who earns by them is told of payments only', () => {
    const line = { id: 'kurs_pro', title: "Курс *Pro* (2024) ~ it's!", sum: '12900.50', price: '12900.50' };
    const partner = { partner_lvl: '1', partner_id: '77', partner_name: 'partner1', partner_fee: '1290.05' };
    expect(nested(received({ event: 'new_order', order: partnered }))).toMatchObject({
      utm: { medium: 'affiliate', source: 'partner1', campaign: '', content: '', term: '' },
      items: { 0: line },
    });
    expect(nested(received({ event: 'new_order', order: partnered }))).not.toHaveProperty('items.0.pincode');
    expect(nested(received({ event: 'prepayment', order: partnered, sum: half }))).toMatchObject({
      items: { 0: { ...line, pincode: 'AB-12-CD', partners: { 0: partner } } },
    });
  });

  test('have the words of the English pages on the English brand', () => {
    const english = received(news('new order'), 'influencersoft');
    expect(english.get('status')).toBe('new order');
    expect(english.has('coupon')).toBe(true);
    expect(english.has('kupon')).toBe(false);
  });

  test('of a contact are others, and marks are not told of one who leaves', () => {
    const contact = shop.contact('anna@shop.example');
    if (contact === undefined) {
      throw new Error('Anna is in the seeded shop.');
    }
    const joined: News = { event: 'contact', contact, group: 'super', status: 2 };
    expect(Object.fromEntries(received(joined))).toMatchObject({
      name: 'Анна',
      email: 'anna@shop.example',
      id_group: 'super',
      status: '2',
    });
    expect(names(joined)).toContain('utm');
    expect(names({ ...joined, status: 0 })).not.toContain('utm');
    expect(notificationHash(joined, KEY)).toBeUndefined();
  });
});

describe('the hash of a notification', () => {
  const vector: Order = { ...waiting, created: 1362254400, paid: 1362254400 };

  test.each(['new_order', 'paid', 'cancel'] as const)('%s: that of the documented vector', (event) => {
    expect(notificationHash({ event, order: vector }, KEY)).toBe('ed522473c7fac02099851ff284cb3dfe');
  });

  test('is made with the time of creation or of payment', () => {
    const order: Order = { ...waiting, created: 1, paid: 2 };
    const hashes = (['new_order', 'cancel', 'paid'] as const).map((event) =>
      notificationHash({ event, order }, KEY),
    );
    const made = (time: string) => md5(`100000user4@email.com${time}${KEY}`);
    expect(hashes).toEqual([made('1'), made('1'), made('2')]);
  });

  test('is made without a time where the documentation wants one that the notification does not hold', () => {
    expect(notificationHash({ event: 'moneyback', order: vector }, KEY)).toBe(
      'b290e5a36011afac2812700db28a70ba',
    );
    expect(notificationHash({ event: 'prepayment', order: vector, sum: half }, KEY)).toBe(
      'b290e5a36011afac2812700db28a70ba',
    );
  });

  test('of a new order by the PHP line of the documentation lacks the time too', () => {
    const order: Order = { ...vector, paid: undefined };
    expect(notificationHash({ event: 'new_order', order }, KEY, true)).toBe(
      'b290e5a36011afac2812700db28a70ba',
    );
  });
});

test('real PHP reads every notification as the shop meant it, and agrees on the hash', () => {
  if (!phpIsHere()) {
    return;
  }
  const bodies = Object.values(HAPPENINGS).map((news) =>
    notificationBody(notificationFields(news, 'expertam'), notificationHash(news, KEY)),
  );
  const answer = evaluatePhp(
    `foreach (json_decode(stream_get_contents(STDIN)) as $body) {
       parse_str($body, $_REQUEST);
       $time = isset($_REQUEST['paid']) ? $_REQUEST['paid'] : $_REQUEST['created'];
       $known = [md5($_REQUEST['id'].$_REQUEST['email'].$time.'${KEY}'), md5($_REQUEST['id'].$_REQUEST['email'].'${KEY}')];
       echo array_search($_REQUEST['hash'], $known), ' ', $_REQUEST['items'][0]['title'], "\\n";
     }`,
    JSON.stringify(bodies),
  );
  expect(answer.trimEnd().split('\n')).toEqual([
    '0 Супер-товар на DVD',
    '0 Курс «Быстрый старт»',
    '1 Супер-товар на DVD',
    '0 Супер-товар на DVD',
    '1 Курс «Быстрый старт»',
  ]);
});

function news(name: string): News {
  const found = HAPPENINGS[name];
  if (found === undefined) {
    throw new Error(`There is no ${name}.`);
  }
  return found;
}

/** A form as plain objects, for comparing. */
function nested(form: ReturnType<typeof parsePhpForm>): Record<string, unknown> {
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : nested(value)]),
  );
}
