import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_delete_order';
const shop = connectedShop();

it('deletes the order in one request', async () => {
  const result = await shop.create(KEY, { bill_id: '100000' });
  expect(shop.sent()).toEqual(['DeleteOrder bill_id=100000']);
  expect(shop.state.orders.has(100000)).toBe(false);
  expect(result).toEqual({ ...create(KEY).operation.sample });
});

it('warns on its form', async () => {
  const [warning, order] = await shop.form('creates', KEY);
  expect([warning?.type, warning?.helpText]).toEqual([
    'copy',
    '⚠ The order disappears from the shop for good, with everything known of it.',
  ]);
  expect([order?.key, order?.required]).toEqual(['bill_id', true]);
});

it('sends nothing without a number', async () => {
  expect(await errorOf(shop.create(KEY, {}))).toMatchObject({
    message: 'Order Number is required.',
    code: 'invalid_input',
  });
  expect(shop.sent()).toEqual([]);
});

it.each([302, 200] as const)('may not know the order (%i)', async (code) => {
  shop.double.rules.unknownOrderOnDeleteCode = code;
  expect(await errorOf(shop.create(KEY, { bill_id: '5' }))).toMatchObject({
    name: 'AppError',
    code: String(code),
  });
});

it('tells a user to look first when the answer is lost', async () => {
  shop.double.faults.add({ kind: 'lost answer' });
  expect((await errorOf(shop.create(KEY, { bill_id: '100000' }))).message).toContain(
    'Order 100000 may have been deleted: look at it in the shop before you run this step again.',
  );
  expect(shop.sent()).toHaveLength(1);
});
