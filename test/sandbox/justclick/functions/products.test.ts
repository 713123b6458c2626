import { call, codeOf, useDouble } from '../caller';

const double = useDouble();
const products = () => double().account().shop.products;
const product = (name: string) => double().account().shop.product(name);
const NEW = { good_name: 'novinka', good_type: 'digital', good_title: 'Новинка', good_sum: '1' };

describe('UpdateGood', () => {
  const NO_PRICE = { good_name: 'super_tovar', good_title: 'Без цены' };

  test('without a price stores zero, and never changes the kind of product', async () => {
    expect(await codeOf(double(), 'UpdateGood', { ...NO_PRICE, good_type: '0' })).toBe(0);
    const stored = { good_title: 'Без цены', good_sum: '0.00', good_type: '1' };
    expect(product('super_tovar')).toMatchObject(stored);
  });

  test('without a price keeps it, if so switched', async () => {
    double().rules.keepPriceWhenAbsent = true;
    await call(double(), 'UpdateGood', NO_PRICE);
    expect(product('super_tovar').good_sum).toBe('990.00');
  });
});

test.each<[string, string, Record<string, string>, number]>([
  ['UpdateGood', 'an unknown product', { good_name: 'nothing', good_sum: '1' }, 604],
  ['UpdateGood', 'no name', { good_sum: '1' }, 3],
  ['UpdateGood', 'an empty name', { good_name: '', good_sum: '1' }, 3],
  ['UpdateGood', 'a list of names', { 'good_name[0]': 'super_tovar', good_sum: '1' }, 3],
  ['DeleteGood', 'no name', {}, 3],
  ['DeleteGood', 'an unknown product', { good_name: 'nothing' }, 604],
  ['AddGood', 'a name that is taken', { ...NEW, good_name: 'super_tovar' }, 3],
  ['AddGood', 'no name', { ...NEW, good_name: '' }, 3],
  ['AddGood', 'no title', { ...NEW, good_title: '' }, 3],
  ['AddGood', 'no price', { ...NEW, good_sum: '' }, 3],
  ['AddGood', 'a price with a comma', { ...NEW, good_sum: '1,5' }, 3],
  ['AddGood', 'no type', { ...NEW, good_type: '' }, 2],
  ['AddGood', 'a type that PHP takes for empty', { ...NEW, good_type: '0' }, 2],
  ['AddGood', 'a number as a type', { ...NEW, good_type: '1' }, 3],
  ['AddGood', 'an unknown type', { ...NEW, good_type: 'physical' }, 3],
  ['AddGood', 'a bad flag', { ...NEW, good_publish: 'yes' }, 3],
])('%s refuses %s, %j, with %i', async (name, _, parameters, code) => {
  const before = [...products().values()].map((one) => ({ ...one }));
  expect(await codeOf(double(), name, parameters)).toBe(code);
  expect([...products().values()]).toEqual(before);
});

test('an unknown product has another code, if so switched', async () => {
  double().rules.unknownProductCode = 3;
  expect(await codeOf(double(), 'UpdateGood', { good_name: 'nothing', good_sum: '1' })).toBe(3);
});

test.each([
  ['1', '1'],
  ['real', '1'],
  ['digital', '0'],
])('AddGood takes good_type=%s', async (good_type, stored) => {
  double().rules.takesNumberAsType = true;
  const reply = await call(double(), 'AddGood', { ...NEW, good_type, good_publish: '1' });
  expect(reply).toMatchObject({ error_code: 0, error_text: 'ok', result: { good_id: 12555 } });
  const added = { ...NEW, good_id: 12555, good_sum: '1.00', good_type: stored, good_publish: '1' };
  expect(product('novinka')).toEqual(added);
});

test('AddGood keeps the number to itself, and GetAllGoods prints what PHP has computed, if so switched', async () => {
  Object.assign(double().rules, { tellsGoodId: false, floatNoise: true });
  expect(await call(double(), 'AddGood', NEW)).not.toHaveProperty('result');
  expect(await call(double(), 'GetAllGoods')).toMatchObject({
    result: expect.arrayContaining([expect.objectContaining({ good_sum: '990.0000000000001' })]) as unknown,
  });
});

test('GetAllGoods says 700 or, if so switched, an empty list where there are none', async () => {
  products().clear();
  expect(await codeOf(double(), 'GetAllGoods')).toBe(700);
  double().rules.emptyProductListCode = 0;
  expect(await call(double(), 'GetAllGoods')).toMatchObject({ error_code: 0, result: [] });
});
