import { createServer, type Server } from 'node:http';
import { parseXml, XmlError } from '../../../src/core/xml';
import { close, listen, portOf } from '../../../sandbox/server';
import { at, attribute, courierForEachTest, create, orderXml, text } from './conversation';

const { start } = courierForEachTest();

interface Received {
  readonly type: string | undefined;
  readonly body: string;
}

let receiver: Server;
let received: Received[];
let reply: string;

beforeEach(async () => {
  received = [];
  reply = '{"status":"ok"}';
  receiver = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      received.push({
        type: request.headers['content-type'],
        body: Buffer.concat(chunks as Buffer[]).toString(),
      });
      response.end(reply);
    });
  });
  await listen(receiver);
});
afterEach(() => close(receiver));

async function subscribed(...numbers: readonly string[]): ReturnType<typeof start> {
  const courier = await start();
  await create(courier, ...numbers.map((number) => orderXml(number)));
  courier.webhooks.subscribe(courier.account(), `http://127.0.0.1:${portOf(receiver)}/hook`);
  return courier;
}

const statusOf = (body: string): string => text(parseXml(body), 'webhook_status_code');

describe('a webhook', () => {
  it('brings the order as the root, with the status at the end', async () => {
    const courier = await subscribed('00032011');
    courier.orders.move(courier.orders.get('00032011'), 'DELIVERY');
    expect(received).toEqual([]);
    const deliveries = await courier.webhooks.run();
    expect(deliveries.map(({ status, accepted }) => [status, accepted])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect(received.map(({ body }) => statusOf(body))).toEqual(['NEW', 'DELIVERY']);
    const [{ type, body } = { type: '', body: '' }] = received;
    expect(type).toBe('text/xml; charset=utf-8');
    expect(body).toMatch(/^<\?xml version="1\.0"\?><order orderno="00032011" /);
    const root = parseXml(body);
    expect(root.children.at(-1)?.name).toBe('webhook_status_code');
    expect([text(root, 'status'), at(root, 'items').children]).toEqual(['DELIVERY', []]);
    expect(courier.webhooks.pending).toBe(0);
  });

  it('is for the orders of its client', async () => {
    const courier = await subscribed('1');
    courier.webhooks.subscribe(courier.account('agent'), `http://127.0.0.1:${portOf(receiver)}/agent`);
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
    expect(courier.webhooks.deliveries).toHaveLength(150);
  });

  it('is tried again when the reply is not exactly the expected one', async () => {
    const courier = await subscribed('1');
    courier.orders.advance(courier.orders.get('1'));
    reply = '{"status":"success","id":"1"}';
    for (let run = 0; run < 3; run++) {
      const [delivery] = await courier.webhooks.run();
      expect(delivery).toMatchObject({ status: 200, reply, accepted: false });
    }
    expect(await courier.webhooks.run()).toEqual([]);
    courier.webhooks.expectedReply = reply;
    courier.orders.move(courier.orders.get('1'), 'LOST');
    expect((await courier.webhooks.run())[0]?.accepted).toBe(true);
  });

  it('is tried again when nobody answers', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.webhooks.subscribe(courier.account(), 'http://127.0.0.1:1/hook');
    courier.orders.advance(courier.orders.get('1'));
    expect((await courier.webhooks.run())[0]?.status).toBeUndefined();
    expect(courier.webhooks.pending).toBe(1);
  });

  it('may come twice, or the last change first', async () => {
    const courier = await subscribed('1');
    courier.orders.move(courier.orders.get('1'), 'DELIVERY');
    await courier.webhooks.run({ twice: true, reversed: true });
    expect(received.map(({ body }) => statusOf(body))).toEqual(['DELIVERY', 'DELIVERY', 'NEW', 'NEW']);
  });

  it.each(['broken XML', 'cut', 'empty'] as const)('may be unreadable: %s', async (body) => {
    const courier = await subscribed('1');
    courier.orders.advance(courier.orders.get('1'));
    await courier.webhooks.run({ body });
    expect(() => parseXml(received[0]?.body ?? '<readable/>')).toThrow(XmlError);
  });

  it('may lack the status, or be no order at all', async () => {
    const courier = await subscribed('1');
    courier.orders.move(courier.orders.get('1'), 'LOST');
    await courier.webhooks.run({ body: 'without status' });
    courier.orders.move(courier.orders.get('1'), 'LOST');
    await courier.webhooks.run({ body: 'not an order' });
    expect(received[0]?.body).not.toContain('webhook_status_code');
    expect(parseXml(received[2]?.body ?? '').name).toBe('client');
  });

  it('may have the form of early 2022, three hours ahead of GMT', async () => {
    const courier = await subscribed('1');
    courier.orders.advance(courier.orders.get('1'));
    await courier.webhooks.run({ form2022: true });
    const root = parseXml(received[0]?.body ?? '');
    expect(text(root, 'webhook_status_time')).toBe('2024-03-22 12:00:00');
    expect(at(root, 'webhook_statuses').children.map((status) => attribute(status, 'code'))).toEqual([
      'AWAITING_SYNC',
      'NEW',
    ]);
  });
});
