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
