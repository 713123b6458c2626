import { Clock } from '../../sandbox/clock';
import { polledOrders, recentOrders } from '../../src/steps/justclick/polled_orders';
import { app } from '../support/definition';
import { answer, AUTH_DATA, network } from '../support/shop';
import { connectedShop } from '../support/shop_double';
import { step } from '../support/step';
import { runTrigger } from '../support/app';

const shop = connectedShop({ clock: new Clock() });

const poll = async (key: string, inputData = {}, meta = {}): Promise<readonly Record<string, unknown>[]> =>
  (await runTrigger(key, 'perform', {
    authData: AUTH_DATA,
    inputData,
    meta: { timezone: 'Europe/Moscow', ...meta } as never,
  })) as Record<string, unknown>[];

describe('new orders', () => {
  it('come from one request over thirty days, the newest first, in one shape', async () => {
    const orders = await poll('justclick_new_order');
    expect(shop.sent()).toEqual([
      expect.stringMatching(/^getOrdersWithGoods begin_date=[\d.]{10}&end_date=[\d.]{10}$/),
    ]);
    expect(orders).toHaveLength(6);
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

  it.each([0, 400] as const)('are none where the shop has none, and says so with %i', async (code) => {
    shop.double.rules.emptyOrderListCode = code;
    shop.state.orders.clear();
    expect(await poll('justclick_new_order')).toEqual([]);
  });
});

describe('paid orders', () => {
  it('come by the date of payment, and only paid ones', async () => {
    const orders = await poll('justclick_order_paid');
    expect(shop.sent()[0]).toMatch(/&paid=true$/);
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

  it('are told once where the shop lists one twice, as it is by its later time', async () => {
    const order = (id: number, paid: number) => ({ id, paid, created: 1_362_254_400, items: [] });
    const { http } = network(
      answer(0, 'OK', [order(7, 1_362_254_500), order(8, 1_362_254_450), order(7, 1_362_254_600)]),
    );
    const polled = await recentOrders(step({ authData: AUTH_DATA, http }), 'paid');
    expect(polled.map(({ id, paid }) => [id, paid])).toEqual([
      ['7', '2013-03-02T20:03:20Z'],
      ['8', '2013-03-02T20:00:50Z'],
    ]);
  });
});

describe('of more orders in a month than a poll hands over', () => {
  const [deleted, ...rest] = Array.from({ length: 10_002 }, (_, index) => ({
    id: index,
    created: 1_362_254_400 - index,
    items: [],
  }));
  const pollOf = (orders: readonly unknown[], more = {}): ReturnType<typeof polledOrders> =>
    polledOrders(step({ authData: AUTH_DATA, http: network(answer(0, 'OK', orders)).http, ...more }), 'all');

  it('the newest are told', async () => {
    expect((await pollOf([deleted, ...rest])).map(({ id }) => Number(id))).toEqual([...Array(10_000).keys()]);
  });

  it('what tells them apart is told of all when a Zap is turned on, so that none is news when others are deleted', async () => {
    const known = await pollOf([deleted, deleted, ...rest], { isPopulating: true });
    expect(known).toHaveLength(10_002);
    expect(known[0]).toEqual({ id: '0', paid: null });
    const ids = new Set(known.map(({ id }) => id));
    expect((await pollOf(rest)).filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('whole ones are shown in the editor', async () => {
    const samples = await pollOf(rest, { isPopulating: true, isLoadingSample: true });
    expect(samples).toHaveLength(3);
    expect(samples[0]).toHaveProperty('bill_id', '1');
  });
});
