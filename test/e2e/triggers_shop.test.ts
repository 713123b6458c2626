import { join } from 'node:path';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { shopConnection } from '../../sandbox/scenes/shop';
import { Zapier } from '../../sandbox/zapier/zapier';
import { EVENTS, ONCE_EACH, poll, ROUNDS, startedBy, StartedZap, withRestarts } from '../support/started_zap';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ZIP = join(__dirname, '../../build/build.zip');
const MOMENT = 1_362_254_400;

/** Each story has a shop of its own; the processes of the app go from one to the next. */
const STORIES = ['polls', 'orders', 'payments', 'events', 'colleagues'] as const;

let shop: ShopDouble;
let zapier: Zapier;

beforeAll(async () => {
  shop = await ShopDouble.start({ accounts: STORIES.map((login) => ({ ...SAMPLE_ACCOUNT, login })) });
  const environment = { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' };
  zapier = await Zapier.start({ app: ZIP, environment, workers: 2 });
});
afterEach(() => {
  shop.faults.clear();
  shop.notifications.faults.clear();
});
afterAll(() => Promise.all([zapier.stop(), shop.stop()]));

function open(login: (typeof STORIES)[number]) {
  return { state: shop.account(login).shop, authData: { ...shopConnection, login } };
}

it(`${EVENTS} orders start polling Zaps once each when placed and when paid, over overlapping polls, restarts and lost answers`, async () => {
  const { state, authData } = open('polls');
  const created = zapier.poll({ key: 'justclick_new_order', authData });
  const paid = zapier.poll({ key: 'justclick_order_paid', authData });
  await Promise.all([created.start(), paid.start()]);
  const [whenCreated, whenPaid] = [new StartedZap(), new StartedZap()];
  const orders: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = Math.floor(Date.now() / 1000);
    for (let index = 0; index < EVENTS / ROUNDS; index += 1) {
      const order = state.placeOrder({ ...state.order(100_000), created: now });
      orders.push(String(order.id));
      state.pay(order, now + index);
    }
    if (round % 5 === 4) shop.faults.add({ kind: 'lost answer' }, { on: 'getOrdersWithGoods' });
    if (round % 11 === 5) shop.faults.add({ kind: 'html page', status: 500 }, { on: 'getOrdersWithGoods' });
    whenCreated.add(await poll(created, round));
    whenPaid.add(await poll(paid, round));
  }
  shop.faults.clear();
  whenCreated.add((await created.tick()).events);
  whenPaid.add((await paid.tick()).events);
  expect(orders).toHaveLength(EVENTS);
  expect(whenCreated.against(orders)).toEqual(ONCE_EACH);
  expect(whenPaid.against(orders)).toEqual(ONCE_EACH);
});

it.each([
  ['justclick_new_order_instant', 'new_order', 'orders'],
  ['justclick_order_paid_instant', 'paid', 'payments'],
] as const)(
  `${EVENTS} notifications start %s once each, though some come twice or late, and forged and damaged ones between them`,
  async (key, event, login) => {
    const { state, authData } = open(login);
    const inputData = { good_name: 'super_tovar' };
    const hook = await zapier.turnOn(withRestarts({ key, authData, inputData }));
    const happen = (moment: number): string => {
      const order = state.placeOrder({ ...state.order(100_000) });
      state.pay(order, moment);
      return String(order.id);
    };
    const genuine: string[] = [];
    for (let index = 0; index < EVENTS; index += 1) {
      if (index % 4 === 1) shop.notifications.faults.add({ kind: 'twice' }, { on: event });
      if (index % 10 === 4) shop.notifications.faults.add({ kind: 'out of order' }, { on: event });
      if (index % 10 === 6) shop.notifications.faults.add({ kind: 'php line hash' }, { on: event });
      genuine.push(happen(MOMENT + index));
      if (index % 10 === 8) {
        shop.notifications.faults.add({ kind: index % 20 === 8 ? 'wrong hash' : 'half body' }, { on: event });
        happen(MOMENT + index);
      }
      if (index % 20 === 19) await shop.notifications.settled();
    }
    await hook.settled();
    expect(startedBy(hook).against(genuine)).toEqual(ONCE_EACH);
    await hook.turnOff();
  },
);

it(`${EVENTS} events of orders, of all five kinds, start a Zap once each, and one that wants some of them once for each of those`, async () => {
  const { state, authData } = open('events');
  const key = 'justclick_order_event';
  const all = await zapier.turnOn(withRestarts({ key, authData }));
  const some = await zapier.turnOn({ key, authData, inputData: { events: ['paid', 'moneyback'] } });
  // A user pastes the address of a Zap wherever the editor of a product asks for one.
  for (const [goodName, { url }] of [
    ['super_tovar', all],
    ['kurs_pro', some],
  ] as const)
    Object.assign(state.product(goodName), {
      good_api_url_new_order: url,
      good_api_url_notif: url,
      editorAddresses: { prepayment: url, cancel: url, moneyback: url },
    });
  // The Zap asks the shop what has become of the order, so the shop waits with what comes next.
  const dealtWith = async (): Promise<void> => {
    await shop.notifications.settled();
    await Promise.all([all.settled(), some.settled()]);
  };
  const items = [100_000, 100_002].flatMap((id) => state.order(id).items);
  const happened: string[] = [];
  for (let index = 0; happened.length < EVENTS; index += 1) {
    if (index % 3 === 1) shop.notifications.faults.add({ kind: 'twice' }, { on: 'new_order' });
    if (index % 5 === 2) shop.notifications.faults.add({ kind: 'out of order' }, { on: 'cancel' });
    if (index % 4 === 3) shop.notifications.faults.add({ kind: 'twice' }, { on: 'moneyback' });
    const order = state.placeOrder({ ...state.order(100_000), items, created: MOMENT + index });
    const [first, second] = items;
    if (!first || !second) throw new Error('The order should have two lines.');
    state.tell({ event: 'prepayment', order, sum: first.sum });
    await dealtWith();
    state.tell({ event: 'prepayment', order, sum: second.sum });
    await dealtWith();
    if (index % 6 === 5) {
      shop.notifications.faults.add({ kind: 'wrong hash' }, { on: 'paid' });
      shop.notifications.faults.add({ kind: 'half body' }, { on: 'paid' });
      state.pay(order, MOMENT + index);
    }
    state.pay(order, MOMENT + index);
    await dealtWith();
    state.tell({ event: 'moneyback', order });
    state.cancel(order);
    for (const what of [
      'new_order ',
      'prepaid 990',
      'prepaid 12900.5',
      'paid 13890.5',
      'moneyback ',
      'cancelled ',
    ])
      happened.push(`${order.id} ${what}`);
  }
  await dealtWith();
  const told = ({ bill_id, event, payment_sum }: Readonly<Record<string, unknown>>): string =>
    [bill_id, event, payment_sum ?? ''].join(' ');
  expect(startedBy(all, told).against(happened)).toEqual(ONCE_EACH);
  const wanted = happened.filter((event) => / (paid|moneyback) /.test(event));
  expect(startedBy(some, told).against(wanted)).toEqual(ONCE_EACH);
});

it('two Zaps on one product, on two connections of one account, leave each other the address', async () => {
  const key = 'justclick_order_paid_instant';
  const inputData = { good_name: 'super_tovar' };
  const { state, authData } = open('colleagues');
  const address = (): string | undefined => state.product('super_tovar').good_api_url_notif;
  const first = await zapier.turnOn({ key, authData, inputData, connectionId: 'of the owner' });
  const second = await zapier.turnOn({ key, authData, inputData, connectionId: 'of a colleague' });
  expect(address()).toBe(second.url);
  await first.renew();
  expect(address()).toBe(second.url);
  await first.turnOff();
  expect(address()).toBe(second.url);
  const order = state.placeOrder({ ...state.order(100_000) });
  state.pay(order, MOMENT);
  await shop.notifications.settled();
  await second.settled();
  expect(startedBy(second).against([String(order.id)])).toEqual(ONCE_EACH);
  Object.assign(state.product('super_tovar'), { good_api_url_notif: 'https://by-hand.example/' });
  await second.renew();
  expect(address()).toBe(second.url);
  zapier.cache.clear();
  await second.turnOff();
  expect(address()).toBe(second.url);
});
