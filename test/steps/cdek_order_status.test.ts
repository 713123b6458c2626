import type { WebhookFault } from '../../sandbox/cdek/webhooks';
import { ConnectedCdek } from '../support/cdek';
import { cdekOrder } from '../support/cdek_order';
import { errorOf } from '../support/zapier_error';

const STATUS = 'cdek_order_status';
const ZAP = 'https://hooks.zapier.com/hooks/standard/1/abc/';
const OTHER = 'https://module.shop.example/secret-path';

type Values = Readonly<Record<string, unknown>>;

/** What a trigger makes of what CDEK posts. */
async function started(
  cdek: ConnectedCdek,
  body: unknown,
  key = STATUS,
  input: Values = {},
  target_url = ZAP,
): Promise<Values[]> {
  const subscribeData = { id: '', target_url };
  const rawRequest = { content: JSON.stringify(body), headers: {}, method: 'POST' as const, querystring: '' };
  return (await cdek.run('triggers', key, 'perform', input, {
    rawRequest,
    subscribeData,
  })) as Values[];
}

const report = (uuid: string, code: string, attributes: Values = {}): Values => ({
  type: 'ORDER_STATUS',
  uuid,
  attributes: { code, number: 'SHOP-1001', cdek_number: '1107000001', ...attributes },
});

const addresses = (cdek: ConnectedCdek): string[] =>
  cdek.double.contract().webhooks.subscriptions.map(({ url }) => url);

describe('a Zap that is turned on', () => {
  it('is told of statuses by a webhook of its own, which goes with it', async () => {
    await using cdek = await ConnectedCdek.open();
    cdek.double.contract().webhooks.subscribe(OTHER, 'ORDER_STATUS');
    const subscribeData = await cdek.run('triggers', STATUS, 'performSubscribe', {}, { targetUrl: ZAP });
    expect(subscribeData).toEqual({
      id: cdek.double.contract().webhooks.subscriptions[1]?.uuid,
      target_url: ZAP,
    });
    expect(addresses(cdek)).toEqual([OTHER, ZAP]);
    await cdek.run('triggers', STATUS, 'performSubscribe', {}, { targetUrl: ZAP });
    expect(addresses(cdek)).toEqual([OTHER, ZAP]);
    const bundle = { subscribeData: { id: '', target_url: ZAP } };
    expect(await cdek.run('triggers', STATUS, 'performUnsubscribe', {}, bundle)).toEqual({ removed: true });
    expect(addresses(cdek)).toEqual([OTHER]);
    expect(await cdek.run('triggers', STATUS, 'performUnsubscribe', {}, bundle)).toEqual({ removed: false });
  });

  it('cuts nobody off where CDEK reports to one address only', async () => {
    await using cdek = await ConnectedCdek.open({ webhooks: 'overwrite' });
    cdek.double.contract().webhooks.subscribe(OTHER, 'ORDER_STATUS');
    const { code, message } = await errorOf(
      cdek.run('triggers', STATUS, 'performSubscribe', {}, { targetUrl: ZAP }),
    );
    expect([code, message]).toEqual(['one_webhook', expect.stringContaining('module.shop.example has it')]);
    expect(message).not.toContain('secret-path');
    expect(addresses(cdek)).toEqual([OTHER]);
  });

  it('does not listen on the account that everybody shares', async () => {
    await using cdek = await ConnectedCdek.open();
    const authData = { ...cdek.authData(), cdek_contour: 'test' };
    expect(
      await errorOf(cdek.run('triggers', STATUS, 'performSubscribe', {}, { targetUrl: ZAP, authData })),
    ).toMatchObject({
      code: 'test_contour',
    });
    expect(cdek.sent()).toEqual([]);
  });

  it('has real examples once an order was met', async () => {
    await using cdek = await ConnectedCdek.open();
    expect(await cdek.run('triggers', STATUS, 'performList')).toEqual([]);
    const { uuid } = cdekOrder(cdek.double, 'DELIVERED');
    const [event] = await started(cdek, report(uuid, 'DELIVERED'));
    const examples = (await cdek.run('triggers', STATUS, 'performList')) as Values[];
    expect(examples.map(({ status }) => status)).toEqual(['DELIVERED', 'CREATED', 'ACCEPTED']);
    expect(examples[0]).toEqual(event);
    expect(await cdek.run('triggers', 'cdek_order_delivered', 'performList')).toHaveLength(1);
  });
});

describe('what CDEK reports', () => {
  it('starts the Zap with what the order itself says', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'TAKEN_BY_COURIER');
    const [event] = await started(cdek, report(uuid, 'ISSUED_FOR_DELIVERY', { city_name: 'Тверь' }));
    expect(event).toMatchObject({
      id: expect.stringMatching(new RegExp(`^${uuid}:TAKEN_BY_COURIER:20`)) as string,
      order_uuid: uuid,
      cdek_number: '1107000001',
      status: 'TAKEN_BY_COURIER',
      status_label: 'With the courier',
      status_city: 'Офис СДЭК',
      recipient_name: 'Петров Пётр',
      confirmed: true,
    });
    expect(cdek.sent()).toEqual([`GET /orders/${uuid}`]);
  });

  it.each([
    ['is forged', (uuid: string) => report(uuid, 'DELIVERED')],
    ['is about an order of nobody', () => report('72753031-0000-4000-8000-00000000dead', 'DELIVERED')],
    ['takes a status back', (uuid: string) => report(uuid, 'CREATED', { deleted: true })],
    ['is about something else', (uuid: string) => ({ ...report(uuid, 'CREATED'), type: 'PRINT_FORM' })],
    ['is nothing', () => 'hello'],
  ])('starts nothing where it %s', async (_what, told) => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double);
    expect(await started(cdek, told(uuid))).toEqual([]);
  });

  it('starts one Zap once, and each of two Zaps', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'DELIVERED');
    const told = report(uuid, 'DELIVERED');
    const runs = [];
    for (const zap of [ZAP, ZAP, `${ZAP}2/`]) runs.push((await started(cdek, told, STATUS, {}, zap)).length);
    expect(runs).toEqual([1, 0, 1]);
  });

  it('starts the Zap unconfirmed where CDEK cannot be asked, as it never repeats a report', async () => {
    await using cdek = await ConnectedCdek.open();
    const { uuid } = cdekOrder(cdek.double, 'DELIVERED');
    cdek.double.faults.add({ kind: 'internal error' }, { on: 'GET /orders/{uuid}' });
    expect(
      await started(cdek, report(uuid, 'DELIVERED', { status_date_time: '2026-03-09T12:20:00+0700' })),
    ).toMatchObject([
      { status: 'DELIVERED', status_time: '2026-03-09T05:20:00Z', number: 'SHOP-1001', confirmed: false },
    ]);
  });
});

describe('only what is wanted starts a Zap:', () => {
  it.each([
    [STATUS, { statuses: ['DELIVERED'] }, ['DELIVERED']],
    [STATUS, { statuses: 'ACCEPTED_AT_WAREHOUSE_ON_DEMAND' }, ['ACCEPTED_AT_PICK_UP_POINT']],
    [STATUS, {}, ['CREATED', 'ACCEPTED_AT_PICK_UP_POINT', 'DELIVERED']],
    ['cdek_order_delivered', {}, ['DELIVERED']],
    ['cdek_order_returned', {}, []],
  ])('%s %j', async (key, input, codes) => {
    await using cdek = await ConnectedCdek.open();
    const contract = cdek.double.contract();
    const order = cdekOrder(cdek.double, 'ACCEPTED_AT_PICK_UP_POINT');
    contract.move(order, 'DELIVERED');
    const events: unknown[] = [];
    for (const code of ['CREATED', 'ACCEPTED_AT_PICK_UP_POINT', 'DELIVERED'])
      events.push(...(await started(cdek, report(order.uuid, code), key, input)).map(({ status }) => status));
    expect(events).toEqual(codes);
  });

  it('an order that turns back, and the order that brings it', async () => {
    await using cdek = await ConnectedCdek.open();
    const contract = cdek.double.contract();
    const order = cdekOrder(cdek.double, 'NOT_DELIVERED');
    const back = contract.orders.find(({ isReturn }) => isReturn);
    if (!back) throw new Error('There is no return.');
    contract.move(back, 'DELIVERED');
    const [away, home] = [
      report(order.uuid, 'NOT_DELIVERED'),
      report(back.uuid, 'DELIVERED', { is_return: true }),
    ];
    const count = async (key: string, input: Values = {}): Promise<number[]> => [
      (await started(cdek, away, key, input)).length,
      (await started(cdek, home, key, input)).length,
    ];
    expect(await count('cdek_order_returned')).toEqual([1, 0]);
    cdek.forget();
    expect(await count('cdek_order_returned', { moment: 'back' })).toEqual([0, 1]);
    cdek.forget();
    expect(await count('cdek_order_delivered')).toEqual([0, 0]);
    expect(await count(STATUS)).toEqual([1, 0]);
    cdek.forget();
    expect(await count(STATUS, { returns: 'yes' })).toEqual([1, 1]);
    const [event] = await started(cdek, away, 'cdek_order_returned', {}, `${ZAP}3/`);
    expect(event).toMatchObject({ return_cdek_number: back.cdekNumber, is_return: false });
  });
});

it('CDEK itself reports in ways of its own, and nothing is lost or started twice by any of them', async () => {
  const kinds: readonly WebhookFault['kind'][] = [
    'twice',
    'out of order',
    'forged',
    'old spelling',
    'taken back',
    'another type',
  ];
  const seen: Record<string, number> = {};
  for (const kind of kinds) {
    await using cdek = await ConnectedCdek.open();
    const { webhooks } = cdek.double.contract();
    const order = cdekOrder(cdek.double);
    webhooks.subscribe('http://127.0.0.1:9/', 'ORDER_STATUS');
    webhooks.faults.add({ kind });
    cdek.double.contract().move(order, 'TAKEN_BY_COURIER');
    await webhooks.run();
    const runs = await Promise.all(webhooks.journal.map(({ body }) => started(cdek, JSON.parse(body))));
    seen[kind] = runs.flat().length;
  }
  expect(seen).toEqual({
    twice: 1,
    'out of order': 0,
    forged: 0,
    'old spelling': 1,
    'taken back': 0,
    'another type': 0,
  });
});
