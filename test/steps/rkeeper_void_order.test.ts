import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_void_order';
const AT = { station: '15015', manager: '1', reason: '1000301' };

describe('an order', () => {
  it('is deleted, and what it was is told', async () => {
    await using restaurant = await Restaurant.open();
    const guid = String((await restaurant.filled()).id);
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
    const guid = String((await restaurant.filled()).id);
    expect(await restaurant.create(KEY, { visit: '356255787', order_ident: '256', ...AT })).toMatchObject({
      id: guid,
    });
  });

  it('whose deletion was not answered is found gone by the same step run again', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.filled();
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
      id: 'visit:356255787/256',
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
      'Please correct 3 fields:\n- Order is required: map the Order GUID or your order number of an earlier step, or pick an open order.\n' +
      '- Manager is required.\n- Reason is required.',
  });
  expect(restaurant.commands()).toEqual([]);
});
