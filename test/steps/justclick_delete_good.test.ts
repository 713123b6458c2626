import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_delete_good';
const shop = connectedShop();

it('deletes the product in one request', async () => {
  const result = await shop.create(KEY, { good_name: 'super_tovar' });
  expect(shop.sent()).toEqual(['DeleteGood good_name=super_tovar']);
  expect(shop.state.products.has('super_tovar')).toBe(false);
  expect(result).toEqual({ ...create(KEY).operation.sample });
});

it('warns on its form, and offers the products', async () => {
  const [warning, product] = await shop.form('creates', KEY);
  expect([warning?.type, warning?.helpText]).toEqual([
    'copy',
    '⚠ The product disappears from the shop for good, with all its settings.',
  ]);
  expect([product?.key, product?.required]).toEqual(['good_name', true]);
  expect(await shop.options(product)).toHaveProperty('super_tovar');
});

it('sends nothing without a product', async () => {
  expect(await errorOf(shop.create(KEY, { good_name: ' ' }))).toMatchObject({
    message: 'Product is required.',
    code: 'invalid_input',
  });
  expect(shop.sent()).toEqual([]);
});

it('may not know the product', async () => {
  expect(await errorOf(shop.create(KEY, { good_name: 'нет' }))).toMatchObject({
    name: 'AppError',
    code: '604',
  });
  expect(shop.state.products.size).toBe(6);
});

it('tells a user to look first when the answer is lost', async () => {
  shop.double.faults.add({ kind: 'html page', status: 500 });
  expect((await errorOf(shop.create(KEY, { good_name: 'podarok' }))).message).toContain(
    'Product "podarok" may have been deleted: look at it in the shop before you run this step again.',
  );
});
