import { join } from 'node:path';
import { post, useDouble } from './caller';
import { phpIsHere, runPhp } from './php';

const KEY = '=f}+c];3|6b;[ad9c#09%}93#%2e]5{{19;{cc9]';
const double = useDouble({ accounts: [{ login: 'username', key: KEY }] });
const shop = () => double().account().shop;

/** Lets a PHP script call the double; returns its verdict on the answer. */
async function verdict(script: string, key = KEY): Promise<unknown> {
  const url = double().url.replace('{login}', 'username');
  return JSON.parse(await runPhp(join(__dirname, 'php', script), url, 'username', key));
}

/** A test that needs real PHP; where there is none, it was said once that the comparison is not made. */
const withPhp = phpIsHere() ? test : test.skip;

describe('a PHP client that signs as the vendor documents', () => {
  withPhp.each([
    [
      'order_sent.php',
      { delivery_status: 'sent', delivery_date: 1362254400, rpo: '10000000000000', pay_status: 'waiting' },
    ],
    ['order_paid.php', { pay_status: 'paid', paid: 1362254400, delivery_status: 'none' }],
  ])('%s changes the status of an order', async (script, order) => {
    const answer = { code: 0, text: 'order status changed', genuine: true, result: null };
    expect(await verdict(script)).toEqual(answer);
    expect(shop().order(100000)).toMatchObject(order);
  });

  withPhp('updates a product with everything that is hard to encode', async () => {
    const subject = shop().product('super_tovar').good_mail_subject;
    expect(await verdict('product_updated.php')).toEqual({
      code: 0,
      text: 'ok',
      genuine: true,
      result: null,
    });
    expect(shop().product('super_tovar')).toMatchObject({
      good_title: "Курс *Pro* (2024) ~ it's! 😀",
      good_sum: '990.50',
      good_client_rassilki: 'second, clients_super_tovar',
      good_only_countries: 'RUS,UKR',
      good_api_url_notif: 'http://пример.рф/оплата?a=paid&b[]=1',
      good_mail_body: '',
      good_mail_text: 'Ссылка: {$download}\r\n100% + 5 = ?',
      good_pay_text: '<h1>#PRODUCT#</h1>\n<b>#PRICE#</b>',
      good_publish: '0',
      good_timer: '1',
      good_mail_subject: subject,
    });
    expect(shop().groups.has('second')).toBe(true);
    const x = new Map([['y', '\t']]).set('3', 'z').set('1', 'w');
    const list = new Map<string, unknown>([['0', 'а']]).set('1', 'б').set('7', "*~!'()");
    expect(double().journal.exchanges[0]?.parameters.get('unknown_list')).toEqual(
      list.set('ключ .', new Map([['x', x]])),
    );
  });

  withPhp('creates an order and reads its number', async () => {
    const answer = { code: 0, genuine: true, result: { bill_id: 100006 } };
    expect(await verdict('order_created.php')).toMatchObject(answer);
    const utm = { medium: 'cpc', source: 'яндекс' };
    const order = { first_name: 'Ёжик', price: '14400.50', timer_kill: 'true', utm };
    expect(shop().order(100006)).toMatchObject(order);
  });

  withPhp('with a wrong key is refused with code 4, in an answer that it cannot verify', async () => {
    const answer = { code: 4, text: 'incorrect hash', genuine: false };
    expect(await verdict('order_paid.php', 'wrong key')).toMatchObject(answer);
    expect(shop().order(100000)).toMatchObject({ pay_status: 'waiting', paid: undefined });
  });

  withPhp('notices a forged answer', async () => {
    double().faults.add({ kind: 'wrong hash' });
    expect(await verdict('order_paid.php')).toMatchObject({ code: 0, genuine: false });
  });

  withPhp('accepts an answer with capitalised text', async () => {
    double().rules.capitalisedTexts = true;
    expect(await verdict('product_updated.php')).toMatchObject({ code: 0, text: 'OK', genuine: true });
  });
});

/** What two public clients in PHP sent to this double, which took all of it. */
const SENT_BY_CLIENTS = [
  [
    'an order with what good_info adds',
    'getOrderDetails',
    ['bill_id=100000&good_info=1&hash=4bcb8bafd3155a0edd60563dc729e05d'].join(''),
  ],
  [
    'all orders, with a flag as 0',
    'getOrdersWithGoods',
    ['begin_date=10.11.2026&end_date=30.11.2026&paid=0&hash=da097401a8d04fa7e1ffd5802eb8b452'].join(''),
  ],
  [
    'paid orders of some products',
    'getOrdersWithGoods',
    [
      'begin_date=10.11.2026&end_date=30.11.2026&paid=1&goods%5B0%5D=1&goods%5B1%5D=2&hash=7755da',
      'dc8a81b3f6dad8234e1f902c57',
    ].join(''),
  ],
  [
    'an order with a float as a sum',
    'CreateOrder',
    [
      'bill_address=%D1%83%D0%BB.+%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0%2C+1&bill_city=%D0%9C%D0%B',
      'E%D1%81%D0%BA%D0%B2%D0%B0&bill_comment=%D0%9F%D0%BE%D0%B7%D0%B2%D0%BE%D0%BD%D0%B8%D1%82%D0',
      '%B5+%7E+it%27s%21+%2A&bill_country=%D0%A0%D0%BE%D1%81%D1%81%D0%B8%D1%8F&bill_email=client%',
      '40email.com&bill_first_name=%D0%98%D0%BC%D1%8F&bill_surname=%D0%A4%D0%B0%D0%BC%D0%B8%D0%BB',
      '%D0%B8%D1%8F&bill_phone=%2B77777777777&bill_postal_code=000000&bill_region=%D0%A0%D0%B5%D0',
      '%B3%D0%B8%D0%BE%D0%BD&bill_tag=Tag&utm%5Butm_source%5D=source&utm%5Butm_medium%5D=medium&u',
      'tm%5Butm_campaign%5D=campaign&utm%5Butm_content%5D=content&utm%5Butm_term%5D=term&goods%5B',
      '0%5D%5Bgood_name%5D=super_tovar&goods%5B0%5D%5Bgood_sum%5D=1000&goods%5B1%5D%5Bgood_name%5',
      'D=kurs_pro&goods%5B1%5D%5Bgood_sum%5D=2000.5&bill_created=1796058565&hash=e4f9a91054c96f3d',
      'ff4b6ae5c61d7982',
    ].join(''),
  ],
  [
    'a date beside a status that needs none',
    'UpdateOrderStatus',
    ['bill_id=100000&status=return&date=1796058565&hash=6df0c1334b5b253dfe32328417944bf5'].join(''),
  ],
  [
    'spaces as %20, the login of a partner, and "false"',
    'CreateOrder',
    [
      'goods%5B0%5D%5Bgood_name%5D=kurs_start&goods%5B1%5D%5Bgood_name%5D=kurs_pro&goods%5B1%5D%5',
      'Bgood_sum%5D=700&bill_email=email%40example.com&bill_first_name=Slava&bill_surname=Fomin&b',
      'ill_country=Russia&bill_city=Moscow&bill_address=Some%20address%20here&bill_aff_name=partn',
      'er1&bill_timer_kill=false&bill_created=1404086400&hash=40511120b9d24e74a4c338e72b9aa806',
    ].join(''),
  ],
] as const;

describe('a public client', () => {
  const sample = useDouble();

  test.each(SENT_BY_CLIENTS)('may send %s', async (_what, name, body) => {
    expect(await (await post(sample(), name, body)).json()).toMatchObject({ error_code: 0 });
  });
});
