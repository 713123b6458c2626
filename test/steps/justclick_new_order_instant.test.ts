import { Clock } from '../../sandbox/clock';
import { CLOCK } from '../../src/core/time';
import { md5Hex } from '../../src/core/signature';
import { app } from '../support/definition';
import { MemoryStore } from '../support/memory';
import { API_KEY } from '../support/shop';
import { connectedShop, NOW } from '../support/shop_double';

const [A, B] = [
  'https://hooks.zapier.example/hooks/standard/1/a/',
  'https://hooks.zapier.example/hooks/standard/1/b/',
];
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const shop = connectedShop({ clock: new Clock() });

afterEach(() => {
  vi.restoreAllMocks();
});

/** The hash of what the vendor signs: number, e-mail and a time. */
const notification = (time: number, fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    ...fields,
    hash: md5Hex(`100000user4@email.com${time}${API_KEY}`),
  }).toString();

const CREATED = NOW - 24 * 60 * 60;
const NEW_ORDER = notification(CREATED, { status: 'new_order', created: String(CREATED) });
const PAID = notification(NOW, { created: String(CREATED), paid: String(NOW), last_payment_sum: '990000' });

describe.each([
  ['justclick_new_order_instant', 'good_api_url_new_order', NEW_ORDER, PAID],
  ['justclick_order_paid_instant', 'good_api_url_notif', PAID, NEW_ORDER],
] as const)('%s', (key, parameter, own, other) => {
  const inputData = { good_name: 'kurs_pro' };
  const turnOn = (targetUrl: string): Promise<unknown> =>
    shop.app.run('triggers', key, 'performSubscribe', inputData, { targetUrl });
  const turnOff = (target_url: string): Promise<unknown> =>
    shop.app.run(
      'triggers',
      key,
      'performUnsubscribe',
      {},
      { subscribeData: { ...inputData, target_url } as never },
    );
  const address = (): string | undefined => shop.state.product('kurs_pro')[parameter];
  const deliver = async (content: string): Promise<readonly unknown[]> =>
    (await shop.app.run('triggers', key, 'perform', inputData, { rawRequest: { content } })) as unknown[];
  const shape = Object.keys(app.triggers[key]?.operation.sample ?? {});

  it('writes the address of the Zap into the product, keeps its price, and clears the address when turned off', async () => {
    vi.spyOn(CLOCK, 'now').mockReturnValue(NOW * 1000);
    expect(await turnOn(A)).toEqual({ target_url: A, ...inputData, expiration_date: '2013-03-03T20:00:00Z' });
    await turnOff(A);
    expect(shop.sent()).toEqual([
      'GetAllGoods ',
      `UpdateGood good_name=kurs_pro&good_sum=12900.50&${parameter}=${encodeURIComponent(A)}`,
      'GetAllGoods ',
      `UpdateGood good_name=kurs_pro&good_sum=12900.50&${parameter}=`,
    ]);
  });

  it('needs an address', async () => {
    await expect(shop.app.run('triggers', key, 'performSubscribe', inputData)).rejects.toThrow(
      'Zapier named no address for this Zap. Turn the Zap on again. (no target)',
    );
  });

  it('leaves the address to a Zap that was turned on later, and clears it when that one is turned off, too', async () => {
    await turnOn(A);
    await turnOn(B);
    await turnOff(A);
    expect(address()).toBe(B);
    await turnOff(B);
    expect(address()).toBe('');
  });

  it('gives the address back to the Zap that had it before', async () => {
    await turnOn(A);
    await turnOn(B);
    await turnOff(B);
    expect(address()).toBe(A);
  });

  it('leaves the address alone where it is not known any more who wrote it last', async () => {
    await turnOn(A);
    shop.app.forget();
    const before = shop.sent().length;
    await turnOff(A);
    expect([address(), shop.sent().length]).toEqual([A, before]);
  });

  it('leaves it alone, too, where the cache did not keep who wrote it last', async () => {
    await turnOn(A);
    vi.spyOn(MemoryStore.prototype, 'set').mockResolvedValueOnce(false);
    await turnOn(B);
    await turnOff(A);
    expect(address()).toBe(B);
  });

  it('leaves an address that a step wrote meanwhile', async () => {
    await turnOn(A);
    await shop.create('justclick_update_good', { ...inputData, [parameter]: 'https://crm.example/' });
    await turnOn(A);
    expect(address()).toBe('https://crm.example/');
    await turnOff(A);
    expect(address()).toBe('https://crm.example/');
  });

  it('heals an address that was overwritten, when Zapier renews the subscription', async () => {
    await turnOn(A);
    Object.assign(shop.state.product('kurs_pro'), { [parameter]: 'https://by-hand.example/' });
    await turnOn(A);
    expect(address()).toBe(A);
  });

  it('takes no address by a renewal from a Zap that was turned on later, unless that is long gone', async () => {
    const now = vi.spyOn(CLOCK, 'now').mockReturnValue(NOW * 1000);
    await turnOn(A);
    await turnOn(B);
    await turnOn(A);
    expect(address()).toBe(B);
    for (let day = 1; day <= 3; day += 1) {
      now.mockReturnValue(NOW * 1000 + day * DAY_MILLISECONDS);
      await turnOn(A);
      expect(address()).toBe(day < 3 ? B : A);
    }
  });

  it('may be turned off when the product is deleted', async () => {
    await turnOn(A);
    shop.state.products.delete('kurs_pro');
    expect(await turnOff(A)).toEqual(inputData);
  });

  it('gives the order as the shop has it, whatever the notification says, in the shape of a poll', async () => {
    if (own === PAID) shop.state.pay(shop.state.order(100_000), NOW);
    const [order] = await deliver(own);
    expect(Object.keys(order as object)).toEqual(shape);
    expect(order).toMatchObject({
      id: '100000',
      price: 990,
      full_name: 'Иван Петров',
      items: [{ good_name: 'super_tovar', sum: 990 }],
      confirmed: true,
    });
    expect(shop.sent()).toEqual(['getOrderDetails bill_id=100000']);
  });

  it.each([
    ['another event', other],
    ['a forged notification', own.replace(/hash=.*/, `hash=${'0'.repeat(32)}`)],
    ['a damaged one', 'hello'],
    ['an empty one', ''],
  ])('starts nothing for %s, and asks the shop nothing', async (_what, content) => {
    expect(await deliver(content)).toEqual([]);
    expect(shop.sent()).toEqual([]);
  });

  it('shows real recent orders of the product in the editor', async () => {
    const list = (await shop.app.performList(key, { good_name: 'kurs_start' })) as object[];
    expect(list.length).toBeGreaterThan(0);
    for (const order of list) expect(Object.keys(order)).toEqual(shape);
    for (const order of list) expect(JSON.stringify(order)).toContain('"good_name":"kurs_start"');
  });
});
