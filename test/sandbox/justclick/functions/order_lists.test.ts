import { call, codeOf, useDouble } from '../caller';

// The clock stands at 1 June 2024, 17:00 in Moscow; the seed's orders are 0, 1, 3, 5, 9 and 25 days old.
const double = useDouble();

interface OrderView {
  readonly id: number;
}

async function ids(parameters: Record<string, string>): Promise<readonly number[]> {
  const { result } = await call(double(), 'getOrdersWithGoods', parameters);
  return (result as readonly OrderView[]).map(({ id }) => id);
}

describe('getOrderDetails', () => {
  test('shows every documented field of an order', async () => {
    const { result } = await call(double(), 'getOrderDetails', { bill_id: '100000' });
    expect(result).toEqual({
      id: 100000,
      first_name: 'Иван',
      last_name: 'Петров',
      middle_name: 'Сергеевич',
      email: 'user4@email.com',
      phone: '+79280000000',
      city: 'Москва',
      country: 'Россия',
      address: 'ул. Ленина, д. 1, кв. 2',
      region: 'Московская область',
      postalcode: '101000',
      created: Date.UTC(2024, 4, 31, 14) / 1000,
      paid: '',
      pay_status: 'waiting',
      type: 'order',
      payway: '',
      comment: 'Позвонить заранее',
      domain: 'shop.example',
      link: 'http://shop.example/bill/100000/',
      price: '990.00',
      bill_sum_topay: '990.00',
      kupon: '',
      tag: '',
      utm: { medium: '', source: '', campaign: '', content: '', term: '' },
      items: [
        {
          id: 'super_tovar',
          title: 'Супер-товар на DVD',
          sum: '990.00',
          price: '990.00',
          pincode: '',
          partners: [],
        },
      ],
    });
  });

  test('shows PIN codes and partners of the lines', async () => {
    const { result } = await call(double(), 'getOrderDetails', { bill_id: '100004' });
    expect(result).toMatchObject({
      items: [
        {
          pincode: 'AB-12-CD',
          partners: [{ partner_lvl: 1, partner_id: 77, partner_name: 'partner1', partner_fee: '1290.05' }],
        },
      ],
    });
  });

  test.each(['1', 'true'])('good_info=%s adds the numbers of the products', async (good_info) => {
    const { result } = await call(double(), 'getOrderDetails', { bill_id: '100003', good_info });
    expect(result).toMatchObject({
      price: '5400.00',
      kupon: 'VESNA',
      good_ids: [12550, 12551],
      good_count: 2,
      prepayment_enabled: 0,
      prepayment_minsum: '0.00',
    });
  });

  test('no number is 203, an unknown one 400, a doubtful yes or no 3', async () => {
    expect(await codeOf(double(), 'getOrderDetails')).toBe(203);
    expect(await codeOf(double(), 'getOrderDetails', { bill_id: '5' })).toBe(400);
    expect(await codeOf(double(), 'getOrderDetails', { bill_id: '100000', good_info: 'yes' })).toBe(3);
  });
});

describe('getOrdersWithGoods', () => {
  test('without dates lists the current day', async () => {
    expect(await ids({})).toEqual([100004]);
  });

  test('lists by creation date, the end day included', async () => {
    expect(await ids({ begin_date: '27.05.2024', end_date: '29.05.2024' })).toEqual([100001, 100002]);
    expect(await ids({ begin_date: '31.05.2024', end_date: '31.05.2024' })).toEqual([100000]);
  });

  test('a day ends at midnight in Moscow', async () => {
    const { shop } = double().account();
    const midnight = Date.UTC(2024, 4, 19, 21) / 1000;
    shop.placeOrder({ ...shop.order(100000), created: midnight - 1 });
    shop.placeOrder({ ...shop.order(100000), created: midnight });
    expect(await ids({ begin_date: '19.05.2024', end_date: '19.05.2024' })).toEqual([100006]);
    expect(await ids({ begin_date: '20.05.2024', end_date: '20.05.2024' })).toEqual([100007]);
  });

  test('without an end date runs until now', async () => {
    expect(await ids({ begin_date: '31.05.2024' })).toEqual([100000, 100004]);
    double()
      .account()
      .shop.placeOrder({
        ...double().account().shop.order(100000),
        created: Date.UTC(2024, 5, 1, 15) / 1000,
      });
    expect(await ids({ begin_date: '31.05.2024' })).toEqual([100000, 100004]);
    expect(await ids({ begin_date: '31.05.2024', end_date: '01.06.2024' })).toEqual([100000, 100004, 100006]);
  });

  test('a span over a month is cut at its start', async () => {
    expect(await ids({ begin_date: '01.01.2024', end_date: '10.06.2024' })).not.toContain(100005);
    expect(await ids({ begin_date: '01.01.2024', end_date: '07.06.2024' })).toContain(100005);
    expect(await ids({ begin_date: '01.01.2024', end_date: '01.05.2024' })).toEqual([]);
  });

  test.each(['true', '1'])('paid=%s goes by payment date and lists paid orders only', async (paid) => {
    expect(await ids({ begin_date: '24.05.2024', end_date: '24.05.2024', paid })).toEqual([100003]);
    expect(await ids({ begin_date: '23.05.2024', end_date: '23.05.2024', paid })).toEqual([]);
    expect(await ids({ begin_date: '05.05.2024', end_date: '01.06.2024', paid })).toEqual([100001, 100003]);
  });

  test('can be narrowed to one product number or several', async () => {
    const month = { begin_date: '05.05.2024', end_date: '01.06.2024' };
    expect(await ids({ ...month, goods: '12549' })).toEqual([100000, 100005]);
    expect(await ids({ ...month, 'goods[0]': '12549', 'goods[1]': '12550' })).toEqual([
      100000, 100003, 100005,
    ]);
    expect(await ids({ ...month, goods: '5' })).toEqual([]);
  });

  test('none is success with an empty list or, if so switched, 400', async () => {
    const long_ago = { begin_date: '01.01.2001', end_date: '02.01.2001' };
    expect(await call(double(), 'getOrdersWithGoods', long_ago)).toMatchObject({ error_code: 0, result: [] });
    double().rules.emptyOrderListCode = 400;
    expect(await codeOf(double(), 'getOrdersWithGoods', long_ago)).toBe(400);
  });

  test.each<Record<string, string>>([
    { begin_date: '2024-06-01' },
    { end_date: '31.06.2024' },
    { begin_date: '1717250400' },
    { paid: 'yes' },
    { goods: 'super_tovar' },
    { 'goods[0]': 'super_tovar' },
    { 'goods[0][id]': '12549' },
  ])('%j is refused with 3', async (parameters) => {
    expect(await codeOf(double(), 'getOrdersWithGoods', parameters)).toBe(3);
  });
});

describe('GetBills', () => {
  test('none is 400, no address 3, an unknown status 3', async () => {
    expect(await codeOf(double(), 'GetBills', { email: 'nobody@shop.example' })).toBe(400);
    expect(await codeOf(double(), 'GetBills')).toBe(3);
    expect(await codeOf(double(), 'GetBills', { email: 'anna@shop.example', pay_status: 'sent' })).toBe(3);
  });
});

describe('on the English brand', () => {
  const english = useDouble({ brand: 'influencersoft' });

  test('the coupon is called coupon', async () => {
    const { result } = await call(english(), 'getOrderDetails', { bill_id: '100003' });
    expect(result).toMatchObject({ coupon: 'VESNA' });
    expect(result).not.toHaveProperty('kupon');
  });
});
