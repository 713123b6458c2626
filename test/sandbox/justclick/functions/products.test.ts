import { call, codeOf, isGenuine, useDouble } from '../caller';

const double = useDouble();
const product = (name: string) => double().account().shop.product(name);
const NEW = { good_name: 'novinka', good_type: '0', good_title: 'Новинка', good_sum: '1' };

describe('UpdateGood', () => {
  test('answers success without a result', async () => {
    const reply = await call(double(), 'UpdateGood', { good_name: 'super_tovar', good_sum: '990' });
    expect(reply).toEqual({ error_code: 0, error_text: 'ok', hash: expect.any(String) as string });
    expect(isGenuine(reply)).toBe(true);
  });

  test('replaces what is sent and keeps the rest', async () => {
    const before = { ...product('super_tovar') };
    const changes = {
      good_title: "Курс *Pro* (2024) ~ it's! 😀",
      good_mail_body: '<b>#PRICE#</b>\n{$download}',
    };
    expect(
      await codeOf(double(), 'UpdateGood', { good_name: 'super_tovar', good_sum: '850.5', ...changes }),
    ).toBe(0);
    expect(product('super_tovar')).toEqual({ ...before, ...changes, good_sum: '850.50' });
  });

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

  test('the same data again is success', async () => {
    const request = { good_name: 'super_tovar', good_sum: '990', good_publish: '1' };
    expect(await codeOf(double(), 'UpdateGood', request)).toBe(0);
    expect(await codeOf(double(), 'UpdateGood', request)).toBe(0);
  });

  test('creates missing groups, spaces after commas allowed', async () => {
    await call(double(), 'UpdateGood', {
      good_name: 'super_tovar',
      good_sum: '990',
      good_client_rassilki: 'second, clients_super_tovar',
    });
    expect(double().account().shop.groups.get('second')).toMatchObject({
      rass_name: 'second',
      automatic: false,
    });
    expect(double().account().shop.groups.get('clients_super_tovar')?.rass_title).toBe(
      'Покупатели супер-товара',
    );
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

  test('creates missing groups', async () => {
    await call(double(), 'AddGood', { ...NEW, good_client_rassilki: 'new_group' });
    expect(double().account().shop.groups.has('new_group')).toBe(true);
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
  test('removes the product; orders keep their lines', async () => {
    const reply = await call(double(), 'DeleteGood', { good_name: 'super_tovar' });
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(reply).not.toHaveProperty('result');
    expect(double().account().shop.products.has('super_tovar')).toBe(false);
    expect(double().account().shop.order(100000).items[0]?.id).toBe('super_tovar');
  });

  test('no name is 3, an unknown one 604', async () => {
    expect(await codeOf(double(), 'DeleteGood')).toBe(3);
    expect(await codeOf(double(), 'DeleteGood', { good_name: 'nothing' })).toBe(604);
  });
});

describe('GetAllGoods', () => {
  test('lists number, name, title, price and kind', async () => {
    const { result } = await call(double(), 'GetAllGoods');
    expect(result).toHaveLength(6);
    expect(result).toEqual(
      expect.arrayContaining([
        {
          good_id: 12549,
          good_name: 'super_tovar',
          good_title: 'Супер-товар на DVD',
          good_sum: '990.00',
          good_type: 1,
        },
        expect.objectContaining({ good_name: 'kurs_start', good_type: 0 }),
        expect.objectContaining({ good_name: 'blagodarnost', good_type: '' }),
      ]),
    );
  });

  test('none is 700 or, if so switched, an empty list', async () => {
    double().account().shop.products.clear();
    expect(await codeOf(double(), 'GetAllGoods')).toBe(700);
    double().rules.emptyProductListCode = 0;
    expect(await call(double(), 'GetAllGoods')).toMatchObject({ error_code: 0, result: [] });
  });
});
