import type { XmlElement } from '../../../../sandbox/xml';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, licenseInfo, newOrder, pay, saveSoup, verdict } from '../conversation';

const SOUP_FOR_TWO = 23_800;

let till: TillDouble;
let order: string;
beforeEach(async () => {
  till = await TillDouble.start();
  order = await newOrder(till);
  await ask(till, saveSoup(till, order, 0));
  await ask(till, pay(till, order, 1, SOUP_FOR_TWO));
});
afterEach(() => till.stop());

interface Wanted {
  readonly number?: number | string;
  readonly manager?: number;
  readonly password?: string;
  readonly reason?: number;
}

const remove = ({
  number = 1042,
  manager = 1,
  password = 'manager-secret',
  reason,
}: Wanted = {}): Promise<XmlElement> =>
  ask(
    till,
    `<RK7CMD CMD="DeleteReceipt" ReceiptNum="${number}" ManagerPassword="${password}"><Manager id="${manager}"/>` +
      `${reason === undefined ? '' : `<DeleteReason id="${reason}"/>`}</RK7CMD>`,
  );

const receipts = async (attributes = ''): Promise<readonly XmlElement[]> =>
  at(await ask(till, `<RK7CMD CMD="GetReceiptList" ${attributes}/>`), 'ReceiptsList').all('Receipt');

const back = (seqNumber: number): Promise<XmlElement> => {
  const [sold] = till.orders.receipts;
  return ask(
    till,
    `<RK7CMD CMD="MakeReturnGoods">${licenseInfo(till, seqNumber)}<Station id="15015"/><Cashier id="1000018"/>` +
      `<Reason id="1000300"/><PrintCheck line_guid="${sold?.guid ?? ''}"/>` +
      `<Dishes><Dish line_guid="${sold?.dishes[0]?.guid ?? ''}" quantity="1000"/></Dishes></RK7CMD>`,
  );
};

describe('DeleteReceipt', () => {
  it('leaves the receipt in the list, as deleted by whom, when and why', async () => {
    const [before] = await receipts();
    expect(before?.attributes).toMatchObject({ state: '6' });
    expect(before?.attribute('deletetime')).toBeUndefined();
    expect(verdict(await remove({ reason: 1000301 })).status).toBe('Ok');
    const [after, ...more] = await receipts();
    expect(more).toEqual([]);
    expect(after?.attributes).toMatchObject({
      line_guid: before?.attribute('line_guid') ?? '',
      checknum: '1042',
      state: '7',
      deletetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
    });
    expect(after?.child('DeleteManager')?.attribute('name')).toBe('Администратор');
    expect(after?.child('DeleteReason')?.attribute('name')).toBe('Отказ гостя');
  });

  it('removes the order with it', async () => {
    await remove();
    expect((await ask(till, '<RK7CMD CMD="GetOrderList"/>')).all('Visit')).toEqual([]);
    const found = await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${order}"/></RK7CMD>`);
    expect(verdict(found).text).toBe('Заказ не найден');
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
    expect(verdict(await remove(wanted))).toMatchObject({ status: 'Query Executing Error', text });
    expect((await receipts()).map((receipt) => receipt.attribute('state'))).toEqual(['6']);
  });

  it.each([
    ['the number', ' ReceiptNum="1042"', 'Attribute "RK7CMD/@ReceiptNum" is not found'],
    ['the password', ' ManagerPassword="manager-secret"', 'Attribute "RK7CMD/@ManagerPassword" is not found'],
    ['the manager', '<Manager id="1"/>', 'Error: child element "Manager" not found'],
  ])('demands %s', async (_, part, text) => {
    const whole =
      '<RK7CMD CMD="DeleteReceipt" ReceiptNum="1042" ManagerPassword="manager-secret"><Manager id="1"/></RK7CMD>';
    expect(verdict(await ask(till, whole.replace(part, '')))).toMatchObject({
      status: 'Bad Query Parameters',
      text,
    });
  });

  it('is for receipts of the present shift', async () => {
    till.orders.openShift();
    expect(verdict(await remove()).text).toBe('Чек не найден');
  });

  it('comes too late after a return, and takes back no receipt of a return', async () => {
    await back(2);
    expect(verdict(await remove()).text).toContain('возврат');
    expect(verdict(await remove({ number: 1043 })).text).toBe('Чек не найден');
  });

  it('leaves nothing that could be returned', async () => {
    await remove();
    expect(verdict(await back(2)).text).toBe('Чек не найден');
  });
});
