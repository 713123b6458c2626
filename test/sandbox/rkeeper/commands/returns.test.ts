import { ask, at, getOrder, giveBack, pay, refusal, saveLines, saveSoup, sellSoup } from '../conversation';
import { tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const back = (seqNumber: number, wanted?: Parameters<typeof giveBack>[2]) =>
  verdictOn(stage.till, giveBack(stage.till, seqNumber, wanted));

it('prints a receipt of its own and leaves a purchase order behind', async () => {
  await sellSoup(stage);
  const receipt = at(await ask(stage.till, giveBack(stage.till, 2)), 'PrintCheck');
  expect(receipt.attributes).toMatchObject({ CheckNum: '1043', amount: '11900' });
  expect(at(receipt, 'Reason').attribute('id')).toBe('1000300');
  const [sold, given] = stage.till.orders.receipts;
  const order = at(await ask(stage.till, getOrder(given?.order.guid ?? '')), 'Order');
  expect(order.attribute('purchase')).toBe('1');
  expect(at(order, 'SourceOrder').attribute('guid')).toBe(stage.order);
  expect(at(order, 'Session', 'Dish').attribute('SourceGUIDString')).toBe(sold?.dishes[0]?.guid);
});

it.each([
  ['is listed', true, ['1042', '1043']],
  ['is not listed where the till does not show returns', false, ['1042']],
])('%s', async (_, listsReturns, numbers) => {
  stage.till.switches.listsReturns = listsReturns;
  await sellSoup(stage);
  await back(2);
  const list = at(await ask(stage.till, '<RK7CMD CMD="GetReceiptList"/>'), 'ReceiptsList');
  expect(list.all('Receipt').map((receipt) => receipt.attribute('checknum'))).toEqual(numbers);
});

it('gives back what was paid, discounts included', async () => {
  const { till, order } = stage;
  await ask(till, saveLines(till, order, 0, '<Dish id="1000017" quantity="2000"/><Discount id="9"/>'));
  await ask(till, pay(till, order, 1, 21_420));
  expect(at(await ask(till, giveBack(till, 2)), 'PrintCheck').attribute('amount')).toBe('10710');
});

it('gives back at most what was sold, counted over all returns', async () => {
  await sellSoup(stage);
  const tooMuch = refusal('Нельзя вернуть больше, чем продано: "Борщ с говядиной"');
  expect(await back(2, { quantity: 2001 })).toEqual(tooMuch);
  expect((await back(3, { quantity: 1500 })).status).toBe('Ok');
  expect(await back(4, { quantity: 501 })).toEqual(tooMuch);
  expect((await back(5, { quantity: 500 })).status).toBe('Ok');
});

it.each([
  [
    'a reason without the flag',
    { reason: 1000301 },
    'Причина "Отказ гостя": нет флага \'При возврате блюд\'',
  ],
  ['an unknown receipt', { receipt: '{AAAAAAAA-0000-0000-0000-000000000001}' }, 'Чек не найден'],
  [
    'a dish that was not on it',
    { line: '{AAAAAAAA-0000-0000-0000-000000000002}' },
    'Блюдо не найдено в чеке',
  ],
  ['nothing', { quantity: 0 }, 'Неверное количество'],
])('refuses %s', async (_, wanted, text) => {
  await sellSoup(stage);
  expect(await back(2, wanted)).toEqual(refusal(text));
  expect(stage.till.orders.receipts).toHaveLength(1);
});

it('is neither for orders that are not paid nor for the receipt of a return', async () => {
  const { till, order } = stage;
  await ask(till, saveSoup(till, order, 0));
  const line = till.orders.byGuid(order)?.lines[0]?.guid ?? '';
  const noReceipt = { receipt: '{AAAAAAAA-0000-0000-0000-000000000001}', line };
  expect(await back(1, noReceipt)).toEqual(refusal('Чек не найден'));
  await ask(till, pay(till, order, 2, 23_800));
  await back(3);
  expect(await back(4, { receipt: till.orders.receipts[1]?.guid ?? '' })).toEqual(refusal('Чек не найден'));
});
