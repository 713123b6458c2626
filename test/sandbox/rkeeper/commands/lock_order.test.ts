import { ask, at, getOrder, refusal, saveSoup, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const KEY = '{99999999-0000-0000-0000-000000000001}';

const lock = (lockTime: string) =>
  ask(
    stage.till,
    `<RK7CMD CMD="LockOrder" lockTime="${lockTime}" lockguid="${KEY}"><Order guid="${stage.order}"/>` +
      '<Station id="15015"/><Employee id="1000018"/></RK7CMD>',
  );
const update = (attributes = '') =>
  verdictOn(
    stage.till,
    `<RK7CMD CMD="UpdateOrder" persistentComment="x" ${attributes}><Order guid="${stage.order}"/></RK7CMD>`,
  );

it('a lock lets only the holder of the lockguid change the order', async () => {
  expect((await lock('1899-12-30T00:01:00')).attribute('locked')).toBe('1');
  const text =
    'Не получается заблокировать. Заказ заблокирован другим ключом блокировки (станция RK7CASH001, оператор 5).';
  expect(await update()).toEqual(refusal(text, 2219));
  expect((await update(`lockguid="${KEY}"`)).status).toBe('Ok');
  expect((await verdictOn(stage.till, saveSoup(stage.till, stage.order, 0))).code).toBe('2219');
});

it('a lock ends with its time', async () => {
  await lock('1899-12-30T00:01:00');
  stage.clock.pass(59_999);
  expect((await update()).code).toBe('2219');
  stage.clock.pass(1);
  const order = at(await ask(stage.till, getOrder(stage.order)), 'Order');
  expect([order.attribute('locked'), (await update()).status]).toEqual(['0', 'Ok']);
});

it('a lock is not taken by a plain time, which is accepted all the same', async () => {
  const answer = await lock('00:01:00');
  expect([answer.attribute('Status'), answer.attribute('locked')]).toEqual(['Ok', '0']);
});

it('the lock of a waiter lasts until released', async () => {
  const { orders } = stage.till;
  const order = orders.byGuid(stage.order);
  if (!order) throw new Error('no order');
  orders.lockByWaiter(order);
  expect((await update()).code).toBe('2219');
  orders.release(order);
  expect((await update()).status).toBe('Ok');
});
