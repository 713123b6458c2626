import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';

const KEY = 'rkeeper_find_menu';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

it('all that a station sells is found in two questions, with categories, prices and what is left', async () => {
  const [menu] = await restaurant.search(KEY, { station: 'id:15015' });
  expect(menu).toMatchObject({ id: 'menu of 15015', count: 11 });
  const dishes = menu?.dishes as Readonly<Record<string, unknown>>[];
  expect(dishes[0]).toEqual({
    dish_id: '1000017',
    code: '17',
    name: 'Борщ с говядиной',
    category: 'Основное меню',
    available: true,
    price: 119,
    remainder: null,
  });
  expect(dishes.find(({ code }) => code === '23')).toMatchObject({ name: 'Кофе латте', remainder: 3 });
  expect(dishes.map(({ name }) => name)).not.toContain('Торт «Наполеон»');
  expect(shapeOf(menu)).toEqual(shapeOf(app.searches[KEY]?.operation.sample));
  expect(restaurant.allCommands().toSorted()).toEqual(['GetOrderMenu', 'GetRefData']);
  expect(restaurant.sent('GetRefData')[0]).toContain('PropMask="items.(Ident,Code,Name,Status,CategPath)"');
});

it('what is not sold now, and one category alone, can be asked for', async () => {
  const [menu] = await restaurant.search(KEY, { station: '1', only_available: 'нет', category: 'ОСНОВНОЕ' });
  expect(menu).toMatchObject({ count: 12 });
  const dishes = menu?.dishes as Readonly<Record<string, unknown>>[];
  expect(dishes).toContainEqual(
    expect.objectContaining({ name: 'Торт «Наполеон»', available: false, price: null }),
  );
  expect(await restaurant.search(KEY, { station: '1', category: 'вина' })).toEqual([]);
});
