import { join } from 'node:path';
import { openRestaurant, type RestaurantStage } from '../../sandbox/scenes/restaurant';
import type { JsonObject } from '../../sandbox/zapier/json';
import { Zapier } from '../../sandbox/zapier/zapier';
import { EVENTS, ONCE_EACH, poll, ROUNDS, StartedZap } from '../support/started_zap';
import { Waiter } from '../../sandbox/rkeeper/waiter';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ZIP = join(__dirname, '../../build/build.zip');

let restaurant: RestaurantStage;
let zapier: Zapier;
let waiter: Waiter;

beforeEach(async () => {
  restaurant = await openRestaurant();
  restaurant.till.switches.licenseMode = 'lifetime';
  waiter = new Waiter(restaurant.till);
  zapier = await Zapier.start({ app: ZIP, environment: { ALLOW_LOOPBACK: '1' }, workers: 2 });
});

afterEach(() => Promise.all([zapier.stop(), restaurant.stop()]));

/** Lets what a round brings happen, and polls, through answers lost and broken and through changes of shift. */
async function play(
  triggers: readonly (readonly [key: string, started: StartedZap, inputData?: JsonObject])[],
  happen: () => void,
): Promise<void> {
  const { till } = restaurant;
  const authData = { ...restaurant.authData, license_product: 'lifetime' };
  const zaps = triggers.map(([key, started, inputData = {}]) => ({
    poller: zapier.poll({ key, authData, inputData }),
    started,
  }));
  await Promise.all(zaps.map(({ poller }) => poller.start()));
  const pollAll = async (round: number): Promise<void> => {
    for (const { poller, started } of zaps) started.add(await poll(poller, round));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    happen();
    if (round % 5 === 4) till.faults.add({ kind: 'lost answer' }, { on: 'GetOrderList' });
    if (round % 4 === 1) till.faults.add({ kind: 'lost answer' }, { on: 'GetDishRests' });
    if (round % 4 === 3) till.faults.add({ kind: 'broken xml' }, { on: 'GetOrderMenu' });
    if (round % 6 === 2) till.faults.add({ kind: 'broken xml' }, { on: 'GetReceiptList' });
    await pollAll(round);
    // A shift is closed when everything of it has been seen: what vanished unseen no poll can find.
    if (round % 8 === 7 || round === ROUNDS - 1) {
      till.faults.clear();
      await pollAll(1);
      till.orders.openShift();
    }
  }
}

it(`${EVENTS} orders start Zaps once each when opened, changed, closed and paid, over overlapping polls, restarts, lost answers and changes of shift`, async () => {
  const [opened, closed, paid] = [new StartedZap(), new StartedZap(), new StartedZap()];
  const changed = new StartedZap(({ id, version }) => `${String(id)} ${String(version)}`);
  const orders: string[] = [];
  await play(
    [
      ['rkeeper_new_order', opened],
      ['rkeeper_order_closed', closed],
      ['rkeeper_order_changed', changed],
      ['rkeeper_receipt_paid', paid],
    ],
    () => {
      for (let index = 0; index < EVENTS / ROUNDS; index += 1) orders.push(waiter.sell());
    },
  );
  expect(orders).toHaveLength(EVENTS);
  expect(opened.against(orders)).toEqual(ONCE_EACH);
  expect(closed.against(orders)).toEqual(ONCE_EACH);
  expect(changed.against(orders.map((guid) => `${guid} 3`))).toEqual(ONCE_EACH);
  expect(paid.against(restaurant.till.orders.receipts.map(({ guid }) => guid))).toEqual(ONCE_EACH);
});

it(`${EVENTS} deleted receipts start a Zap once each, whether deleted at once or later in the shift, and those that stay do not`, async () => {
  const deleted = new StartedZap();
  const { orders } = restaurant.till;
  const each = EVENTS / ROUNDS;
  const remove = (count: number): void => {
    const left = orders.shownReceipts().filter(({ deletion }) => !deletion);
    for (const { number } of left.slice(0, count)) waiter.deleteReceipt(number);
  };
  await play([['rkeeper_receipt_deleted', deleted]], () => {
    // Half of them have been polled as receipts before. The half left over in a shift stays.
    const before = orders.shownReceipts().length === 0 ? 0 : each / 2;
    remove(before);
    for (let index = 0; index < each * 1.5 - before; index += 1) waiter.sell();
    remove(each - before);
  });
  const gone = orders.receipts.filter(({ deletion }) => deletion).map(({ guid }) => guid);
  expect(gone).toHaveLength(EVENTS);
  expect(orders.receipts.length).toBeGreaterThan(gone.length);
  expect(deleted.against(gone)).toEqual(ONCE_EACH);
});

it(`${EVENTS} dishes start Zaps once each when they are new, when they are stopped and when they are sold again`, async () => {
  const { restaurant: kitchen } = restaurant.till;
  const dishOf = ({ dish_id }: JsonObject): string => String(dish_id);
  const [added, stopped, sold] = [new StartedZap(dishOf), new StartedZap(dishOf), new StartedZap(dishOf)];
  const dishes: number[] = [];
  const each = EVENTS / ROUNDS;
  await play(
    [
      ['rkeeper_menu_changed', added, { station: 'id:15015' }],
      ['rkeeper_dish_stopped', stopped],
      ['rkeeper_dish_stopped', sold, { changes: 'sold' }],
    ],
    () => {
      for (const ident of dishes.slice(-each)) kitchen.stopped.set(ident, undefined);
      // Two polls in a row may be lost, and what was stopped and sold again meanwhile no poll can find.
      for (const ident of dishes.slice(-4 * each, -3 * each)) kitchen.stopped.delete(ident);
      for (let index = 0; index < each; index += 1) {
        dishes.push(3_000_000 + dishes.length);
        kitchen.addDish({ ident: dishes.at(-1) ?? 0, name: `Блюдо ${dishes.length}`, price: 10_000 });
      }
    },
  );
  const names = dishes.map(String);
  expect(added.against(names)).toEqual(ONCE_EACH);
  expect(stopped.against(names.slice(0, -each))).toEqual(ONCE_EACH);
  expect(sold.against(names.slice(0, -4 * each))).toEqual(ONCE_EACH);
});
