import { ask, at, refusal, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();

it('tells its restaurant and shift', async () => {
  const info = at(await ask(stage.till, '<RK7CMD CMD="GetSystemInfo2"/>'), 'SystemInfo');
  expect(info.attribute('RestCode')).toBe('199999993');
  expect(info.children.map(({ name }) => name)).toEqual(['CashGroup', 'Restaurant', 'CommonShift']);
});

it('lists its references with the versions of their data', async () => {
  const list = at(await ask(stage.till, '<RK7CMD CMD="GetRefList"/>'), 'RK7RefList');
  const version = stage.till.restaurant.references.version('CURRENCIES');
  expect(list.all('RK7Reference').map(({ attributes }) => attributes)).toContainEqual({
    RefName: 'CURRENCIES',
    Count: '3',
    DataVersion: String(version),
  });
});

it('lists the modifiers that are stopped', async () => {
  stage.till.restaurant.stoppedModifiers.add(1000200);
  const answer = await ask(stage.till, '<RK7CMD CMD="GetModifierStopList"/>');
  expect(answer.all('Modifier').map(({ attributes }) => attributes)).toEqual([
    { id: '1000200', code: '200', name: 'Без лука' },
  ]);
});

it('lists waiters, all or those that have registered, for a table that there is', async () => {
  const waiters = async (attribute: string) =>
    at(await ask(stage.till, `<RK7CMD CMD="GetWaiterList"${attribute}><Table code="5"/></RK7CMD>`), 'Waiters')
      .all('waiter')
      .map(({ attributes }) => attributes.ID);
  stage.till.restaurant.registered.add('1000634 15015');
  expect(await waiters('')).toEqual(['1', '1000018', '1000634']);
  expect(await waiters(' registeredOnly="1"')).toEqual(['1000634']);
  expect(await verdictOn(stage.till, '<RK7CMD CMD="GetWaiterList"><Table id="1"/></RK7CMD>')).toEqual(
    refusal('Не найден элемент 1 в коллекции Tables'),
  );
});
