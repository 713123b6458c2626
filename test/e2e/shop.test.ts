import { join } from 'node:path';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { play } from '../../sandbox/scenes/scene';
import { shopConnection, shopScenes } from '../../sandbox/scenes/shop';
import { Zapier } from '../../sandbox/zapier/zapier';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: ShopDouble;
let zapier: Zapier;

beforeAll(async () => {
  shop = await ShopDouble.start();
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' },
  });
});

afterAll(async () => {
  await Promise.all([zapier.stop(), shop.stop()]);
});

describe('a shop, through the built zip', () => {
  it('ends every scene of `npm start` as it should', async () => {
    const complaints: string[] = [];
    for await (const chapter of play(zapier, shopScenes(shop))) complaints.push(...chapter.complaints);
    expect(complaints).toEqual([]);
  });

  it('fills the drop-down of products and of recent orders', async () => {
    const input = { authData: shopConnection };
    const products = await zapier.choices('creates', 'justclick_update_good', 'good_name', input);
    expect(products.choices).toContainEqual(
      expect.objectContaining({ value: 'super_tovar', label: 'Супер-товар на DVD · 990.00' }),
    );
    const orders = await zapier.choices('creates', 'justclick_update_order_status', 'bill_id', input);
    expect(orders.choices[0]?.label).toMatch(/^1000\d\d · /);
  });

  it('lets no key and no hash out, in any log line or message', () => {
    const logged = zapier.log.map(({ text }) => text).join('\n');
    const hashes = shop.journal.exchanges.flatMap(({ request, answer = '' }) => [
      ...request.matchAll(/[0-9a-f]{32}/g),
      ...answer.matchAll(/[0-9a-f]{32}/gi),
    ]);
    expect(shop.journal.exchanges.length).toBeGreaterThan(5);
    expect(logged).toContain('UpdateOrderStatus');
    expect(hashes.length).toBeGreaterThan(10);
    for (const secret of [SAMPLE_ACCOUNT.key, 'wrong-key-wrong-key', ...hashes.map(([hash]) => hash)])
      expect(logged).not.toContain(secret);
  });
});
