import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_print_bill';
const AT = { station: '1', cashier: '5' };

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

it('the pre-bill of an order is printed, and its sums are told', async () => {
  const { order_guid } = await restaurant.filled();
  const result = await restaurant.create(KEY, { order_guid: 'A-1', ...AT });
  expect(restaurant.sent('PrintBill')).toEqual([
    `<RK7CMD CMD="PrintBill"><Order guid="${String(order_guid)}"/><Station id="15015"/><Cashier id="1000018"/></RK7CMD>`,
  ]);
  expect(result).toMatchObject({ order_guid, order_sum: 238, unpaid_sum: 238 });
  expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
});

it('it is printed once, where the answer is lost', async () => {
  await restaurant.filled();
  restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'PrintBill' });
  expect(await restaurant.create(KEY, { order_guid: 'A-1', ...AT })).toMatchObject({ order_sum: 238 });
  expect(restaurant.sent('PrintBill')).toHaveLength(1);
});

it('an empty order has none', async () => {
  await restaurant.opened();
  const error = await errorOf(restaurant.create(KEY, { order_guid: 'A-1', ...AT }));
  expect(error.message).toContain('(r_keeper error: Заказ не содержит блюд)');
});
