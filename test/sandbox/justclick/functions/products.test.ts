import { call, codeOf, useDouble } from '../caller';

const double = useDouble();
const product = (name: string) => double().account().shop.product(name);
const NEW = { good_name: 'novinka', good_type: '0', good_title: 'Новинка', good_sum: '1' };

describe('UpdateGood', () => {
  test('without a price stores zero', async () => {
    expect(await codeOf(double(), 'UpdateGood', { good_name: 'super_tovar', good_title: 'Без цены' })).toBe(
      0,
    );
    expect(product('super_tovar')).toMatchObject({ good_title: 'Без цены', good_sum: '0.00' });
  });

  test('without a price keeps it, if so switched', async () => {
    double().rules.keepPriceWhenAbsent = true;
    await call(double(), 'UpdateGood', { good_name: 'super_tovar', good_title: 'Без цены' });
    expect(product('super_tovar').good_sum).toBe('990.00');
  });

  test('never changes the kind of product', async () => {
    await call(double(), 'UpdateGood', { good_name: 'super_tovar', good_sum: '990', good_type: '0' });
    expect(product('super_tovar').good_type).toBe('1');
  });

  test('an unknown product is 604, or another code if so switched', async () => {
    expect(await codeOf(double(), 'UpdateGood', { good_name: 'nothing', good_sum: '1' })).toBe(604);
    double().rules.unknownProductCode = 3;
    expect(await codeOf(double(), 'UpdateGood', { good_name: 'nothing', good_sum: '1' })).toBe(3);
  });

  test('no name is 3', async () => {
    expect(await codeOf(double(), 'UpdateGood', { good_sum: '1' })).toBe(3);
    expect(await codeOf(double(), 'UpdateGood', { good_name: '', good_sum: '1' })).toBe(3);
    expect(await codeOf(double(), 'UpdateGood', { 'good_name[0]': 'super_tovar', good_sum: '1' })).toBe(3);
  });
});

describe('AddGood', () => {
  test.each([
    ['1', '1'],
    ['real', '1'],
    ['0', '0'],
    ['digital', '0'],
  ])('takes good_type=%s', async (good_type, stored) => {
    const reply = await call(double(), 'AddGood', { ...NEW, good_type, good_publish: '1' });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(reply).not.toHaveProperty('result');
    expect(product('novinka')).toEqual({
      good_id: 12555,
      good_name: 'novinka',
      good_title: 'Новинка',
      good_sum: '1.00',
      good_type: stored,
      good_publish: '1',
    });
  });

  test.each<[string, Record<string, string>]>([
    ['a name that is taken', { ...NEW, good_name: 'super_tovar' }],
    ['no name', { ...NEW, good_name: '' }],
    ['no title', { ...NEW, good_title: '' }],
    ['no price', { ...NEW, good_sum: '' }],
    ['a price with a comma', { ...NEW, good_sum: '1,5' }],
    ['no type', { ...NEW, good_type: '' }],
    ['an unknown type', { ...NEW, good_type: 'physical' }],
    ['a bad flag', { ...NEW, good_publish: 'yes' }],
  ])('%s is 3 and adds nothing', async (_, parameters) => {
    expect(await codeOf(double(), 'AddGood', parameters)).toBe(3);
    expect(double().account().shop.products.size).toBe(6);
  });
});

describe('DeleteGood', () => {
  test('no name is 3, an unknown one 604', async () => {
    expect(await codeOf(double(), 'DeleteGood')).toBe(3);
    expect(await codeOf(double(), 'DeleteGood', { good_name: 'nothing' })).toBe(604);
  });
});

describe('GetAllGoods', () => {
  test('none is 700 or, if so switched, an empty list', async () => {
    double().account().shop.products.clear();
    expect(await codeOf(double(), 'GetAllGoods')).toBe(700);
    double().rules.emptyProductListCode = 0;
    expect(await call(double(), 'GetAllGoods')).toMatchObject({ error_code: 0, result: [] });
  });
});
