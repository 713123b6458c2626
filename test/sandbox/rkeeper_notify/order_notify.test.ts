import { Clock } from '../../../sandbox/clock';
import type { Order } from '../../../sandbox/rkeeper/order';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { OrderNotify, type OrderNotifyOptions } from '../../../sandbox/rkeeper_notify/order_notify';
import { parseXml, type XmlElement } from '../../../sandbox/xml';
import { Waiter } from '../../../sandbox/rkeeper/waiter';
import { openReceiver, type Receiver } from '../receiver';

const GUID = /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/;
const clock = Clock.at(Date.UTC(2026, 9, 3, 13, 5, 3));

let till: TillDouble;
let waiter: Waiter;
let order: Order;
let address: Receiver;
let notify: OrderNotify;

/** Starts the server, which has told of it when this is done. */
async function start(options: Partial<OrderNotifyOptions> = {}): Promise<void> {
  notify = OrderNotify.start(till, { addresses: [address.url], clock, retryMilliseconds: 1, ...options });
  await notify.settled(address.url);
}

beforeEach(async () => {
  [till, address] = await Promise.all([TillDouble.start({ clock }), openReceiver()]);
  waiter = new Waiter(till);
  const opened = till.orders.byGuid(waiter.open());
  if (!opened) throw new Error('The till should know the order.');
  order = opened;
  waiter.fill(order.guid);
  await start();
});

afterEach(async () => {
  await Promise.all([notify.stop(), till.stop()]);
  await address[Symbol.asyncDispose]();
});

/** What came in behind the start of the server. */
async function events(): Promise<readonly XmlElement[]> {
  await notify.settled();
  return address.received.slice(1).map(({ body }) => parseXml(body));
}

const numbers = async (): Promise<unknown[]> => (await events()).map((event) => event.attribute('seqnumber'));
const statuses = (): unknown[] => notify.journal.map(({ status }) => status);

describe('an event', () => {
  test('of the start of a server is told at every start', () => {
    expect(address.received[0]?.headers).toMatchObject({ 'content-type': 'application/xml' });
    const started = parseXml(address.received[0]?.body ?? '');
    expect([started.name, started.children.map(({ name }) => name)]).toEqual(['a', ['Server', 'Item']]);
    expect(started.attributes).toEqual({
      ...{ name: 'Started', RestCode: '199999993', DateTime: '2026-10-03T16:05:03', Situation: '1' },
      ...{ seqnumber: '1', ShiftNum: '1', ShiftDate: '2026-10-03T00:00:00' },
      guid: expect.stringMatching(GUID) as string,
    });
  });

  test('of an order holds it as the till knows it, but not its guid', async () => {
    notify.orderChanged('Save Order', order);
    const [saved] = await events();
    expect(saved?.attributes).toMatchObject({ name: 'Save Order', Situation: '3', seqnumber: '2' });
    const told = saved?.child('Order');
    expect(told?.attributes).toEqual({
      ...{ visit: '356255787', orderIdent: '256', orderSum: '11900', totalPieces: '1000' },
      ...{ paid: '0', finished: '0' },
    });
    expect(told?.child('Table')?.attribute('name')).toBe('5');
    const dish = { id: '1000017', name: 'Борщ с говядиной', quantity: '1000', price: '11900' };
    expect(told?.child('Session')?.child('Dish')?.attributes).toMatchObject(dish);
  });

  test('of a calculation or of a closed receipt has its situation, and no name, but a guid of its own', async () => {
    notify.orderCalculated(order);
    waiter.pay(order.guid);
    notify.receiptClosed(order);
    notify.somethingElse();
    const told = (await events()).map((event) => {
      const { Situation, name = 'no name' } = event.attributes;
      return `${Situation}, ${name}, paid ${event.child('Order')?.attribute('paid') ?? 'unknown'}`;
    });
    expect(told).toEqual(['4, no name, paid 0', '5, no name, paid 1', '9, no name, paid unknown']);
    const guids = (await events()).map((event) => event.attribute('guid'));
    expect(new Set(guids).size).toBe(3);
    expect(notify.guids.slice(1)).toEqual(guids);
  });

  test('that an order has changed brings along what is different from the one before', async () => {
    notify.orderChanged('Order Changed', order);
    const [soup] = order.lines;
    if (soup) soup.quantity = 3000;
    notify.orderChanged('Order Changed', order);
    notify.orderChanged('Order Changed', order);
    notify.orderChanged('Save Order', order);
    const logs = (await events()).map((event) => event.child('ChangeLog')?.child('Dish')?.attributes);
    const dish = { id: '1000017', code: '17', uni: String(soup?.uni) };
    expect(logs).toEqual([
      { ...dish, oldvalue: '0', newvalue: '1000', new: '1' },
      { ...dish, oldvalue: '1000', newvalue: '3000' },
      undefined,
      undefined,
    ]);
  });
});

describe('an address', () => {
  test('gets an event until it answers 200, and the later ones after it', async () => {
    address.statuses.push(500, 0, 204);
    notify.somethingElse();
    notify.somethingElse();
    expect(await numbers()).toEqual(['2', '2', '2', '2', '3']);
    expect(statuses()).toEqual([200, 500, undefined, 204, 200, 200]);
  });

  test('has a queue of its own', async () => {
    await using other = await openReceiver();
    await start({ addresses: ['http://127.0.0.1:1/', other.url] });
    notify.somethingElse();
    await notify.settled(other.url);
    expect(other.received).toHaveLength(2);
  });

  test('misses what comes while 256 events wait for it', async () => {
    for (let event = 0; event < 300; event += 1) notify.somethingElse();
    expect([(await events()).length, notify.lost]).toEqual([256, 44]);
  });

  test('gets nothing more when the server stops', async () => {
    address.statuses.push(...Array<number>(1000).fill(500));
    notify.somethingElse();
    await notify.stop();
    const tried = notify.journal.length;
    notify.somethingElse();
    await notify.settled();
    expect(notify.journal).toHaveLength(tried);
  });
});

test('an event whose answer is lost comes again, as after any other answer than 200', async () => {
  notify.faults.add({ kind: 'lost answer' });
  notify.somethingElse();
  notify.somethingElse();
  expect(await numbers()).toEqual(['2', '2', '3']);
  expect(statuses()).toEqual([200, undefined, 200, 200]);
});

test('an event may lack its order, in the situation that was asked for', async () => {
  notify.faults.add({ kind: 'without order' }, { on: '5' });
  notify.orderCalculated(order);
  notify.receiptClosed(order);
  notify.receiptClosed(order);
  const told = (await events()).map((event) => event.child('Order') !== undefined);
  expect(told).toEqual([true, false, true]);
});
