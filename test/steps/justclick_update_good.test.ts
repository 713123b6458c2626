import { create, formOfCreate, optionsOf, runCreate } from '../support/app';
import { answer } from '../support/shop';
import { shopAnswers } from '../support/shop_answers';
import { errorOf } from '../support/zapier_error';

const KEY = 'justclick_update_good';
const OK = answer(0, 'ok');
const PRODUCTS = answer(0, 'ok', [
  { good_id: 12549, good_name: 'super_tovar', good_title: 'DVD', good_sum: '3900.00', good_type: 1 },
]);
const DOUBT =
  'Product "super_tovar" may have been changed: look at it in the shop before you run this step again.';

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
      error_code: 0,
      message: 'ok',
    });
  });

  it('keeps its price when none is given: the stored one is read and sent again', async () => {
    const sent = shopAnswers([PRODUCTS, OK]);
    const result = await runCreate(KEY, { good_name: 'super_tovar', good_publish: true });
    expect(sent.map(({ path }) => path)).toEqual(['/api/GetAllGoods', '/api/UpdateGood']);
    expect(sent[0]?.body).toBe('hash=53de7e1144de71c41d1cb06887f4b179');
    expect(sent[1]?.body).toMatch(
      /^good_name=super_tovar&good_sum=3900\.00&good_publish=1&hash=[0-9a-f]{32}$/,
    );
    expect(result).toMatchObject({ good_sum: '3900.00', price_kept: true, updated_fields: ['good_publish'] });
  });

  it('may be made free on purpose', async () => {
    const sent = shopAnswers([OK]);
    await runCreate(KEY, { good_name: 'super_tovar', good_sum: 0 });
    expect(sent[0]?.body).toMatch(/^good_name=super_tovar&good_sum=0\.00&hash=/);
  });

  it('has the fields emptied that were chosen for it, and no others', async () => {
    const sent = shopAnswers([OK]);
    const result = await runCreate(KEY, {
      good_name: 'super_tovar',
      good_title: '',
      good_sum: '990.50',
      good_partner_text: '',
      clear_fields: ['good_download', 'good_client_rassilki'],
    });
    expect(sent[0]?.body).toMatch(
      /^good_name=super_tovar&good_sum=990\.50&good_client_rassilki=&good_download=&hash=[0-9a-f]{32}$/,
    );
    expect(result).toMatchObject({
      updated_fields: ['good_sum'],
      emptied_fields: ['good_download', 'good_client_rassilki'],
    });
  });

  it('can have a field emptied and nothing else changed', async () => {
    const sent = shopAnswers([PRODUCTS, OK]);
    await runCreate(KEY, { good_name: 'super_tovar', clear_fields: ['good_download'] });
    expect(sent[1]?.body).toMatch(/^good_name=super_tovar&good_sum=3900\.00&good_download=&hash=/);
  });

  it('takes texts as they are: braces, tags, line breaks, emoji', async () => {
    const sent = shopAnswers([OK]);
    await runCreate(KEY, {
      good_name: 'super_tovar',
      good_sum: '999887',
      good_mail_format: 'text',
      good_mail_text: 'Ссылка: {$download} {{bundle.authData.api_key}} 😀\r\n ',
      good_pay_text: '<h1>#PRODUCT#</h1>\n<b>#PRICE#</b>',
    });
    expect(sent[0]?.body).toContain(
      '&good_mail_text=%D0%A1%D1%81%D1%8B%D0%BB%D0%BA%D0%B0%3A+%7B%24download%7D+%7B%7Bbundle.authData.api_key%7D%7D+%F0%9F%98%80%0D%0A+&good_pay_text=%3Ch1%3E%23PRODUCT%23%3C%2Fh1%3E%0A%3Cb%3E%23PRICE%23%3C%2Fb%3E&hash=',
    );
  });

  it('may have an identifier that needs encoding', async () => {
    const sent = shopAnswers([OK]);
    await runCreate(KEY, { good_name: 'Товар 1&good_sum=0', good_sum: '5' });
    expect(sent[0]?.body).toMatch(
      /^good_name=%D0%A2%D0%BE%D0%B2%D0%B0%D1%80\+1%26good_sum%3D0&good_sum=5\.00&hash=/,
    );
  });
});

describe('before anything is sent', () => {
  it.each([
    [{}, 'Please correct 2 fields:\n- Product is required.\n- Fill in at least one field to change.'],
    [{ good_name: 'super_tovar' }, 'Fill in at least one field to change.'],
    [{ good_name: 'super_tovar', good_mail_body: 'left over' }, 'Fill in at least one field to change.'],
    [
      { good_name: 'super_tovar', good_sum: '1,250' },
      'Please correct 2 fields:\n- Price must not have more than 2 decimal digits: "1,250".\n- Fill in at least one field to change.',
    ],
  ])('the fault of %j is told', async (inputData, message) => {
    const sent = shopAnswers([OK]);
    expect(await errorOf(runCreate(KEY, inputData))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(sent).toEqual([]);
  });

  it('an account of another service is sent back', async () => {
    const authData = { service: 'measoft', login: 'a', password: 'b', courier_code: '8' };
    const running = runCreate(KEY, { good_name: 'super_tovar', good_sum: '1' }, { authData });
    expect(await errorOf(running)).toMatchObject({ name: 'AppError', code: 'wrong_service' });
  });
});

describe('the shop', () => {
  const CHANGE = { good_name: 'super_tovar', good_sum: '990.50' };

  it('may lack the product, which is known before anything is changed', async () => {
    const sent = shopAnswers([PRODUCTS]);
    const error = await errorOf(runCreate(KEY, { good_name: 'nothing', good_title: 'New' }));
    expect(error).toMatchObject({ name: 'AppError', code: 'unknown_product' });
    expect(error.message).toMatch(
      /^Expertam has no product "nothing"\. .* Nothing was changed\. \(not in GetAllGoods\)$/,
    );
    expect(sent).toHaveLength(1);
  });

  it('may be without products at all', async () => {
    shopAnswers([answer(700, 'no products')]);
    expect(await errorOf(runCreate(KEY, { good_name: 'nothing', good_title: 'New' }))).toMatchObject({
      code: 'unknown_product',
    });
  });

  it('may hide the price, and then is not made to forget it', async () => {
    const sent = shopAnswers([answer(0, 'ok', [{ good_name: 'super_tovar', good_sum: '' }])]);
    expect(await errorOf(runCreate(KEY, { good_name: 'super_tovar', good_title: 'New' }))).toMatchObject({
      code: 'unknown_price',
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [
      604,
      'product not exist',
      'Expertam does not know product "super_tovar". Pick it from the list, or copy its identifier («идентификатор продукта») from the shop. (Expertam error 604: product not exist)',
    ],
    [
      3,
      'wrong posted data',
      'Expertam found a wrong value in what was sent for product "super_tovar". Check the fields of this step. (Expertam error 3: wrong posted data)',
    ],
    [
      777,
      'news',
      'Expertam refused the request for product "super_tovar" for a reason that its documentation does not list. Its own words stand at the end: correct what they name, or ask Expertam\'s support. (Expertam error 777: news)',
    ],
  ])('may refuse with %i', async (code, text, message) => {
    const sent = shopAnswers([answer(code, text)]);
    expect(await errorOf(runCreate(KEY, CHANGE))).toEqual({ name: 'AppError', code: String(code), message });
    expect(sent).toHaveLength(1);
  });

  it('may refuse the key while the price is read, and then nothing is changed', async () => {
    const sent = shopAnswers([answer(4, 'incorrect hash', undefined, 'the real key'), OK]);
    const error = await errorOf(runCreate(KEY, { good_name: 'super_tovar', good_title: 'New' }));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).not.toContain('What happened');
    expect(sent).toHaveLength(1);
  });

  it('may ask for patience', async () => {
    shopAnswers([answer(8, 'limit')]);
    expect(await errorOf(runCreate(KEY, CHANGE))).toMatchObject({ name: 'ThrottledError', delay: 300 });
  });

  it('may break after the change was sent, which is then in doubt and not repeated', async () => {
    const sent = shopAnswers([[502, '<html>'], OK]);
    const error = await errorOf(runCreate(KEY, CHANGE));
    expect(error).toMatchObject({ name: 'AppError', code: 'http_502' });
    expect(error.message).toContain(DOUBT);
    expect(sent).toHaveLength(1);
  });

  it('may forge a success', async () => {
    shopAnswers([answer(0, 'ok', undefined, 'another key')]);
    const error = await errorOf(runCreate(KEY, CHANGE));
    expect(error).toMatchObject({ name: 'AppError', code: 'wrong_answer_hash' });
    expect(error.message).toContain(DOUBT);
  });
});

describe('the form', () => {
  const keys = async (inputData: Record<string, unknown> = {}): Promise<string[]> =>
    (await formOfCreate(KEY, inputData)).map(({ key }) => key);

  it('shows the body of the letter in the format that was chosen', async () => {
    const bodies = ['good_mail_body', 'good_mail_text'];
    expect((await keys()).filter((key) => bodies.includes(key))).toEqual([]);
    expect((await keys({ good_mail_format: 'html' })).filter((key) => bodies.includes(key))).toEqual([
      'good_mail_body',
    ]);
    expect((await keys({ good_mail_format: 'text' })).filter((key) => bodies.includes(key))).toEqual([
      'good_mail_text',
    ]);
  });

  it('shows the time limit while there is one', async () => {
    expect(await keys()).not.toContain('good_timer_duration');
    expect(await keys({ good_timer: false })).not.toContain('good_timer_unit');
    expect(await keys({ good_timer: 'true' })).toEqual(
      expect.arrayContaining(['good_timer_unit', 'good_timer_duration']),
    );
  });

  it('shows the article of a delivery service for that service', async () => {
    expect(await keys({ good_post_service: 'rps' })).not.toContain('good_quickpost_article');
    expect(await keys({ good_post_service: 'quickpost' })).toContain('good_quickpost_article');
  });

  it('is made anew only when a field changes on which others depend', async () => {
    const fields = await formOfCreate(KEY);
    expect(
      fields.flatMap(({ key, altersDynamicFields }) => (altersDynamicFields === true ? key : [])),
    ).toEqual(['good_post_service', 'good_mail_format', 'good_timer']);
  });

  it('requires the product alone, and has every field in a group that exists', async () => {
    const fields = await formOfCreate(KEY, {
      good_timer: true,
      good_mail_format: 'html',
      good_post_service: 'quickpost',
    });
    expect(fields.flatMap(({ key, required }) => (required === true ? key : []))).toEqual(['good_name']);
    const groups = create(KEY).operation.inputFieldGroups?.map(({ key }) => key);
    for (const { group } of fields) expect(groups).toContain(group);
  });

  it('survives what cannot be read', async () => {
    expect(
      await keys({ good_timer: ['a'], good_mail_format: { b: 1 }, good_post_service: 'pigeon' }),
    ).toEqual(await keys());
  });

  it('offers the products and the groups of the shop', async () => {
    const fields = await formOfCreate(KEY);
    shopAnswers([PRODUCTS]);
    expect(await optionsOf(fields.find(({ key }) => key === 'good_name'))).toEqual({
      results: [{ id: 'super_tovar', label: 'DVD · 3900.00' }],
      paging_token: null,
    });
    const sent = shopAnswers([answer(0, 'ok', [{ rass_name: 'super', rass_title: 'Supergroup' }])]);
    expect(await optionsOf(fields.find(({ key }) => key === 'good_client_rassilki'))).toEqual({
      results: [{ id: 'super', label: 'Supergroup' }],
      paging_token: null,
    });
    expect(sent.map(({ path }) => path)).toEqual(['/api/GetAllGroups']);
  });

  it('offers to empty only what may be empty', async () => {
    const field = (await formOfCreate(KEY)).find(({ key }) => key === 'clear_fields');
    expect(JSON.stringify(field?.choices)).not.toContain('good_sum');
    expect(field?.list).toBe(true);
  });
});
