import { app } from '../support/definition';
import { Restaurant } from '../support/till';
import { runTrigger } from '../support/trigger';

type Item = Readonly<Record<string, unknown>>;

const poll = async ({ authData }: Restaurant, key: string, meta: object = {}): Promise<readonly Item[]> =>
  (await runTrigger(key, 'perform', {
    authData: { ...authData },
    meta: { timezone: 'Europe/Moscow', ...meta } as never,
  })) as Item[];

const open = (restaurant: Restaurant, id: string): Promise<Item> =>
  restaurant.create('rkeeper_create_order', { external_id: id, table: '1000101', station: '15015' });

const fill = (restaurant: Restaurant, id: string): Promise<Item> =>
  restaurant.create('rkeeper_save_order', {
    external_id: id,
    station: '15015',
    dishes: [{ dish_id: '1000017', quantity: '1' }],
  });

const pay = (restaurant: Restaurant, id: string): Promise<Item> =>
  restaurant.create('rkeeper_pay_order', {
    external_id: id,
    station: '15015',
    cashier: '1000018',
    payments: [{ currency_id: '1' }],
  });

const primaryOf = (key: string, item: Item): unknown[] =>
  ((app.triggers[key]?.operation.outputFields ?? []) as { key: string; primary?: boolean }[])
    .filter(({ primary }) => primary)
    .map(({ key: field }) => item[field]);

describe('the orders of a till', () => {
  it('are polled in one request, the newest first, in the shape of the sample', async () => {
    await using restaurant = await Restaurant.open();
    const [first, second] = [await open(restaurant, 'A'), await open(restaurant, 'B')];
    restaurant.till.journal.clear();
    const orders = await poll(restaurant, 'rkeeper_new_order');
    expect(restaurant.commands()).toEqual(['GetOrderList']);
    expect(orders.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(Object.keys(orders[0] ?? {})).toEqual(
      Object.keys(app.triggers.rkeeper_new_order?.operation.sample ?? {}),
    );
    expect(orders[0]).toMatchObject({
      table_name: '5',
      finished: false,
      create_time: expect.stringMatching(/\+03:00$/) as string,
    });
  });

  it('are closed once they are paid', async () => {
    await using restaurant = await Restaurant.open();
    await open(restaurant, 'A');
    await open(restaurant, 'B');
    await fill(restaurant, 'A');
    expect(await poll(restaurant, 'rkeeper_order_closed')).toEqual([]);
    await pay(restaurant, 'A');
    expect(await poll(restaurant, 'rkeeper_order_closed')).toMatchObject([
      { order_name: '5.1', order_sum: 119, finished: true },
    ]);
  });

  it('change once for every version', async () => {
    await using restaurant = await Restaurant.open();
    await open(restaurant, 'A');
    const seen = new Set<string>();
    const fired = async (): Promise<number> => {
      const before = seen.size;
      for (const item of await poll(restaurant, 'rkeeper_order_changed'))
        seen.add(JSON.stringify(primaryOf('rkeeper_order_changed', item)));
      return seen.size - before;
    };
    expect(await fired()).toBe(1);
    expect(await fired()).toBe(0);
    await fill(restaurant, 'A');
    expect(await fired()).toBe(1);
    await pay(restaurant, 'A');
    expect(await fired()).toBe(1);
    expect(await fired()).toBe(0);
  });

  it('change once for all that happened between two polls: the till lists only what they have become', async () => {
    await using restaurant = await Restaurant.open();
    await open(restaurant, 'A');
    await fill(restaurant, 'A');
    await pay(restaurant, 'A');
    expect((await poll(restaurant, 'rkeeper_order_changed')).map(({ version }) => version)).toEqual(['3']);
  });

  it('of a new shift are told from those of the last by their GUIDs alone', async () => {
    await using restaurant = await Restaurant.open();
    const first = await open(restaurant, 'A');
    restaurant.till.orders.openShift();
    expect(await poll(restaurant, 'rkeeper_new_order')).toEqual([]);
    const second = await open(restaurant, 'B');
    expect((await poll(restaurant, 'rkeeper_new_order')).map(({ id }) => id)).toEqual([second.id]);
    expect(second.id).not.toBe(first.id);
  });

  it('are three at the most while a sample is loaded', async () => {
    await using restaurant = await Restaurant.open();
    for (const id of ['A', 'B', 'C', 'D']) await open(restaurant, id);
    expect(await poll(restaurant, 'rkeeper_new_order', { isLoadingSample: true })).toHaveLength(3);
  });
});

describe('the receipts of a till', () => {
  it('are paid once, and in the shape of the sample', async () => {
    await using restaurant = await Restaurant.open();
    await open(restaurant, 'A');
    await fill(restaurant, 'A');
    expect(await poll(restaurant, 'rkeeper_receipt_paid')).toEqual([]);
    const receipt = await pay(restaurant, 'A');
    const [paid] = await poll(restaurant, 'rkeeper_receipt_paid');
    expect(paid).toMatchObject({
      id: receipt.receipt_guid,
      receipt_number: '1042',
      receipt_sum: 119,
      cashier_name: 'Иванова Анна',
    });
    expect(Object.keys(paid ?? {})).toEqual(
      Object.keys(app.triggers.rkeeper_receipt_paid?.operation.sample ?? {}),
    );
    expect(await poll(restaurant, 'rkeeper_receipt_deleted')).toEqual([]);
  });
});

describe('the end of a licence', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const endIn = (restaurant: Restaurant, days: number): void => {
    const moscow = new Date(Date.now() + days * DAY + 3 * 60 * 60 * 1000);
    restaurant.till.registry.grant(restaurant.till.anchor, {
      expirationDate: moscow.toISOString().slice(0, 19),
    });
  };

  it('is told once for each threshold that is crossed', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 40);
    expect(await poll(restaurant, 'rkeeper_license_expiring')).toEqual([]);
    endIn(restaurant, 6.5);
    const items = await poll(restaurant, 'rkeeper_license_expiring');
    expect(items.map(({ threshold }) => threshold)).toEqual([7, 14, 30]);
    expect(items).toMatchObject([{ days_left: 7, kind: 'expiring' }, {}, {}]);
    expect(items[0]?.message).toContain('ends in 7 days.');
    expect(await poll(restaurant, 'rkeeper_license_expiring')).toEqual(items);
  });

  it('is a day away on the last day', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 0.5);
    const [item] = await poll(restaurant, 'rkeeper_license_expiring');
    expect(item).toMatchObject({ threshold: 1, days_left: 1 });
    expect(item?.message).toContain('ends in 1 day.');
  });

  it('is told for the days that the user chose', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 6.5);
    const items = (await runTrigger('rkeeper_license_expiring', 'perform', {
      authData: { ...restaurant.authData },
      inputData: { days: ['14', '1', '14'] },
    })) as Item[];
    expect(items.map(({ threshold }) => threshold)).toEqual([14]);
  });

  it('is told of when the licence server refuses the token, and no secret with it', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.till.registry.removeToken('00000000-0000-0000-0000-000000000001');
    const [item] = await poll(restaurant, 'rkeeper_license_expiring');
    expect(item).toMatchObject({ kind: 'refused', days_left: null });
    for (const secret of restaurant.secrets) expect(JSON.stringify(item)).not.toContain(secret);
  });

  it('is no news while the till refuses the login', async () => {
    await using restaurant = await Restaurant.open();
    const authData = { ...restaurant.authData, rest_code: '' };
    const polled = runTrigger('rkeeper_license_expiring', 'perform', {
      authData: { ...authData, server_password: 'wrong' },
    });
    await expect(polled).rejects.toThrow(/^The till does not accept the login/);
  });

  it('is no news while the licence server cannot be reached', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    await expect(poll(restaurant, 'rkeeper_license_expiring')).rejects.toThrow(/licence server/);
  });
});
