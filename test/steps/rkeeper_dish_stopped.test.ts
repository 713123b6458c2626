import { app } from '../support/definition';
import { PollingZap, Restaurant, shapeOf } from '../support/till';

const KEY = 'rkeeper_dish_stopped';
const [SOUP, CAKE, LATTE] = [1000017, 1000026, 1000023];

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const turnedOn = (changes?: string) => PollingZap.turnOn(restaurant, KEY, { changes });
const stop = (ident: number) => restaurant.till.restaurant.stopped.set(ident, undefined);
const sell = (ident: number) => restaurant.till.restaurant.stopped.delete(ident);
const namesOf = (events: readonly Readonly<Record<string, unknown>>[]) =>
  events.map(({ name, stopped }) => `${String(name)} ${stopped === true ? 'stopped' : 'sold'}`);

describe('a Zap', () => {
  it('starts for dishes that are stopped or sold out, and not for those that were before', async () => {
    const zap = await turnedOn();
    expect(restaurant.sent('GetDishRests')).toEqual(['<RK7CMD CMD="GetDishRests"/>']);
    expect(await zap.started()).toEqual([]);
    stop(SOUP);
    restaurant.till.restaurant.remainders.set(LATTE, 0);
    const events = await zap.started();
    expect(namesOf(events).toSorted()).toEqual(['Борщ с говядиной stopped', 'Кофе латте stopped']);
    expect(shapeOf(events[0])).toEqual(shapeOf(app.triggers[KEY]?.operation.sample));
    expect(events[0]?.noticed_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await zap.started()).toEqual([]);
  });

  it('starts each time that the same dish is stopped', async () => {
    const zap = await turnedOn();
    for (let times = 0; times < 3; times++) {
      stop(SOUP);
      expect(namesOf(await zap.started())).toEqual(['Борщ с говядиной stopped']);
      sell(SOUP);
      expect(await zap.started()).toEqual([]);
    }
  });

  it('starts when a dish is sold again, if that is chosen, with its name', async () => {
    const [again, both] = [await turnedOn('sold'), await turnedOn('Either of them')];
    sell(CAKE);
    expect(await again.started()).toMatchObject([
      {
        dish_id: '1000026',
        code: '26',
        name: 'Торт «Наполеон»',
        stopped: false,
        remainder: null,
        reason: null,
      },
    ]);
    stop(CAKE);
    expect(await again.started()).toEqual([]);
    expect(namesOf(await both.started())).toEqual(['Торт «Наполеон» stopped']);
  });

  it('hears of a dish also where the memory of the list was lost', async () => {
    const zap = await turnedOn();
    restaurant.forget();
    stop(SOUP);
    expect(namesOf(await zap.started())).toContain('Борщ с говядиной stopped');
  });
});

describe('several Zaps', () => {
  it('each start for every change, whichever of them polls first', async () => {
    const zaps = [await turnedOn(), await turnedOn()];
    stop(SOUP);
    for (const zap of zaps) expect(namesOf(await zap.started())).toEqual(['Борщ с говядиной stopped']);
    for (const zap of zaps) expect(await zap.started()).toEqual([]);
  });

  it('start once, when they poll at the same moment', async () => {
    const zap = await turnedOn();
    stop(SOUP);
    const [one, other] = await Promise.all([zap.started(), zap.started()]);
    expect(namesOf([...one, ...other])).toEqual(['Борщ с говядиной stopped']);
  });
});
