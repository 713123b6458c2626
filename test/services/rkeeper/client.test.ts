import { GUID } from '../../../src/services/rkeeper/ref_item';
import { NetworkFailure } from '../../../src/core/http';
import { parseKopecks, parseThousandths } from '../../../src/core/money';
import { CLOCK } from '../../../src/core/time';
import { TillClient, type OrderRequest } from '../../../src/services/rkeeper/client';
import type { Packet } from '../../../src/services/rkeeper/commands';
import { orderGuidOf } from '../../../src/services/rkeeper/ref_item';
import { MemoryStore, StillClock } from '../../support/memory';
import { problemOf } from '../../support/problem';
import { network } from '../../support/shop';
import { LIFETIME_TILL, Restaurant } from '../../support/till';
import { Waiter } from '../../../sandbox/rkeeper/waiter';

const STATION = { id: '15015' };
const CASHIER = { id: '1000018' };
const CASH = { id: '1' };
const REQUEST: OrderRequest = {
  externalId: undefined,
  table: { id: '1000101' },
  station: STATION,
  waiter: CASHIER,
  orderCategory: undefined,
  orderType: undefined,
  guests: 1,
  persistentComment: undefined,
  nonPersistentComment: undefined,
  externalProperties: [],
};
const SOUP = 1000017;
const PACKET: Packet = {
  station: STATION,
  dishes: [
    {
      dish: { id: String(SOUP) },
      quantity: parseThousandths(2),
      price: undefined,
      seat: undefined,
      modifiers: [],
    },
  ],
  discounts: [],
  prepayments: [],
};

async function opened(client: TillClient): Promise<{ guid: string }> {
  const { order } = await client.createOrder(REQUEST);
  return { guid: order.guid };
}

const lifetime = ({ authData }: Restaurant): Record<string, string> => ({
  ...authData,
  license_product: 'lifetime',
});

const untyped = ({ authData }: Restaurant): Record<string, string> => ({ ...authData, rest_code: '' });

/** A till that answers as it is told. */
function scripted(...answers: readonly (string | NetworkFailure)[]): TillClient {
  const replies = answers.map((answer) =>
    typeof answer === 'string'
      ? `<RK7QueryResult ServerVersion="7.6.5.92" ErrorText="" ${answer}</RK7QueryResult>`
      : answer,
  );
  return new TillClient(LIFETIME_TILL, network(...replies).http, new MemoryStore(), CLOCK);
}

describe('a licensed write', () => {
  it('asks the till for its restaurant code where none was typed, once', async () => {
    await using restaurant = await Restaurant.open();
    const store = new MemoryStore();
    const order = await opened(restaurant.client(store));
    restaurant.till.journal.clear();
    await restaurant.client(store, untyped(restaurant)).saveOrder(order, PACKET);
    await restaurant.client(store, untyped(restaurant)).saveOrder(order, PACKET);
    expect(restaurant.commands().filter((command) => command !== 'GetOrder')).toEqual([
      'GetSystemInfo',
      'GetXMLLicenseInstanceSeqNumber',
      'SaveOrder',
      'SaveOrder',
    ]);
  });

  it('needs the restaurant code in the connection where the till does not tell it', async () => {
    await using restaurant = await Restaurant.open({ tellsRestCode: false });
    const client = restaurant.client(undefined, untyped(restaurant));
    const order = await opened(client);
    const problem = await problemOf(() => client.saveOrder(order, PACKET));
    expect([problem.kind, problem.code]).toEqual(['failed', 'no_rest_code']);
  });

  it('remembers all that it did when the owner of the app gives it a new token', async () => {
    await using restaurant = await Restaurant.open();
    const { license_token: token = '' } = restaurant.authData;
    const store = new MemoryStore();
    const client = (): TillClient => restaurant.client(store, { ...restaurant.authData, license_token: '' });
    try {
      process.env.RKEEPER_LICENSE_TOKEN = token;
      await client().license();
      process.env.RKEEPER_LICENSE_TOKEN = 'the token of next year';
      await client().license();
    } finally {
      delete process.env.RKEEPER_LICENSE_TOKEN;
    }
    expect(restaurant.licenses.journal.calls).toHaveLength(1);
  });

  it('gets the new licence id when the old one is refused, and tries once more', async () => {
    await using restaurant = await Restaurant.open();
    const { till } = restaurant;
    const client = restaurant.client();
    const order = await opened(client);
    await client.saveOrder(order, PACKET);
    till.registry.rotate(till.anchor);
    await client.saveOrder(order, PACKET);
    expect(restaurant.licenses.journal.exchanges).toHaveLength(2);
    expect(till.orders.byGuid(order.guid)?.quantityOf(SOUP)).toBe(4000);
  });
});

describe('a LifeTime licence', () => {
  it('sends nothing with an order and asks no licence server', async () => {
    await using restaurant = await Restaurant.open({ licenseMode: 'lifetime' });
    const client = restaurant.client(undefined, lifetime(restaurant));
    await client.saveOrder(await opened(client), PACKET);
    expect(restaurant.commands()).toEqual(['CreateOrder', 'GetOrder', 'SaveOrder']);
    expect(restaurant.till.journal.of('SaveOrder')[0]?.request).not.toContain('LicenseInfo');
    expect(restaurant.licenses.journal.exchanges).toEqual([]);
    expect([await client.licenseStatus(), await client.license()]).toEqual([{ kind: 'lifetime' }, undefined]);
  });
});

describe('opening an order', () => {
  it('gives every id an order of its own, and every order without one too', async () => {
    await using restaurant = await Restaurant.open();
    const client = restaurant.client();
    const ids = ['A-1', 'a-1', 'A-2', undefined, undefined];
    const opened = [];
    for (const externalId of ids) opened.push(await client.createOrder({ ...REQUEST, externalId }));
    expect(new Set(opened.map(({ order }) => order.guid)).size).toBe(5);
  });

  it('finds what it opened when the answer is lost, and the look at the till goes wrong', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    restaurant.till.faults.add({ kind: 'refused', code: 2133 }, { on: 'GetOrder' });
    const { order } = await restaurant.client().createOrder(REQUEST);
    expect(order.table?.name).toBe('5');
    expect(restaurant.till.orders.visits).toHaveLength(1);
  });

  it('is gone on with by the same step run again, and never by another', async () => {
    await using restaurant = await Restaurant.open();
    const store = new MemoryStore();
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'GetOrder' });
    const problem = await problemOf(() => restaurant.client(store).createOrder(REQUEST));
    expect(problem.kind).toBe('later');
    const other = await restaurant.client(store).createOrder({ ...REQUEST, externalId: 'A-1' });
    expect(other.order.guid).toBe(orderGuidOf('A-1'));
    const [left] = restaurant.till.orders.visits.map(({ orders }) => orders[0]?.guid);
    const rerun = await restaurant.client(store).createOrder(REQUEST);
    expect(rerun.order.guid).toBe(left);
    expect(restaurant.till.orders.visits).toHaveLength(2);
  });

  it.each<[string, number, (till: Restaurant['till']) => void]>([
    [
      'its shift is over',
      10,
      ({ orders }) => {
        orders.openShift();
      },
    ],
    [
      'it is paid',
      5,
      ({ orders }) => {
        for (const { orders: all } of orders.visits) for (const order of all) order.finishTime = 'now';
      },
    ],
    ['half a day has passed', 13 * 60, () => undefined],
  ])('known by its table alone is another guest’s where %s', async (_, minutes, happen) => {
    await using restaurant = await Restaurant.open();
    const clock = new StillClock();
    const client = restaurant.client(undefined, restaurant.authData, clock);
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'GetOrder' });
    await problemOf(() => client.createOrder(REQUEST));
    happen(restaurant.till);
    clock.pass(minutes * 60);
    await client.createOrder(REQUEST);
    const guids = restaurant.till.orders.visits.map(({ orders }) => orders[0]?.guid);
    expect(new Set(guids).size).toBe(2);
  });

  it.each([
    ['the same GUID within minutes', 5, 1],
    ['another where half a day has passed', 13 * 60, 2],
  ])('that the till never heard of is opened under %s', async (_, minutes, guids) => {
    await using restaurant = await Restaurant.open();
    const clock = new StillClock();
    const client = restaurant.client(undefined, restaurant.authData, clock);
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'CreateOrder' });
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'GetOrder' });
    await problemOf(() => client.createOrder(REQUEST));
    clock.pass(minutes * 60);
    await client.createOrder(REQUEST);
    expect(restaurant.till.orders.visits).toHaveLength(1);
    const sent = restaurant.sent('CreateOrder').map((command) => /guid="([^"]+)"/.exec(command)?.[1]);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(guids);
  });

  it('understands a till that names the new order on the answer itself', async () => {
    const guid = '{AAAAAAAA-0000-0000-0000-000000000001}';
    const answer = `Status="Ok" CMD="CreateOrder" VisitID="356255787" OrderID="256" guid="${guid}">`;
    const { order } = await scripted(answer).createOrder(REQUEST);
    expect([order.guid, order.visit, order.orderIdent]).toEqual([guid, '356255787', '256']);
  });

  it.each(['', ' guid="null"'])(
    'knows the GUID that it asked for where the till tells none:%s',
    async (told) => {
      const { order } = await scripted(`Status="Ok" CMD="CreateOrder"${told}>`).createOrder({
        ...REQUEST,
        externalId: undefined,
      });
      expect(order.guid).toMatch(GUID);
    },
  );
});

describe('a number that was used before, because what is remembered of the till is old,', () => {
  /** What was remembered before a step comes back after it. */
  async function forgettingAfterwards(store: MemoryStore, step: () => Promise<unknown>): Promise<void> {
    const before = new Map(store.entries);
    await step();
    for (const [key, value] of before) store.entries.set(key, value);
  }

  it('does not make an equal packet out of the answer that the till gives from its memory', async () => {
    await using restaurant = await Restaurant.open();
    const store = new MemoryStore();
    const client = (): TillClient => restaurant.client(store);
    const order = await opened(client());
    await client().saveOrder(order, PACKET);
    await forgettingAfterwards(store, () => client().saveOrder(order, PACKET));
    await client().saveOrder(order, PACKET);
    expect(restaurant.till.orders.byGuid(order.guid)?.quantityOf(SOUP)).toBe(6000);
    expect(restaurant.till.journal.exchanges.some(({ replayed }) => replayed)).toBe(true);
  });

  it('does not make an equal return out of it', async () => {
    await using restaurant = await Restaurant.open();
    const store = new MemoryStore();
    const client = (): TillClient => restaurant.client(store);
    const order = await opened(client());
    await client().saveOrder(order, PACKET);
    const { receipt } = await client().payOrder(order, {
      station: STATION,
      cashier: CASHIER,
      payments: { kind: 'rest', currency: CASH },
    });
    const [line] = (await client().findOrder(order))?.sessions[0]?.dishes ?? [];
    const goods = {
      station: STATION,
      cashier: CASHIER,
      reason: { id: '1000300' },
      receiptGuid: receipt?.lineGuid ?? '',
      dishes: [{ lineGuid: line?.lineGuid ?? '', quantity: parseThousandths(1) }],
    };
    await forgettingAfterwards(store, () => client().returnGoods(goods));
    await client().returnGoods(goods);
    expect(restaurant.till.orders.receipts.filter(({ order: { source } }) => source)).toHaveLength(2);
  });
});

describe('looking for an order', () => {
  it.each([
    ['Status="Query Parse Error" RK7ErrorN="2172">', 'later', '2172'],
    ['Status="Bad Query Parameters">', 'refused', 'Bad Query Parameters'],
  ])('does not take another refusal for an order that is not there: %s', async (answer, kind, code) => {
    const problem = await problemOf(() => scripted(answer).findOrder({ guid: '{A}' }));
    expect([problem.kind, problem.code]).toEqual([kind, code]);
  });
});

describe('adding dishes', () => {
  it('tells the lines that the till could not take', async () => {
    const client = scripted(
      'Status="Ok"><Order guid="{A}"/>',
      'Status="Ok"><Order guid="{A}" orderSum="100"/><Error RK7ErrorN="3000" ErrorText="Нет блюда"><FaultyTag>&lt;Dish/&gt;</FaultyTag></Error>',
    );
    const problem = await problemOf(() => client.saveOrder({ guid: '{A}' }, PACKET));
    expect([problem.kind, problem.code]).toEqual(['refused', '3000']);
    expect(problem.message).toBe(
      'The till could not take some of the lines: Нет блюда. The others may be on the order: look at it on the till before you run this step ' +
        'again. (r_keeper error 3000)',
    );
  });

  it('says when nothing was sent at all', async () => {
    const client = scripted(new NetworkFailure('unreachable', false, 'ECONNREFUSED'));
    const problem = await problemOf(() => client.saveOrder({ guid: '{A}' }, PACKET));
    expect([problem.kind, problem.code]).toEqual(['failed', 'unreachable']);
    expect(problem.message).toBe(
      'The till cannot be reached: nothing accepts the connection. Try again in a few minutes. (ECONNREFUSED)',
    );
  });
});

describe('paying', () => {
  it('pays exactly what is unpaid, prepayments taken off', async () => {
    await using restaurant = await Restaurant.open();
    const client = restaurant.client();
    const order = await opened(client);
    await client.saveOrder(order, {
      ...PACKET,
      prepayments: [{ currency: CASH, amount: parseKopecks(100) }],
    });
    const { receipt } = await client.payOrder(order, {
      station: STATION,
      cashier: CASHIER,
      payments: { kind: 'rest', currency: CASH },
    });
    expect(receipt?.checkNumber).toBe('1042');
    expect(
      restaurant.till.journal.of('PayOrder')[0]?.commands[0]?.child('Payment')?.attributes,
    ).toMatchObject({
      id: '1',
      amount: '13800',
    });
  });
});

describe('after a lost answer, when somebody else has used the number in the meantime,', () => {
  const NUMBER_GONE = { kind: 'refused', code: 5310 } as const;

  /** Two faults in a row: the request is lost before or after it was carried out, and its repetition comes too late. */
  function overtaken({ till }: Restaurant, command: string, lost: 'lost answer' | 'lost request'): void {
    till.faults.add({ kind: lost }, { on: command });
    till.faults.add(NUMBER_GONE, { on: command });
  }

  it.each(['lost answer', 'lost request'] as const)(
    'dishes of which the order holds equal ones are told from these (%s)',
    async (lost) => {
      await using restaurant = await Restaurant.open();
      const client = restaurant.client();
      const order = await opened(client);
      await client.saveOrder(order, PACKET);
      await client.saveOrder(order, PACKET);
      overtaken(restaurant, 'SaveOrder', lost);
      await client.saveOrder(order, PACKET);
      expect(restaurant.till.orders.byGuid(order.guid)?.quantityOf(SOUP)).toBe(6000);
    },
  );

  it('dishes beside which a waiter has entered equal ones are left to a person', async () => {
    await using restaurant = await Restaurant.open({ licenseMode: 'lifetime' });
    const { till } = restaurant;
    const clock = new StillClock();
    const client = restaurant.client(undefined, lifetime(restaurant), clock);
    const order = await opened(client);
    till.faults.add({ kind: 'lost request' }, { on: 'SaveOrder' });
    till.faults.add({ kind: 'lost answer' }, { on: 'GetOrder', after: 1 });
    expect((await problemOf(() => client.saveOrder(order, PACKET))).kind).toBe('later');
    new Waiter(till).fill(order.guid);
    clock.pass(60);
    const problem = await problemOf(() => client.saveOrder(order, PACKET));
    expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
    expect(problem.message).toContain(
      'Look at the order on the till. If dishes of this step are missing there, enter them on the till.',
    );
    new Waiter(till).fill(order.guid);
    await client.saveOrder(order, PACKET);
    expect(till.orders.byGuid(order.guid)?.quantityOf(SOUP)).toBe(2000);
  });
});
