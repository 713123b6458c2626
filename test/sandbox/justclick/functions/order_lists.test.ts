import { call, codeOf, useDouble } from '../caller';

// The clock stands at 1 June 2024, 17:00 in Moscow; the seed's orders are 0, 1, 3, 5, 9 and 25 days old.
const double = useDouble();
const details = async (parameters: Record<string, string>): Promise<unknown> =>
  (await call(double(), 'getOrderDetails', parameters)).result;

async function ids(parameters: Record<string, string>): Promise<readonly number[]> {
  const { result } = await call(double(), 'getOrdersWithGoods', parameters);
  return (result as readonly { readonly id: number }[]).map(({ id }) => id);
}

const days = (begin_date: string, end_date: string) => ({ begin_date, end_date });

describe('getOrderDetails', () => {
  test('shows every documented field of an order', async () => {
    const buyer = {
      first_name: 'Иван',
      last_name: 'Петров',
      middle_name: 'Сергеевич',
      phone: '+79280000000',
    };
    const place = { city: 'Москва', country: 'Россия', region: 'Московская область', postalcode: '101000' };
    const item = { id: 'super_tovar', title: 'Супер-товар на DVD', sum: '990.00', price: '990.00' };
    expect(await details({ bill_id: '100000' })).toEqual({
      id: 100000,
      ...buyer,
      email: 'user4@email.com',
      ...place,
      address: 'ул. Ленина, д. 1, кв. 2',
      created: Date.UTC(2024, 4, 31, 14) / 1000,
      ...{ paid: '', pay_status: 'waiting', type: 'order', payway: '', kupon: '', tag: '' },
      ...{ comment: 'Позвонить заранее', domain: 'shop.example', link: 'http://shop.example/bill/100000/' },
      ...{ price: '990.00', bill_sum_topay: '990.00' },
      utm: { medium: '', source: '', campaign: '', content: '', term: '' },
      items: [{ ...item, pincode: '', partners: [] }],
    });
  });

  test('shows PIN codes and partners of the lines', async () => {
    const partner = { partner_lvl: 1, partner_id: 77, partner_name: 'partner1', partner_fee: '1290.05' };
    const items = [{ pincode: 'AB-12-CD', partners: [partner] }];
    expect(await details({ bill_id: '100004' })).toMatchObject({ items });
  });

  test.each(['1', 'true'])('good_info=%s adds the numbers of the products', async (good_info) => {
    const added = {
      good_ids: [12550, 12551],
      good_count: 2,
      prepayment_enabled: 0,
      prepayment_minsum: '0.00',
    };
    const order = { price: '5400.00', kupon: 'VESNA', ...added };
    expect(await details({ bill_id: '100003', good_info })).toMatchObject(order);
  });
});

describe('getOrdersWithGoods', () => {
  test.each<[string, Record<string, string>, number[]]>([
    ['the current day without dates', {}, [100004]],
    ['days of creation, the end day included', days('27.05.2024', '29.05.2024'), [100001, 100002]],
    ['one day', days('31.05.2024', '31.05.2024'), [100000]],
    ['paid orders by the day of payment', { ...days('24.05.2024', '24.05.2024'), paid: 'true' }, [100003]],
    ['no others', { ...days('23.05.2024', '23.05.2024'), paid: '1' }, []],
    ['paid orders of a month', { ...days('05.05.2024', '01.06.2024'), paid: '1' }, [100001, 100003]],
    ['one product', { ...days('05.05.2024', '01.06.2024'), goods: '12549' }, [100000, 100005]],
    [
      'several products',
      { ...days('05.05.2024', '01.06.2024'), 'goods[0]': '12549', 'goods[1]': '12550' },
      [100000, 100003, 100005],
    ],
    ['no product of that number', { ...days('05.05.2024', '01.06.2024'), goods: '5' }, []],
    ['at most a month before its end', { ...days('01.01.2024', '01.05.2024') }, []],
  ])('lists %s: %j', async (_, parameters, expected) => {
    expect(await ids(parameters)).toEqual(expected);
  });

  test('a span over a month is cut at its start', async () => {
    expect(await ids(days('01.01.2024', '10.06.2024'))).not.toContain(100005);
    expect(await ids(days('01.01.2024', '07.06.2024'))).toContain(100005);
  });

  test('a day ends at midnight in Moscow', async () => {
    const { shop } = double().account();
    const midnight = Date.UTC(2024, 4, 19, 21) / 1000;
    shop.placeOrder({ ...shop.order(100000), created: midnight - 1 });
    shop.placeOrder({ ...shop.order(100000), created: midnight });
    expect(await ids(days('19.05.2024', '19.05.2024'))).toEqual([100006]);
    expect(await ids(days('20.05.2024', '20.05.2024'))).toEqual([100007]);
  });

  test('without an end date runs until now', async () => {
    const { shop } = double().account();
    shop.placeOrder({ ...shop.order(100000), created: Date.UTC(2024, 5, 1, 15) / 1000 });
    expect(await ids({ begin_date: '31.05.2024' })).toEqual([100000, 100004]);
    expect(await ids(days('31.05.2024', '01.06.2024'))).toEqual([100000, 100004, 100006]);
  });

  test('none is success with an empty list or, if so switched, 400', async () => {
    const longAgo = days('01.01.2001', '02.01.2001');
    expect(await call(double(), 'getOrdersWithGoods', longAgo)).toMatchObject({ error_code: 0, result: [] });
    double().rules.emptyOrderListCode = 400;
    expect(await codeOf(double(), 'getOrdersWithGoods', longAgo)).toBe(400);
  });
});

test.each<[string, Record<string, string>, number]>([
  ['getOrderDetails', {}, 203],
  ['getOrderDetails', { bill_id: '5' }, 400],
  ['getOrderDetails', { bill_id: '100000', good_info: 'yes' }, 3],
  ['getOrdersWithGoods', { begin_date: '2024-06-01' }, 3],
  ['getOrdersWithGoods', { end_date: '31.06.2024' }, 3],
  ['getOrdersWithGoods', { begin_date: '1717250400' }, 3],
  ['getOrdersWithGoods', { paid: 'yes' }, 3],
  ['getOrdersWithGoods', { goods: 'super_tovar' }, 3],
  ['getOrdersWithGoods', { 'goods[0]': 'super_tovar' }, 3],
  ['getOrdersWithGoods', { 'goods[0][id]': '12549' }, 3],
  ['GetBills', { email: 'nobody@shop.example' }, 400],
  ['GetBills', {}, 3],
  ['GetBills', { email: 'anna@shop.example', pay_status: 'sent' }, 3],
])('%s refuses %j with %i', async (name, parameters, code) => {
  expect(await codeOf(double(), name, parameters)).toBe(code);
});

describe('on the English brand', () => {
  const english = useDouble({ brand: 'influencersoft' });

  test('the coupon is called coupon', async () => {
    const { result } = await call(english(), 'getOrderDetails', { bill_id: '100003' });
    expect(result).toMatchObject({ coupon: 'VESNA' });
    expect(result).not.toHaveProperty('kupon');
  });
});
