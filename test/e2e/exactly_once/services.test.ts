import { DELIVERED } from '../../../proof/uses/measoft';
import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { CourierDouble } from '../../../sandbox/measoft/courier_double';
import { courierConnection } from '../../../sandbox/scenes/delivery';
import { shopConnection } from '../../../sandbox/scenes/shop';
import type { Step } from '../../../sandbox/zapier/step';
import { ONCE_EACH, startedBy } from '../../support/started_zap';
import { DIED, MINUTE, Stage, SUCCESS, until } from './stage';

jest.setTimeout(60_000);

const DAY_MINUTES = 24 * 60;

let shop: ShopDouble;
let courier: CourierDouble;
let stage: Stage;

beforeAll(async () => {
  [shop, courier] = await Promise.all([ShopDouble.start(), CourierDouble.start()]);
  stage = await Stage.start({ origins: { shop: shop.origin, courier: courier.origin } });
});
afterAll(() => Promise.all([stage.stop(), shop.stop(), courier.stop()]));

describe('a courier’s order', () => {
  const withNumber = (orderno?: string): Step => ({
    method: 'creates.measoft_create_order.operation.perform',
    authData: courierConnection,
    timeZone: 'Europe/Moscow',
    inputData: {
      ...(orderno !== undefined && { orderno }),
      receiver_person: 'Петров Пётр',
      receiver_phone: '+79160000003',
      receiver_town: 'Москва',
      receiver_address: 'Петровка, 38',
      paytype: 'NO',
    },
  });
  const made = (orderno: string): number =>
    courier.orders.all.filter((order) => order.number === orderno).length;

  it('is not sent without a number', async () => {
    expect(await stage.zapier.run(withNumber())).toMatchObject({
      outcome: 'error',
      message: expect.stringContaining('Order Number') as string,
    });
    expect(courier.journal.of('neworder')).toHaveLength(0);
  });

  it.each([1, 5, 635, 3 * DAY_MINUTES])(
    'whose answer died with its process is found by its number, %s minutes later',
    async (minutes) => {
      const orderno = `SITE-${minutes}`;
      const step = withNumber(orderno);
      courier.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: 'neworder' });
      expect(await stage.runUntil(() => made(orderno) === 1, step)).toMatchObject(DIED);
      expect(await stage.runAfter(minutes, step)).toMatchObject({ ...SUCCESS, output: { orderno } });
      expect(made(orderno)).toBe(1);
    },
  );

  it.each([
    ['lost request', 2],
    ['lost answer', 1],
  ] as const)('is made once over a %s', async (kind, requests) => {
    const before = courier.journal.of('neworder').length;
    courier.faults.add({ kind }, { on: 'neworder' });
    expect(await stage.runUntilOver(withNumber(kind))).toMatchObject([SUCCESS]);
    expect([made(kind), courier.journal.of('neworder').length - before]).toEqual([1, requests]);
  });
});

describe('a shop’s order', () => {
  const forBuyer = (email: string): Step => ({
    method: 'creates.justclick_create_order.operation.perform',
    authData: shopConnection,
    inputData: { goods: [{ good_name: 'kurs_pro' }], bill_email: email },
  });
  const placed = (email: string) => {
    const { shop: account } = shop.account();
    return { account, orders: [...account.orders.values()].filter((order) => order.email === email) };
  };

  it.each([1, 35, 635])(
    'whose answer died with its process is found among the buyer’s new ones, %s minutes later, though it has been paid since',
    async (minutes) => {
      const email = `maria${minutes}@shop.example`;
      const step = forBuyer(email);
      // An equal one, which the buyer has paid.
      expect(await stage.zapier.run(step)).toMatchObject(SUCCESS);
      const { account, orders } = placed(email);
      for (const order of orders) account.pay(order, order.created);
      shop.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: 'CreateOrder' });
      expect(await stage.runUntil(() => placed(email).orders.length === 2, step)).toMatchObject(DIED);
      const [, lost] = placed(email).orders;
      // The shop itself knows an equal order only while that waits for payment.
      if (lost) account.pay(lost, lost.created);
      const bill = { bill_id: String(lost?.id) };
      expect(await stage.runAfter(minutes, step)).toMatchObject({ ...SUCCESS, output: bill });
      expect(placed(email).orders).toHaveLength(2);
    },
  );

  it.each([
    ['lost request', 2],
    ['lost answer', 1],
  ] as const)('is placed once over a %s', async (kind, requests) => {
    const email = `${kind.replace(' ', '.')}@shop.example`;
    const before = shop.journal.of('CreateOrder').length;
    shop.faults.add({ kind }, { on: 'CreateOrder' });
    expect(await stage.runUntilOver(forBuyer(email))).toMatchObject([SUCCESS]);
    expect(placed(email).orders).toHaveLength(1);
    expect(shop.journal.of('CreateOrder').length - before).toBe(requests);
  });
});

it('a notification whose process was killed before the Zap had it starts the Zap when it comes again, and once', async () => {
  const { cache } = stage.zapier;
  cache.clear();
  let isFirst = true;
  const hook = await stage.zapier.turnOn({
    key: 'measoft_status_event',
    authData: courierConnection,
    get killWhen() {
      if (!isFirst) return new Promise(() => undefined);
      isFirst = false;
      return until(() => cache.entries().length > 0);
    },
  });
  // It is killed between the claim and the word that the event was handed over, each of which takes its time.
  cache.latencyMilliseconds = 200;
  for (const minutes of [0, 2, 10, 29 * DAY_MINUTES]) {
    stage.clock.moveOn(minutes * MINUTE);
    await fetch(hook.url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: DELIVERED });
    await hook.settled();
    cache.latencyMilliseconds = 0;
  }
  const [killed, started] = hook.deliveries;
  expect(killed?.result).toMatchObject(DIED);
  expect(started?.events).toHaveLength(1);
  expect(startedBy(hook).against(started?.events.map(({ id }) => String(id)) ?? [])).toEqual(ONCE_EACH);
});
