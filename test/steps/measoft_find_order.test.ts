import { parseXml as parsed } from '../../src/core/xml';
import { app } from '../support/definition';
import { ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_find_order';

describe('an order', () => {
  it('is found by its number, with its status, goods and history', async () => {
    await using courier = await ConnectedCourier.open();
    const [order = {}, ...more] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(more).toEqual([]);
    expect(courier.sent()).toEqual([
      '<statusreq><client>CLIENT</client><orderno>SHOP-0991</orderno></statusreq>',
    ]);
    expect(order).toMatchObject({
      orderno: 'SHOP-0991',
      status: 'PARTLYRETURNING',
      status_label: 'Return of the rest planned',
      status_label_ru: 'Планируется возврат остатков',
      status_final: false,
      status_recorded: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      status_store: 'Екатеринбург',
      receiver_person: 'Кузнецов О.',
      receiver_town: 'Екатеринбург',
      price: 387.5,
      acceptpartially: true,
      deliveredto: 'Кузнецов О.',
    });
    expect(order.items).toMatchObject([
      { extcode: 'abc123', quantity: 1, returns: 0 },
      { extcode: 'abc124', quantity: 2, returns: 1, retprice: 100, vat_rate: 10 },
      { name: 'Доставка' },
    ]);
    expect(order.history).toMatchObject([
      { status: 'AWAITING_SYNC' },
      { status: 'NEW' },
      { status: 'ACCEPTED' },
      { status: 'DELIVERY' },
      { status: 'COURIERPARTIALLY', label: 'Delivered in part, says the courier' },
      { status: 'PARTIALLY' },
      { status: 'PARTLYRETURNING' },
    ]);
    expect(Object.keys(order)).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
  });

  it.each([
    ['its code', { ordercode: '0000032' }, '<ordercode>0000032</ordercode>', ['00032011']],
    ['a part of the address', { target: 'Малышева' }, '<target>Малышева</target>', ['SHOP-0991']],
    [
      'its date',
      { datefrom: '2020-01-01', dateto: '2020-12-31T23:00:00+03:00' },
      '<datefrom>2020-01-01</datefrom><dateto>2020-12-31</dateto>',
      [],
    ],
  ])('is found by %s', async (_name, input, sent, numbers) => {
    await using courier = await ConnectedCourier.open();
    const orders = await courier.search(KEY, input);
    expect(courier.sent()).toEqual([`<statusreq><client>CLIENT</client>${sent}</statusreq>`]);
    expect(orders.map(({ orderno }) => orderno)).toEqual(numbers);
  });

  it('may be one that was given to the connected account as an agent', async () => {
    await using courier = await ConnectedCourier.open();
    const input = { orderno: 'SHOP-0997', client: 'AGENT' };
    expect(await courier.search(KEY, input, { login: 'agent' })).toMatchObject([{ status: 'PICKUPREADY' }]);
    expect(await courier.search(KEY, { ...input, client: '' }, { login: 'agent' })).toEqual([]);
  });

  it('that is not there is no error', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { orderno: 'nothing' })).toEqual([]);
  });

  it('whose number was used in several years comes before older ones', async () => {
    await using courier = await ConnectedCourier.open();
    const order = courier.double.orders.get('00032011');
    courier.double.orders.add(parsed('<order orderno="SHOP-0900"/>'), courier.double.account(), order.draft, {
      created: Date.now() + 400 * 86_400_000,
    });
    const found = await courier.search(KEY, { orderno: 'SHOP-0900' });
    expect(found.map(({ receiver_person: person }) => person)).toEqual(['Новикова Ольга', 'Петров П.П.']);
  });

  it('of a plan without history, or told with gaps, is found all the same', async () => {
    await using courier = await ConnectedCourier.open({ premiumPlan: false });
    courier.double.faults.add({ kind: 'fields missing', names: ['receiver', 'ordercode', 'title', 'price'] });
    expect(await courier.search(KEY, { orderno: 'SHOP-0997' })).toMatchObject([
      {
        id: 'SHOP-0997',
        ordercode: null,
        status: 'PICKUPREADY',
        status_label_ru: 'Готов к выдаче',
        receiver_person: null,
        price: null,
        deliveryprice: null,
        history: [],
      },
    ]);
  });

  it('with one of everything is read like one with many', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'single elements' });
    const [order] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(order).toMatchObject({ items: [{ extcode: 'abc123' }], history: [{ status: 'AWAITING_SYNC' }] });
  });

  it('with a status that nobody knows yet passes it through', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'unknown status', code: 'ON_A_DRONE' });
    const [order] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(order).toMatchObject({ status: 'ON_A_DRONE', status_final: null });
  });

  it('is asked for by something', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, { client: 'AGENT', dateto: '2026-01-01' }))).toMatchObject({
      message: 'Fill in Order Number, Order, Receiver or Created on or After.',
    });
    expect(courier.sent()).toEqual([]);
  });
});
