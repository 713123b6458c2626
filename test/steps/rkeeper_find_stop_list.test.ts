import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';

const KEY = 'rkeeper_find_stop_list';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const CAKE = {
  dish_id: '1000026',
  code: '26',
  name: 'Торт «Наполеон»',
  stopped: true,
  remainder: 0,
  reason: 'Закончились продукты',
};
const LATTE = {
  dish_id: '1000023',
  code: '23',
  name: 'Кофе латте',
  stopped: false,
  remainder: 3,
  reason: null,
};

it('what is stopped and what is limited are found in one question, which needs no licence', async () => {
  const [found] = await restaurant.search(KEY, {});
  expect(restaurant.sent('GetDishRests')).toEqual(['<RK7CMD CMD="GetDishRests"/>']);
  expect(restaurant.allCommands()).toHaveLength(1);
  expect(found).toEqual({
    id: 'stop list',
    count: 2,
    names: 'Торт «Наполеон», Кофе латте',
    dishes: [CAKE, LATTE],
  });
  expect(shapeOf(found)).toEqual(shapeOf(app.searches[KEY]?.operation.sample));
});

it('what is sold out is stopped, too', async () => {
  restaurant.till.restaurant.remainders.set(1000023, 0);
  expect(await restaurant.search(KEY, { show: 'stopped' })).toMatchObject([
    { dishes: [CAKE, { ...LATTE, stopped: true, remainder: 0 }] },
  ]);
});

it('one half of the list can be asked for; an empty one is nothing found', async () => {
  expect(await restaurant.search(KEY, { show: 'Stopped only' })).toMatchObject([{ dishes: [CAKE] }]);
  expect(await restaurant.search(KEY, { show: 'limited' })).toMatchObject([{ dishes: [LATTE] }]);
  restaurant.till.restaurant.stopped.clear();
  expect(await restaurant.search(KEY, { show: 'stopped' })).toEqual([]);
});
