import { at, call, courierForEachTest, create, order, orderXml, text } from './conversation';

const { start } = courierForEachTest();

describe('an order in a test’s hands', () => {
  it('goes the usual way step by step', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    const { orders } = courier;
    const passed = [1, 2, 3, 4, 5].map(() => orders.advance(orders.get('1')).code);
    expect(passed).toEqual(['NEW', 'ACCEPTED', 'DELIVERY', 'COURIERDELIVERED', 'COMPLETE']);
    expect(() => orders.advance(orders.get('1'))).toThrow('The order 1 has arrived.');
    expect(text(await order(courier, ''), 'courier', 'name')).toBe('Сидоров');
  });

  it('is new before it is anything else, and new once', async () => {
    const courier = await start();
    await create(courier, orderXml('1'), orderXml('2'));
    courier.orders.move(courier.orders.get('1'), 'NEW');
    courier.orders.move(courier.orders.get('2'), 'LOST');
    expect(courier.orders.all.map(({ statuses }) => statuses.map(({ code }) => code))).toEqual([
      ['AWAITING_SYNC', 'NEW'],
      ['AWAITING_SYNC', 'NEW', 'LOST'],
    ]);
  });

  it('may get a status that nobody knows', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.orders.move(courier.orders.get('1'), 'TELEPORTED', { title: 'Телепортирован' });
    courier.orders.move(courier.orders.get('1'), 'FROZEN');
    const history = at(await order(courier, ''), 'statushistory').children;
    expect(history.slice(2).map((status) => [status.text.trim(), status.attribute('title')])).toEqual([
      ['TELEPORTED', 'Телепортирован'],
      ['FROZEN', 'FROZEN'],
    ]);
  });

  it('may be delivered in part', async () => {
    const courier = await start();
    const items =
      '<items><item extcode="a" quantity="2" retprice="10.5">A</item><item extcode="b">B</item></items>';
    await create(courier, orderXml('1', `<price>21</price>${items}`));
    courier.orders.move(courier.orders.get('1'), 'PARTIALLY', { refused: { a: 1 } });
    const lines = at(await order(courier, ''), 'items').children;
    expect(lines.map((line) => line.attribute('returns'))).toEqual(['1', '0']);
    expect(courier.orders.get('1').collected).toBe(1_050);
  });

  it('costs more when it was not delivered', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    courier.orders.move(courier.orders.get('1'), 'CANCELED', { to: 'Отказ' });
    const told = await order(courier, '');
    expect(at(told, 'deliveryprice').attributes).toEqual({ total: '180', delivery: '150', return: '30' });
    expect(text(told, 'deliveredto')).toBe('Отказ');
  });

  it('may happen elsewhere and at another time', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    const town = courier.company.gazetteer.resolve('Казань');
    courier.orders.move(courier.orders.get('1'), 'ACCEPTED', {
      ...(town ? { town } : {}),
      eventTime: '2024-03-20 08:00:00',
    });
    expect(at(await order(courier, ''), 'status').attributes).toMatchObject({
      eventstore: 'Казань',
      eventtime: '2024-03-20 08:00:00',
      createtimegmt: '2024-03-22 09:00:00',
    });
  });

  it('is asked for by either code', async () => {
    const courier = await start();
    await create(courier, orderXml('1'));
    expect(courier.orders.get('34534234')).toBe(courier.orders.get('1'));
    expect(() => courier.orders.get('404')).toThrow('The courier has no order 404.');
  });
});

it('the seed has orders in several states, and the numbers of the vendor’s webhook sample', async () => {
  const courier = await start({ seedOrders: true });
  expect(courier.orders.all.map(({ number }) => [number, courier.orders.get(number).status().code])).toEqual([
    ['SHOP-0900', 'COMPLETE'],
    ['SHOP-0990', 'COMPLETE'],
    ['SHOP-0991', 'PARTLYRETURNING'],
    ['SHOP-0995', 'DELIVERY'],
    ['SHOP-0996', 'RETURNED'],
    ['SHOP-0997', 'PICKUPREADY'],
    ['00032011', 'NEW'],
  ]);
  expect(courier.orders.get('00032011').code).toBe('0000032');
  expect(courier.orders.get('SHOP-0997').agent).toBe(courier.account('agent'));
  expect(courier.webhooks.pending).toBe(0);
  const answer = await call(courier, 'neworder', orderXml('SHOP-0990'));
  expect(answer.children[0]?.attribute('error')).toBe('17');
});
