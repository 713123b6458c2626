/** `npm start`: the built app at work, step by step, as the history of a Zap shows it. */
import { join } from 'node:path';
import { ShopDouble } from './justclick/shop_double';
import { CourierDouble } from './measoft/courier_double';
import { playDay } from './scenes/day';
import { playDelivery } from './scenes/delivery';
import { openRestaurant, restaurantScenes } from './scenes/restaurant';
import { type Chapter, play } from './scenes/scene';
import { shopScenes } from './scenes/shop';
import { type Field } from './zapier/definition';
import { printHistory } from './zapier/history';
import { type Step } from './zapier/step';
import { Zapier } from './zapier/zapier';

const ZIP = join(__dirname, '../build/build.zip');

async function main(): Promise<void> {
  const [shop, restaurant, courier] = await Promise.all([
    ShopDouble.start(),
    openRestaurant(),
    CourierDouble.start(),
  ]);
  const zapier = await Zapier.start({
    app: ZIP,
    environment: {
      EXPERTAM_URL: shop.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      MEASOFT_URL: courier.url,
      ALLOW_LOOPBACK: '1',
    },
  });
  try {
    const wrong =
      (await tell(zapier, 'A morning in the shop', () => play(zapier, shopScenes(shop)))) +
      (await tell(zapier, 'An evening in the restaurant', () => play(zapier, restaurantScenes(restaurant)))) +
      (await tell(zapier, 'A day across services', () => playDay({ zapier, shop, restaurant }))) +
      (await tell(zapier, 'A parcel on its way', () => playDelivery({ zapier, shop, courier })));
    process.stdout.write(
      wrong === 0
        ? '\nEvery step ended as it should. See and try the forms in a browser: npm run editor\n'
        : `\nNot as it should be, marked by !! above: ${wrong}.\n`,
    );
    process.exitCode = wrong === 0 ? 0 : 1;
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), restaurant.stop(), courier.stop()]);
  }
}

/** @returns how many things were wrong. */
async function tell(
  zapier: Zapier,
  story: string,
  chapters: () => AsyncIterable<Chapter> | Promise<readonly Chapter[]>,
): Promise<number> {
  process.stdout.write(`\n${story}\n${'─'.repeat(story.length)}\n`);
  let wrong = 0;
  for await (const { title, history, complaints } of await chapters()) {
    process.stdout.write(`\n${title}.\n`);
    for (const entry of history) printHistory({ ...entry, ...(await formOf(zapier, entry.step)) });
    for (const complaint of complaints) process.stdout.write(`  !! ${complaint}\n`);
    wrong += complaints.length;
  }
  return wrong;
}

/** The form as the editor shows it for these inputs, so that the fields carry the labels a user knows. */
async function formOf(
  zapier: Zapier,
  { method, authData = {}, inputData = {} }: Step,
): Promise<{ inputFields?: readonly Field[] }> {
  const [type, key] = method.split('.');
  if (type !== 'creates' || key === undefined) return {};
  return { inputFields: await zapier.inputFields(type, key, { authData, inputData }) };
}

void main();
