import { md5Hex } from '../../../src/core/signature';
import { parseNotification } from '../../../src/services/justclick/notifications';

const KEY = 'X'.repeat(40);
const WITH_TIME = 'ed522473c7fac02099851ff284cb3dfe';
const WITHOUT_TIME = 'b290e5a36011afac2812700db28a70ba';

/** The sample body of the vendor's page for a new order. */
const NEW_ORDER =
  'status=new_order&id=100000&first_name=%D0%98%D0%B2%D0%B0%D0%BD&email=user4%40email.com&phone=%2B79280000000&created=1362254400' +
  '&kupon=&domain=shop.example&utm%5Bmedium%5D=cpc&items%5B0%5D%5Bid%5D=super_tovar&items%5B0%5D%5Btitle%5D=DVD' +
  '&items%5B0%5D%5Bsum%5D=990.00&items%5B0%5D%5Bprice%5D=1500.00';

const parse = (content: string, apiKey = KEY): ReturnType<typeof parseNotification> =>
  parseNotification(content, { apiKey, baseUrl: 'https://username.expertam.ru' });

const body = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ id: '100000', email: 'user4@email.com', ...fields }).toString();

describe('a notification', () => {
  it('of a new order is read when its hash was made with the time of creation', () => {
    expect(parse(`${NEW_ORDER}&hash=${WITH_TIME}`)).toMatchObject({
      event: 'new_order',
      id: '100000-new_order--',
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
      paymentSum: '990.00',
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

  it('has the same id however often it comes, and another for the next payment', () => {
    const payment = (sum: string): unknown =>
      parse(body({ paid: '1362254400', last_payment_sum: sum, hash: WITH_TIME }));
    expect(payment('10.00')).toEqual(payment('10.00'));
    expect(payment('10.00')).not.toEqual(
      expect.objectContaining({ id: Reflect.get(payment('20.00') as object, 'id') as string }),
    );
  });
});
