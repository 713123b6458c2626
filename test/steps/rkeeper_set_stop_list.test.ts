import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_set_stop_list';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const BY = '<Author id="1000018"/><Reason id="1000303"/>';
const set = (action: string, dish: string, more: Readonly<Record<string, unknown>> = {}) =>
  restaurant.create(KEY, { dish_id: dish, action, author: 'Иванова Анна', ...more });
const sent = (): string[] =>
  restaurant
    .sent('SetDishRests')
    .map((command) => command.replace(/^<RK7CMD CMD="SetDishRests">|<\/RK7CMD>$/g, ''));

describe('a dish', () => {
  it('is stopped without a licence, for the only reason that fits', async () => {
    const result = await set('stop', 'Борщ с говядиной');
    expect(sent()).toEqual([
      `${BY}<DishRest id="1000017" quantity="0" prohibited="1" storeZeroQuantity="1"/>`,
    ]);
    expect(result).toEqual({
      id: '1000017',
      dish_id: '1000017',
      code: '17',
      name: 'Борщ с говядиной',
      stopped: true,
      remainder: 0,
      reason: 'Закончились продукты',
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
    expect(restaurant.commands()).toEqual(['GetDishRests', 'SetDishRests', 'GetDishRests']);
    const error = await errorOf(restaurant.filled());
    expect(error.message).toContain('в стоп-листе');
  });

  it('is sold again without a limit, where nothing was left of it', async () => {
    const result = await set('sell', 'code:26');
    expect(sent()).toEqual([`${BY}<DishRest code="26" quantity="0" prohibited="0"/>`]);
    expect(result).toMatchObject({
      dish_id: '1000026',
      name: 'Торт «Наполеон»',
      stopped: false,
      remainder: null,
    });
    expect(restaurant.till.restaurant.stopped.size).toBe(0);
  });

  it('keeps what is left of it while it is stopped', async () => {
    await set('stop', 'id:1000023');
    expect(await set('снять со стоп-листа', 'id:1000023')).toMatchObject({ stopped: false, remainder: 3 });
    expect(sent()).toEqual([
      `${BY}<DishRest id="1000023" quantity="3000" prohibited="1"/>`,
      `${BY}<DishRest id="1000023" quantity="3000" prohibited="0"/>`,
    ]);
  });

  it('of which so much is left is sold until then', async () => {
    expect(await set('limit', '26', { quantity: '2,5' })).toMatchObject({ stopped: false, remainder: 2.5 });
    expect(sent()).toEqual([`${BY}<DishRest id="1000026" quantity="2500" prohibited="0"/>`]);
  });

  it('may be named by its GUID, which the list of the till does not tell', async () => {
    const { guid } = restaurant.till.restaurant.references.byIdent('MENUITEMS', 1000017) ?? {};
    expect(await set('stop', String(guid))).toMatchObject({ id: guid, dish_id: null });
    expect(restaurant.till.restaurant.stopped.has(1000017)).toBe(true);
  });
});

describe('a lost answer', () => {
  it('is no second change, where the list shows the first', async () => {
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'SetDishRests' });
    expect(await set('stop', 'id:1000017')).toMatchObject({ stopped: true });
    expect(sent()).toHaveLength(1);
  });

  it('of a change that never arrived is sent again', async () => {
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'SetDishRests' });
    expect(await set('limit', 'id:1000017', { quantity: '4' })).toMatchObject({ remainder: 4 });
    expect(sent()).toHaveLength(2);
  });
});

describe('nothing is sent', () => {
  it.each([
    [{}, 'Dish is required.\n- What to Do is required.'],
    [
      { dish_id: 'id:1000017', action: 'limit', quantity: '0', author: 'id:1' },
      'What Is Left must be more than 0.',
    ],
    [{ dish_id: 'id:1000017', action: 'limit', author: 'id:1' }, 'What Is Left is required.'],
    [
      { dish_id: 'id:1000017', action: 'stop' },
      'Employee is required, since the till has 3: "Администратор · code 1",',
    ],
  ])('for %j', async (input, message) => {
    expect((await errorOf(restaurant.create(KEY, input))).message).toContain(message);
    expect(restaurant.commands()).toEqual([]);
  });

  it('without a reason that fits', async () => {
    restaurant.till.restaurant.references.put('ORDERVOIDS', { ident: 1000303, name: 'Закончились продукты' });
    expect((await errorOf(set('stop', 'id:1000017'))).message).toBe(
      'Reason is required, and the till has no reason that fits. Ask who looks after the till to add one in RK7 Manager.',
    );
    expect(restaurant.commands()).toEqual([]);
  });
});

it('a reason that does not fit is refused by the till', async () => {
  const error = await errorOf(set('stop', 'id:1000017', { reason: 'id:1000302' }));
  expect(error.message).toContain('This reason does not fit.');
  expect(restaurant.till.restaurant.stopped.has(1000017)).toBe(false);
});

it('a change that the list does not show is no success', async () => {
  restaurant.till.restaurant.stopped.set = () => restaurant.till.restaurant.stopped;
  restaurant.till.restaurant.remainders.set = () => restaurant.till.restaurant.remainders;
  const error = await errorOf(set('stop', 'id:1000017'));
  expect(error).toMatchObject({ name: 'AppError', code: 'not_shown' });
});
