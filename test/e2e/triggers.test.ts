import { join } from 'node:path';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { shopConnection } from '../../sandbox/scenes/shop';
import { openRestaurant } from '../../sandbox/scenes/restaurant';
import type { JsonObject } from '../../sandbox/zapier/json';
import type { Poller } from '../../sandbox/zapier/poller';
import { Zapier } from '../../sandbox/zapier/zapier';

jest.setTimeout(180_000);

const ZIP = join(__dirname, '../../build/build.zip');
const EVENTS = 500;
const ROUNDS = 25;

/** What a Zap was started for, by what tells its events apart. */
class Started {
  readonly times = new Map<string, number>();

  add(events: readonly JsonObject[], keyOf: (event: JsonObject) => string): void {
    for (const event of events) this.times.set(keyOf(event), (this.times.get(keyOf(event)) ?? 0) + 1);
  }

  get twice(): string[] {
    return [...this.times].filter(([, times]) => times > 1).map(([key]) => key);
  }
}

/** Polls now and then twice at once, in a new process, or in vain. */
async function poll(poller: Poller, round: number): Promise<readonly JsonObject[]> {
  const ticks = [poller.tick(round % 7 === 3 ? { fresh: true } : {})];
  if (round % 3 === 0) ticks.push(poller.tick());
  return (await Promise.all(ticks)).flatMap(({ events }) => events);
}

describe(`${EVENTS} events`, () => {
  it('of a shop start a Zap once each, over overlapping polls, new processes and answers that are lost', async () => {
    const shop = await ShopDouble.start();
    const zapier = await Zapier.start({
      app: ZIP,
      environment: { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' },
      workers: 2,
    });
    const state = shop.account().shop;
    const settings = (key: string): Parameters<Zapier['poll']>[0] => ({ key, authData: shopConnection });
    const [created, paid] = [
      zapier.poll(settings('justclick_new_order')),
      zapier.poll(settings('justclick_order_paid')),
    ];
    await Promise.all([created.start(), paid.start()]);
    const [whenCreated, whenPaid] = [new Started(), new Started()];
    const orders: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = Math.floor(Date.now() / 1000);
      for (let index = 0; index < EVENTS / ROUNDS; index += 1) {
        const order = state.placeOrder({ ...state.order(100_000), created: now });
        orders.push(String(order.id));
        state.pay(order, now + index);
      }
      if (round % 5 === 4) shop.fault({ kind: 'reset_after_execution', function: 'getOrdersWithGoods' });
      if (round % 11 === 5) shop.fault({ kind: 'html_500', function: 'getOrdersWithGoods' });
      whenCreated.add(await poll(created, round), ({ id }) => String(id));
      whenPaid.add(await poll(paid, round), ({ id }) => String(id));
    }
    for (const [poller, started] of [
      [created, whenCreated],
      [paid, whenPaid],
    ] as const) {
      started.add((await poller.tick()).events, ({ id }) => String(id));
      expect(started.twice).toEqual([]);
      expect([...started.times.keys()].toSorted()).toEqual(orders.toSorted());
    }
    await Promise.all([zapier.stop(), shop.stop()]);
  });

  it('of a till start a Zap once each, over overlapping polls, new processes, lost answers and changes of shift', async () => {
    const restaurant = await openRestaurant();
    const { till } = restaurant;
    till.switches.licenseMode = 'lifetime';
    const zapier = await Zapier.start({ app: ZIP, environment: { ALLOW_LOOPBACK: '1' }, workers: 2 });
    const authData = { ...restaurant.authData, license_product: 'lifetime' };
    const keys = [
      'rkeeper_new_order',
      'rkeeper_order_closed',
      'rkeeper_order_changed',
      'rkeeper_receipt_paid',
    ] as const;
    const zaps = keys.map((key) => ({ key, poller: zapier.poll({ key, authData }), started: new Started() }));
    await Promise.all(zaps.map(({ poller }) => poller.start()));
    const guids: string[] = [];
    const pollAll = async (round: number): Promise<void> => {
      for (const { key, poller, started } of zaps)
        started.add(await poll(poller, round), ({ id, version }) =>
          key === 'rkeeper_order_changed' ? `${String(id)} ${String(version)}` : String(id),
        );
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let index = 0; index < EVENTS / ROUNDS; index += 1) guids.push(await sell(till.url));
      if (round % 5 === 4) till.faults.add({ kind: 'answer lost' }, { command: 'GetOrderList' });
      if (round % 6 === 2) till.faults.add({ kind: 'answer broken' }, { command: 'GetReceiptList' });
      await pollAll(round);
      // A shift is closed when everything of it has been seen: what vanished unseen no poll can find.
      if (round % 8 === 7) {
        till.faults.clear();
        await pollAll(1);
        till.orders.openShift();
      }
    }
    till.faults.clear();
    await pollAll(1);
    for (const { key, started } of zaps) {
      expect([key, started.twice]).toEqual([key, []]);
      expect([key, started.times.size]).toEqual([key, EVENTS]);
    }
    const [opened] = zaps;
    expect([...(opened?.started.times.keys() ?? [])].toSorted()).toEqual(guids.toSorted());
    await Promise.all([zapier.stop(), restaurant.stop()]);
  });
});

it(`${EVENTS} notifications of a product start a Zap once each, though many come twice, some are forged and some late`, async () => {
  const shop = await ShopDouble.start();
  const zapier = await Zapier.start({
    app: ZIP,
    environment: { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' },
    workers: 2,
  });
  const state = shop.account().shop;
  const hook = await zapier.turnOn({
    key: 'justclick_order_paid_instant',
    authData: shopConnection,
    inputData: { good_name: 'super_tovar' },
  });
  const genuine: string[] = [];
  for (let index = 0; index < EVENTS; index += 1) {
    const forged = index % 10 === 7;
    if (index % 4 === 1) shop.notifications.fault({ kind: 'twice' });
    else if (forged) shop.notifications.fault({ kind: 'forged_hash' });
    else if (index % 10 === 4) shop.notifications.fault({ kind: 'held_back' });
    const order = state.placeOrder({ ...state.order(100_000) });
    if (index % 4 === 1 || !forged) genuine.push(String(order.id));
    state.pay(order, 1_362_254_400 + index);
    if (index % 50 === 49) {
      shop.notifications.release();
      await shop.notifications.settled();
    }
  }
  await hook.settled();
  const started = new Started();
  for (const { events } of hook.deliveries) started.add(events, ({ id }) => String(id));
  expect(started.twice).toEqual([]);
  expect([...started.times.keys()].toSorted()).toEqual(genuine.toSorted());
  await Promise.all([zapier.stop(), shop.stop()]);
});

/** Opens, fills and pays an order as a waiter at the till would. @returns its GUID. */
async function sell(url: string): Promise<string> {
  const send = async (command: string): Promise<string> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('zapier:till-secret').toString('base64')}`,
        'content-type': 'application/xml',
      },
      body: `<RK7Query>${command}</RK7Query>`,
    });
    const text = await answer.text();
    if (!text.includes('Status="Ok"')) throw new Error(text);
    return text;
  };
  const opened = await send(
    '<RK7CMD CMD="CreateOrder"><Order><Table id="1000101"/><Station id="15015"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
  );
  const guid = /guid="(\{[^"]+\})"/.exec(opened)?.[1] ?? '';
  await send(
    `<RK7CMD CMD="SaveOrder"><Order guid="${guid}"/><Session><Station id="15015"/><Dish id="1000017" quantity="1000"/></Session></RK7CMD>`,
  );
  await send(
    `<RK7CMD CMD="PayOrder"><Order guid="${guid}"/><Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="11900"/></RK7CMD>`,
  );
  return guid;
}
