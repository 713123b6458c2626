import { DELIVERED } from '../../../proof/uses/measoft';
import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { CourierDouble } from '../../../sandbox/measoft/courier_double';
import { PimPayDouble, pimpayConnection } from '../../../sandbox/pimpay/pimpay_double';
import { courierConnection } from '../../../sandbox/scenes/delivery';
import { shopConnection } from '../../../sandbox/scenes/shop';
import type { Step } from '../../../sandbox/zapier/step';
import { ONCE_EACH, startedBy } from '../../support/started_zap';
import { DIED, LATER, MINUTE, Stage, SUCCESS, UNCLEAR, until } from './stage';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MINUTES = 24 * 60;

let shop: ShopDouble;
let courier: CourierDouble;
let pimpay: PimPayDouble;
let stage: Stage;

beforeAll(async () => {
  [shop, courier, pimpay] = await Promise.all([
    ShopDouble.start(),
    CourierDouble.start(),
    PimPayDouble.start(),
  ]);
  stage = await Stage.start({
    origins: { shop: shop.origin, courier: courier.origin, pimpay: pimpay.origin },
  });
});
afterAll(() => Promise.all([stage.stop(), shop.stop(), courier.stop(), pimpay.stop()]));

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

  it.each([1, 3 * DAY_MINUTES])(
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

  it.each([1, 635])(
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

describe('a payment of PimPay', () => {
  const named = (externalId: string): Step => ({
    method: 'creates.pimpay_request_payment.operation.perform',
    authData: pimpayConnection(),
    inputData: { externalId, tin: '7700000000', amount: '8476,50', purposeOfPayment: 'Оплата по сверке' },
  });
  /** What PimPay holds under that External ID, and how often it was asked for. */
  const paid = (externalId: string) => ({
    held: pimpay.office.payments.filter(({ asked }) => asked.externalId === externalId).length,
    sent: pimpay.journal.of('requestPayments').filter(({ request }) => request.includes(`>${externalId}<`))
      .length,
  });
  const ONCE = { held: 1, sent: 1 };
  const dieOver = async (externalId: string): Promise<void> => {
    pimpay.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: 'requestPayments' });
    expect(await stage.runUntil(() => paid(externalId).held === 1, named(externalId))).toMatchObject(DIED);
  };

  afterEach(() => {
    pimpay.switches.listsPayments = true;
  });

  it.each([5, 635])(
    'whose answer died with its process is found %s minutes later, and an equal one of the next day is another',
    async (minutes) => {
      const [externalId, another] = [`PAY-${minutes}`, `PAY-${minutes}-2`];
      await dieOver(externalId);
      const again = await stage.runAfter(minutes, named(externalId));
      expect(again).toMatchObject({ ...SUCCESS, output: { externalId, already_existed: false } });
      const nextDay = await stage.runAfter(DAY_MINUTES, named(another));
      expect(nextDay).toMatchObject({ ...SUCCESS, output: { externalId: another, already_existed: false } });
      expect([paid(externalId), paid(another)]).toEqual([ONCE, ONCE]);
    },
  );

  it('whose answer died with its process is not requested again as long as the list does not show it', async () => {
    pimpay.switches.listsPayments = false;
    await dieOver('PAY-HIDDEN');
    for (const minutes of [5, 35, 635])
      expect(await stage.runAfter(minutes, named('PAY-HIDDEN'))).toMatchObject(UNCLEAR);
    pimpay.switches.listsPayments = true;
    expect(await stage.zapier.run(named('PAY-HIDDEN'))).toMatchObject(SUCCESS);
    expect(paid('PAY-HIDDEN')).toEqual(ONCE);
  });

  it('is requested once over a lost answer', async () => {
    pimpay.faults.add({ kind: 'lost answer' }, { on: 'requestPayments' });
    expect(await stage.runUntilOver(named('PAY-ANSWER'))).toMatchObject([SUCCESS]);
    expect(paid('PAY-ANSWER')).toEqual(ONCE);
  });

  it('whose request was lost is left to a person, who goes on under another External ID', async () => {
    pimpay.faults.add({ kind: 'lost request' }, { on: 'requestPayments' });
    expect(await stage.runUntilOver(named('PAY-REQUEST'))).toMatchObject([UNCLEAR]);
    for (const minutes of [5, 635])
      expect(await stage.runAfter(minutes, named('PAY-REQUEST'))).toMatchObject(UNCLEAR);
    expect(await stage.zapier.run(named('PAY-BY-HAND'))).toMatchObject(SUCCESS);
    expect([paid('PAY-REQUEST'), paid('PAY-BY-HAND')]).toEqual([{ held: 0, sent: 1 }, ONCE]);
  });

  it('is not requested as long as Zapier’s memory does not say that no earlier run has', async () => {
    await dieOver('PAY-MEMORY');
    pimpay.switches.listsPayments = false;
    stage.clock.moveOn(5 * MINUTE);
    const { cache } = stage.zapier;
    // It comes to itself after the questions for an earlier run, and before the record.
    cache.failNext('throttled', 4);
    expect(await stage.zapier.run(named('PAY-MEMORY'))).toMatchObject(LATER);
    cache.heal();
    expect(paid('PAY-MEMORY')).toEqual(ONCE);
  });
});

describe('a register of PimPay', () => {
  const named = (id: string): Step => ({
    method: 'creates.pimpay_send_register.operation.perform',
    authData: pimpayConnection(),
    inputData: {
      ...{ id, tin: '7700000000', num: '42423', date: '12.02.2020', sum: '8476' },
      rows: [{ oid: '11111', ptp: '8476' }],
    },
  });
  const sent = (id: string): number =>
    pimpay.journal.of('sendVerification').filter(({ request }) => request.includes(`>${id}<`)).length;

  it.each([5, 635])(
    'whose answer died with its process is found by its ID, %s minutes later',
    async (minutes) => {
      const id = `ACT-${minutes}`;
      pimpay.faults.add({ kind: 'delay', milliseconds: MINUTE }, { on: 'sendVerification' });
      expect(await stage.runUntil(() => pimpay.office.registers.has(id), named(id))).toMatchObject(DIED);
      const again = await stage.runAfter(minutes, named(id));
      expect(again).toMatchObject({ ...SUCCESS, output: { id, already_existed: false } });
      expect(sent(id)).toBe(1);
    },
  );

  // The vendor's own test asks for the status right after the sending, and PimPay knows the register.
  it.each([
    ['lost request', 2],
    ['lost answer', 1],
  ] as const)('is there once over a %s', async (kind, requests) => {
    pimpay.faults.add({ kind }, { on: 'sendVerification' });
    expect(await stage.runUntilOver(named(kind))).toMatchObject([SUCCESS]);
    expect([pimpay.office.registers.has(kind), sent(kind)]).toEqual([true, requests]);
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
