import type { XmlElement } from '../../../../sandbox/xml';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, licenseInfo, newOrder, pay, saveLines, saveSoup, verdict } from '../conversation';

let till: TillDouble;
let order: string;
beforeEach(async () => {
  till = await TillDouble.start();
  order = await newOrder(till);
});
afterEach(() => till.stop());

const SOUP_FOR_TWO = 23_800;

async function paid(): Promise<XmlElement> {
  await ask(till, saveSoup(till, order, 0));
  return ask(till, pay(till, order, 1, SOUP_FOR_TWO));
}

describe('MakeReturnGoods', () => {
  interface Wanted {
    readonly quantity?: number;
    readonly reason?: number;
    readonly receipt?: string;
    readonly line?: string;
  }

  function giveBack(
    seqNumber: number,
    { quantity = 1000, reason = 1000300, receipt, line }: Wanted = {},
  ): string {
    const [sold] = till.orders.receipts;
    return (
      `<RK7CMD CMD="MakeReturnGoods">${licenseInfo(till, seqNumber)}<Station id="15015"/><Cashier id="1000018"/>` +
      `<Reason id="${reason}"/><PrintCheck line_guid="${receipt ?? sold?.guid ?? ''}"/>` +
      `<Dishes><Dish line_guid="${line ?? sold?.dishes[0]?.guid ?? ''}" quantity="${quantity}"/></Dishes></RK7CMD>`
    );
  }

  it('prints a receipt of its own and leaves a purchase order behind', async () => {
    await paid();
    const receipt = at(await ask(till, giveBack(2)), 'PrintCheck');
    expect(receipt.attributes).toMatchObject({ CheckNum: '1043', amount: '11900' });
    expect(at(receipt, 'Reason').attribute('id')).toBe('1000300');
    const guid = till.orders.receipts[1]?.order.guid ?? '';
    const back = at(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${guid}"/></RK7CMD>`), 'Order');
    expect(back.attribute('purchase')).toBe('1');
    expect(at(back, 'SourceOrder').attribute('guid')).toBe(order);
    const line = at(at(back, 'Session'), 'Dish');
    expect(line.attribute('SourceGUIDString')).toBe(till.orders.receipts[0]?.dishes[0]?.guid);
  });

  it.each([
    ['is listed', true, ['1042', '1043']],
    ['is not listed where the till does not show returns', false, ['1042']],
  ])('%s', async (_, listsReturns, numbers) => {
    till.switches.listsReturns = listsReturns;
    await paid();
    await ask(till, giveBack(2));
    const list = at(await ask(till, '<RK7CMD CMD="GetReceiptList"/>'), 'ReceiptsList');
    expect(list.all('Receipt').map((receipt) => receipt.attribute('checknum'))).toEqual(numbers);
  });

  it('gives back what was paid, discounts included', async () => {
    await ask(till, saveLines(till, order, 0, '<Dish id="1000017" quantity="2000"/><Discount id="9"/>'));
    await ask(till, pay(till, order, 1, 21_420));
    expect(at(await ask(till, giveBack(2)), 'PrintCheck').attribute('amount')).toBe('10710');
  });

  it('gives back at most what was sold, counted over all returns', async () => {
    await paid();
    expect(verdict(await ask(till, giveBack(2, { quantity: 2001 }))).text).toContain('больше, чем продано');
    expect(verdict(await ask(till, giveBack(3, { quantity: 1500 }))).status).toBe('Ok');
    expect(verdict(await ask(till, giveBack(4, { quantity: 501 }))).status).toBe('Query Executing Error');
    expect(verdict(await ask(till, giveBack(5, { quantity: 500 }))).status).toBe('Ok');
  });

  it.each([
    ['a reason without the flag', { reason: 1000301 }, "нет флага 'При возврате блюд'"],
    ['an unknown receipt', { receipt: '{AAAAAAAA-0000-0000-0000-000000000001}' }, 'Чек не найден'],
    ['a dish that was not on it', { line: '{AAAAAAAA-0000-0000-0000-000000000002}' }, 'Блюдо не найдено'],
    ['nothing', { quantity: 0 }, 'Неверное количество'],
  ])('refuses %s', async (_, wanted, text) => {
    await paid();
    const answer = await ask(till, giveBack(2, wanted));
    expect(verdict(answer).status).toBe('Query Executing Error');
    expect(verdict(answer).text).toContain(text);
    expect(till.orders.receipts).toHaveLength(1);
  });

  it('is not for orders that are not paid', async () => {
    await ask(till, saveSoup(till, order, 0));
    const line = till.orders.byGuid(order)?.lines[0]?.guid ?? '';
    const answer = await ask(till, giveBack(1, { receipt: '{AAAAAAAA-0000-0000-0000-000000000001}', line }));
    expect(verdict(answer).text).toBe('Чек не найден');
  });

  it('is not for the receipt of a return', async () => {
    await paid();
    await ask(till, giveBack(2));
    expect(verdict(await ask(till, giveBack(3, { receipt: till.orders.receipts[1]?.guid ?? '' }))).text).toBe(
      'Чек не найден',
    );
  });
});
