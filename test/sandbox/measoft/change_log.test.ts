import {
  AGENT_AUTH,
  changes,
  commit,
  courierForEachTest,
  create,
  orders,
  orderXml,
  text,
} from './conversation';

const { start } = courierForEachTest();
const SECOND_STREAM = '<streamid>102</streamid>';
const NO_QUICK = '<quickstatus>NO</quickstatus>';

async function withOrders(...numbers: readonly string[]): ReturnType<typeof start> {
  const courier = await start();
  await create(courier, ...numbers.map((number) => orderXml(number)));
  return courier;
}

describe('ONLY_LAST', () => {
  it('tells the same until it is committed', async () => {
    const courier = await withOrders('1', '2');
    expect(await changes(courier)).toEqual(['1', '2']);
    expect(await changes(courier)).toEqual(['1', '2']);
    const answer = await commit(courier);
    expect([answer.name, answer.attributes]).toEqual(['commitlaststatus', { error: '0' }]);
    expect(await changes(courier)).toEqual([]);
  });

  it('tells changes of other fields than the status', async () => {
    const courier = await withOrders('1');
    await changes(courier);
    await commit(courier);
    courier.orders.get('1').payBy('CARD');
    expect(await changes(courier)).toEqual(['1']);
  });

  it('commits what the last read told, and nothing that changed after it', async () => {
    const courier = await withOrders('1', '2');
    await changes(courier);
    courier.orders.move(courier.orders.get('1'), 'DELIVERY');
    await create(courier, orderXml('3'));
    await commit(courier);
    expect(await changes(courier)).toEqual(['1', '3']);
  });

  it('commits nothing when nothing was read', async () => {
    const courier = await withOrders('1');
    await commit(courier);
    expect(await changes(courier)).toEqual(['1']);
    await commit(courier);
    await commit(courier);
    courier.orders.move(courier.orders.get('1'), 'DELIVERY');
    await commit(courier);
    expect(await changes(courier)).toEqual(['1']);
  });

  it('remembers a read whose answer was lost', async () => {
    const courier = await withOrders('1');
    courier.faults.add({ kind: 'lost answer' }, { on: 'statusreq' });
    await expect(changes(courier)).rejects.toThrow();
    await commit(courier);
    expect(await changes(courier)).toEqual([]);
  });

  it('ignores all filters', async () => {
    const courier = await withOrders('1', '2');
    expect(
      await changes(courier, '<orderno>1</orderno><done>ONLY_DONE</done><datefrom>2030-01-01</datefrom>'),
    ).toEqual(['1', '2']);
  });
});

describe('streams', () => {
  it('are independent of each other', async () => {
    const courier = await withOrders('1');
    await changes(courier);
    await commit(courier);
    expect(await changes(courier, '<streamid>101</streamid>')).toEqual(['1']);
    await commit(courier, SECOND_STREAM);
    expect(await changes(courier, '<streamid>101</streamid>')).toEqual(['1']);
    await commit(courier, '<streamid>101</streamid>');
    expect(await changes(courier, '<streamid>101</streamid>')).toEqual([]);
    expect(await changes(courier, SECOND_STREAM)).toEqual(['1']);
  });

  it.each(['99', '10001', '0'])('are not numbered %s', async (number) => {
    const courier = await start();
    await changes(courier, `<streamid>${number}</streamid>`);
    expect(courier.journal.exchanges.at(-1)?.answer).toContain('streamid must be from 100 to 10000');
  });

  it('of a client and of a subcontractor are two', async () => {
    const courier = await withOrders('1', '2');
    courier.orders.assign(courier.orders.get('2'), courier.account('agent'));
    const asAgent = '<client>AGENT</client>';
    expect(await changes(courier, asAgent)).toEqual([]);
    expect(await changes(courier, asAgent, AGENT_AUTH)).toEqual(['2']);
    await commit(courier, '', AGENT_AUTH);
    expect(await changes(courier, asAgent, AGENT_AUTH)).toEqual(['2']);
    await commit(courier, asAgent, AGENT_AUTH);
    expect(await changes(courier, asAgent, AGENT_AUTH)).toEqual([]);
    expect(await changes(courier)).toEqual(['1', '2']);
  });
});

describe('quickstatus', () => {
  it('NO hides what only the courier told', async () => {
    const courier = await withOrders('1');
    const order = courier.orders.get('1');
    courier.orders.move(order, 'DELIVERY');
    await changes(courier, NO_QUICK);
    await commit(courier);
    courier.orders.move(order, 'COURIERDELIVERED');
    expect(await changes(courier, NO_QUICK)).toEqual([]);
    const [quick] = await orders(courier);
    const [slow] = await orders(courier, NO_QUICK);
    expect([quick, slow].map((told) => told && text(told, 'status'))).toEqual([
      'COURIERDELIVERED',
      'DELIVERY',
    ]);
    expect(slow?.child('statushistory')?.children.map((status) => status.text.trim())).not.toContain(
      'COURIERDELIVERED',
    );
    courier.orders.move(order, 'COMPLETE');
    expect(await changes(courier, NO_QUICK)).toEqual(['1']);
  });
});
