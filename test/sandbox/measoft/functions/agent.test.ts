import {
  AGENT_AUTH,
  at,
  attribute,
  call,
  changes,
  codes,
  commit,
  courierForEachTest,
  create,
} from '../conversation';
import { order, orderXml, RECEIVER, text, texts } from '../conversation';

const stage = courierForEachTest();
beforeEach(async () => {
  const { courier } = stage;
  await create(courier, orderXml('1', '', RECEIVER.replace('Москва', 'Екатеринбург')), orderXml('2'));
  courier.orders.assign(courier.orders.get('1'), courier.account('agent'));
});

const report = (sent: string) => call(stage.courier, 'setorderinfo', sent, AGENT_AUTH);

describe('setorderinfo', () => {
  it('brings a subcontractor’s status to the client', async () => {
    const { courier } = stage;
    await changes(courier);
    await commit(courier);
    const answer = await report(
      '<order ordercode="34534234"><status>PICKUPREADY</status><eventtime>2024-03-24 10:20:00</eventtime>' +
        '<message>ready</message><paytype>CARD</paytype><image filename="door.jpg">QUJD</image></order>',
    );
    const success = { error: '0', errormsg: 'Success', errormsgru: 'Ошибок нет' };
    expect(answer.children.map(({ attributes }) => attributes)).toEqual([
      { orderno: '', ordercode: '34534234', ...success },
    ]);
    expect(await changes(courier)).toEqual(['1']);
    const told = await order(courier, '<orderno>1</orderno>');
    expect(texts(told, 'status paytype')).toEqual(['PICKUPREADY', 'CARD']);
    expect(at(told, 'status').attributes).toMatchObject({
      eventstore: 'Екатеринбург',
      eventtime: '2024-03-24 10:20:00',
      createtimegmt: '2024-03-22 09:00:00',
      message: 'ready',
    });
    expect(courier.orders.get('1').attachments).toEqual([{ name: 'door.jpg', content: Buffer.from('ABC') }]);
  });

  it('reaches only orders given to that subcontractor', async () => {
    const sent =
      '<order ordercode="34534234"><status>DELIVERY</status></order><order orderno="2"><status>COMPLETE</status></order>';
    expect(codes((await report(sent)).children)).toEqual(['0', '52']);
    expect(codes((await call(stage.courier, 'setorderinfo', sent)).children)).toEqual(['52', '52']);
    expect(stage.courier.orders.get('2').status().code).toBe('AWAITING_SYNC');
  });

  it('knows the 31 statuses and no other, and needs an order', async () => {
    const answer = await report('<order ordercode="34534234"><status>PARTLY-DELIVERED</status></order>');
    expect(text(answer, 'error')).toContain('setorderinfo/order/status must be');
    expect(attribute(at(await report(''), 'error'), 'error')).toBe('2');
  });
});
