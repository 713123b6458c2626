import { join } from 'node:path';
import { OrderNotify } from '../../sandbox/rkeeper_notify/order_notify';
import { openRestaurant, type RestaurantStage } from '../../sandbox/scenes/restaurant';
import type { Order } from '../../sandbox/rkeeper/order';
import { Zapier } from '../../sandbox/zapier/zapier';
import { EVENTS, ONCE_EACH, startedBy, withRestarts } from '../support/started_zap';
import { Waiter } from '../../sandbox/rkeeper/waiter';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ZIP = join(__dirname, '../../build/build.zip');
const KEY = 'rkeeper_order_event';
const HOUR = 60 * 60 * 1000;

let restaurant: RestaurantStage;
let zapier: Zapier;
/** Milliseconds that the cache lives ahead. */
let passed = 0;

beforeEach(async () => {
  restaurant = await openRestaurant();
  restaurant.till.switches.licenseMode = 'lifetime';
  zapier = await Zapier.start({
    app: ZIP,
    environment: { ALLOW_LOOPBACK: '1' },
    workers: 2,
    clock: () => Date.now() + passed,
  });
});

afterEach(() => Promise.all([zapier.stop(), restaurant.stop()]));

it(`${EVENTS} events that a till pushes start a Zap once each, though some come again, late, out of order, forged or damaged, over restarts of both sides`, async () => {
  const { till } = restaurant;
  const authData = {
    ...restaurant.authData,
    license_product: 'lifetime',
    rest_code: till.restaurant.restCode,
  };
  const all = await zapier.turnOn(withRestarts({ key: KEY, authData }));
  const receipts = await zapier.turnOn({ key: KEY, authData, inputData: { situations: ['5'] } });
  const addresses = [all.url, receipts.url];
  const start = (): OrderNotify => OrderNotify.start(till, { addresses, retryMilliseconds: 1 });

  const waiter = new Waiter(till);
  const told: string[] = [];
  const closed: string[] = [];
  const bodies: string[] = [];
  let notify = start();
  const stop = async (): Promise<void> => {
    await notify.settled();
    await notify.stop();
    told.push(...notify.guids);
    bodies.push(...notify.journal.map(({ body }) => body));
  };
  /** An event that is lost for good: half of it is no event, and the till is told that all is well. */
  const damaged = new Set<string>();
  const damage = (order: Order): void => {
    notify.faults.add({ kind: 'half body' });
    notify.orderCalculated(order);
    damaged.add(notify.guids.at(-1) ?? '');
  };

  for (let index = 0; told.length - damaged.size < EVENTS; index += 1) {
    const guid = waiter.open();
    const order = till.orders.byGuid(guid);
    if (!order) throw new Error('The till should know the order.');
    if (index % 4 === 1) notify.faults.add({ kind: 'twice' }, { on: '3' });
    if (index % 5 === 2) notify.faults.add({ kind: 'lost answer' }, { on: '5' });
    if (index % 6 === 3) notify.faults.add({ kind: 'out of order' }, { on: '3' });
    if (index % 7 === 4) notify.faults.add({ kind: 'without order' }, { on: '4' });
    notify.orderChanged('New Order', order);
    // Somebody else's event under the same GUID comes first.
    if (index % 6 === 3) await post(all.url, forged(notify.guids.at(-1) ?? ''));
    waiter.fill(guid);
    notify.orderChanged('Save Order', order);
    notify.orderCalculated(order);
    if (index % 8 === 5) damage(order);
    waiter.pay(guid);
    notify.receiptClosed(order);
    closed.push(notify.guids.at(-1) ?? '');
    if (index % 6 !== 5) continue;
    // The till is restarted for a new shift, and counts its events from 1 again; half a day later old ones come again.
    await stop();
    await Promise.all([all.settled(), receipts.settled()]);
    till.orders.openShift();
    passed += 12 * HOUR;
    for (const body of bodies.slice(-3)) await post(all.url, body);
    notify = start();
  }
  await stop();
  await Promise.all([all.settled(), receipts.settled()]);

  expect(startedBy(all).against(told.filter((guid) => !damaged.has(guid)))).toEqual(ONCE_EACH);
  expect(startedBy(receipts).against(closed)).toEqual(ONCE_EACH);
});

/** An event of a restaurant that is not the one of the connection. */
function forged(guid: string): string {
  return `<a RestCode="111111111" DateTime="2026-10-03T16:05:03" Situation="3" seqnumber="1" guid="${guid}" name="New Order"/>`;
}

async function post(url: string, body: string): Promise<void> {
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/xml' }, body });
}
