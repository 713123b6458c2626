import { app } from '../support/definition';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_find_good';
const shop = connectedShop();

it('finds a product by its code, exactly', async () => {
  const found = await shop.search(KEY, { good_name: 'kurs_start' });
  expect(shop.sent()).toEqual(['GetAllGoods ']);
  expect(found).toEqual([
    {
      id: 'kurs_start',
      good_name: 'kurs_start',
      good_id: '12551',
      good_title: 'Курс «Быстрый старт»',
      good_sum: '3900.00',
      good_type: '0',
      good_type_label: 'Digital (цифровой)',
    },
  ]);
  expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
  expect(await shop.search(KEY, { good_name: 'kurs' })).toEqual([]);
});

it('finds products by words of their titles, in any letter case', async () => {
  const found = await shop.search(KEY, { title: ' КУРС ' });
  expect(found.map(({ id }) => id)).toEqual(['kurs_start', 'kurs_pro']);
});

it('finds only what fits both, where both are given', async () => {
  expect(await shop.search(KEY, { good_name: 'kurs_pro', title: 'pro' })).toHaveLength(1);
  expect(await shop.search(KEY, { good_name: 'kurs_pro', title: 'DVD' })).toEqual([]);
});

it('tells of a floating price as of no type', async () => {
  expect(await shop.search(KEY, { good_name: 'blagodarnost' })).toMatchObject([
    { good_type: null, good_type_label: null },
  ]);
});

it('finds nothing in a shop without products, however it says so', async () => {
  shop.state.products.clear();
  expect(await shop.search(KEY, { title: 'a' })).toEqual([]);
  shop.double.rules.emptyProductListCode = 0;
  expect(await shop.search(KEY, { title: 'a' })).toEqual([]);
});

it('asks for one of the two', async () => {
  expect(await errorOf(shop.search(KEY, { good_name: '', title: ' ' }))).toMatchObject({
    message: 'Fill in Product or Title Contains.',
    code: 'invalid_input',
  });
  expect(shop.sent()).toEqual([]);
});

it('tells of a refused key as such', async () => {
  shop.double.faults.add({ kind: 'refusal', code: 4 });
  expect(await errorOf(shop.search(KEY, { title: 'a' }))).toMatchObject({ name: 'ExpiredAuthError' });
});

it('offers the products', async () => {
  const [product] = await shop.form('searches', KEY);
  expect(await shop.options(product)).toHaveProperty('kurs_pro', "Курс *Pro* (2024) ~ it's! · 12900.50");
});

describe('together with Create Shop Product', () => {
  it('it makes a step that finds or creates', () => {
    expect(app.searchOrCreates?.[KEY]).toMatchObject({
      key: KEY,
      search: KEY,
      create: 'justclick_add_good',
    });
  });

  it('only the code is asked for by both, under one key', async () => {
    const searched = (await shop.form('searches', KEY)).map(({ key }) => key);
    const created = (await shop.form('creates', 'justclick_add_good')).map(({ key }) => key);
    expect(created.filter((key) => searched.includes(key))).toEqual(['good_name']);
  });
});
