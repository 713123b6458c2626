import { app } from '../support/definition';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_find_orders_by_email';
const shop = connectedShop();

describe('a buyer', () => {
  it('has a newest order, which is told of in full, and other orders, of which the numbers are', async () => {
    const found = await shop.search(KEY, { email: 'user4@email.com' });
    expect(shop.sent()).toEqual(['GetBills email=user4%40email.com', 'getOrderDetails bill_id=100005']);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      id: '100005',
      email: 'user4@email.com',
      price: 990,
      items: [{ good_name: 'super_tovar' }],
      order_count: 3,
      order_numbers: ['100005', '100003', '100000'],
      already_existed: true,
      details_known: true,
    });
    expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
  });

  it('may be asked for orders of one status', async () => {
    const found = await shop.search(KEY, { email: 'user4@email.com', pay_status: 'paid' });
    expect(shop.sent()[0]).toBe('GetBills email=user4%40email.com&pay_status=paid');
    expect(found).toMatchObject([{ id: '100003', pay_status: 'paid', order_numbers: ['100003'] }]);
  });

  it('may be asked for orders of one product', async () => {
    expect(
      await shop.search(KEY, { email: 'user4@email.com', ordered_good_name: 'kurs_start' }),
    ).toMatchObject([{ id: '100003', order_count: 1 }]);
  });

  it.each([
    { email: 'nobody@shop.example' },
    { email: 'user4@email.com', pay_status: 'cancel' },
    { email: 'user4@email.com', ordered_good_name: 'kurs_pro' },
  ])('may have no such order: %j', async (inputData) => {
    expect(await shop.search(KEY, inputData)).toEqual([]);
    expect(shop.sent()).toHaveLength(1);
  });

  it('may have an order that was deleted meanwhile', async () => {
    shop.double.faults.add({ kind: 'refusal', code: 400 }, { on: 'getOrderDetails' });
    expect(await shop.search(KEY, { email: 'user4@email.com' })).toEqual([]);
  });
});

it.each<[Record<string, unknown>, string]>([
  [{}, 'Email is required.'],
  [
    { email: 'Иван', pay_status: 'unpaid' },
    'Please correct 2 fields:\n- Email must be one e-mail address like name@example.com, not "Иван".\n- Payment Status must be one of "Waiting for payment (ожидается)", "Paid (оплачен)", "Cancelled (отменен)", not "unpaid".',
  ],
])('sends nothing for %j', async (inputData, message) => {
  expect(await errorOf(shop.search(KEY, inputData))).toMatchObject({ message, code: 'invalid_input' });
  expect(shop.sent()).toEqual([]);
});

it('offers the statuses and the products', async () => {
  const [, status, product] = await shop.form('searches', KEY);
  expect(status?.choices).toMatchObject({ waiting: 'Waiting for payment (ожидается)' });
  expect([product?.key, product?.required ?? false]).toEqual(['ordered_good_name', false]);
  expect(await shop.options(product)).toHaveProperty('kurs_pro');
});

describe('together with Create Order', () => {
  const pair = app.searchOrCreates?.[KEY];

  it('it makes a step that finds or creates', () => {
    expect(pair).toMatchObject({ key: KEY, search: KEY, create: 'justclick_create_order' });
  });

  it('no two of their fields share a key, which Zapier would show as one', async () => {
    const fields = [
      ...(await shop.form('searches', KEY)),
      ...(await shop.form('creates', 'justclick_create_order', { bill_timer_kill: 'time' })),
    ];
    const keys = fields.flatMap(({ key, children = [] }) => [key, ...children.map((child) => child.key)]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
