import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier, LOST } from '../support/courier';
import { httpServer } from '../support/server';
import { text } from 'node:stream/consumers';
import type { WebhookFault } from '../../sandbox/measoft/webhooks';

const KEY = 'measoft_status_event';

type Items = readonly Readonly<Record<string, unknown>>[];

/** What the courier service posts after these statuses of an order. */
async function posted(
  courier: ConnectedCourier,
  number: string,
  statuses: readonly string[],
  fault?: WebhookFault,
): Promise<string[]> {
  const bodies: string[] = [];
  await using receiver = await httpServer((request, answer) => {
    void text(request).then((body) => {
      bodies.push(body);
      answer.end('{"status":"ok"}');
    });
  });
  const { webhooks, orders } = courier.double;
  webhooks.subscribe(courier.double.account(), `http://127.0.0.1:${receiver.port}/`);
  if (fault) webhooks.faults.add(fault);
  for (const status of statuses) orders.move(orders.get(number), status);
  await webhooks.run();
  return bodies;
}

const receive = (
  courier: Pick<ConnectedCourier, 'poll'>,
  content: string,
  input: object = {},
  meta: object = {},
): Promise<Items> =>
  courier.poll(
    KEY,
    { ...input },
    { meta, rawRequest: { method: 'POST', querystring: '', headers: {}, content } },
  );

describe('a report', () => {
  it('starts the Zap with the status that it is about, and the order', async () => {
    await using courier = await ConnectedCourier.open();
    const [body = ''] = await posted(courier, '00032011', ['DELIVERY']);
    const [item = {}, ...more] = await receive(courier, body);
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      ordercode: '0000032',
      orderno: '00032011',
      status: 'DELIVERY',
      status_label: 'Out for delivery',
      receiver_person: 'Новикова Ольга',
    });
    expect(item.id).toBe(`0000032:DELIVERY:${String(item.status_recorded)}`);
    expect(item.confirmed).toBe(true);
    expect(courier.sent()).toEqual([
      '<statusreq><client>CLIENT</client><ordercode>0000032</ordercode></statusreq>',
    ]);
  });

  it('of a status that the order has left since tells when it had it', async () => {
    await using courier = await ConnectedCourier.open();
    const bodies = await posted(courier, '00032011', ['DELIVERY', 'COMPLETE']);
    const items = await Promise.all(bodies.map((body) => receive(courier, body)));
    expect(items.flat()).toMatchObject([
      { status: 'DELIVERY', current_status: 'COMPLETE' },
      { status: 'COMPLETE', current_status: 'COMPLETE' },
    ]);
  });

  const NEW = '<status eventtime="2024-03-22 17:08:43" createtimegmt="2024-03-22 14:08:43">NEW</status>';
  const DELIVERY = '<status createtimegmt="2024-03-24 06:12:05">DELIVERY</status>';
  const about = (code: string): string => `<webhook_status_code>${code}</webhook_status_code>`;

  it.each([
    ['its present status, where it names none', `${DELIVERY}${about(' ')}`, 'DELIVERY:2024-03-24T06:12:05Z'],
    [
      'a status of its history, in which the last time counts',
      `${DELIVERY}<statushistory>${NEW.replaceAll('-22', '-20')}${NEW}${DELIVERY}</statushistory>${about('NEW')}`,
      'NEW:2024-03-22T14:08:43Z',
    ],
    ['a status of which nothing is told', `${DELIVERY}${about('MYOWN')}`, 'MYOWN:2024-03-24T06:12:05Z'],
    ['a status, and of nothing else', about('MYOWN'), 'MYOWN:'],
    [
      'a status whose recording has no time',
      NEW.replace('2024-03-22 14:08:43', 'yesterday'),
      'NEW:2024-03-22 17:08:43',
    ],
  ])('of %s is told from others by its order, status and time', async (_name, content, id) => {
    // The courier service cannot be asked, so that all that is known is what came.
    await using courier = await AnsweringCourier.open(LOST);
    expect(await receive(courier, `<order orderno="A7">${content}</order>`)).toMatchObject([
      { id: `A7:${id}`, confirmed: false },
    ]);
    const named = `<?xml version="1.0"?><order orderno="A7" ordercode="0000032">${content}</order>`;
    expect(await receive(courier, named)).toMatchObject([{ id: `0000032:${id}` }]);
  });

  it.each<readonly [string, WebhookFault]>([
    ['with the times of early 2022', { kind: 'form of 2022' }],
    ['without the code of a status', { kind: 'without status' }],
  ])('%s is read as well', async (_name, fault) => {
    await using courier = await ConnectedCourier.open();
    const [body = ''] = await posted(courier, '00032011', ['DELIVERY'], fault);
    expect(await receive(courier, body)).toMatchObject([{ status: 'DELIVERY' }]);
  });

  it('of another status than those chosen starts nothing', async () => {
    await using courier = await ConnectedCourier.open();
    const [body = ''] = await posted(courier, '00032011', ['DELIVERY']);
    expect(await receive(courier, body, { statuses: ['COMPLETE'] })).toEqual([]);
    expect(await receive(courier, body, { statuses: ['COMPLETE', 'DELIVERY'] })).toHaveLength(1);
  });

  describe('that may be forged', () => {
    const ZAP = { zap: { id: 7 } };
    const forged = (content: string, ordercode = '0000032'): string =>
      `<order ordercode="${ordercode}"><price>990000</price><receiver><person>Мошенник</person></receiver>${content}</order>`;

    it('starts the Zap with the status and the amounts of the courier service', async () => {
      await using courier = await ConnectedCourier.open();
      const [item] = await receive(courier, forged(about('COMPLETE')));
      expect(item).toMatchObject({ receiver_person: 'Новикова Ольга', status: 'NEW', confirmed: true });
      expect(item?.price).not.toBe(990_000);
      expect(await receive(courier, forged(about('COMPLETE')), { statuses: ['COMPLETE'] })).toEqual([]);
    });

    it('starts nothing where the courier service has no such order, neither of one’s own nor of an agent’s', async () => {
      await using courier = await ConnectedCourier.open();
      const log = vi.spyOn(console, 'log').mockReturnValue();
      expect(await receive(courier, forged(about('NEW'), '999'))).toEqual([]);
      expect(log.mock.calls).toEqual([
        ['Ignored a status of an order that the courier service does not know.\n'],
      ]);
      log.mockRestore();
      expect(courier.sent().map((request) => /<client>(.*)<\/client>/.exec(request)?.[1])).toEqual([
        'CLIENT',
        'AGENT',
      ]);
    });

    it('keeps no real one from starting the Zap, which starts once', async () => {
      await using courier = await ConnectedCourier.open();
      const start = async (body: string): Promise<unknown[]> =>
        (await receive(courier, body, {}, ZAP)).map(({ status, confirmed }) => [status, confirmed]);
      expect(await start(forged(about('COMPLETE')))).toEqual([['NEW', true]]);
      const [body = ''] = await posted(courier, '00032011', ['COMPLETE']);
      courier.double.faults.add({ kind: 'lost answer' }, { on: 'statusreq' });
      expect(await start(body)).toEqual([['COMPLETE', false]]);
      expect(await start(body)).toEqual([['COMPLETE', true]]);
      expect(await start(body)).toEqual([]);
    });
  });

  it.each<readonly [string, string]>([
    ['empty', ''],
    ['broken', '<order><a></order>'],
    ['something else', '<client><code>1</code></client>'],
    ['JSON', '{"order":1}'],
    ['an order without a name', '<order><webhook_status_code>NEW</webhook_status_code></order>'],
    ['an order without a status', '<order ordercode="1"/>'],
    ['an entity bomb', '<!DOCTYPE order [<!ENTITY a "b">]><order ordercode="1">&a;</order>'],
  ])('that is %s starts nothing', async (_name, body) => {
    await using courier = await ConnectedCourier.open();
    const log = vi.spyOn(console, 'log').mockReturnValue();
    expect(await receive(courier, body)).toEqual([]);
    expect(log.mock.calls).toEqual([['Ignored something that is no status of an order.\n']]);
    log.mockRestore();
  });
});

it('shows the last changes as samples', async () => {
  await using courier = await ConnectedCourier.open();
  expect(await courier.performList(KEY)).toHaveLength(3);
  expect(courier.double.journal.calls).toEqual(['statusreq']);
});

it('says in its directions what is unknown, and that the address is a secret', () => {
  expect(app.triggers[KEY]?.display.directions).toContain('treat it as a secret: MeaSoft signs nothing');
  expect(app.triggers[KEY]?.display.directions).toContain(
    'MeaSoft demands a certain answer to each report (обязательный ответ), which Zapier cannot give, and whose text is not published.',
  );
});
