import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { app } from '../support/definition';
import { runTrigger } from '../support/trigger';

const authData = { service: 'expertam', login: SAMPLE_ACCOUNT.login, api_key: SAMPLE_ACCOUNT.key };
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

const poll = async (key: string, inputData = {}, meta = {}): Promise<readonly Record<string, unknown>[]> =>
  (await runTrigger(key, 'perform', {
    authData,
    inputData,
    meta: { timezone: 'Europe/Moscow', ...meta } as never,
  })) as Record<string, unknown>[];

describe('new orders', () => {
  it('come from one request over thirty days, the newest first, in one shape', async () => {
    const before = shop.journal.exchanges.length;
    const orders = await poll('justclick_new_order');
    expect(shop.journal.exchanges.length - before).toBe(1);
    expect([...(shop.journal.exchanges.at(-1)?.parameters.keys() ?? [])]).toEqual([
      'begin_date',
      'end_date',
      'hash',
    ]);
    expect(orders.map(({ id }) => id)).toHaveLength(6);
    const created = orders.map((order) => String(order.created));
    expect(created).toEqual(created.toSorted().toReversed());
    expect(Object.keys(orders[0] ?? {})).toEqual(
      Object.keys(app.triggers.justclick_new_order?.operation.sample ?? {}),
    );
  });

  it('can be limited to one product', async () => {
    const orders = await poll('justclick_new_order', { good_name: 'kniga_recepty' });
    expect(orders.map(({ id }) => id)).toEqual(['100003']);
  });

  it('are three at the most while a sample is loaded', async () => {
    expect(await poll('justclick_new_order', {}, { isLoadingSample: true })).toHaveLength(3);
  });

  it('are none where the shop has none, by list or by code', async () => {
    for (const emptyOrderListCode of [0, 400] as const) {
      Object.assign(shop.rules, { emptyOrderListCode });
      const orders = new Map(shop.account().shop.orders);
      shop.account().shop.orders.clear();
      expect(await poll('justclick_new_order')).toEqual([]);
      for (const [id, order] of orders) shop.account().shop.orders.set(id, order);
    }
  });
});

describe('paid orders', () => {
  it('come by the date of payment, and only paid ones', async () => {
    const orders = await poll('justclick_order_paid');
    expect(shop.journal.exchanges.at(-1)?.parameters.get('paid')).toBe('true');
    expect(orders.map(({ id }) => id)).toEqual(['100001', '100003']);
    expect(orders.every(({ paid }) => typeof paid === 'string')).toBe(true);
  });

  it('are told apart by their number and their time of payment', () => {
    const fields = (app.triggers.justclick_order_paid?.operation.outputFields ?? []) as {
      key: string;
      primary?: boolean;
    }[];
    expect(fields.filter(({ primary }) => primary).map(({ key }) => key)).toEqual(['id', 'paid']);
  });
});
