import { join } from 'node:path';
import { CdekDouble, cdekConnection } from '../../sandbox/cdek/cdek_double';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { PimPayDouble, pimpayConnection } from '../../sandbox/pimpay/pimpay_double';
import { OrderNotify } from '../../sandbox/rkeeper_notify/order_notify';
import { courierConnection } from '../../sandbox/scenes/delivery';
import { openRestaurant, type RestaurantStage } from '../../sandbox/scenes/restaurant';
import { shopConnection } from '../../sandbox/scenes/shop';
import type { Hook } from '../../sandbox/zapier/hook';
import { isJsonObject, type JsonObject } from '../../sandbox/zapier/json';
import type { RunResult } from '../../sandbox/zapier/outcome';
import { eventsIn } from '../../sandbox/zapier/trigger';
import { Zapier } from '../../sandbox/zapier/zapier';
import { cdekOrder } from '../support/cdek_order';
import { Waiter } from '../../sandbox/rkeeper/waiter';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const DAY = 24 * 60 * 60 * 1000;

let shop: ShopDouble;
let restaurant: RestaurantStage;
let courier: CourierDouble;
let cdek: CdekDouble;
let pimpay: PimPayDouble;
let zapier: Zapier;

beforeAll(async () => {
  [shop, restaurant, courier, cdek, pimpay] = await Promise.all([
    ShopDouble.start(),
    openRestaurant(),
    CourierDouble.start(),
    CdekDouble.start(),
    PimPayDouble.start(),
  ]);
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: {
      EXPERTAM_URL: shop.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      MEASOFT_URL: courier.url,
      CDEK_URL: cdek.url,
      PIMPAY_URL: pimpay.url,
      ALLOW_LOOPBACK: '1',
    },
  });
});

afterAll(() =>
  Promise.all([zapier.stop(), shop.stop(), restaurant.stop(), courier.stop(), cdek.stop(), pimpay.stop()]),
);

/** What a trigger gives to a Zap, and what the editor shows when it is tested. */
interface Given {
  readonly arrived: readonly JsonObject[];
  readonly shown: readonly JsonObject[];
}

type Arrival = (key: string) => Promise<Given>;
type Connection = () => Readonly<Record<string, string>>;

function polled(connection: Connection, happen: () => unknown, inputData: JsonObject = {}): Arrival {
  return async (key) => {
    const poller = zapier.poll({ key, authData: connection(), inputData });
    good((await poller.start()).result);
    await happen();
    const { result, events } = await poller.tick();
    good(result);
    return { arrived: events, shown: eventsIn(good(await poller.sample())) };
  };
}

function pushed(
  connection: Connection,
  happen: (hook: Hook) => unknown,
  inputData: JsonObject = {},
): Arrival {
  return async (key) => {
    const hook = await zapier.turnOn({ key, authData: connection(), inputData });
    await happen(hook);
    await hook.settled();
    for (const { result } of hook.deliveries) good(result);
    const arrived = hook.deliveries.flatMap(({ events }) => events);
    return { arrived, shown: eventsIn(good(await hook.sample())) };
  };
}

function good(result: RunResult): RunResult {
  if (result.outcome !== 'success') throw new Error(result.message);
  return result;
}

const inShop: Connection = () => shopConnection;
const atTill: Connection = () => ({ ...restaurant.authData, license_product: 'lifetime' });
const licensed: Connection = () => restaurant.authData;
const atCourier: Connection = () => courierConnection;
const atCdek: Connection = () => cdekConnection;
const atPimPay: Connection = () => pimpayConnection();

const buy = () => {
  const state = shop.account().shop;
  const created = Math.floor(Date.now() / 1000);
  const order = state.placeOrder({ ...state.order(100_000), created });
  state.pay(order, created);
  return order;
};

const notified = async (): Promise<void> => {
  await shop.notifications.settled();
};

async function everythingInShop(hook: Hook): Promise<void> {
  const { url } = hook;
  const state = shop.account().shop;
  Object.assign(state.product('super_tovar'), {
    good_api_url_new_order: url,
    good_api_url_notif: url,
    editorAddresses: { prepayment: url, cancel: url, moneyback: url },
  });
  const order = buy();
  await notified();
  await hook.settled();
  state.tell({ event: 'prepayment', order, sum: order.price });
  state.tell({ event: 'moneyback', order });
  state.cancel(order);
  await notified();
}

function sell(): void {
  restaurant.till.switches.licenseMode = 'lifetime';
  new Waiter(restaurant.till).sell();
}

function sellAndDelete(): void {
  sell();
  new Waiter(restaurant.till).deleteReceipt(restaurant.till.orders.receipts.at(-1)?.number ?? 0);
}

function sellAndReturn(): void {
  sell();
  const [receipt] = restaurant.till.orders.receipts;
  new Waiter(restaurant.till).giveBack(receipt?.guid ?? '', receipt?.dishes[0]?.guid ?? '', 1000);
}

async function everythingAtTill({ url }: Hook): Promise<void> {
  sell();
  const [order] = restaurant.till.orders.receipts.map((receipt) => receipt.order);
  if (!order) throw new Error('The till should have an order.');
  const notify = OrderNotify.start(restaurant.till, { addresses: [url] });
  notify.orderChanged('Save Order', order);
  notify.receiptClosed(order);
  notify.somethingElse();
  await notify.settled();
  await notify.stop();
}

function nearTheEnd(): void {
  const { registry, anchor } = restaurant.till;
  const expirationDate = new Date(Date.now() + 6 * DAY).toISOString().slice(0, 19);
  registry.grant(anchor, { expirationDate });
  zapier.cache.clear();
}

const move = (number: string, ...statuses: readonly string[]): void => {
  for (const status of statuses) courier.orders.move(courier.orders.get(number), status);
};

const carried = (status: string) => async (): Promise<void> => {
  cdekOrder(cdek, status);
  await cdek.contract().webhooks.run();
};

const ARRIVALS: Readonly<Record<string, Arrival>> = {
  cdek_order_status: pushed(atCdek, carried('DELIVERED')),
  cdek_order_delivered: pushed(atCdek, carried('DELIVERED')),
  cdek_order_returned: pushed(atCdek, carried('NOT_DELIVERED')),
  pimpay_payment_status: polled(atPimPay, () => {
    for (const payment of pimpay.office.payments) payment.status = 'complete';
  }),
  justclick_new_order: polled(inShop, buy),
  justclick_order_paid: polled(inShop, buy),
  justclick_new_order_instant: pushed(inShop, () => (buy(), notified()), { good_name: 'super_tovar' }),
  justclick_order_paid_instant: pushed(inShop, () => (buy(), notified()), { good_name: 'super_tovar' }),
  justclick_order_event: pushed(inShop, everythingInShop),
  justclick_contact_event: pushed(inShop, async ({ url }) => {
    const account = shop.account();
    account.notificationAddress = url;
    const contact = account.shop.contact('anna@shop.example');
    if (contact) account.shop.tell({ event: 'contact', contact, group: 'super', status: 1 });
    await notified();
  }),
  rkeeper_new_order: polled(atTill, sell),
  rkeeper_order_changed: polled(atTill, sell),
  rkeeper_order_closed: polled(atTill, sell),
  rkeeper_receipt_paid: polled(atTill, sell),
  rkeeper_receipt_returned: polled(atTill, sellAndReturn),
  rkeeper_receipt_deleted: polled(atTill, sellAndDelete),
  rkeeper_order_event: pushed(atTill, everythingAtTill),
  rkeeper_dish_stopped: polled(atTill, () => restaurant.till.restaurant.stopped.set(1000017, undefined)),
  rkeeper_menu_changed: polled(
    atTill,
    () => restaurant.till.restaurant.addDish({ ident: 1000099, name: 'Пирог', price: 9_000 }),
    { station: 'id:15015' },
  ),
  rkeeper_license_expiring: polled(licensed, nearTheEnd),
  measoft_status_changed: polled(atCourier, () => {
    move('SHOP-0997', 'DELIVERY');
  }),
  measoft_order_delivered: polled(atCourier, () => {
    move('SHOP-0997', 'COMPLETE');
  }),
  measoft_order_returned: polled(atCourier, () => {
    move('SHOP-0991', 'PARTLYRETURNED');
  }),
  measoft_new_settlement: polled(atCourier, () => courier.settlements.settle(courier.account())),
  measoft_status_event: pushed(atCourier, async ({ url }) => {
    courier.webhooks.subscribe(courier.account(), url);
    move('00032011', 'DELIVERY', 'COMPLETE');
    await courier.webhooks.run();
  }),
};

it('is told below how the events of every trigger arrive', () => {
  expect(Object.keys(ARRIVALS).toSorted()).toEqual(
    Object.keys(zapier.definition().triggers ?? {}).toSorted(),
  );
});

it.each(Object.entries(ARRIVALS))(
  '%s gives a Zap events of the shape of its sample, as a test in the editor does',
  async (key, arrival) => {
    const { arrived, shown } = await arrival(key);
    expect([arrived.length, shown.length]).not.toContain(0);
    const sample = zapier.definition().triggers?.[key]?.operation.sample;
    for (const event of [...arrived, ...shown]) expect(differences(sample, event)).toEqual([]);
  },
);

/** The places in which two values differ in their keys, or in the kinds of what neither leaves empty. Every line item is like the first. */
function differences(one: unknown, other: unknown, path = ''): string[] {
  if ((one === null && other !== undefined) || (other === null && one !== undefined)) return [];
  if (Array.isArray(one) && Array.isArray(other))
    return other.flatMap((item, index) => differences(one[0], item, `${path}[${index}]`));
  if (isJsonObject(one) && isJsonObject(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(one[key], other[key], `${path}.${key}`),
    );
  return kindOf(one) === kindOf(other) ? [] : [`${path}: ${kindOf(one)}, ${kindOf(other)}`];
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
