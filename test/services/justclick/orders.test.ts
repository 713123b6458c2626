import {
  flatOrder,
  ORDER_OUTPUT_FIELDS,
  ORDER_SAMPLE,
  parseOrder,
} from '../../../src/services/justclick/orders';

const BASE = 'https://username.expertam.ru';

const flat = (row: Readonly<Record<string, unknown>>): ReturnType<typeof flatOrder> | undefined => {
  const order = parseOrder(row);
  return order && flatOrder(order, BASE);
};

describe('an order of the shop', () => {
  it('is flat, with money as numbers and times in ISO 8601', () => {
    expect(
      flat({
        id: 100000,
        first_name: 'Иван',
        last_name: 'Петров',
        created: '1362254400',
        paid: 1362258000,
        pay_status: 'paid',
        price: '990.50',
        bill_sum_topay: '0.00',
        kupon: 'VESNA',
        is_recurrent: '0',
        link: '/bill/100000/abc/',
        utm: { medium: 'cpc', source: '' },
        items: [{ id: 'super_tovar', title: 'DVD', sum: '990.50', price: 1500 }],
      }),
    ).toMatchObject({
      id: '100000',
      full_name: 'Иван Петров',
      created: '2013-03-02T20:00:00Z',
      paid: '2013-03-02T21:00:00Z',
      price: 990.5,
      sum_to_pay: 0,
      coupon: 'VESNA',
      is_recurrent: false,
      link: 'https://username.expertam.ru/bill/100000/abc/',
      utm_medium: 'cpc',
      utm_source: null,
      items: [{ good_name: 'super_tovar', title: 'DVD', sum: 990.5, price: 1500, pincode: null }],
    });
  });

  it('keeps a link that has a domain of its own', () => {
    expect(flat({ id: 1, link: 'http://shop.example/bill/1/' })?.link).toBe('http://shop.example/bill/1/');
  });

  it('costs what its lines cost where no total is told, without the errors of floating point', () => {
    expect(flat({ id: 1, items: { 0: { sum: '0.10' }, 1: { sum: '0.20' } } })?.price).toBe(0.3);
    expect(flat({ id: 1, items: [{ sum: '0.10' }, { sum: 'free' }] })?.price).toBeNull();
    expect(flat({ id: 1 })?.price).toBeNull();
  });

  it('reads the English name of the coupon too', () => {
    expect(flat({ id: 1, coupon: 'SPRING' })?.coupon).toBe('SPRING');
  });

  it.each([[''], ['0'], [null], ['soon'], [false]])(
    'was never paid when the time of payment is %j',
    (paid) => {
      expect(flat({ id: 1, paid })?.paid).toBeNull();
    },
  );

  it('without a number is none', () => {
    expect(parseOrder({ id: '' })).toBeUndefined();
  });

  it('has every field that its output fields name, and no other', () => {
    const keys = (order: object): string[] => Object.keys(order).filter((key) => key !== 'items');
    const named = ORDER_OUTPUT_FIELDS.map(({ key }) => key);
    expect([
      ...keys(ORDER_SAMPLE),
      ...Object.keys(ORDER_SAMPLE.items[0] ?? {}).map((key) => `items[]${key}`),
    ]).toEqual(named);
    expect(Object.keys(flat({ id: 1 }) ?? {})).toEqual(Object.keys(ORDER_SAMPLE));
  });
});
