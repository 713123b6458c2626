import { join } from 'node:path';
import { bundle } from '../../packaging/bundle';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { openRestaurant, restaurantScenes } from '../../sandbox/scenes/restaurant';
import { play } from '../../sandbox/scenes/scene';
import { shopScenes } from '../../sandbox/scenes/shop';
import { unpack, Zapier } from '../../sandbox/zapier/zapier';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = join(__dirname, '../..');

/** Unpacks the built zip, and puts a Russian build in the place of the English one. */
async function russianApp(): Promise<ReturnType<typeof unpack>> {
  const app = unpack(join(ROOT, 'build/build.zip'));
  const outfile = join(app.folder, 'index.js');
  await bundle({ entry: join(ROOT, 'index.ts'), outfile, language: 'ru' });
  return app;
}

/** Names and formats that stand in Russian sentences as they are. */
const LATIN = ['API', 'Expertam', 'Replay', 'XML', 'Zap', 'https'];

/** The Latin words of a message, without what it quotes, and without the code and the vendor's words at its end. */
function latinWords(message: string): readonly string[] {
  const told = message.replaceAll(
    /«[^»]*»|"[^"]*"|https:\/\/\S+|http:\/\/\S+|\([^()]*(?:\([^()]*\)[^()]*)*\)/g,
    ' ',
  );
  return told.match(/[A-Za-z]{2,}/g) ?? [];
}

it('the Russian build ends the scenes of `npm start` as the English one does, and tells in Russian what is wrong', async () => {
  const app = await russianApp();
  const [shop, restaurant] = await Promise.all([ShopDouble.start(), openRestaurant()]);
  const zapier = await Zapier.start({
    app: app.folder,
    environment: {
      EXPERTAM_URL: shop.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      ALLOW_LOOPBACK: '1',
    },
  });
  try {
    const messages: string[] = [];
    for await (const { complaints, history } of play(zapier, [
      ...shopScenes(shop),
      ...restaurantScenes(restaurant),
    ])) {
      expect(complaints).toEqual([]);
      messages.push(...history.flatMap(({ result }) => (result.outcome === 'error' ? result.message : [])));
    }
    expect(messages).toHaveLength(5);
    expect(messages.flatMap(latinWords).filter((word) => !LATIN.includes(word))).toEqual([]);
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), restaurant.stop()]);
    app.remove();
  }
});
