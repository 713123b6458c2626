import { create } from '../support/app';
import { connectedShop } from '../support/shop_double';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_add_good';
const shop = connectedShop();

const DVD = { good_name: 'dvd', good_type: '1', good_title: 'Курс *Pro* на DVD', good_sum: '1 250,5' };

describe('a product', () => {
  it('is added in one request, physical by the word', async () => {
    const product = await shop.create(KEY, DVD);
    expect(shop.sent()).toEqual([
      'AddGood good_name=dvd&good_title=%D0%9A%D1%83%D1%80%D1%81+%2APro%2A+%D0%BD%D0%B0+DVD&good_sum=1250.50&good_type=real',
    ]);
    expect(product).toEqual({
      id: 'dvd',
      good_name: 'dvd',
      good_id: '12555',
      good_title: 'Курс *Pro* на DVD',
      good_sum: '1250.50',
      good_type: '1',
      good_type_label: 'Physical (физический)',
    });
    expect(Object.keys(product)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
    expect(shop.state.product('dvd')).toMatchObject({ good_type: '1', good_sum: '1250.50' });
  });

  it('is digital by the word, and may be free', async () => {
    const product = await shop.create(KEY, { ...DVD, good_type: '0', good_sum: 0 });
    expect(shop.sent()[0]).toMatch(/&good_sum=0\.00&good_type=digital$/);
    expect(product).toMatchObject({ good_type: '0', good_type_label: 'Digital (цифровой)' });
  });

  it('takes the parameters of Update Shop Product, in the vendor’s order', async () => {
    await shop.create(KEY, {
      ...DVD,
      good_publish: 'yes',
      good_timer: true,
      good_timer_unit: 'day',
      good_timer_duration: '3',
      good_only_countries: ['RUS', 'blr'],
      good_client_rassilki: ['super', 'two'],
      parent_id: '17',
      good_mail_body: 'left over from another format',
    });
    expect([...new URLSearchParams(shop.sent()[0]?.replace('AddGood ', ''))]).toEqual([
      ['good_name', 'dvd'],
      ['good_title', 'Курс *Pro* на DVD'],
      ['parent_id', '17'],
      ['good_sum', '1250.50'],
      ['good_client_rassilki', 'super,two'],
      ['good_only_countries', 'RUS,BLR'],
      ['good_timer', '1'],
      ['good_timer_unit', 'day'],
      ['good_timer_duration', '3'],
      ['good_publish', '1'],
      ['good_type', 'real'],
    ]);
  });
});

it.each<[Record<string, unknown>, string]>([
  [
    {},
    'Please correct 4 fields:\n- Product Code is required.\n- Type is required.\n- Title is required.\n- Price is required.',
  ],
  [
    {
      ...DVD,
      good_type: 'real',
      good_sum: 'free',
      good_partner_fee_perc: '101',
      good_download: 'shop.example',
    },
    'Please correct 4 fields:\n- Type must be one of "Digital (цифровой)", "Physical (физический)", not "real".\n- Price must be a number like 1250.50, not "free".\n' +
      '- Download Link must be a web address that starts with https://, not "shop.example".\n- Level 1 Commission (%) must not be more than 100 %.',
  ],
])('before anything is sent the faults of %j are told', async (inputData, message) => {
  expect(await errorOf(shop.create(KEY, inputData))).toEqual({
    name: 'AppError',
    message,
    code: 'invalid_input',
  });
  expect(shop.sent()).toEqual([]);
});

describe('the shop', () => {
  it('may have the code already, for which no code is documented', async () => {
    const { code, message } = await errorOf(shop.create(KEY, { ...DVD, good_name: 'super_tovar' }));
    expect(code).toBe('3');
    expect(message).toContain('or has a product with this code already');
    expect(shop.state.product('super_tovar').good_title).toBe('Супер-товар на DVD');
  });

  it('may break off, and then a user is told to look first', async () => {
    shop.double.faults.add({ kind: 'lost answer' });
    expect((await errorOf(shop.create(KEY, DVD))).message).toContain(
      'Product "dvd" may have been added: look at it in the shop before you run this step again.',
    );
    expect(shop.sent()).toHaveLength(1);
  });
});

it('the form requires what the vendor requires, and empties nothing', async () => {
  const fields = await shop.form('creates', KEY);
  expect(fields.flatMap(({ key, required }) => (required === true ? key : []))).toEqual([
    'good_name',
    'good_type',
    'good_title',
    'good_sum',
  ]);
  expect(fields.map(({ key }) => key)).not.toContain('clear_fields');
  expect(JSON.stringify(fields)).not.toContain('keep the present price');
});
