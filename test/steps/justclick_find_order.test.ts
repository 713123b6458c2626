import { ShopClient } from '../../src/services/justclick/client';
import { app } from '../support/definition';
import { problemOf } from '../support/problem';
import { answer, network, SHOP } from '../support/shop';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_find_order';
const shop = connectedShop();

it('finds the order in one request, in the shape that every step gives an order', async () => {
  const [order, ...others] = await shop.search(KEY, { bill_id: ' 100004 ' });
  expect(shop.sent()).toEqual(['getOrderDetails bill_id=100004']);
  expect(others).toEqual([]);
  expect(order).toMatchObject({
    id: '100004',
    bill_id: '100004',
    pay_status: 'waiting',
    created: '2013-03-02T20:00:00Z',
    price: 12900.5,
    full_name: 'Анна Ёлкина',
    email: 'anna@shop.example',
    utm_source: 'partner1',
    items: [{ good_name: 'kurs_pro', sum: 12900.5, pincode: 'AB-12-CD' }],
  });
  expect(Object.keys(order ?? {})).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
});

it('finds nothing where the shop knows no such order', async () => {
  expect(await shop.search(KEY, { bill_id: '5' })).toEqual([]);
});

it('does not take somebody else’s "not found" for the shop’s', async () => {
  shop.double.faults.add({ kind: 'wrong hash' });
  const { code, message } = await errorOf(shop.search(KEY, { bill_id: '5' }));
  expect(code).toBe('400');
  expect(message).toMatch(/answer not signed\)$/);
});

it.each([undefined, null, 'ok', {}, [1], { email: 'a@b.ru' }])(
  'does not take %j instead of an order for "not found"',
  async (result) => {
    const client = new ShopClient(SHOP, network(answer(0, 'ok', result)).http);
    expect(await problemOf(() => client.order('5'))).toMatchObject({ kind: 'failed', code: 'unknown_order' });
  },
);

it('takes the order by itself or, as one page of the vendor has it, in a list that may be empty', async () => {
  const found = (result: unknown) => new ShopClient(SHOP, network(answer(0, 'ok', result)).http).order('5');
  for (const result of [{ id: 5 }, [{ id: 5 }]]) expect(await found(result)).toMatchObject({ id: '5' });
  expect(await found([])).toBeUndefined();
});

it('says so when the answer holds no order', async () => {
  shop.double.faults.add({ kind: 'no result' });
  expect(await errorOf(shop.search(KEY, { bill_id: '100004' }))).toEqual({
    name: 'AppError',
    code: 'unknown_order',
    message:
      'Expertam answers for order 100004 with something that is no order. Try again later. (no order in the answer)',
  });
});

it.each(['№ 100004', '#100004', 'Заказ № 100 004', 'счёт 100004', 'No. 100004'])(
  'understands a number that was copied as %s',
  async (bill_id) => {
    await shop.search(KEY, { bill_id });
    expect(shop.sent()).toEqual(['getOrderDetails bill_id=100004']);
  },
);

it('reads numbers that come as text', async () => {
  shop.double.faults.add({ kind: 'numbers as text' });
  expect(await shop.search(KEY, { bill_id: '100001' })).toMatchObject([
    { id: '100001', paid: '2013-02-28T20:00:00Z', price: 3900, sum_to_pay: 0 },
  ]);
});

it('tells what partners earn by it, and rounds what the shop has computed', async () => {
  shop.double.rules.floatNoise = true;
  expect(await shop.search(KEY, { bill_id: '100004' })).toMatchObject([
    {
      price: 12900.5,
      sum_to_pay: 12900.5,
      partners: [
        { good_name: 'kurs_pro', partner_name: 'partner1', partner_level: '1', partner_fee: 1290.05 },
      ],
    },
  ]);
});

it('sends nothing without a number', async () => {
  expect(await errorOf(shop.search(KEY, { bill_id: 'number 5' }))).toMatchObject({
    message: 'Order Number must be one order number like 100000, not "number 5".',
    code: 'invalid_input',
  });
  expect(shop.sent()).toEqual([]);
});

it('has no doubt to tell of when the answer is lost: nothing was changed', async () => {
  shop.double.faults.add({ kind: 'lost answer' });
  const { message } = await errorOf(shop.search(KEY, { bill_id: '100004' }));
  expect(message).not.toContain('may have been');
});
