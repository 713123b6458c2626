import { create, formOfCreate, optionsOf, runCreate } from '../support/app';
import { answer } from '../support/shop';
import { onlyShopAnswers, shopAnswers } from '../support/shop_answers';
import { errorOf } from '../support/zapier_error';

onlyShopAnswers();

const KEY = 'justclick_update_good';
const OK = answer(0, 'ok');
const PRODUCTS = answer(0, 'ok', [
  { good_id: 1, good_name: 'other', good_title: 'Other', good_sum: '1.00', good_type: 1 },
  { good_id: 12549, good_name: 'super_tovar', good_title: 'DVD', good_sum: '3900.00', good_type: 1 },
]);
const DOUBT =
  'Product "super_tovar" may have been changed: look at it in the shop before you run this step again.';

/** What is sent for a change of the product whose price is given, without name, price and hash. */
async function changed(inputData: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const sent = shopAnswers([OK]);
  await runCreate(KEY, { good_name: 'super_tovar', good_sum: '1', ...inputData });
  const values = Object.entries(Object.fromEntries(new URLSearchParams(sent[0]?.body)));
  return Object.fromEntries(values.filter(([key]) => !['good_name', 'good_sum', 'hash'].includes(key)));
}

describe('the product', () => {
  it('is changed in one request when the price is among the changes, with the bytes that PHP would sign', async () => {
    const sent = shopAnswers([OK]);
    const result = await runCreate(KEY, {
      good_name: 'super_tovar',
      good_title: "Курс *Pro* (2024) ~ it's!",
      good_sum: '1',
    });
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      [
        '/api/UpdateGood',
        'good_name=super_tovar&good_title=%D0%9A%D1%83%D1%80%D1%81+%2APro%2A+%282024%29+%7E+it%27s%21&good_sum=1.00&hash=4d9e1560db20afa2da25418f67b5955f',
      ],
    ]);
    expect(result).toEqual({
      id: 'super_tovar',
      good_name: 'super_tovar',
      good_sum: '1.00',
      price_kept: false,
      updated_fields: ['good_title', 'good_sum'],
      emptied_fields: [],
    });
    expect(Object.keys(result)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
  });

  it('keeps its price when none is given: the stored one is read and sent again, or it would become zero', async () => {
    const sent = shopAnswers([PRODUCTS, OK]);
    const result = await runCreate(KEY, { good_name: 'super_tovar', good_publish: true });
    expect(sent.map(({ path }) => path)).toEqual(['/api/GetAllGoods', '/api/UpdateGood']);
    expect(sent[1]?.body).toMatch(
      /^good_name=super_tovar&good_sum=3900\.00&good_publish=1&hash=[0-9a-f]{32}$/,
    );
    expect(result).toMatchObject({ good_sum: '3900.00', price_kept: true, updated_fields: ['good_publish'] });
  });

  it.each([
    ['0.00', '0.00'],
    [0, '0'],
    [990.1, '990.1'],
    ['990.5000', '990.50'],
    ['12599.800000000001', '12599.80'],
    ['891.895', '891.90'],
    ['9000000000', '9000000000'],
  ])('whose stored price is %j keeps it as %s', async (good_sum, kept) => {
    const sent = shopAnswers([answer(0, 'ok', [{ good_name: 'x', good_sum }]), OK]);
    await runCreate(KEY, { good_name: 'x', good_title: 'New' });
    expect(sent[1]?.body).toContain(`&good_sum=${kept}&`);
  });

  it.each(['', null, 'free', '-1', '1,250', '1e3', '1'.repeat(11), [990]])(
    'whose stored price is no price (%j) is not changed, or it would become zero',
    async (good_sum) => {
      const sent = shopAnswers([answer(0, 'ok', [{ good_name: 'x', good_sum }])]);
      const error = await errorOf(runCreate(KEY, { good_name: 'x', good_title: 'New' }));
      expect(error).toEqual({
        name: 'AppError',
        code: 'unknown_price',
        message:
          'Expertam does not tell the price of product "x", and without a price the shop would set it to zero. Fill in Price. Nothing was changed. (no good_sum in GetAllGoods)',
      });
      expect(sent).toHaveLength(1);
    },
  );

  it.each([
    [PRODUCTS, 'SUPER_TOVAR'],
    [answer(700, 'no products'), 'super_tovar'],
  ])('that the shop does not list is not changed', async (products, good_name) => {
    const sent = shopAnswers([products]);
    expect(await errorOf(runCreate(KEY, { good_name, good_title: 'New' }))).toEqual({
      name: 'AppError',
      code: 'unknown_product',
      message: `Expertam has no product "${good_name}". Pick it from the list, or copy its code («идентификатор продукта») from the shop. Nothing was changed. (not in GetAllGoods)`,
    });
    expect(sent).toHaveLength(1);
  });

  it('may have a code that needs encoding', async () => {
    const sent = shopAnswers([OK]);
    await runCreate(KEY, { good_name: 'Товар 1&good_sum=0', good_sum: 0 });
    expect(sent[0]?.body).toMatch(
      /^good_name=%D0%A2%D0%BE%D0%B2%D0%B0%D1%80\+1%26good_sum%3D0&good_sum=0\.00&hash=/,
    );
  });

  it.each<[string, unknown, string]>([
    ['good_title', '  Курс *Pro* ', 'Курс *Pro*'],
    ['parent_id', '15.0', '15'],
    ['good_api_url_notif', 'https://магазин.рф/оплата?a=paid', 'https://магазин.рф/оплата?a=paid'],
    ['good_success_link', 'http://example.com', 'http://example.com'],
    ['good_client_rassilki', ['second', 'clients_super_tovar', 'second'], 'second,clients_super_tovar'],
    ['good_client_rassilki', 'second, clients_super_tovar', 'second,clients_super_tovar'],
    ['good_nalozh_only', true, '1'],
    ['good_nalozh_only', 'false', '0'],
    ['good_post_service', 'RPS', 'rps'],
    ['good_only_countries', ['rus', 'UKR', 'RUS'], 'RUS,UKR'],
    ['good_only_countries', 'RUS, XEN', 'RUS,XEN'],
    ['good_only_countries', ['Россия', 'Kazakhstan', 'Belarus (Беларусь)'], 'RUS,KAZ,BLR'],
    ['good_partner_fee', '1 250,5', '1250.50'],
    ['good_partner_fee_perc', '12,5', '12.50'],
    ['good_partner_text', '  two\r\n lines ', '  two\r\n lines '],
    ['good_pay_text', '<h1>{{bundle.authData.api_key}}</h1>\n😀', '<h1>{{bundle.authData.api_key}}</h1>\n😀'],
    ['good_timer', 'yes', '1'],
    ['good_rashod_perc', '0', '0.00'],
  ])('has %s changed from %j to %j, and nothing else', async (key, typed, wire) => {
    expect(await changed({ [key]: typed })).toEqual({ [key]: wire });
  });

  it('keeps what is empty on the form', async () => {
    const keys = (await formOfCreate(KEY)).map(({ key }) => key);
    const empty = Object.fromEntries(keys.map((key) => [key, '']));
    const lists = { good_client_rassilki: [], good_only_countries: [''], clear_fields: [] };
    expect(await changed({ ...empty, ...lists, good_name: 'super_tovar', good_sum: '1' })).toEqual({});
  });

  it.each([
    ['good_mail_body', { good_mail_format: 'html' }, { good_mail_format: 'text' }],
    ['good_mail_text', { good_mail_format: 'text' }, { good_mail_format: 'html' }],
    ['good_timer_unit', { good_timer: true }, { good_timer: false }],
    ['good_timer_duration', { good_timer: 'yes' }, {}],
    ['good_quickpost_article', { good_post_service: 'quickpost' }, { good_post_service: 'none' }],
  ])(
    'has %s on the form and changed with %j, and left over without a fault with %j',
    async (key, shown, hidden) => {
      const value = key === 'good_timer_unit' ? 'day' : '7';
      const keys = async (input: object): Promise<string[]> =>
        (await formOfCreate(KEY, { ...input })).map((field) => field.key);
      expect(await changed({ ...shown, [key]: value })).toHaveProperty(key, value);
      expect(await keys(shown)).toContain(key);
      expect(await changed({ ...hidden, [key]: ['a', { b: 1 }] })).not.toHaveProperty(key);
      expect(await keys(hidden)).not.toContain(key);
    },
  );
});

describe('emptying fields', () => {
  it('sends those that were chosen for it as empty texts, each once, and no others', async () => {
    const sent = shopAnswers([OK]);
    const result = await runCreate(KEY, {
      good_name: 'super_tovar',
      good_sum: '990.50',
      good_partner_text: '',
      clear_fields: ['good_download', 'Buyer Groups', 'Download Link'],
    });
    expect(sent[0]?.body).toMatch(
      /^good_name=super_tovar&good_sum=990\.50&good_client_rassilki=&good_download=&hash=[0-9a-f]{32}$/,
    );
    expect(result).toMatchObject({
      updated_fields: ['good_sum'],
      emptied_fields: ['good_download', 'good_client_rassilki'],
    });
  });

  it('is a change by itself, and can empty what is not on the form at the moment', async () => {
    const sent = shopAnswers([PRODUCTS, OK]);
    await runCreate(KEY, {
      good_name: 'super_tovar',
      clear_fields: 'good_mail_body, good_download',
      good_mail_body: 'old',
    });
    expect(sent[1]?.body).toMatch(
      /^good_name=super_tovar&good_sum=3900\.00&good_download=&good_mail_body=&hash=/,
    );
  });
});

describe('before anything is sent', () => {
  const CHOSEN = { good_name: 'super_tovar', good_sum: '1' };

  it.each<[Record<string, unknown>, ...string[]]>([
    [{}, 'Product is required.', 'Fill in at least one field to change.'],
    [{ good_name: 'super_tovar', good_mail_body: 'left over' }, 'Fill in at least one field to change.'],
    [{ ...CHOSEN, good_sum: '-1', good_title: 'New' }, 'Price must not be negative.'],
    [
      { ...CHOSEN, good_sum: '1,250', good_title: 'New' },
      'Price can be read in two ways, as 1250 and as 1.25: write one of them instead of "1,250".',
    ],
    [
      { ...CHOSEN, parent_id: 'main', good_publish: 'x' },
      'Category ID must be a whole number, not "main".',
      'Show in Catalogue must be yes or no, not "x".',
    ],
    [
      { ...CHOSEN, good_only_countries: 'US,RUS' },
      'Delivery Countries must be one of "Russia (Россия)", "Belarus (Беларусь)", "Kazakhstan (Казахстан)", ',
    ],
    [
      { ...CHOSEN, good_mail_format: 'pdf', good_mail_body: 'x' },
      'Letter Format must be one of "HTML", "Plain text", not "pdf".',
    ],
    [
      { ...CHOSEN, good_timer: '1', good_timer_duration: '1.5', good_timer_unit: 'week' },
      'Time Limit Unit must be one of "Minutes", "Hours", "Days", not "week".',
      'Time Limit must be a whole number, not "1.5".',
    ],
    [{ ...CHOSEN, good_client_rassilki: [{ a: 1 }] }, 'Buyer Groups must be a list of plain values.'],
    [
      { ...CHOSEN, good_partner_text: 'New', clear_fields: ['good_partner_text'] },
      'Note for Partners is filled in and also among Fields to Empty: choose one.',
    ],
    ...['good_sum', 'good_name', 'nothing'].map((key): [Record<string, unknown>, string] => [
      { ...CHOSEN, clear_fields: [key] },
      `"Payment Page Text", not "${key}".`,
    ]),
  ])('the faults of %j are told', async (inputData, ...faults) => {
    const sent = shopAnswers([OK]);
    const { code, message } = await errorOf(runCreate(KEY, inputData));
    expect(code).toBe('invalid_input');
    for (const fault of faults) expect(message).toContain(fault);
    expect(message.split('\n- ').length).toBe(faults.length === 1 ? 1 : faults.length + 1);
    expect(sent).toEqual([]);
  });
});

describe('the shop', () => {
  const CHANGE = { good_name: 'super_tovar', good_sum: '990.50' };

  it.each([604, 3])('may refuse with %i', async (code) => {
    const sent = shopAnswers([answer(code, 'no')]);
    expect(await errorOf(runCreate(KEY, CHANGE))).toMatchObject({ name: 'AppError', code: String(code) });
    expect(sent).toHaveLength(1);
  });

  it('may break off while the price is read, and then nothing is in doubt nor changed', async () => {
    const sent = shopAnswers([[502, '<html>'], OK]);
    const { message } = await errorOf(runCreate(KEY, { good_name: 'super_tovar', good_title: 'New' }));
    expect(message).not.toContain('may have been changed');
    expect(sent).toHaveLength(1);
  });

  it('may break off after the change was sent, which is then in doubt and not repeated', async () => {
    const sent = shopAnswers([PRODUCTS, [502, '<html>'], OK]);
    const error = await errorOf(runCreate(KEY, { good_name: 'super_tovar', good_title: 'New' }));
    expect(error).toMatchObject({ name: 'AppError', code: 'http_502' });
    expect(error.message).toContain(DOUBT);
    expect(sent).toHaveLength(2);
  });
});

describe('the form', () => {
  it('is made anew only when a field changes on which others depend', async () => {
    const fields = await formOfCreate(KEY);
    expect(
      fields.flatMap(({ key, altersDynamicFields }) => (altersDynamicFields === true ? key : [])),
    ).toEqual(['good_post_service', 'good_mail_format', 'good_timer']);
  });

  it('requires the product alone, and has every field in a group that exists', async () => {
    const chosen = { good_timer: true, good_mail_format: 'html', good_post_service: 'quickpost' };
    const fields = await formOfCreate(KEY, chosen);
    expect(fields.flatMap(({ key, required }) => (required === true ? key : []))).toEqual(['good_name']);
    const groups = create(KEY).operation.inputFieldGroups?.map(({ key }) => key);
    for (const { group } of fields) expect(groups).toContain(group);
  });

  it('survives what cannot be read', async () => {
    const unreadable = { good_timer: ['a'], good_mail_format: { b: 1 }, good_post_service: 'pigeon' };
    expect(await formOfCreate(KEY, unreadable)).toEqual(await formOfCreate(KEY));
  });

  it('offers the products by title and price', async () => {
    const [product] = await formOfCreate(KEY);
    shopAnswers([
      answer(0, 'ok', [
        { good_name: 'super_tovar', good_title: 'Курс «Pro»', good_sum: '3900.00' },
        { good_name: 'untitled', good_title: '', good_sum: 0 },
        { good_name: 'priceless', good_title: 'Priceless', good_sum: '' },
        { good_title: 'Without a code' },
      ]),
    ]);
    expect(await optionsOf(product)).toMatchObject({
      results: [
        { id: 'super_tovar', label: 'Курс «Pro» · 3900.00' },
        { id: 'untitled', label: 'untitled · 0' },
        { id: 'priceless', label: 'Priceless' },
      ],
    });
  });

  it('offers the groups by title, and chooses their codes as text', async () => {
    const field = (await formOfCreate(KEY)).find(({ key }) => key === 'good_client_rassilki');
    shopAnswers([
      answer(0, 'ok', [
        { rass_name: '1594725950.5982672784', rass_title: '' },
        { rass_name: 5, rass_title: 'Five' },
        { rass_title: 'Nameless' },
      ]),
    ]);
    expect(await optionsOf(field)).toMatchObject({
      results: [
        { id: '1594725950.5982672784', label: '1594725950.5982672784' },
        { id: '5', label: 'Five' },
      ],
    });
  });

  it('offers to empty only texts, links and lists', async () => {
    const field = (await formOfCreate(KEY)).find(({ key }) => key === 'clear_fields');
    expect(field?.list).toBe(true);
    const choices = (field?.choices ?? []) as { value: string }[];
    expect(choices.map(({ value }) => value)).toEqual([
      'good_api_url_notif',
      'good_api_url_new_order',
      'good_success_link',
      'good_client_rassilki',
      'good_only_countries',
      'good_download',
      'good_mail_subject',
      'good_mail_body',
      'good_mail_text',
      'good_partner_SL_link',
      'good_partner_addition_link',
      'good_partner_text',
      'good_pay_text',
    ]);
  });
});
