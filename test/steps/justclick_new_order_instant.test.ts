import { md5Hex } from '../../src/core/signature';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { app } from '../support/definition';
import { runTrigger } from '../support/trigger';

const authData = { service: 'expertam', login: SAMPLE_ACCOUNT.login, api_key: SAMPLE_ACCOUNT.key };
const TARGET = 'https://hooks.zapier.example/hooks/standard/1/abc/';
let shop: ShopDouble;

beforeAll(async () => {
  shop = await ShopDouble.start();
  process.env.ALLOW_LOOPBACK = '1';
  process.env.EXPERTAM_URL = shop.url;
});

afterAll(async () => {
  await shop.stop();
  delete process.env.ALLOW_LOOPBACK;
  delete process.env.EXPERTAM_URL;
});

const product = (): ReturnType<typeof shopProduct> => shopProduct();
const shopProduct = () => shop.account().shop.product('kurs_pro');

const notification = (fields: Readonly<Record<string, string>>, time: string): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    'items[0][id]': 'kurs_pro',
    'items[0][sum]': '12900.50',
    ...fields,
    hash: md5Hex(`100000user4@email.com${time}${SAMPLE_ACCOUNT.key}`),
  }).toString();

const NEW_ORDER = notification({ status: 'new_order', created: '1362254400' }, '1362254400');
const PAID = notification(
  { created: '1362250000', paid: '1362254400', last_payment_sum: '12900.50' },
  '1362254400',
);

const deliver = async (
  key: string,
  content: string,
  subscribeData = { id: '', target_url: TARGET },
): Promise<readonly unknown[]> =>
  (await runTrigger(key, 'perform', { authData, rawRequest: { content }, subscribeData })) as unknown[];

describe.each([
  ['justclick_new_order_instant', 'good_api_url_new_order', NEW_ORDER, PAID],
  ['justclick_order_paid_instant', 'good_api_url_notif', PAID, NEW_ORDER],
] as const)('%s', (key, parameter, own, other) => {
  it('writes the address of the Zap into the product, and keeps its price', async () => {
    const subscription = await runTrigger(key, 'performSubscribe', {
      authData,
      inputData: { good_name: 'kurs_pro' },
      targetUrl: TARGET,
    });
    expect(subscription).toEqual({ target_url: TARGET, good_name: 'kurs_pro' });
    expect(product()).toMatchObject({
      [parameter]: TARGET,
      good_sum: shop.account().shop.product('kurs_pro').good_sum,
    });
    expect(shop.journal.exchanges.at(-1)?.parameters.get('good_sum')).toBe('12900.50');
  });

  it('gives its own event in the shape of a poll, once', async () => {
    const zap = { id: '', target_url: `${TARGET}${key}` };
    const [order] = await deliver(key, own, zap);
    expect(Object.keys(order as object)).toEqual(Object.keys(app.triggers[key]?.operation.sample ?? {}));
    expect(order).toMatchObject({
      id: '100000',
      price: 12900.5,
      items: [{ good_name: 'kurs_pro', sum: 12900.5 }],
    });
  });

  it('starts nothing for another event, a forged or a damaged notification', async () => {
    expect(await deliver(key, other)).toEqual([]);
    expect(await deliver(key, own.replace(/hash=.*/, 'hash=0'.padEnd(37, '0')))).toEqual([]);
    expect(await deliver(key, 'hello')).toEqual([]);
    expect(await deliver(key, '')).toEqual([]);
  });

  it('clears only its own address when the Zap is turned off', async () => {
    await runTrigger(key, 'performUnsubscribe', {
      authData,
      inputData: { good_name: 'kurs_pro' },
      subscribeData: { id: '', good_name: 'kurs_pro' } as never,
    });
    expect(product()[parameter]).toBe('');
    expect([...(shop.journal.exchanges.at(-1)?.parameters.keys() ?? [])]).toEqual([
      'good_name',
      'good_sum',
      parameter,
      'hash',
    ]);
  });

  it('shows real recent orders in the editor', async () => {
    const list = (await runTrigger(key, 'performList', {
      authData,
      inputData: { good_name: 'kurs_start' },
    })) as unknown[];
    expect(list.length).toBeGreaterThan(0);
    expect(Object.keys(list[0] as object)).toEqual(Object.keys(app.triggers[key]?.operation.sample ?? {}));
  });
});
