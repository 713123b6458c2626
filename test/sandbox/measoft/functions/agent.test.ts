import {
  AGENT_AUTH,
  attribute,
  at,
  call,
  changes,
  codes,
  commit,
  courierForEachTest,
  create,
  order,
  orderXml,
  RECEIVER,
  text,
} from '../conversation';

const { start } = courierForEachTest();

async function given(): ReturnType<typeof start> {
  const courier = await start();
  await create(courier, orderXml('1', '', RECEIVER.replace('Москва', 'Екатеринбург')), orderXml('2'));
  courier.orders.assign(courier.orders.get('1'), courier.account('agent'));
  return courier;
}

const report = (courier: Awaited<ReturnType<typeof start>>, sent: string): ReturnType<typeof call> =>
  call(courier, 'setorderinfo', sent, { auth: AGENT_AUTH });

describe('setorderinfo', () => {
  it('brings a subcontractor’s status to the client', async () => {
    const courier = await given();
    await changes(courier);
    await commit(courier);
    const answer = await report(
      courier,
      '<order ordercode="34534234"><status>PICKUPREADY</status><eventtime>2024-03-24 10:20:00</eventtime>' +
        '<message>ready</message><paytype>CARD</paytype><image filename="door.jpg">QUJD</image></order>',
    );
    expect(answer.children.map(({ attributes }) => attributes)).toEqual([
      { orderno: '', ordercode: '34534234', error: '0', errormsg: 'Success', errormsgru: 'Ошибок нет' },
    ]);
    expect(await changes(courier)).toEqual(['1']);
    const told = await order(courier, '<orderno>1</orderno>');
    expect([text(told, 'status'), text(told, 'paytype')]).toEqual(['PICKUPREADY', 'CARD']);
    expect(at(told, 'status').attributes).toMatchObject({
      eventstore: 'Екатеринбург',
      eventtime: '2024-03-24 10:20:00',
      createtimegmt: '2024-03-22 09:00:00',
      message: 'ready',
    });
    expect(courier.orders.get('1').attachments).toEqual([{ name: 'door.jpg', content: Buffer.from('ABC') }]);
  });

  it('reaches only orders given to that subcontractor', async () => {
    const courier = await given();
    const sent =
      '<order ordercode="34534234"><status>DELIVERY</status></order><order orderno="2"><status>COMPLETE</status></order>';
    expect(codes((await report(courier, sent)).children)).toEqual(['0', '52']);
    expect(codes((await call(courier, 'setorderinfo', sent)).children)).toEqual(['52', '52']);
    expect(courier.orders.get('2').status().code).toBe('AWAITING_SYNC');
  });

  it('knows the 31 statuses and no other', async () => {
    const courier = await given();
    const answer = await report(
      courier,
      '<order ordercode="34534234"><status>PARTLY-DELIVERED</status></order>',
    );
    expect(text(answer, 'error')).toContain('setorderinfo/order/status must be');
  });

  it('without orders is 2', async () => {
    expect(attribute(at(await report(await given(), ''), 'error'), 'error')).toBe('2');
  });
});
