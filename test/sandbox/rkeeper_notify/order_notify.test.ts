import { Clock } from '../../../sandbox/clock';
import { newGuid } from '../../../sandbox/rkeeper/guid';
import { type DishLine, Order } from '../../../sandbox/rkeeper/order';
import type { ReferenceItem } from '../../../sandbox/rkeeper/references';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { OrderNotify, type OrderNotifyOptions } from '../../../sandbox/rkeeper_notify/order_notify';
import type { XmlElement } from '../../../src/core/xml';
import { newOrder } from '../rkeeper/conversation';
import { type Receiver, receiver } from './receiver';

const GUID = /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/;
const till = {
  restaurant: { restCode: '199990093' },
  orders: { shift: { number: 4, date: '2026-10-03', startTime: '2026-10-03T08:00:00' } },
};
const clock = new Clock(() => Date.UTC(2026, 9, 3, 13, 5, 3));

let address: Receiver;
let notify: OrderNotify;

beforeEach(async () => {
  address = await receiver();
  start();
});

afterEach(async () => {
  await notify.stop();
  await address[Symbol.asyncDispose]();
});

function start(options: Partial<OrderNotifyOptions> = {}): void {
  notify = OrderNotify.start(till, { addresses: [address.url], clock, retryMilliseconds: 1, ...options });
}

function item(ident: number, name: string): ReferenceItem {
  return { ident, code: ident % 100, name, guid: newGuid(), status: 'rsActive', properties: {} };
}

/** An order of table 5 with so many thousandths of fish soup in its one packet. */
function orderOf(quantity: number): Order {
  const details = {
    table: item(1011105, '5'),
    waiter: item(1000677, 'Пётр'),
    guests: [],
    externalProps: new Map<string, string>(),
    texts: {},
  };
  const order = new Order(356255787, 256, newGuid(), 1, 4, '2026-10-03T16:00:00', details);
  const soup: DishLine = {
    kind: 'Dish',
    uni: 4,
    guid: newGuid(),
    dish: item(1004414, 'Уха «Царская»'),
    price: 29800,
    quantity,
    ordered: quantity,
    seat: 0,
    modifiers: [],
    discounts: [],
    state: 3,
    returned: 0,
  };
  const packet = {
    uni: 101,
    guid: newGuid(),
    id: 1,
    station: undefined,
    author: undefined,
    draft: false,
    printed: false,
    dishes: [soup],
    discounts: [],
    prepayments: [],
  };
  order.packets.push(packet);
  return order;
}

/** What came in behind the start of the server. */
async function events(): Promise<readonly XmlElement[]> {
  await notify.settled();
  return address.received.slice(1);
}

function numbers(received: readonly XmlElement[]): (string | undefined)[] {
  return received.map((event) => event.attribute('seqnumber'));
}

describe('an event', () => {
  test('of the start of a server is told at every start', async () => {
    await notify.settled();
    expect(address.headers[0]).toMatchObject({ 'content-type': 'application/xml' });
    const [started] = address.received;
    expect(started).toMatchObject({
      name: 'a',
      attributes: {
        name: 'Started',
        RestCode: '199990093',
        DateTime: '2026-10-03T16:05:03',
        Situation: '1',
        seqnumber: '1',
        guid: expect.stringMatching(GUID) as string,
        ShiftNum: '4',
        ShiftDate: '2026-10-03T00:00:00',
      },
    });
    expect(started?.children.map(({ name }) => name)).toEqual(['Server', 'Item']);
  });

  test('of the start of a station names it', async () => {
    notify.stationStarted(item(15003, 'MM_CASH'));
    const [started] = await events();
    expect(started?.attribute('Situation')).toBe('1');
    expect(started?.child('Station')?.attributes).toMatchObject({ id: '15003', NetName: 'MM_CASH' });
  });

  test('of an order holds it as the till knows it, but not its guid', async () => {
    notify.orderChanged('Save Order', orderOf(1000));
    const [saved] = await events();
    expect(saved?.attributes).toMatchObject({ name: 'Save Order', Situation: '3', seqnumber: '2' });
    const order = saved?.child('Order');
    expect({ ...order?.attributes }).toEqual({
      visit: '356255787',
      orderIdent: '256',
      orderSum: '29800',
      totalPieces: '1000',
      paid: '0',
      finished: '0',
    });
    expect(order?.child('Table')?.attribute('name')).toBe('5');
    expect(order?.child('Waiter')?.attribute('name')).toBe('Пётр');
    expect({ ...order?.child('Session')?.child('Dish')?.attributes }).toEqual({
      id: '1004414',
      code: '14',
      name: 'Уха «Царская»',
      uni: '4',
      quantity: '1000',
      price: '29800',
    });
  });

  test('of a calculation or of a closed receipt has its situation, and no name', async () => {
    const order = orderOf(1000);
    notify.orderCalculated(order);
    order.finishTime = '2026-10-03T16:06:00';
    notify.receiptClosed(order);
    const [calculated, closed] = await events();
    expect([calculated?.attribute('Situation'), closed?.attribute('Situation')]).toEqual(['4', '5']);
    expect([calculated?.attribute('name'), closed?.attribute('name')]).toEqual([undefined, undefined]);
    expect(calculated?.child('Order')?.attributes).toMatchObject({ paid: '0', finished: '0' });
    expect(closed?.child('Order')?.attributes).toMatchObject({ paid: '1', finished: '1' });
  });

  test('that nobody has documented exists too', async () => {
    notify.somethingElse();
    expect(await events()).toMatchObject([{ attributes: { Situation: '9' }, children: [] }]);
  });

  test('may be of a till double and of its orders', async () => {
    const double = await TillDouble.start();
    const order = double.orders.byGuid(await newOrder(double));
    await notify.stop();
    notify = OrderNotify.start(double, { addresses: [address.url] });
    if (order) notify.orderChanged('New Order', order);
    await notify.settled();
    await double.stop();
    expect(address.received.at(-1)).toMatchObject({
      attributes: { RestCode: double.restaurant.restCode, name: 'New Order', ShiftNum: '1' },
      children: [{ name: 'Order', attributes: { orderIdent: '256', totalPieces: '0' } }],
    });
  });

  test('has a number and a guid of its own', async () => {
    const order = orderOf(1000);
    notify.orderChanged('New Order', order);
    notify.orderChanged('Quit Order', order);
    const received = await events();
    expect(numbers(received)).toEqual(['2', '3']);
    const guids = received.map((event) => event.attribute('guid'));
    expect(new Set(guids).size).toBe(2);
    expect(notify.guids.slice(1)).toEqual(guids);
  });
});

describe('the log of changes', () => {
  function logOf(event: XmlElement | undefined): unknown {
    return event?.child('ChangeLog')?.children.map(({ attributes }) => ({ ...attributes }));
  }

  test('tells what is different from the event before', async () => {
    const order = orderOf(1000);
    const [soup] = order.lines;
    notify.orderChanged('Order Changed', order);
    if (soup) soup.quantity = 3000;
    notify.orderChanged('Order Changed', order);
    notify.orderChanged('Order Changed', order);
    const [first, second, third] = await events();
    const dish = { id: '1004414', code: '14', uni: '4' };
    expect(logOf(first)).toEqual([{ ...dish, oldvalue: '0', newvalue: '1000', new: '1' }]);
    expect(logOf(second)).toEqual([{ ...dish, oldvalue: '1000', newvalue: '3000' }]);
    expect(logOf(third)).toBeUndefined();
  });

  test('is only in events that are called so', async () => {
    notify.orderChanged('Save Order', orderOf(1000));
    expect(logOf((await events())[0])).toBeUndefined();
  });
});

describe('an address', () => {
  test('gets an event until it answers 200, and the later ones after it', async () => {
    await notify.settled();
    address.statuses.push(500, 0, 204);
    notify.somethingElse();
    notify.somethingElse();
    expect(numbers(await events())).toEqual(['2', '2', '2', '2', '3']);
    const [queue] = notify.queues;
    expect(queue?.attempts.map(({ status }) => status)).toEqual([200, 500, undefined, 204, 200, 200]);
  });

  test('has a queue of its own', async () => {
    await using other = await receiver();
    start({ addresses: ['http://127.0.0.1:1/', other.url] });
    notify.somethingElse();
    await notify.queues[1]?.settled();
    expect(numbers(other.received)).toEqual(['1', '2']);
    await notify.stop();
    expect(notify.queues[0]?.attempts[0]).toMatchObject({ status: undefined });
  });

  test('misses what comes while 256 events wait for it', async () => {
    await notify.settled();
    for (let event = 0; event < 300; event += 1) notify.somethingElse();
    expect(await events()).toHaveLength(256);
    expect(notify.queues[0]?.lost).toBe(44);
  });

  test('gets nothing more when the server stops', async () => {
    await notify.settled();
    address.statuses.push(...Array<number>(1000).fill(500));
    notify.somethingElse();
    await notify.stop();
    const tried = notify.queues[0]?.attempts.length;
    notify.somethingElse();
    await notify.settled();
    expect(notify.queues[0]?.attempts).toHaveLength(tried ?? 0);
  });
});

describe('what goes wrong', () => {
  test('twice: the same event two times', async () => {
    notify.faults.add({ kind: 'twice' });
    notify.somethingElse();
    notify.somethingElse();
    const received = await events();
    expect(numbers(received)).toEqual(['2', '2', '3']);
    expect(received[1]).toEqual(received[0]);
  });

  test('answer_lost: the same event again, as after any other answer than 200', async () => {
    await notify.settled();
    notify.faults.add({ kind: 'lost answer' });
    notify.somethingElse();
    notify.somethingElse();
    expect(numbers(await events())).toEqual(['2', '2', '3']);
    expect(notify.queues[0]?.attempts.map(({ status }) => status)).toEqual([200, undefined, 200, 200]);
  });

  test('damaged: half of the event, which is not sent again', async () => {
    await notify.settled();
    notify.faults.add({ kind: 'half body' });
    notify.somethingElse();
    notify.somethingElse();
    expect(numbers(await events())).toEqual(['3']);
    expect(notify.queues[0]?.attempts.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('out_of_order: after the event behind it', async () => {
    notify.faults.add({ kind: 'out of order' });
    notify.somethingElse();
    expect(await events()).toEqual([]);
    notify.somethingElse();
    notify.somethingElse();
    expect(numbers(await events())).toEqual(['3', '2', '4']);
  });

  test('without_order: the rest of it, in the situation that was asked for', async () => {
    notify.faults.add({ kind: 'without order' }, { on: '5' });
    const order = orderOf(1000);
    notify.orderCalculated(order);
    notify.receiptClosed(order);
    notify.receiptClosed(order);
    const received = await events();
    expect(received.map((event) => event.child('Order') !== undefined)).toEqual([true, false, true]);
  });
});
