import { Clock } from '../../sandbox/clock';
import { md5Hex } from '../../src/core/signature';
import { app } from '../support/definition';
import { API_KEY, AUTH_DATA } from '../support/shop';
import { connectedShop } from '../support/shop_double';
import { runTrigger } from '../support/app';

const TARGET = 'https://hooks.zapier.example/hooks/standard/1/abc/';
const MOMENT = '1362254400';
const shop = connectedShop({ clock: new Clock() });

const notification = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    'items[0][id]': 'kurs_pro',
    'items[0][sum]': '12900.50',
    ...fields,
    hash: md5Hex(`100000user4@email.com${MOMENT}${API_KEY}`),
  }).toString();

const NEW_ORDER = notification({ status: 'new_order', created: MOMENT });
const PAID = notification({ created: '1362250000', paid: MOMENT, last_payment_sum: '12900.50' });

describe.each([
  ['justclick_new_order_instant', 'good_api_url_new_order', NEW_ORDER, PAID],
  ['justclick_order_paid_instant', 'good_api_url_notif', PAID, NEW_ORDER],
] as const)('%s', (key, parameter, own, other) => {
  const authData = AUTH_DATA;
  const inputData = { good_name: 'kurs_pro' };
  const deliver = async (content: string): Promise<readonly unknown[]> =>
    (await runTrigger(key, 'perform', { authData, rawRequest: { content } })) as unknown[];
  const shape = Object.keys(app.triggers[key]?.operation.sample ?? {});

  it('writes the address of the Zap into the product, keeps its price, and clears the address when turned off', async () => {
    const subscribeData = await runTrigger(key, 'performSubscribe', {
      authData,
      inputData,
      targetUrl: TARGET,
    });
    expect(subscribeData).toEqual({ target_url: TARGET, good_name: 'kurs_pro' });
    expect(shop.state.product('kurs_pro')).toMatchObject({ [parameter]: TARGET, good_sum: '12900.50' });
    await runTrigger(key, 'performUnsubscribe', { authData, subscribeData: subscribeData as never });
    expect(shop.sent()).toEqual([
      'GetAllGoods ',
      `UpdateGood good_name=kurs_pro&good_sum=12900.50&${parameter}=${encodeURIComponent(TARGET)}`,
      'GetAllGoods ',
      `UpdateGood good_name=kurs_pro&good_sum=12900.50&${parameter}=`,
    ]);
  });

  it('finds the product in its form where Zapier lost what it subscribed to, and needs an address', async () => {
    await runTrigger(key, 'performUnsubscribe', { authData, inputData });
    expect(shop.sent()[1]).toBe(`UpdateGood good_name=kurs_pro&good_sum=12900.50&${parameter}=`);
    await expect(runTrigger(key, 'performSubscribe', { authData, inputData })).rejects.toThrow(
      'Zapier named no address for this Zap. Turn the Zap on again. (no target)',
    );
  });

  it('gives its own event in the shape of a poll', async () => {
    const [order] = await deliver(own);
    expect(Object.keys(order as object)).toEqual(shape);
    expect(order).toMatchObject({
      id: '100000',
      price: 12900.5,
      items: [{ good_name: 'kurs_pro', sum: 12900.5 }],
    });
  });

  it.each([
    ['another event', other],
    ['a forged notification', own.replace(/hash=.*/, `hash=${'0'.repeat(32)}`)],
    ['a damaged one', 'hello'],
    ['an empty one', ''],
  ])('starts nothing for %s', async (_what, content) => {
    expect(await deliver(content)).toEqual([]);
  });

  it('shows real recent orders of the product in the editor', async () => {
    const list = (await runTrigger(key, 'performList', {
      authData,
      inputData: { good_name: 'kurs_start' },
    })) as { items: unknown }[];
    expect(list.length).toBeGreaterThan(0);
    expect(Object.keys(list[0] ?? {})).toEqual(shape);
    for (const { items } of list) expect(JSON.stringify(items)).toContain('"kurs_start"');
  });
});
