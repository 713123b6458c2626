import { parseXml, XmlError } from '../../../sandbox/xml';
import { openReceiver, type Receiver } from '../receiver';
import { at, attribute, courierForEachTest, create, orderXml, text } from './conversation';

const { start } = courierForEachTest();

let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
  receiver.reply = '{"status":"ok"}';
});
afterEach(() => receiver[Symbol.asyncDispose]());

async function subscribed(...numbers: readonly string[]): ReturnType<typeof start> {
  const courier = await start();
  await create(courier, ...numbers.map((number) => orderXml(number)));
  courier.webhooks.subscribe(courier.account(), `${receiver.url}/hook`);
  return courier;
}

const statusOf = (body: string): string => text(parseXml(body), 'webhook_status_code');

describe('a webhook', () => {
  it('brings the order as the root, with the status at the end', async () => {
    const courier = await subscribed('00032011');
    courier.orders.move(courier.orders.get('00032011'), 'DELIVERY');
    expect(receiver.received).toEqual([]);
    await courier.webhooks.run();
    expect(receiver.received.map(({ body }) => statusOf(body))).toEqual(['NEW', 'DELIVERY']);
    expect(receiver.received[0]?.headers['content-type']).toBe('text/xml; charset=utf-8');
    const body = receiver.received[0]?.body ?? '';
    expect(body).toMatch(/^<\?xml version="1\.0"\?><order orderno="00032011" /);
    const root = parseXml(body);
    expect(root.children.at(-1)?.name).toBe('webhook_status_code');
    expect([text(root, 'status'), at(root, 'items').children]).toEqual(['DELIVERY', []]);
    expect(courier.webhooks.pending).toBe(0);
  });

  it('is for the orders of its client', async () => {
    const courier = await subscribed('1');
    courier.webhooks.subscribe(courier.account('agent'), `${receiver.url}/agent`);
    courier.orders.move(courier.orders.get('1'), 'LOST');
    const deliveries = await courier.webhooks.run();
    expect(deliveries.map(({ url }) => new URL(url).pathname)).toEqual(['/hook', '/hook']);
  });

  it('brings at most 100 changes per run', async () => {
    const courier = await subscribed('1');
    for (let step = 0; step < 149; step++) courier.orders.move(courier.orders.get('1'), 'INVENTORY');
    expect(await courier.webhooks.run()).toHaveLength(100);
    expect(courier.webhooks.pending).toBe(50);
    expect(await courier.webhooks.run()).toHaveLength(50);
  });

  it('is tried again when the reply is not exactly the expected one', async () => {
    const courier = await subscribed('1');
    courier.orders.advance(courier.orders.get('1'));
    receiver.reply = '{"status":"success","id":"1"}';
    for (let run = 0; run < 3; run++) expect(await courier.webhooks.run()).toHaveLength(1);
    expect(await courier.webhooks.run()).toEqual([]);
    courier.webhooks.expectedReply = receiver.reply;
    courier.orders.move(courier.orders.get('1'), 'LOST');
    expect(await courier.webhooks.run()).toHaveLength(1);
    expect(courier.webhooks.pending).toBe(0);
  });

  it('is tried again when nobody answers', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.webhooks.subscribe(courier.account(), 'http://127.0.0.1:1/hook');
    courier.orders.advance(courier.orders.get('1'));
    expect((await courier.webhooks.run())[0]?.status).toBeUndefined();
    expect(courier.webhooks.pending).toBe(1);
  });

  it.each(['broken xml', 'half body', 'empty body'] as const)('may be unreadable: %s', async (kind) => {
    const courier = await subscribed('1');
    courier.webhooks.faults.add({ kind });
    courier.orders.advance(courier.orders.get('1'));
    await courier.webhooks.run();
    expect(() => parseXml(receiver.received[0]?.body ?? '<readable/>')).toThrow(XmlError);
  });

  it('may lack the status, or be no order at all', async () => {
    const courier = await subscribed('1');
    courier.webhooks.faults.add({ kind: 'without status' }, { on: 'NEW' });
    courier.webhooks.faults.add({ kind: 'not an order' }, { on: 'LOST' });
    courier.orders.move(courier.orders.get('1'), 'LOST');
    await courier.webhooks.run();
    expect(receiver.received[0]?.body).not.toContain('webhook_status_code');
    expect(parseXml(receiver.received[1]?.body ?? '').name).toBe('client');
  });

  it('may have the form of early 2022, three hours ahead of GMT', async () => {
    const courier = await subscribed('1');
    courier.webhooks.faults.add({ kind: 'form of 2022' });
    courier.orders.advance(courier.orders.get('1'));
    await courier.webhooks.run();
    const root = parseXml(receiver.received[0]?.body ?? '');
    expect(text(root, 'webhook_status_time')).toBe('2024-03-22 12:00:00');
    expect(at(root, 'webhook_statuses').children.map((status) => attribute(status, 'code'))).toEqual([
      'AWAITING_SYNC',
      'NEW',
    ]);
  });
});
