import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_find_dish';

describe('a dish', () => {
  it('is found by a part of its name, with the price and what is left at the station', async () => {
    await using restaurant = await Restaurant.open();
    const found = await restaurant.search(KEY, { name: 'ЛАТТЕ', station: '15015' });
    expect(found).toEqual([
      {
        id: '1000023',
        dish_id: '1000023',
        name: 'Кофе латте',
        code: '23',
        available: true,
        price: 210,
        remainder: 3,
      },
    ]);
    expect(shapeOf(found[0])).toEqual(shapeOf(app.searches[KEY]?.operation.sample));
    expect(restaurant.sent('GetOrderMenu')).toEqual([
      '<RK7CMD CMD="GetOrderMenu" checkrests="1"><Station id="15015"/></RK7CMD>',
    ]);
    expect(restaurant.sent('GetRefData')).toHaveLength(2);
    expect(restaurant.commands()).toEqual(['GetOrderMenu']);
  });

  it('may be one of several, the best match first', async () => {
    await using restaurant = await Restaurant.open();
    const found = await restaurant.search(KEY, { name: 'хлеб', station: '15015' });
    expect(found.map(({ name }) => name)).toEqual(['Хлеб ржаной', 'Салат "Оливье" & хлеб']);
  });

  it('that is not sold now is found without a price', async () => {
    await using restaurant = await Restaurant.open();
    expect(await restaurant.search(KEY, { name: 'Наполеон', station: '15015' })).toMatchObject([
      { available: false, price: null, remainder: null },
    ]);
  });

  it.each(['2714', '№ 2714', '02714'])('is found by its code: %s', async (code) => {
    await using restaurant = await Restaurant.open();
    expect(await restaurant.search(KEY, { code, station: 'code:1' })).toMatchObject([
      { name: 'Уха по-фински', price: 298, remainder: null },
    ]);
  });

  it.each([{ name: 'устрицы' }, { code: '1' }, { name: 'уха', code: '17' }, { name: 'Окрошка' }])(
    'that is not there is no error: %j',
    async (input) => {
      await using restaurant = await Restaurant.open();
      expect(await restaurant.search(KEY, { ...input, station: '15015' })).toEqual([]);
    },
  );
});

it.each([
  [{ station: '15015' }, 'Fill in Name or Code.'],
  [{ code: 'x', name: '' }, 'Code must be a number, not "x".'],
  [
    { name: 'уха' },
    'Station is required, since the till has 2: "Касса 1 · RK7CASH001 · code 1", "Касса бара · RK7CASH002 · code 2".',
  ],
])('the faults of %j are told', async (input, message) => {
  await using restaurant = await Restaurant.open();
  expect(await errorOf(restaurant.search(KEY, input))).toMatchObject({ code: 'invalid_input', message });
});
