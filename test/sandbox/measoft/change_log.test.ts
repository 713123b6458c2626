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

const stage = courierForEachTest();
const FIRST_STREAM = '<streamid>101</streamid>';
const SECOND_STREAM = '<streamid>102</streamid>';
const NO_QUICK = '<quickstatus>NO</quickstatus>';
const AS_AGENT = '<client>AGENT</client>';

const move = (number: string, status: string) =>
  stage.courier.orders.move(stage.courier.orders.get(number), status);

beforeEach(async () => {
  await create(stage.courier, orderXml('1'), orderXml('2'));
});

describe('ONLY_LAST', () => {
  it('tells the same until it is committed, then changes of any field', async () => {
    const { courier } = stage;
    expect(await changes(courier)).toEqual(['1', '2']);
    expect(await changes(courier)).toEqual(['1', '2']);
    const answer = await commit(courier);
    expect([answer.name, answer.attributes]).toEqual(['commitlaststatus', { error: '0' }]);
    expect(await changes(courier)).toEqual([]);
    courier.orders.get('1').payBy('CARD');
    expect(await changes(courier)).toEqual(['1']);
  });

  it('commits what the last read told, and nothing that changed after it', async () => {
    const { courier } = stage;
    await changes(courier);
    move('1', 'DELIVERY');
    await create(courier, orderXml('3'));
    await commit(courier);
    expect(await changes(courier)).toEqual(['1', '3']);
  });

  it('commits nothing when nothing was read', async () => {
    const { courier } = stage;
    await commit(courier);
    expect(await changes(courier)).toEqual(['1', '2']);
    await commit(courier);
    await commit(courier);
    move('1', 'DELIVERY');
    await commit(courier);
    expect(await changes(courier)).toEqual(['1']);
  });

  it('remembers a read whose answer was lost', async () => {
    const { courier } = stage;
    courier.faults.add({ kind: 'lost answer' }, { on: 'statusreq' });
    await expect(changes(courier)).rejects.toThrow();
    await commit(courier);
    expect(await changes(courier)).toEqual([]);
  });

  it('ignores all filters', async () => {
    const filters = '<orderno>1</orderno><done>ONLY_DONE</done><datefrom>2030-01-01</datefrom>';
    expect(await changes(stage.courier, filters)).toEqual(['1', '2']);
  });
});

describe('streams', () => {
  it('are independent of each other', async () => {
    const { courier } = stage;
    await changes(courier);
    await commit(courier);
    expect(await changes(courier, FIRST_STREAM)).toEqual(['1', '2']);
    await commit(courier, SECOND_STREAM);
    expect(await changes(courier, FIRST_STREAM)).toEqual(['1', '2']);
    await commit(courier, FIRST_STREAM);
    expect(await changes(courier, FIRST_STREAM)).toEqual([]);
    expect(await changes(courier, SECOND_STREAM)).toEqual(['1', '2']);
  });

  it.each(['99', '10001', '0'])('are not numbered %s', async (number) => {
    await changes(stage.courier, `<streamid>${number}</streamid>`);
    const { answer } = stage.courier.journal.exchanges.at(-1) ?? {};
    expect(answer).toContain('streamid must be from 100 to 10000');
  });

  it('of a client and of a subcontractor are two', async () => {
    const { courier } = stage;
    courier.orders.assign(courier.orders.get('2'), courier.account('agent'));
    expect(await changes(courier, AS_AGENT)).toEqual([]);
    expect(await changes(courier, AS_AGENT, AGENT_AUTH)).toEqual(['2']);
    await commit(courier, '', AGENT_AUTH);
    expect(await changes(courier, AS_AGENT, AGENT_AUTH)).toEqual(['2']);
    await commit(courier, AS_AGENT, AGENT_AUTH);
    expect(await changes(courier, AS_AGENT, AGENT_AUTH)).toEqual([]);
    expect(await changes(courier)).toEqual(['1', '2']);
  });
});

it('quickstatus NO hides what only the courier told', async () => {
  const { courier } = stage;
  move('1', 'DELIVERY');
  await changes(courier, NO_QUICK);
  await commit(courier);
  move('1', 'COURIERDELIVERED');
  expect(await changes(courier, NO_QUICK)).toEqual([]);
  const [[quick], [slow]] = [await orders(courier), await orders(courier, NO_QUICK)];
  expect([quick, slow].map((told) => told && text(told, 'status'))).toEqual(['COURIERDELIVERED', 'DELIVERY']);
  const history = slow?.child('statushistory')?.children.map((status) => status.text.trim());
  expect(history).not.toContain('COURIERDELIVERED');
  move('1', 'COMPLETE');
  expect(await changes(courier, NO_QUICK)).toEqual(['1']);
});
