import { amount } from '../../../sandbox/money';
import {
  notificationBody,
  notificationFields,
  notificationHash,
} from '../../../sandbox/justclick/notification';
import { type FormArray, parsePhpForm } from '../../../sandbox/justclick/php_form';
import { seededShop } from '../../../sandbox/justclick/seed';
import type { News, Order, OrderEvent } from '../../../sandbox/justclick/shop';
import { md5, NOW } from './caller';
import { evaluatePhp, phpIsHere } from './php';

const KEY = 'X'.repeat(40);
const shop = seededShop(NOW);
const half = amount(49_500);
/** Waits for payment; has a comment and a domain. */
const waiting = shop.order(100000);
const paid = shop.order(100001);
/** Has a partner and a PIN code. */
const partnered = shop.order(100004);

const newsOf = (event: OrderEvent, order: Order): News =>
  event === 'prepayment' ? { event, order, sum: half } : { event, order };
const EVENTS = ['new_order', 'paid', 'prepayment', 'cancel', 'moneyback'] as const;
const HAPPENINGS = EVENTS.map((event) =>
  newsOf(event, ['paid', 'moneyback'].includes(event) ? paid : waiting),
);

/** The fields as a PHP receiver sees them, nested as plain objects. */
function received(news: News, brand: 'expertam' | 'influencersoft' = 'expertam'): Record<string, unknown> {
  const nested = (form: FormArray): Record<string, unknown> =>
    Object.fromEntries(
      [...form].map(([name, value]) => [name, typeof value === 'string' ? value : nested(value)]),
    );
  return nested(parsePhpForm(Buffer.from(notificationBody(notificationFields(news, brand), undefined))));
}

describe('the fields of a notification', () => {
  const head = 'id first_name last_name middle_name email phone city country';
  test.each([
    [0, `status ${head} address region postalcode created comment tag kupon domain link`, 'new_order'],
    [
      1,
      `${head} address region postalcode created paid last_payment_sum type payway comment tag kupon domain is_recurrent`,
      undefined,
    ],
    [2, `${head} region postalcode created prepayment_sum tag kupon domain link is_recurrent`, undefined],
    [3, `status ${head} region postalcode created comment`, 'cancel_order'],
    [4, `status ${head} region postalcode created comment is_recurrent`, 'moneyback'],
  ])('are those of the vendor’s table, for kind %i: %s', (kind, fields, status) => {
    const [form] = HAPPENINGS.slice(kind).map((news) => received(news));
    expect(Object.keys(form ?? {}).join(' ')).toBe(`${fields} utm items`);
    expect(form?.status).toBe(status);
  });

  test('hold the order as the shop knows it', () => {
    expect(received(newsOf('new_order', waiting))).toMatchObject({
      ...{ id: '100000', first_name: 'Иван', email: 'user4@email.com', address: 'ул. Ленина, д. 1, кв. 2' },
      ...{ created: String(waiting.created), comment: 'Позвонить заранее', kupon: '' },
      link: 'http://shop.example/bill/100000/',
    });
    const told = { last_payment_sum: '3900.00', payway: 'manual', is_recurrent: '0' };
    expect(received(newsOf('paid', paid))).toMatchObject({ paid: String(paid.paid), ...told });
    expect(received(newsOf('prepayment', waiting)).prepayment_sum).toBe('495.00');
  });

  test('nest marks and lines; who earns by them is told of payments only', () => {
    const line = { id: 'kurs_pro', title: "Курс *Pro* (2024) ~ it's!", sum: '12900.50', price: '12900.50' };
    const partner = { partner_lvl: '1', partner_id: '77', partner_name: 'partner1', partner_fee: '1290.05' };
    const utm = { medium: 'affiliate', source: 'partner1', campaign: '', content: '', term: '' };
    expect(received(newsOf('new_order', partnered))).toMatchObject({ utm, items: { 0: line } });
    expect(received(newsOf('new_order', partnered))).not.toHaveProperty('items.0.pincode');
    expect(received(newsOf('prepayment', partnered))).toMatchObject({
      items: { 0: { ...line, pincode: 'AB-12-CD', partners: { 0: partner } } },
    });
  });

  test('have the words of the English pages on the English brand', () => {
    const english = received(newsOf('new_order', waiting), 'influencersoft');
    expect(english).toMatchObject({ status: 'new order', coupon: '' });
    expect(english).not.toHaveProperty('kupon');
  });

  test('of a contact are others, and marks are not told of one who leaves', () => {
    const contact = shop.contact('anna@shop.example');
    if (contact === undefined) throw new Error('Anna is in the seeded shop.');
    const joined: News = { event: 'contact', contact, group: 'super', status: 2 };
    const told = { name: 'Анна', email: 'anna@shop.example', id_group: 'super', status: '2' };
    expect(received(joined)).toMatchObject({ ...told, utm: {} });
    expect(received({ ...joined, status: 0 })).not.toHaveProperty('utm');
    expect(notificationHash(joined, KEY)).toBeUndefined();
  });
});

describe('the hash of a notification', () => {
  const vector: Order = { ...waiting, created: 1362254400, paid: 1362254400 };
  const WITH_TIME = 'ed522473c7fac02099851ff284cb3dfe';
  const WITHOUT = 'b290e5a36011afac2812700db28a70ba';

  test.each([
    ['new_order', WITH_TIME],
    ['paid', WITH_TIME],
    ['cancel', WITH_TIME],
    // The documentation wants a time that the notification does not hold.
    ['moneyback', WITHOUT],
    ['prepayment', WITHOUT],
  ] as const)('%s: that of the documented vector', (event, hash) => {
    expect(notificationHash(newsOf(event, vector), KEY)).toBe(hash);
  });

  test('is made with the time of creation or of payment', () => {
    const order: Order = { ...waiting, created: 1, paid: 2 };
    const made = (time: string) => md5(`100000user4@email.com${time}${KEY}`);
    const hashes = (['new_order', 'cancel', 'paid'] as const).map((event) =>
      notificationHash({ event, order }, KEY),
    );
    expect(hashes).toEqual([made('1'), made('1'), made('2')]);
  });

  test('of a new order by the PHP line of the documentation lacks the time too', () => {
    expect(notificationHash({ event: 'new_order', order: { ...vector, paid: undefined } }, KEY, true)).toBe(
      WITHOUT,
    );
  });
});

test('real PHP reads every notification as the shop meant it, and agrees on the hash', () => {
  if (!phpIsHere()) return;
  const bodies = HAPPENINGS.map((news) =>
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
