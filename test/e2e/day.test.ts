import { join } from 'node:path';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { playDay } from '../../sandbox/scenes/day';
import { openRestaurant } from '../../sandbox/scenes/restaurant';
import { Zapier } from '../../sandbox/zapier/zapier';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

it('a day across services starts every Zap once, though polls overlap, a hook comes twice and one is forged', async () => {
  const [shop, restaurant] = await Promise.all([ShopDouble.start(), openRestaurant()]);
  const zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: {
      EXPERTAM_URL: shop.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      ALLOW_LOOPBACK: '1',
    },
    workers: 2,
  });
  try {
    const chapters = await playDay({ zapier, shop, restaurant });
    expect(chapters.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(chapters.map(({ history }) => history.length)).toEqual([3, 4]);
    const logged = zapier.log.map(({ text }) => text);
    expect(logged).toContainEqual(expect.stringContaining('Ignored a notification that came before'));
    expect(logged).toContainEqual(expect.stringContaining('Ignored a forged notification'));
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), restaurant.stop()]);
  }
});
