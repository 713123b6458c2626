import { app } from '../support/definition';
import { PollingZap, Restaurant, shapeOf } from '../support/till';

const KEY = 'rkeeper_menu_changed';
const [SOUP, SALAD, CAKE, OKROSHKA, PIE] = [1000017, 1000018, 1000026, 1000028, 1000099];

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const turnedOn = (changes?: string) => PollingZap.turnOn(restaurant, KEY, { station: '1', changes });
const price = (ident: number, kopecks: number) => restaurant.till.restaurant.prices.set(ident, kopecks);
/** Changes what RK7 Manager says of a dish. */
function change(
  ident: number,
  more: { name?: string; status?: 'rsActive' | 'rsInactive'; CategPath?: string },
) {
  const { references } = restaurant.till.restaurant;
  const dish = references.byIdent('MENUITEMS', ident);
  if (!dish) throw new Error(`No dish ${ident}.`);
  const { CategPath = 'Основное меню', ...rest } = more;
  references.put('MENUITEMS', { ...dish, ...rest, properties: { ...dish.properties, CategPath } });
}
const addPie = () => restaurant.till.restaurant.addDish({ ident: PIE, name: 'Пирог', price: 9_000 });
const told = (events: readonly Readonly<Record<string, unknown>>[]) =>
  events.map(({ name, price: roubles, active }) => [name, roubles, active]);

describe('a Zap', () => {
  it('starts for nothing of the menu that was there when it was turned on', async () => {
    const zap = await turnedOn();
    expect(restaurant.sent('GetRefData').at(-1)).toBe(
      '<RK7CMD CMD="GetRefData" RefName="MENUITEMS" OnlyActive="0" PropMask="items.(Ident,Code,Name,Status,CategPath)"/>',
    );
    expect(restaurant.sent('GetOrderMenu')).toEqual([
      '<RK7CMD CMD="GetOrderMenu" checkrests="1"><Station id="15015"/></RK7CMD>',
    ]);
    expect(await zap.started()).toEqual([]);
  });

  it('starts for a new dish, in the shape of the sample', async () => {
    const zap = await turnedOn();
    addPie();
    const [pie, ...others] = await zap.started();
    expect(pie).toMatchObject({
      dish_id: '1000099',
      name: 'Пирог',
      category: 'Основное меню',
      available: true,
      price: 90,
      active: true,
    });
    expect(others).toEqual([]);
    expect(shapeOf(pie)).toEqual(shapeOf(app.triggers[KEY]?.operation.sample));
    expect(await zap.started()).toEqual([]);
  });

  it('starts for another name, category and price, once for all that changed between two polls', async () => {
    const zap = await turnedOn();
    change(SOUP, { name: 'Борщ со сметаной' });
    price(SOUP, 12_900);
    change(SALAD, { CategPath: 'Салаты' });
    expect(told(await zap.started()).toSorted()).toEqual([
      ['Борщ со сметаной', 129, true],
      ['Салат «Цезарь»', 119, true],
    ]);
    expect(await zap.started()).toEqual([]);
  });

  it('starts when a price goes up, and when it goes down again to what it was', async () => {
    const zap = await turnedOn('price');
    for (const kopecks of [9_900, 11_900, 9_900, 11_900]) {
      price(SOUP, kopecks);
      expect(told(await zap.started())).toEqual([['Борщ с говядиной', kopecks / 100, true]]);
    }
  });

  it('starts when a dish is switched off and on again', async () => {
    const zap = await turnedOn();
    change(SOUP, { status: 'rsInactive' });
    expect(told(await zap.started())).toEqual([['Борщ с говядиной', null, false]]);
    expect(await zap.started()).toEqual([]);
    change(SOUP, { status: 'rsActive' });
    expect(told(await zap.started())).toEqual([['Борщ с говядиной', 119, true]]);
    // The cake was never sold while the Zap was on.
    change(CAKE, { status: 'rsInactive' });
    expect(told(await zap.started())).toEqual([['Торт «Наполеон»', null, false]]);
  });

  it('does not start for the stop list, nor for what is left of a dish', async () => {
    const { stopped, remainders } = restaurant.till.restaurant;
    const zap = await turnedOn();
    stopped.set(SOUP, undefined);
    remainders.set(SALAD, 2000);
    expect(await zap.started()).toEqual([]);
    const later = await turnedOn();
    // The cake was on the stop list all the time.
    stopped.clear();
    expect(await zap.started()).toEqual([]);
    expect(await later.started()).toEqual([]);
    price(CAKE, 25_000);
    expect(told(await zap.started())).toEqual([['Торт «Наполеон»', 250, true]]);
  });

  it('starts for a new dish once it is sold, with its price', async () => {
    const zap = await turnedOn();
    addPie();
    restaurant.till.restaurant.stopped.set(PIE, undefined);
    expect(await zap.started()).toEqual([]);
    restaurant.till.restaurant.stopped.delete(PIE);
    expect(told(await zap.started())).toEqual([['Пирог', 90, true]]);
  });

  it('starts for prices or new dishes alone, if that is chosen', async () => {
    const [prices, fresh] = [await turnedOn('price'), await turnedOn('A dish is new')];
    change(SOUP, { name: 'Борщ со сметаной' });
    expect(await prices.started()).toEqual([]);
    price(SOUP, 12_900);
    expect(told(await prices.started())).toEqual([['Борщ со сметаной', 129, true]]);
    expect(await fresh.started()).toEqual([]);
    addPie();
    expect(told(await fresh.started())).toEqual([['Пирог', 90, true]]);
    expect(restaurant.sent('GetRefData').at(-1)).toContain('OnlyActive="1"');
  });

  it('is not started by all of the menu where the memory of it was lost', async () => {
    const zap = await turnedOn();
    restaurant.forget();
    restaurant.till.restaurant.stopped.set(SALAD, undefined);
    price(SOUP, 12_900);
    expect(told(await zap.started())).toEqual([['Борщ с говядиной', 129, true]]);
  });

  it('never hears of dishes that were deleted before', async () => {
    const zap = await turnedOn();
    change(OKROSHKA, { name: 'Окрошка на квасе' });
    expect(await zap.started()).toEqual([]);
  });
});

it('what changed last stands first in a sample', async () => {
  await turnedOn();
  price(SALAD, 13_000);
  const events = await restaurant.poll(KEY, { isLoadingSample: true }, { station: '1' });
  expect(told(events)[0]).toEqual(['Салат «Цезарь»', 130, true]);
  expect(events).toHaveLength(3);
});
