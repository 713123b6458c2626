import { app } from '../support/definition';
import { Restaurant } from '../support/till';
import { runTrigger } from '../support/app';

type Item = Readonly<Record<string, unknown>>;

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const poll = async (key: string, meta: object = {}): Promise<readonly Item[]> =>
  (await runTrigger(key, 'perform', {
    authData: { ...restaurant.authData },
    meta: { timezone: 'Europe/Moscow', ...meta } as never,
  })) as Item[];

const open = (id: string): Promise<Item> =>
  restaurant.create('rkeeper_create_order', { external_id: id, table: '1000101', station: '15015' });

const fill = (id: string): Promise<Item> =>
  restaurant.create('rkeeper_save_order', {
    external_id: id,
    station: '15015',
    dishes: [{ dish_id: '1000017', quantity: '1' }],
  });

const pay = (id: string): Promise<Item> =>
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
    const [first, second] = [await open('A'), await open('B')];
    restaurant.till.journal.clear();
    const orders = await poll('rkeeper_new_order');
    expect(restaurant.commands()).toHaveLength(1);
    expect(restaurant.sent('GetOrderList')).toEqual([
      '<RK7CMD CMD="GetOrderList" needIdents="1" needCodes="1" needNames="1"/>',
    ]);
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
    await open('A');
    await open('B');
    await fill('A');
    expect(await poll('rkeeper_order_closed')).toEqual([]);
    await pay('A');
    expect(await poll('rkeeper_order_closed')).toMatchObject([
      { order_name: '5.1', order_sum: 119, finished: true },
    ]);
  });

  it('change once for every version', async () => {
    await open('A');
    const seen = new Set<string>();
    const fired = async (): Promise<number> => {
      const before = seen.size;
      for (const item of await poll('rkeeper_order_changed'))
        seen.add(JSON.stringify(primaryOf('rkeeper_order_changed', item)));
      return seen.size - before;
    };
    expect(await fired()).toBe(1);
    expect(await fired()).toBe(0);
    await fill('A');
    expect(await fired()).toBe(1);
    await pay('A');
    expect(await fired()).toBe(1);
    expect(await fired()).toBe(0);
  });

  it('change once for all that happened between two polls: the till lists only what they have become', async () => {
    await open('A');
    await fill('A');
    await pay('A');
    expect((await poll('rkeeper_order_changed')).map(({ version }) => version)).toEqual(['3']);
  });

  it('of a new shift are told from those of the last by their GUIDs alone', async () => {
    const first = await open('A');
    restaurant.till.orders.openShift();
    expect(await poll('rkeeper_new_order')).toEqual([]);
    const second = await open('B');
    expect((await poll('rkeeper_new_order')).map(({ id }) => id)).toEqual([second.id]);
    expect(second.id).not.toBe(first.id);
  });

  it('are three at the most while a sample is loaded', async () => {
    for (const id of ['A', 'B', 'C', 'D']) await open(id);
    expect(await poll('rkeeper_new_order', { isLoadingSample: true })).toHaveLength(3);
  });
});

describe('the receipts of a till', () => {
  it('are paid once, and in the shape of the sample', async () => {
    await open('A');
    await fill('A');
    expect(await poll('rkeeper_receipt_paid')).toEqual([]);
    const receipt = await pay('A');
    const [paid] = await poll('rkeeper_receipt_paid');
    expect(paid).toMatchObject({
      id: receipt.receipt_guid,
      receipt_number: '1042',
      receipt_sum: 119,
      cashier_name: 'Иванова Анна',
    });
    expect(Object.keys(paid ?? {})).toEqual(
      Object.keys(app.triggers.rkeeper_receipt_paid?.operation.sample ?? {}),
    );
    expect(await poll('rkeeper_receipt_deleted')).toEqual([]);
  });
});
