/** `npm start`: the built app at work, step by step, as the history of a Zap shows it. */
import { join } from 'node:path';
import { ShopDouble } from './justclick/shop_double';
import { CourierDouble } from './measoft/courier_double';
import { playDay, type Day } from './scenes/day';
import { playDelivery } from './scenes/delivery';
import { openRestaurant, restaurantScenes } from './scenes/restaurant';
import { play, type Played, type Scene } from './scenes/scene';
import { shopScenes } from './scenes/shop';
import { printHistory } from './zapier/history';
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
      (await tell(zapier, 'A morning in the shop', shopScenes(shop))) +
      (await tell(zapier, 'An evening in the restaurant', restaurantScenes(restaurant))) +
      (await tellDay('A day across services', () => playDay({ zapier, shop, restaurant }))) +
      (await tellDay('A parcel on its way', () => playDelivery({ zapier, shop, courier })));
    process.stdout.write(
      wrong === 0 ? '\nEvery step ended as it should.\n' : `\n${wrong} steps did not end as they should.\n`,
    );
    process.exitCode = wrong === 0 ? 0 : 1;
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), restaurant.stop(), courier.stop()]);
  }
}

/** @returns how many scenes did not end as they should. */
async function tell(zapier: Zapier, chapter: string, scenes: readonly Scene[]): Promise<number> {
  headline(chapter);
  let wrong = 0;
  await play(zapier, scenes, async ({ scene, step, result, complaints }: Played) => {
    const inputFields = await formOf(zapier, step);
    process.stdout.write(`\n${scene.title}.\n`);
    printHistory({ definition: zapier.definition(), step, result, ...(inputFields && { inputFields }) });
    for (const complaint of complaints) process.stdout.write(`  !! ${complaint}\n`);
    if (complaints.length > 0) wrong += 1;
  });
  return wrong;
}

/** @returns how many things were wrong. */
async function tellDay(title: string, played: () => Promise<Day>): Promise<number> {
  headline(title);
  const { chapters, complaints } = await played();
  for (const { title: chapter, history } of chapters) {
    process.stdout.write(`\n${chapter}.\n`);
    for (const entry of history) printHistory(entry);
  }
  for (const complaint of complaints) process.stdout.write(`  !! ${complaint}\n`);
  return complaints.length;
}

function headline(title: string): void {
  process.stdout.write(`\n${title}\n${'─'.repeat(title.length)}\n`);
}

/** The form as the editor shows it for these inputs, so that the fields carry the labels a user knows. */
async function formOf(
  zapier: Zapier,
  { method, authData, inputData }: Played['step'],
): Promise<Awaited<ReturnType<Zapier['inputFields']>> | undefined> {
  const [type, key] = method.split('.');
  if (type !== 'creates' || key === undefined) return undefined;
  return zapier.inputFields(type, key, { ...(authData && { authData }), ...(inputData && { inputData }) });
}

void main();
