import { join } from 'node:path';
import { useDouble } from './caller';
import { phpIsHere, runPhp } from './php';

const KEY = '=f}+c];3|6b;[ad9c#09%}93#%2e]5{{19;{cc9]';
const double = useDouble({ accounts: [{ login: 'username', key: KEY }] });
const shop = () => double().account().shop;

/** Lets a PHP script call the double; returns its verdict on the answer. */
async function verdict(script: string, key = KEY): Promise<unknown> {
  const url = double().url.replace('{login}', 'username');
  return JSON.parse(await runPhp(join(__dirname, 'php', script), url, 'username', key));
}

describe('a PHP client that signs as the vendor documents', () => {
  const php = phpIsHere();

  test('marks an order as sent', async () => {
    if (!php) return;
    expect(await verdict('order_sent.php')).toEqual({
      code: 0,
      text: 'order status changed',
      genuine: true,
      result: null,
    });
    expect(shop().order(100000)).toMatchObject({
      delivery_status: 'sent',
      delivery_date: 1362254400,
      rpo: '10000000000000',
      pay_status: 'waiting',
    });
  });

  test('marks an order as paid', async () => {
    if (!php) return;
    expect(await verdict('order_paid.php')).toMatchObject({
      code: 0,
      text: 'order status changed',
      genuine: true,
    });
    expect(shop().order(100000)).toMatchObject({
      pay_status: 'paid',
      paid: 1362254400,
      delivery_status: 'none',
    });
  });

  test('updates a product with everything that is hard to encode', async () => {
    if (!php) return;
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
    expect(double().journal.exchanges[0]?.parameters.get('unknown_list')).toEqual(
      new Map<string, unknown>([
        ['0', 'а'],
        ['1', 'б'],
        ['7', "*~!'()"],
        [
          'ключ .',
          new Map([
            [
              'x',
              new Map([
                ['y', '\t'],
                ['3', 'z'],
                ['1', 'w'],
              ]),
            ],
          ]),
        ],
      ]),
    );
  });

  test('creates an order and reads its number', async () => {
    if (!php) return;
    expect(await verdict('order_created.php')).toMatchObject({
      code: 0,
      genuine: true,
      result: { bill_id: 100006 },
    });
    expect(shop().order(100006)).toMatchObject({
      first_name: 'Ёжик',
      price: '14400.50',
      timer_kill: 'true',
      utm: { medium: 'cpc', source: 'яндекс' },
    });
  });

  test('with a wrong key is refused with code 4, in an answer that it cannot verify', async () => {
    if (!php) return;
    expect(await verdict('order_paid.php', 'wrong key')).toMatchObject({
      code: 4,
      text: 'incorrect hash',
      genuine: false,
    });
    expect(shop().order(100000)).toMatchObject({ pay_status: 'waiting', paid: undefined });
  });

  test('notices a forged answer', async () => {
    if (!php) return;
    double().faults.add({ kind: 'wrong hash' });
    expect(await verdict('order_paid.php')).toMatchObject({ code: 0, genuine: false });
  });

  test('accepts an answer with capitalised text', async () => {
    if (!php) return;
    double().rules.capitalisedTexts = true;
    expect(await verdict('product_updated.php')).toMatchObject({ code: 0, text: 'OK', genuine: true });
  });
});
