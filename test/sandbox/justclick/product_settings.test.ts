import { codeOf, useDouble } from './caller';

const double = useDouble();

async function update(name: string, value: string): Promise<unknown> {
  return await codeOf(double(), 'UpdateGood', { good_name: 'super_tovar', good_sum: '990', [name]: value });
}

const CYRILLIC_URL = 'http://пример.рф/оплата?a=paid';
const LONG_TEXT = '<h1>#PRODUCT#</h1>\r\n#PRICE# & {$download} +%20 😀';

describe('every setting takes what its type allows', () => {
  test.each([
    ['good_title', LONG_TEXT],
    ['good_title', ' '],
    ['parent_id', '18'],
    ['good_api_url_notif', CYRILLIC_URL],
    ['good_api_url_new_order', 'https://shop.example/hook?a=make'],
    ['good_success_link', CYRILLIC_URL],
    ['good_success_link', ''],
    ['good_client_rassilki', 'second, clients_super_tovar'],
    ['good_client_rassilki', '1594725950.5982672784'],
    ['good_client_rassilki', ''],
    ['good_nalozh_only', '0'],
    ['good_nalozh_only', '1'],
    ['good_quickpost_article', 'A-0017'],
    ['good_post_service', 'none'],
    ['good_post_service', 'quickpost'],
    ['good_post_service', 'rps'],
    ['good_only_countries', 'RUS'],
    ['good_only_countries', 'RUS,UKR,XEN,ZWE'],
    ['good_only_countries', ''],
    ['good_download', CYRILLIC_URL],
    ['good_mail_subject', LONG_TEXT],
    ['good_mail_format', 'html'],
    ['good_mail_format', 'text'],
    ['good_mail_body', LONG_TEXT],
    ['good_mail_body', ''],
    ['good_mail_text', LONG_TEXT],
    ['good_partner_show', '1'],
    ['good_partner_SL_link', CYRILLIC_URL],
    ['good_partner_addition_link', CYRILLIC_URL],
    ['good_partner_text', LONG_TEXT],
    ['good_pay_text', LONG_TEXT],
    ['good_timer', '0'],
    ['good_timer_unit', 'min'],
    ['good_timer_unit', 'hour'],
    ['good_timer_unit', 'day'],
    ['good_timer_duration', '90'],
    ['good_use_short', '1'],
    ['good_publish', '0'],
  ])('%s = %j', async (name, value) => {
    expect(await update(name, value)).toBe(0);
    expect(double().account().shop.product('super_tovar')).toHaveProperty(name, value);
  });

  test.each([
    'good_sum',
    'good_partner_fee',
    'good_partner_fee_perc',
    'good_partner_pfee',
    'good_partner_pfee_perc',
    'good_rashod',
    'good_rashod_perc',
  ])('%s is a decimal with a point, stored with two digits', async (name) => {
    expect(await update(name, '12.5')).toBe(0);
    expect(double().account().shop.product('super_tovar')).toHaveProperty(name, '12.50');
    expect(await update(name, '12,5')).toBe(3);
    expect(await update(name, '')).toBe(3);
  });
});

describe('every setting refuses what its type does not allow', () => {
  test.each([
    ['good_title[0]', 'a list'],
    ['parent_id', '99'],
    ['parent_id', 'Книги'],
    ['parent_id', ''],
    ['good_sum', '1 250.50'],
    ['good_sum', '0.30000000000000004'],
    ['good_sum', '-1'],
    ['good_api_url_notif', 'shop.example/hook'],
    ['good_api_url_new_order', 'ftp://shop.example/hook'],
    ['good_success_link', 'http://'],
    ['good_download', 'https://shop.example/a file.zip'],
    ['good_client_rassilki', 'second,,third'],
    ['good_client_rassilki', 'second,'],
    ['good_nalozh_only', 'true'],
    ['good_partner_show', 'yes'],
    ['good_timer', '2'],
    ['good_use_short', ''],
    ['good_publish', 'false'],
    ['good_post_service', 'pochta'],
    ['good_post_service', 'RPS'],
    ['good_post_service', ''],
    ['good_only_countries', 'RUS, UKR'],
    ['good_only_countries', 'RU'],
    ['good_only_countries', 'US,UK'],
    ['good_only_countries', 'rus'],
    ['good_only_countries', 'XXX'],
    ['good_only_countries', 'RUS,'],
    ['good_mail_format', 'HTML'],
    ['good_timer_unit', 'minutes'],
    ['good_timer_unit', 'week'],
    ['good_timer_duration', '1.5'],
    ['good_timer_duration', '-1'],
    ['good_timer_duration', ''],
  ])('%s = %j', async (name, value) => {
    const before = { ...double().account().shop.product('super_tovar') };
    expect(await update(name, value)).toBe(3);
    expect(double().account().shop.product('super_tovar')).toEqual(before);
  });
});

describe('on the English brand', () => {
  const english = useDouble({ brand: 'influencersoft' });

  test('RussianPostService is no choice', async () => {
    const request = { good_name: 'super_tovar', good_sum: '1' };
    expect(await codeOf(english(), 'UpdateGood', { ...request, good_post_service: 'rps' })).toBe(3);
    expect(await codeOf(english(), 'UpdateGood', { ...request, good_post_service: 'quickpost' })).toBe(0);
  });
});
