import { join } from 'node:path';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { courierConnection, playDelivery } from '../../sandbox/scenes/delivery';
import { Zapier } from '../../sandbox/zapier/zapier';

jest.setTimeout(60_000);

it('a paid order goes to the courier, its label is a PDF, and the shop hears of the delivery', async () => {
  const [shop, courier] = await Promise.all([ShopDouble.start(), CourierDouble.start()]);
  const zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { EXPERTAM_URL: shop.url, MEASOFT_URL: courier.url, ALLOW_LOOPBACK: '1' },
    workers: 2,
  });
  try {
    const { complaints } = await playDelivery({ zapier, shop, courier });
    expect(complaints).toEqual([]);
    const logged = zapier.log.map(({ text }) => text).join('\n');
    expect(logged).toContain('/api/');
    expect(logged).not.toContain(courierConnection.password);
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), courier.stop()]);
  }
});
