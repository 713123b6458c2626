import { md5Hex } from '../../../src/core/signature';
import {
  confirmed,
  parseNotification,
  unconfirmed,
  type Notification,
} from '../../../src/services/justclick/notifications';
import { parseOrder, type Order } from '../../../src/services/justclick/orders';

const BASE_URL = 'https://username.expertam.ru';
const KEY = 'X'.repeat(40);
const WITH_TIME = 'ed522473c7fac02099851ff284cb3dfe';
const WITHOUT_TIME = 'b290e5a36011afac2812700db28a70ba';

/** The sample body of the vendor's page for a new order. */
const NEW_ORDER =
  'status=new_order&id=100000&first_name=%D0%98%D0%B2%D0%B0%D0%BD&email=user4%40email.com&phone=%2B79280000000&created=1362254400' +
  '&kupon=&domain=shop.example&utm%5Bmedium%5D=cpc&items%5B0%5D%5Bid%5D=super_tovar&items%5B0%5D%5Btitle%5D=DVD' +
  '&items%5B0%5D%5Bsum%5D=990.00&items%5B0%5D%5Bprice%5D=1500.00';

const parse = (content: string, apiKey = KEY): ReturnType<typeof parseNotification> =>
  parseNotification(content, { apiKey, baseUrl: BASE_URL });

const body = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ id: '100000', email: 'user4@email.com', ...fields }).toString();

describe('a notification', () => {
  it('of a new order is read when its hash was made with the time of creation', () => {
    expect(parse(`${NEW_ORDER}&hash=${WITH_TIME}`)).toMatchObject({
      event: 'new_order',
      order: { bill_id: '100000', first_name: 'Иван', items: [{ good_name: 'super_tovar', sum: 990 }] },
    });
  });

  it('of a new order may be hashed by the PHP line, whose time of payment is empty', () => {
    expect(parse(`${NEW_ORDER}&hash=${WITHOUT_TIME}`)).toMatchObject({ event: 'new_order' });
  });

  it('of a payment counts only with the time of payment in its hash', () => {
    const paid = { paid: '1362254400', created: '1362250000', last_payment_sum: '990.00' };
    expect(parse(body({ ...paid, hash: WITH_TIME }))).toMatchObject({
      event: 'paid',
      paymentSum: 990,
    });
    const byCreation = md5Hex(`100000user4@email.com1362250000${KEY}`);
    expect(parse(body({ ...paid, hash: byCreation }))).toEqual({ rejected: 'forged' });
    expect(parse(body({ ...paid, hash: WITHOUT_TIME }))).toEqual({ rejected: 'forged' });
  });

  it.each([
    ['cancelled', { status: 'cancel_order', created: '1362254400', hash: WITH_TIME }],
    ['moneyback', { status: 'moneyback', created: '1362254400', hash: WITHOUT_TIME }],
    ['prepaid', { prepayment_sum: '100.00', created: '1362254400', hash: WITHOUT_TIME }],
    ['new_order', { status: 'new order', created: '1362254400', hash: WITH_TIME }],
  ])('is told to be %s by its fields', (event, fields) => {
    expect(parse(body(fields))).toMatchObject({ event });
  });

  it('is forged with another key, another number, another address or no hash', () => {
    expect(parse(`${NEW_ORDER}&hash=${WITH_TIME}`, 'Y'.repeat(40))).toEqual({
      rejected: 'forged',
    });
    expect(parse(`${NEW_ORDER}&id=100001&hash=${WITH_TIME}`)).toEqual({ rejected: 'forged' });
    expect(parse(`${NEW_ORDER}&email=a%40b.c&hash=${WITH_TIME}`)).toEqual({
      rejected: 'forged',
    });
    expect(parse(NEW_ORDER)).toEqual({ rejected: 'forged' });
  });

  it.each(['', 'hello', '{"id":1}', 'id=&email=&hash=', 'id[]=1&hash=x', `id=1%00&hash=${WITH_TIME}`])(
    'without an order number is damaged: %j',
    (damaged) => {
      expect(parse(damaged)).toEqual({ rejected: 'damaged' });
    },
  );

  it.each(['1700000000', ''])(
    'without a status and a time of payment is a new order: hash by "%s"',
    (time) => {
      const hash = md5Hex(`206b@b.ru${time}${KEY}`);
      const content = `id=206&email=b%40b.ru&created=1700000000&items%5B0%5D%5Bid%5D=k&items%5B0%5D%5Bsum%5D=3000&hash=${hash}`;
      expect(parse(content)).toMatchObject({
        event: 'new_order',
        order: { bill_id: '206', pay_status: 'waiting', price: 3000 },
      });
    },
  );

  it('without a time of payment is no payment, whatever its hash', () => {
    const paid = { last_payment_sum: '990.00', created: '1362254400' };
    expect(parse(body({ ...paid, hash: WITHOUT_TIME }))).toEqual({ rejected: 'forged' });
    expect(parse(body({ ...paid, paid: '', hash: WITH_TIME }))).toEqual({ rejected: 'forged' });
  });

  it('tells a sum with a comma', () => {
    expect(parse(body({ paid: '1362254400', last_payment_sum: '990,50', hash: WITH_TIME }))).toMatchObject({
      paymentSum: 990.5,
    });
  });
});

describe('an event', () => {
  const order = (fields: Readonly<Record<string, unknown>>): Order => {
    const parsed = parseOrder({ id: 100000, email: 'User4@email.com', price: '990.50', ...fields }, BASE_URL);
    if (!parsed) throw new Error('This should be an order.');
    return parsed;
  };
  const told = (fields: Readonly<Record<string, string>>, hash = WITH_TIME): Notification => {
    const notification = parse(body({ ...fields, hash }));
    if ('rejected' in notification) throw new Error('This should be genuine.');
    return notification;
  };
  const PAID = told({ paid: '1362254400', last_payment_sum: '990000' });
  const CANCELLED = told({ status: 'cancel_order', created: '1362254400' });
  const PREPAID = told({ prepayment_sum: '100.00', created: '1362254400' });
  const REFUNDED = told({ status: 'moneyback', created: '1362254400' });
  const CONTRADICTED = { rejected: 'contradicted' };

  it('has the status, the sums and the e-mail of the shop', () => {
    expect(confirmed(PAID, order({ pay_status: 'paid', paid: 1362254400 }))).toMatchObject({
      event: 'paid',
      order: { email: 'User4@email.com', price: 990.5, paid: '2013-03-02T20:00:00Z' },
      paymentSum: undefined,
      confirmed: true,
      id: '100000-paid-1362254400',
    });
  });

  it.each([
    ['a payment', PAID, 'waiting'],
    ['a payment', PAID, 'cancel'],
    ['a cancellation', CANCELLED, 'waiting'],
  ])('that says %s is none while the shop says otherwise', (_what, notification, pay_status) => {
    expect(confirmed(notification, order({ pay_status }))).toEqual(CONTRADICTED);
    expect(confirmed(notification, undefined)).toEqual(CONTRADICTED);
  });

  it('of an order whose e-mail is another is forged: the borders of what is signed were moved', () => {
    expect(confirmed(PAID, order({ email: '0user4@email.com', pay_status: 'paid' }))).toEqual({
      rejected: 'forged',
    });
  });

  it.each([
    ['an instalment', PREPAID, { pay_status: 'waiting', bill_sum_topay: '890.50' }, true],
    ['an instalment of which the shop knows nothing', PREPAID, { bill_sum_topay: '990.50' }, false],
    ['a refund', REFUNDED, { pay_status: 'cancel' }, true],
    ['a refund of which the shop knows nothing', REFUNDED, { pay_status: 'paid' }, false],
    ['a payment whose status the shop does not tell', PAID, {}, false],
  ])('says whether the shop bears it out: %s', (_what, notification, fields, isConfirmed) => {
    expect(confirmed(notification, order(fields))).toMatchObject({ confirmed: isConfirmed });
  });

  it('keeps what it was where the shop cannot be asked or does not know the order, and says so', () => {
    expect(unconfirmed(PAID)).toMatchObject({
      event: 'paid',
      confirmed: false,
      id: '100000-paid-1362254400',
      order: { pay_status: 'paid' },
    });
    expect(confirmed(PREPAID, undefined)).toMatchObject({ event: 'prepaid', confirmed: false });
  });

  it('has one id however it is told, and equal instalments have two', () => {
    const paidAt = (told: Notification, paid: number): unknown =>
      confirmed(told, order({ pay_status: 'paid', paid }));
    const captured = { ...PAID, paidAt: 1362250000, paymentSum: 1 };
    expect(paidAt(captured, 1362254400)).toMatchObject({ id: '100000-paid-1362254400', isDated: true });
    const instalment = (rest: string): unknown => confirmed(PREPAID, order({ bill_sum_topay: rest }));
    expect([instalment('890.50'), instalment('790.50')]).toMatchObject([
      { id: '100000-prepaid-890.5', isDated: false },
      { id: '100000-prepaid-790.5' },
    ]);
    expect(unconfirmed(PREPAID)).toMatchObject({ id: '100000-prepaid', isTelling: false });
  });
});
