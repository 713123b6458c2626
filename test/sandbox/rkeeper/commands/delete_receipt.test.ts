import type { XmlElement } from '../../../../sandbox/xml';
import { ask, at, getOrder, giveBack, refusal, sellSoup, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
beforeEach(() => sellSoup(stage));

interface Wanted {
  readonly number?: number;
  readonly manager?: number;
  readonly password?: string;
  readonly reason?: number;
}

const remove = ({ number = 1042, manager = 1, password = 'manager-secret', reason }: Wanted = {}) =>
  verdictOn(
    stage.till,
    `<RK7CMD CMD="DeleteReceipt" ReceiptNum="${number}" ManagerPassword="${password}"><Manager id="${manager}"/>` +
      `${reason === undefined ? '' : `<DeleteReason id="${reason}"/>`}</RK7CMD>`,
  );

const receipts = async (): Promise<readonly XmlElement[]> =>
  at(await ask(stage.till, '<RK7CMD CMD="GetReceiptList"/>'), 'ReceiptsList').all('Receipt');

it('leaves the receipt in the list, as deleted by whom, when and why', async () => {
  const [before] = await receipts();
  expect(before?.attributes).toMatchObject({ state: '6' });
  expect(before?.attribute('deletetime')).toBeUndefined();
  expect((await remove({ reason: 1000301 })).status).toBe('Ok');
  const [after, ...more] = await receipts();
  expect(more).toEqual([]);
  expect(after?.attributes).toMatchObject({
    ...{ line_guid: before?.attribute('line_guid') ?? '', checknum: '1042', state: '7' },
    deletetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
  });
  expect(after?.child('DeleteManager')?.attribute('name')).toBe('Администратор');
  expect(after?.child('DeleteReason')?.attribute('name')).toBe('Отказ гостя');
});

it('removes the order with it, and leaves nothing that could be returned', async () => {
  await remove();
  expect((await ask(stage.till, '<RK7CMD CMD="GetOrderList"/>')).all('Visit')).toEqual([]);
  expect(await verdictOn(stage.till, getOrder(stage.order))).toEqual(refusal('Заказ не найден'));
  expect(await verdictOn(stage.till, giveBack(stage.till, 2))).toEqual(refusal('Чек не найден'));
});

it.each<readonly [string, Wanted, string]>([
  ['a wrong password', { password: 'guess' }, 'Неверный пароль менеджера'],
  ['a cashier', { manager: 1000018 }, 'Неверный пароль менеджера'],
  ['a manager whom nobody knows', { manager: 4 }, 'Не найден элемент 4 в коллекции Employees'],
  [
    'a reason without the flag',
    { reason: 1000302 },
    'Причина "Ошибка официанта": нет флага \'При удалении чека\'',
  ],
  ['an unknown receipt', { number: 1043 }, 'Чек не найден'],
])('refuses %s', async (_, wanted, text) => {
  expect(await remove(wanted)).toEqual(refusal(text));
  expect((await receipts()).map((receipt) => receipt.attribute('state'))).toEqual(['6']);
});

it.each([
  ['the number', ' ReceiptNum="1042"', 'Attribute "RK7CMD/@ReceiptNum" is not found'],
  ['the password', ' ManagerPassword="manager-secret"', 'Attribute "RK7CMD/@ManagerPassword" is not found'],
  ['the manager', '<Manager id="1"/>', 'Error: child element "Manager" not found'],
])('demands %s', async (_, part, text) => {
  const whole =
    '<RK7CMD CMD="DeleteReceipt" ReceiptNum="1042" ManagerPassword="manager-secret"><Manager id="1"/></RK7CMD>';
  const status = 'Bad Query Parameters';
  expect(await verdictOn(stage.till, whole.replace(part, ''))).toMatchObject({ status, text });
});

it('is for receipts of the present shift', async () => {
  stage.till.orders.openShift();
  expect(await remove()).toEqual(refusal('Чек не найден'));
});

it('comes too late after a return, and takes back no receipt of a return', async () => {
  await ask(stage.till, giveBack(stage.till, 2));
  expect((await remove()).text).toContain('возврат');
  expect(await remove({ number: 1043 })).toEqual(refusal('Чек не найден'));
});
