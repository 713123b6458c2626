import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_update_order';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

describe('an order', () => {
  it('gets what is filled in and keeps the rest, properties of other names included', async () => {
    const { order_guid } = await restaurant.filled({
      persistent_comment: 'Окно',
      external_properties: { source: 'website' },
    });
    const result = await restaurant.create(KEY, {
      order_guid: 'A-1',
      non_persistent_comment: 'Гость\nторопится',
      external_properties: { deal: '77' },
      waiter: 'Петров Пётр',
      table: '1',
      order_type: 'с собой',
    });
    expect(restaurant.sent('UpdateOrder')).toEqual([
      `<RK7CMD CMD="UpdateOrder" nonPersistentComment="Гость торопится"><Order guid="${String(order_guid)}"/><Table id="1000100"/>` +
        '<Waiter id="1000634"/><OrderType id="2"/><ExternalProps><Prop name="source" value="website"/><Prop name="deal" value="77"/></ExternalProps></RK7CMD>',
    ]);
    expect(result).toMatchObject({
      id: order_guid,
      order_sum: 238,
      persistent_comment: 'Окно',
      non_persistent_comment: 'Гость торопится',
      table_name: '1',
      waiter_name: 'Петров Пётр',
      external_properties: [
        { name: 'source', value: 'website' },
        { name: 'deal', value: '77' },
      ],
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it('is changed once, where the answer is lost', async () => {
    await restaurant.filled();
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'UpdateOrder' });
    const changes = {
      persistent_comment: 'Позвонить',
      external_properties: { deal: '77' },
      waiter: '77',
      table: '1',
    };
    expect(await restaurant.create(KEY, { order_guid: 'A-1', ...changes })).toMatchObject({
      table_name: '1',
    });
    expect(restaurant.commands()).toEqual(['GetOrder', 'UpdateOrder', 'GetOrder']);
  });

  it('keeps its properties, where the till does not show them: it is not changed then', async () => {
    await restaurant.filled({ external_properties: { source: 'website' } });
    const input = { order_guid: 'A-1', external_properties: { deal: '77' } };
    restaurant.till.faults.add({ kind: 'no paper' }, { on: 'GetOrder' });
    expect((await errorOf(restaurant.create(KEY, input))).message).toMatch(
      /\(r_keeper error 3201: Printer: нет бумаги\)$/,
    );
    expect(restaurant.commands()).toEqual(['GetOrder']);
    const { external_properties } = await restaurant.create(KEY, input);
    expect(external_properties).toHaveLength(2);
  });

  it('that is closed is not changed', async () => {
    await restaurant.sold();
    const error = await errorOf(restaurant.create(KEY, { order_guid: 'A-1', persistent_comment: 'x' }));
    expect(error).toMatchObject({ name: 'AppError', code: '2128' });
  });
});

it('something must be filled in', async () => {
  const { message } = await errorOf(restaurant.create(KEY, { order_guid: 'A-1', manager: '1' }));
  expect(message).toBe('Fill in what shall change: a comment, for instance.');
  expect(restaurant.allCommands()).toEqual([]);
});
