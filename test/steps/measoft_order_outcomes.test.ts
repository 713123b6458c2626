import { ConnectedCourier } from '../support/courier';

const DELIVERED = 'measoft_order_delivered';
const RETURNED = 'measoft_order_returned';

type Items = readonly Readonly<Record<string, unknown>>[];

const told = (items: Items): string[] =>
  items.map(({ orderno, status }) => `${String(orderno)} ${String(status)}`);

describe('a delivered order', () => {
  it('is one that was delivered in whole or in part, also where its return has begun since', async () => {
    await using courier = await ConnectedCourier.open();
    const { orders } = courier.double;
    orders.move(orders.get('SHOP-0997'), 'COURIERDELIVERED');
    expect(told(await courier.poll(DELIVERED))).toEqual(['SHOP-0991 PARTIALLY', 'SHOP-0990 COMPLETE']);
    orders.move(orders.get('SHOP-0997'), 'COMPLETE');
    const [item = {}] = await courier.poll(DELIVERED);
    expect(item).toMatchObject({
      id: `${orders.get('SHOP-0997').code}:COMPLETE`,
      status: 'COMPLETE',
      status_final: true,
      deliveredto: 'Смирнова Е.',
    });
  });

  it('is one only once, though an operator corrects and enters it again', async () => {
    await using courier = await ConnectedCourier.open();
    const { orders } = courier.double;
    const order = orders.get('SHOP-0997');
    const ofOrder = async (): Promise<Items> =>
      (await courier.poll(DELIVERED)).filter(({ ordercode }) => ordercode === order.code);
    orders.move(order, 'COMPLETE', { at: Date.now() - 60_000 });
    const [first, ...more] = await ofOrder();
    expect(more).toEqual([]);
    orders.move(order, 'DATECHANGE', { at: Date.now() - 30_000 });
    orders.move(order, 'COMPLETE');
    const again = await ofOrder();
    expect(again.map(({ id }) => id)).toEqual([first?.id]);
    // The time is that of the last entry.
    expect(again[0]?.status_recorded).not.toBe(first?.status_recorded);
  });

  it('may come from a stream of changes', async () => {
    await using courier = await ConnectedCourier.open();
    const stream = { mode: 'stream', streamid: '200' };
    await courier.poll(DELIVERED, stream);
    await courier.poll(DELIVERED, stream);
    expect(courier.double.journal.calls).toEqual(['statusreq', 'commitlaststatus', 'statusreq']);
  });
});

describe('a returned order', () => {
  it('is one that came back in whole or in part, not one on its way', async () => {
    await using courier = await ConnectedCourier.open();
    expect(told(await courier.poll(RETURNED))).toEqual(['SHOP-0996 RETURNED']);
    const { orders } = courier.double;
    orders.move(orders.get('SHOP-0991'), 'PARTLYRETURNED');
    const [item = {}] = await courier.poll(RETURNED);
    expect(item).toMatchObject({
      id: `${orders.get('SHOP-0991').code}:PARTLYRETURNED`,
      status_label: 'Rest returned',
    });
  });

  it('is found with one request', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(RETURNED);
    expect(courier.double.journal.calls).toEqual(['statusreq']);
  });
});
