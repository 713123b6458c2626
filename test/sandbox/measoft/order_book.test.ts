import { at, call, courierForEachTest, create, order, orderXml } from './conversation';

const { start } = courierForEachTest();

describe('an order in a test’s hands', () => {
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
