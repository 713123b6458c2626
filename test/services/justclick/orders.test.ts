import { ORDER, parseBills, parseOrder } from '../../../src/services/justclick/orders';

const parse = (row: Readonly<Record<string, unknown>>) => parseOrder(row, 'https://username.expertam.ru');

describe('an order of the shop', () => {
  it('has money as numbers and times in ISO 8601', () => {
    expect(
      parse({
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

  it('has every value of its sample, and null for what the shop did not tell', () => {
    const bare = parse({ id: 1, utm: 'none', items: 'none' });
    expect(bare).toEqual({
      ...Object.fromEntries(Object.keys(ORDER.sample).map((key) => [key, null])),
      id: '1',
      partners: [],
      bill_id: '1',
      items: [],
    });
    expect(parse({ id: '' })).toBeUndefined();
  });

  it.each([
    ['link', { link: 'http://shop.example/bill/1/' }, 'http://shop.example/bill/1/'],
    ['link', { link: 'http://' }, null],
    ['coupon', { coupon: 'SPRING' }, 'SPRING'],
    ['full_name', { first_name: 'Anna', last_name: '' }, 'Anna'],
    ['full_name', { last_name: 'Ёлкина' }, 'Ёлкина'],
    ['is_recurrent', { is_recurrent: true }, true],
    ['is_recurrent', { is_recurrent: 'true' }, true],
    ['price', { price: '1 250,50' }, 1250.5],
    ['price', { price: 'free' }, null],
    // Without a total it costs what its lines cost, without the errors of floating point.
    ['price', { items: { 0: { sum: '0.10' }, 1: { sum: '0.20' } } }, 0.3],
    ['price', { items: [{ sum: '19.99' }] }, 19.99],
    ['price', { items: [{ sum: '0.10' }, { sum: 'free' }] }, null],
    ...['', '0', null, 'soon', false, '2013-03-02 20:00:00'].map((paid) => ['paid', { paid }, null] as const),
  ] as const)('has a %s made of %j: %j', (key, told, value) => {
    expect(parse({ id: 1, ...told })).toHaveProperty(key, value);
  });
});

describe('the bills of a buyer', () => {
  it('come as a map of maps, and are read with the newest first', () => {
    expect(
      parseBills({
        '99': { '12549': { good_name: 'payment', good_title: 'Payment for training' } },
        '258367': { '1': { good_name: 'a' }, '2': { good_name: '' }, '3': { good_name: 'b' } },
        '1000': [],
      }),
    ).toEqual([
      { billId: '258367', goodNames: ['a', 'b'] },
      { billId: '1000', goodNames: [] },
      { billId: '99', goodNames: ['payment'] },
    ]);
  });

  it.each([undefined, null, [], {}, '', 5])('are none in %j', (result) => {
    expect(parseBills(result)).toEqual([]);
  });
});
