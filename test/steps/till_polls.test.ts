import { app } from '../support/definition';
import { Restaurant } from '../support/till';
import type { Circumstances } from '../support/app';
import { Waiter } from '../../sandbox/rkeeper/waiter';

type Item = Readonly<Record<string, unknown>>;

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const poll = (key: string, meta?: Circumstances['meta']): Promise<readonly Item[]> =>
  restaurant.poll(key, meta);

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

describe('what is given back', () => {
  /** A sale of two soups for 238, of which one for 119 comes back. */
  async function soldAndReturned(): Promise<void> {
    const { receipt_guid, dishes } = await restaurant.sold();
    const [{ line_guid }] = dishes as [{ line_guid: string }];
    new Waiter(restaurant.till).giveBack(String(receipt_guid), line_guid, 1000);
    restaurant.till.journal.clear();
  }
  const sumsOf = async (key: string): Promise<unknown[]> =>
    (await poll(key)).map(({ receipt_sum, order_sum, is_return }) => [receipt_sum ?? order_sum, is_return]);

  it('is no sale and closes no paid order: it starts a trigger of its own', async () => {
    await soldAndReturned();
    expect(await sumsOf('rkeeper_receipt_paid')).toEqual([[238, false]]);
    expect(await sumsOf('rkeeper_receipt_returned')).toEqual([[119, true]]);
    expect(await sumsOf('rkeeper_order_closed')).toEqual([[238, false]]);
  });

  it('is old for a Zap that is turned on afterwards', async () => {
    await soldAndReturned();
    const ids = (await poll('rkeeper_receipt_returned', { isPopulatingDedupe: true })).map(({ id }) => id);
    expect(ids).toEqual(restaurant.till.orders.receipts.map(({ guid }) => guid).toReversed());
    expect(restaurant.commands()).toEqual(['GetReceiptList']);
  });

  it('and how a sale was paid, is read once from the orders of what is new', async () => {
    await soldAndReturned();
    const paid = [{ currency_id: '1', code: '1', name: 'Рубли', amount: 238, tip: 0 }];
    const expected = [{ payments: paid, fiscal_id: 'FD-1042', receipt_sum: 238 }];
    expect(await poll('rkeeper_receipt_paid')).toMatchObject(expected);
    expect(restaurant.commands()).toEqual(['GetReceiptList', 'GetOrder', 'GetOrder']);
    restaurant.till.journal.clear();
    new Waiter(restaurant.till).sell();
    expect(await poll('rkeeper_receipt_paid')).toMatchObject([{ receipt_sum: 119 }, ...expected]);
    expect(restaurant.commands()).toEqual(['GetReceiptList', 'GetOrder']);
  });
});
