import { codeOf, useDouble } from './caller';

const double = useDouble();
const product = () => double().account().shop.product('super_tovar');

async function update(name: string, value: string): Promise<unknown> {
  return await codeOf(double(), 'UpdateGood', { good_name: 'super_tovar', good_sum: '990', [name]: value });
}

const URL = 'http://пример.рф/оплата?a=paid';
const TEXT = '<h1>#PRODUCT#</h1>\r\n#PRICE# & {$download} +%20 😀';

test.each<[name: string, taken: string[], refused: string[]]>([
  ['good_title', [TEXT, ' '], []],
  ['good_title[0]', [], ['a list']],
  ['parent_id', ['18'], ['99', 'Книги', '']],
  ['good_api_url_notif', [URL], ['shop.example/hook']],
  ['good_api_url_new_order', ['https://shop.example/hook?a=make'], ['ftp://shop.example/hook']],
  ['good_success_link', [URL, ''], ['http://']],
  [
    'good_client_rassilki',
    ['second, clients_super_tovar', '1594725950.5982672784', ''],
    ['second,,third', 'second,'],
  ],
  ['good_nalozh_only', ['0', '1'], ['true']],
  ['good_quickpost_article', ['A-0017'], []],
  ['good_post_service', ['none', 'quickpost', 'rps'], ['pochta', 'RPS', '']],
  ['good_only_countries', ['RUS', 'RUS,UKR,XEN,ZWE', ''], ['RUS, UKR', 'RU', 'US,UK', 'rus', 'XXX', 'RUS,']],
  ['good_download', [URL], ['https://shop.example/a file.zip']],
  ['good_mail_subject', [TEXT], []],
  ['good_mail_format', ['html', 'text'], ['HTML']],
  ['good_mail_body', [TEXT, ''], []],
  ['good_mail_text', [TEXT], []],
  ['good_partner_show', ['1'], ['yes']],
  ['good_partner_SL_link', [URL], []],
  ['good_partner_addition_link', [URL], []],
  ['good_partner_text', [TEXT], []],
  ['good_pay_text', [TEXT], []],
  ['good_timer', ['0'], ['2']],
  ['good_timer_unit', ['min', 'hour', 'day'], ['minutes', 'week']],
  ['good_timer_duration', ['90'], ['1.5', '-1', '']],
  ['good_use_short', ['1'], ['']],
  ['good_publish', ['0'], ['false']],
])('%s takes what its type allows, %j, and refuses %j', async (name, taken, refused) => {
  for (const value of taken) {
    expect([value, await update(name, value)]).toEqual([value, 0]);
    expect(product()).toHaveProperty(name, value);
  }
  const before = { ...product() };
  for (const value of refused) expect([value, await update(name, value)]).toEqual([value, 3]);
  expect(product()).toEqual(before);
});

test.each([
  ...['good_sum', 'good_partner_fee', 'good_partner_fee_perc', 'good_partner_pfee', 'good_partner_pfee_perc'],
  ...['good_rashod', 'good_rashod_perc'],
])('%s is a decimal with a point, stored with two digits', async (name) => {
  expect(await update(name, '12.5')).toBe(0);
  expect(product()).toHaveProperty(name, '12.50');
  for (const value of ['12,5', '', '1 250.50', '0.30000000000000004', '-1'])
    expect([value, await update(name, value)]).toEqual([value, 3]);
});

describe('on the English brand', () => {
  const english = useDouble({ brand: 'influencersoft' });

  test.each([
    ['rps', 3],
    ['quickpost', 0],
  ])('the post service %s is answered %i', async (good_post_service, code) => {
    const request = { good_name: 'super_tovar', good_sum: '1', good_post_service };
    expect(await codeOf(english(), 'UpdateGood', request)).toBe(code);
  });
});
