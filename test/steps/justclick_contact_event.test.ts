import { Clock } from '../../sandbox/clock';
import { CLOCK } from '../../src/core/time';
import { app } from '../support/definition';
import { connectedShop } from '../support/shop_double';

const KEY = 'justclick_contact_event';
const shop = connectedShop({ clock: new Clock() });
const SHAPE = Object.keys(app.triggers[KEY]?.operation.sample ?? {});

beforeEach(() => {
  vi.spyOn(CLOCK, 'sleep').mockResolvedValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const told = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams({
    name: 'Анна',
    email: 'anna@shop.example',
    id_group: 'super',
    ip: '127.0.0.1',
    ...fields,
  }).toString();

type Event = Readonly<Record<string, unknown>>;

const deliver = (content: string, inputData = {}): Promise<readonly Event[]> =>
  shop.app.poll(KEY, inputData, { rawRequest: { content }, meta: { zap: { id: 7 } } as never });

describe('an event of a contact', () => {
  it.each([
    ['subscribed', '2', 'super', 'STATUS_SUBSCRIBE'],
    ['confirmed', '1', 'super', 'STATUS_SUBSCRIBE'],
    ['unsubscribed', '0', 'two', 'STATUS_UNSUBSCRIBE'],
  ])('is told as %s, as the shop bears it out', async (event, status, id_group, rass_status) => {
    const [item] = await deliver(told({ status, id_group, 'utm[source]': 'direct' }));
    expect(item).toMatchObject({
      event,
      email: 'anna@shop.example',
      name: 'Анна',
      rass_name: id_group,
      rass_status,
      utm_source: 'direct',
      confirmed: true,
    });
    expect(Object.keys(item ?? {})).toEqual(SHAPE);
    expect(shop.sent()).toEqual(['GetLeadGroupStatuses email=anna%40shop.example']);
  });

  it('starts nothing where the shop says otherwise, as anybody may send it', async () => {
    expect(await deliver(told({ status: '0' }))).toEqual([]);
    expect(shop.sent()).toHaveLength(2);
  });

  it('is not confirmed where the shop cannot be asked, or does not know the contact', async () => {
    const unconfirmed = [{ event: 'confirmed', confirmed: false, rass_status: null }];
    expect(await deliver(told({ status: '1', email: 'nobody@shop.example' }))).toMatchObject(unconfirmed);
    shop.double.faults.add({ kind: 'html page', status: 503 });
    expect(await deliver(told({ status: '1' }))).toMatchObject(unconfirmed);
  });

  it('starts the Zap once, and every time where it is not confirmed', async () => {
    expect(await deliver(told({ status: '1' }))).toHaveLength(1);
    expect(await deliver(told({ status: '1', name: 'Другое имя' }))).toEqual([]);
    const stranger = told({ status: '1', email: 'nobody@shop.example' });
    expect([await deliver(stranger), await deliver(stranger)]).toMatchObject([[{}], [{}]]);
  });

  it('starts the Zap only for the events and the group that are chosen', async () => {
    expect(await deliver(told({ status: '1' }), { events: ['Отписан'] })).toEqual([]);
    expect(await deliver(told({ status: '1' }), { rass_name: 'two' })).toEqual([]);
    expect(shop.sent()).toEqual([]);
    expect(await deliver(told({ status: '1' }), { events: ['confirmed'], rass_name: 'super' })).toHaveLength(
      1,
    );
  });

  it.each([
    '',
    'hello',
    'email=a%40b.ru&status=1',
    'email=a%40b.ru&id_group=super&status=9',
    'id=100000&hash=x',
  ])('is none in %j', async (content) => {
    expect(await deliver(content)).toEqual([]);
    expect(shop.sent()).toEqual([]);
  });
});

it('an event of a contact starts nothing where orders are waited for', async () => {
  const content = told({ status: '1' });
  expect(await shop.app.poll('justclick_order_event', {}, { rawRequest: { content } })).toEqual([]);
});

it('has examples in the editor, of the same shape', async () => {
  const items = await shop.app.performList(KEY);
  expect(items).toHaveLength(3);
  for (const item of items) expect(Object.keys(item)).toEqual(SHAPE);
});
