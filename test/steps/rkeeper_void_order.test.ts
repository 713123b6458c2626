import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_void_order';
const AT = { station: '15015', manager: '1', reason: '1000301' };

async function filled(restaurant: Restaurant): Promise<string> {
  const { order_guid: guid } = await restaurant.create('rkeeper_submit_order', {
    external_id: 'A-1',
    station: '15015',
    table: '1000101',
    dishes: [{ dish_id: '1000017', quantity: '2' }],
  });
  restaurant.till.journal.clear();
  return String(guid);
}

describe('an order', () => {
  it('is deleted, and what it was is told', async () => {
    await using restaurant = await Restaurant.open();
    const guid = await filled(restaurant);
    const result = await restaurant.create(KEY, { external_id: 'A-1', ...AT });
    expect(restaurant.sent('VoidOrder')).toEqual([
      `<RK7CMD CMD="VoidOrder"><Order guid="${guid}"/><Station id="15015"/><Manager id="1"/><DeleteReason id="1000301"/></RK7CMD>`,
    ]);
    expect(result).toEqual({
      id: guid,
      order_guid: guid,
      visit: '356255787',
      order_ident: '256',
      order_name: '5.1',
      order_sum: 238,
      deleted: true,
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
    expect(restaurant.till.orders.byGuid(guid)).toBeUndefined();
  });

  it('may be named by its visit', async () => {
    await using restaurant = await Restaurant.open();
    const guid = await filled(restaurant);
    expect(await restaurant.create(KEY, { visit: '356255787', order_ident: '256', ...AT })).toMatchObject({
      id: guid,
    });
  });

  it('whose deletion was not answered is found gone by the same step run again', async () => {
    await using restaurant = await Restaurant.open();
    await filled(restaurant);
    const input = { visit: '356255787', order_ident: '256', ...AT };
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'VoidOrder' });
    const { till } = restaurant;
    const answered = till.faults.take.bind(till.faults);
    // The look at the till after the lost answer fails, too.
    till.faults.take = (commands) =>
      commands.includes('GetOrder') && till.journal.of('VoidOrder').length > 0
        ? { kind: 'lost request' }
        : answered(commands);
    expect((await errorOf(restaurant.create(KEY, input))).name).toBe('ThrottledError');
    till.faults.take = answered;
    expect(await restaurant.create(KEY, input)).toEqual({
      id: '356255787-256',
      order_guid: null,
      visit: '356255787',
      order_ident: '256',
      order_name: null,
      order_sum: null,
      deleted: true,
    });
    expect(till.journal.of('VoidOrder')).toHaveLength(1);
  });

  it('that is not there is not deleted', async () => {
    await using restaurant = await Restaurant.open();
    const error = await errorOf(restaurant.create(KEY, { external_id: 'unknown', ...AT }));
    expect(error).toMatchObject({ name: 'AppError' });
    expect(error.message).toContain('(r_keeper error: Заказ не найден)');
  });
});

it('all faults of the form are told before anything is sent', async () => {
  await using restaurant = await Restaurant.open();
  expect(await errorOf(restaurant.create(KEY, {}))).toMatchObject({
    message:
      'Please correct 4 fields:\n- Name the order: fill in Order, or External ID, or both Visit and Order in Visit.\n' +
      '- Station is required.\n- Manager is required.\n- Reason is required.',
  });
  expect(restaurant.commands()).toEqual([]);
});

it.each([
  ['manager', [{ id: '1', label: 'Администратор · code 1' }]],
  ['reason', [{ id: '1000301', label: 'Отказ гостя · code 1000301' }]],
])('the field %s has a drop-down of what fits', async (field, choices) => {
  await using restaurant = await Restaurant.open();
  expect(await restaurant.options('creates', KEY, field)).toEqual(expect.arrayContaining(choices));
});
