import { create } from '../support/app';
import { Clock } from '../../sandbox/clock';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_delete_order';
// The drop-down asks for the orders of the last thirty days.
const shop = connectedShop({ clock: new Clock() });

it('deletes the order in one request', async () => {
  const result = await shop.create(KEY, { bill_id: '100000' });
  expect(shop.sent()).toEqual(['DeleteOrder bill_id=100000']);
  expect(shop.state.orders.has(100000)).toBe(false);
  expect(result).toEqual(create(KEY).operation.sample);
});

it('warns on its form, and offers the recent orders', async () => {
  const [warning, order] = await shop.form('creates', KEY);
  expect([warning?.type, warning?.helpText]).toEqual([
    'copy',
    '⚠ The order disappears from the shop for good, with everything known of it.',
  ]);
  expect([order?.key, order?.required]).toEqual(['bill_id', true]);
  expect(await shop.options(order)).toMatchObject({ '100000': '100000 · Иван Петров · 990.00 · waiting' });
});

it.each([
  [{}, 'Order Number is required.'],
  [{ bill_id: '№ 5' }, 'Order Number must be digits only, not "№ 5".'],
])('sends nothing for %j', async (inputData, message) => {
  expect(await errorOf(shop.create(KEY, inputData))).toMatchObject({ message, code: 'invalid_input' });
  expect(shop.sent()).toEqual([]);
});

it.each([302, 200] as const)('says so when the shop does not know the order (%i)', async (code) => {
  shop.double.rules.unknownOrderOnDeleteCode = code;
  expect(await errorOf(shop.create(KEY, { bill_id: '5' }))).toEqual({
    name: 'AppError',
    code: String(code),
    message: `Expertam does not know order 5. Check the number in the shop's list of orders (Заказы). (Expertam error ${code}: nonexistent order)`,
  });
});

it('leaves a user in no doubt about the doubt when the answer is lost', async () => {
  shop.double.faults.add({ kind: 'lost answer' });
  const { message } = await errorOf(shop.create(KEY, { bill_id: '100000' }));
  expect(message).toContain(
    'Order 100000 may have been deleted: look at it in the shop before you run this step again.',
  );
  expect(shop.sent()).toHaveLength(1);
});
