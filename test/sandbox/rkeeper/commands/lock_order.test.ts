import { Clock } from '../../../../sandbox/clock';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, Moment, newOrder, saveSoup, verdict } from '../conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

describe('locks', () => {
  const KEY = '{99999999-0000-0000-0000-000000000001}';
  const lock = (guid: string, lockTime: string, key = KEY): string =>
    `<RK7CMD CMD="LockOrder" lockTime="${lockTime}" lockguid="${key}"><Order guid="${guid}"/><Station id="15015"/><Employee id="1000018"/></RK7CMD>`;
  const update = (guid: string, attributes = ''): string =>
    `<RK7CMD CMD="UpdateOrder" persistentComment="x" ${attributes}><Order guid="${guid}"/></RK7CMD>`;

  it('let only the holder of the lockguid change the order', async () => {
    const guid = await newOrder(till);
    expect((await ask(till, lock(guid, '1899-12-30T00:01:00'))).attribute('locked')).toBe('1');
    expect(verdict(await ask(till, update(guid)))).toEqual({
      status: 'Query Executing Error',
      code: '2219',
      text: 'Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция RK7CASH001, оператор 5).',
    });
    expect(verdict(await ask(till, update(guid, `lockguid="${KEY}"`))).status).toBe('Ok');
    expect(verdict(await ask(till, saveSoup(till, guid, 0))).code).toBe('2219');
  });

  it('end with their time', async () => {
    const moment = new Moment();
    const other = await TillDouble.start({ clock: new Clock(moment.now) });
    const guid = await newOrder(other);
    await ask(other, lock(guid, '1899-12-30T00:01:00'));
    moment.pass(59_999);
    expect(verdict(await ask(other, update(guid))).code).toBe('2219');
    moment.pass(1);
    const order = at(await ask(other, `<RK7CMD CMD="GetOrder"><Order guid="${guid}"/></RK7CMD>`), 'Order');
    expect(order.attribute('locked')).toBe('0');
    expect(verdict(await ask(other, update(guid))).status).toBe('Ok');
    await other.stop();
  });

  it('are not taken by a plain time, which is accepted all the same', async () => {
    const guid = await newOrder(till);
    const answer = await ask(till, lock(guid, '00:01:00'));
    expect([answer.attribute('Status'), answer.attribute('locked')]).toEqual(['Ok', '0']);
  });

  it('of a waiter last until released', async () => {
    const guid = await newOrder(till);
    const order = till.orders.byGuid(guid);
    if (!order) throw new Error('no order');
    till.orders.lockByWaiter(order);
    expect(verdict(await ask(till, update(guid))).code).toBe('2219');
    till.orders.release(order);
    expect(verdict(await ask(till, update(guid))).status).toBe('Ok');
  });
});
