import { parseXml, XmlError } from '../../../sandbox/xml';
import { openReceiver, type Receiver } from '../receiver';
import { at, attribute, courierForEachTest, create, orderXml, text } from './conversation';

const stage = courierForEachTest();
let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
  receiver.reply = '{"status":"ok"}';
  await create(stage.courier, orderXml('00032011'));
  stage.courier.webhooks.subscribe(stage.courier.account(), `${receiver.url}/hook`);
});
afterEach(() => receiver[Symbol.asyncDispose]());

const move = (status: string) => stage.courier.orders.move(stage.courier.orders.get('00032011'), status);
const bodies = (): string[] => receiver.received.map(({ body }) => body);

it('brings the order as the root, with the status at the end', async () => {
  move('DELIVERY');
  expect(bodies()).toEqual([]);
  await stage.courier.webhooks.run();
  const statuses = bodies().map((body) => text(parseXml(body), 'webhook_status_code'));
  expect(statuses).toEqual(['NEW', 'DELIVERY']);
  expect(receiver.received[0]?.headers['content-type']).toBe('text/xml; charset=utf-8');
  const [body = ''] = bodies();
  expect(body).toMatch(/^<\?xml version="1\.0"\?><order orderno="00032011" /);
  const root = parseXml(body);
  expect(root.children.at(-1)?.name).toBe('webhook_status_code');
  expect([text(root, 'status'), at(root, 'items').children]).toEqual(['DELIVERY', []]);
  expect(stage.courier.webhooks.pending).toBe(0);
});

it('is for the orders of its client', async () => {
  stage.courier.webhooks.subscribe(stage.courier.account('agent'), `${receiver.url}/agent`);
  move('LOST');
  const deliveries = await stage.courier.webhooks.run();
  expect(deliveries.map(({ url }) => new URL(url).pathname)).toEqual(['/hook', '/hook']);
});

it('brings at most 100 changes per run', async () => {
  const { webhooks } = stage.courier;
  for (let step = 0; step < 149; step++) move('INVENTORY');
  expect([(await webhooks.run()).length, webhooks.pending]).toEqual([100, 50]);
  expect(await webhooks.run()).toHaveLength(50);
});

it('is tried again when the reply is not exactly the expected one', async () => {
  const { webhooks } = stage.courier;
  move('NEW');
  receiver.reply = '{"status":"success","id":"1"}';
  for (let run = 0; run < 3; run++) expect(await webhooks.run()).toHaveLength(1);
  expect(await webhooks.run()).toEqual([]);
  webhooks.expectedReply = receiver.reply;
  move('LOST');
  expect([(await webhooks.run()).length, webhooks.pending]).toEqual([1, 0]);
});

it('is tried again when nobody answers', async () => {
  receiver.statuses.push(0);
  move('NEW');
  expect((await stage.courier.webhooks.run())[0]?.status).toBeUndefined();
  expect(stage.courier.webhooks.pending).toBe(1);
});

it.each(['broken xml', 'half body', 'empty body'] as const)('may be unreadable: %s', async (kind) => {
  stage.courier.webhooks.faults.add({ kind });
  move('NEW');
  await stage.courier.webhooks.run();
  expect(() => parseXml(bodies()[0] ?? '<readable/>')).toThrow(XmlError);
});

it('may lack the status, or be no order at all', async () => {
  stage.courier.webhooks.faults.add({ kind: 'without status' }, { on: 'NEW' });
  stage.courier.webhooks.faults.add({ kind: 'not an order' }, { on: 'LOST' });
  move('LOST');
  await stage.courier.webhooks.run();
  expect(bodies()[0]).not.toContain('webhook_status_code');
  expect(parseXml(bodies()[1] ?? '').name).toBe('client');
});

it('may have the form of early 2022, three hours ahead of GMT', async () => {
  stage.courier.webhooks.faults.add({ kind: 'form of 2022' });
  move('NEW');
  await stage.courier.webhooks.run();
  const root = parseXml(bodies()[0] ?? '');
  expect(text(root, 'webhook_status_time')).toBe('2024-03-22 12:00:00');
  const codes = at(root, 'webhook_statuses').children.map((status) => attribute(status, 'code'));
  expect(codes).toEqual(['AWAITING_SYNC', 'NEW']);
});
