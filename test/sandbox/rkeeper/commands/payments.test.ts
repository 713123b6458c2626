import {
  ask,
  at,
  getOrder,
  licenseInfo,
  pay,
  printBill,
  refusal,
  saveLines,
  saveSoup,
} from '../conversation';
import { sellSoup, SOUP_FOR_TWO, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const save = (seqNumber: number) => ask(stage.till, saveSoup(stage.till, stage.order, seqNumber));
const payFor = (seqNumber: number, amount: number) =>
  verdictOn(stage.till, pay(stage.till, stage.order, seqNumber, amount));

describe('PayOrder', () => {
  it('closes the order and prints a receipt', async () => {
    const receipt = at(await sellSoup(stage), 'PrintCheck');
    const told = { CheckNum: '1042', amount: '23800', state: '6', deleted: '0', bill: '0' };
    expect(receipt.attributes).toMatchObject(told);
    expect(at(receipt, 'Pay').attributes).toMatchObject({ id: '1', amount: '23800', basicSum: '23800' });
    expect(at(receipt, 'Author').attribute('code')).toBe('5');
    const closed = at(await ask(stage.till, getOrder(stage.order)), 'Order');
    expect(closed.attributes).toMatchObject({ finished: '1', paid: '1', unpaidSum: '0' });
    expect(closed.all('Session').flatMap((session) => session.all('PrintCheck'))).toHaveLength(1);
  });

  it('may say that the money is booked, though the paper may be missing', async () => {
    stage.till.switches.printCheckWarning = 'Нет бумаги';
    const answer = await sellSoup(stage);
    expect(answer.attribute('Status')).toBe('Ok');
    expect(at(answer, 'PrintCheckWarning').text).toBe('Нет бумаги');
  });

  it("carries out the vendor's sample: two currencies, station and cashier by code", async () => {
    const { till, order } = stage;
    await ask(till, saveLines(till, order, 0, '<Dish id="1000017" quantity="1000" price="60000"/>'));
    const sample = `<RK7CMD CMD="PayOrder">${licenseInfo(till, 1)}<Order guid="${order}"/><Station code="1"/><Cashier code="5"/>
      <Payment id="1" amount="50000"/><Payment id="1030240" amount="10000"/></RK7CMD>`;
    const receipt = at(await ask(till, sample), 'PrintCheck');
    expect(receipt.attribute('amount')).toBe('60000');
    expect(receipt.all('Pay').map((payment) => payment.attribute('amount'))).toEqual(['50000', '10000']);
  });

  it('wants the whole sum', async () => {
    await save(0);
    const text = 'Недостаточно денег для полной оплаты заказа';
    expect(await payFor(1, SOUP_FOR_TWO - 1)).toEqual(refusal(text, 3373));
    expect((await payFor(2, SOUP_FOR_TWO + 100)).status).toBe('Ok');
  });

  it('does not pay twice, nor let anything change afterwards', async () => {
    await sellSoup(stage);
    const closed = refusal('Визит 356255787 закрыт!', 2128);
    expect(await payFor(2, SOUP_FOR_TWO)).toEqual(closed);
    expect(await verdictOn(stage.till, saveSoup(stage.till, stage.order, 3))).toEqual(closed);
    expect(stage.till.orders.receipts).toHaveLength(1);
  });

  it.each([
    ['a station', /<Station id="15015"\/>/, '', 'Error: child element "Station" not found'],
    ['a cashier', /<Cashier id="1000018"\/>/, '', 'Error: child element "Cashier" not found'],
    ['a payment', /<Payment[^>]*>/, '', 'Error: child element "Payment" not found'],
    [
      'an active currency',
      'Payment id="1"',
      'Payment id="1030241"',
      /элемент 1030241 в коллекции Currencies/,
    ],
  ])('needs %s', async (_, part, other, text) => {
    await save(0);
    const command = pay(stage.till, stage.order, 1, SOUP_FOR_TWO).replace(part, other);
    expect((await verdictOn(stage.till, command)).text).toMatch(text);
    expect(stage.till.orders.receipts).toEqual([]);
  });

  it('refuses an order without dishes', async () => {
    expect(await payFor(0, 0)).toEqual(refusal('Заказ не содержит блюд'));
  });
});

it('CalcOrder2 tells what PayOrder will demand, promised prepayments taken off', async () => {
  const { till, order } = stage;
  const prepaid = '<Dish id="1000017" quantity="2000"/><Prepay id="1" amount="3800" promised="1"/>';
  await ask(till, saveLines(till, order, 0, prepaid));
  const answer = await ask(
    till,
    `<RK7CMD CMD="CalcOrder2"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/><Payments><Pay id="1" amount="0"/></Payments></RK7CMD>`,
  );
  const sums = { unpaidSum: '20000', promisedSum: '3800', orderSum: '23800' };
  expect(at(answer, 'Order').attributes).toMatchObject(sums);
  const currencies = at(answer, 'Payments').all('Pay');
  expect(currencies.map((one) => one.attribute('name'))).toEqual(['Рубли', 'Банковская карта']);
  expect((await payFor(1, 19_999)).code).toBe('3373');
  expect((await payFor(2, 20_000)).status).toBe('Ok');
});

it('PrintBill prints the dishes of an order', async () => {
  await save(0);
  expect((await verdictOn(stage.till, printBill(stage.order))).status).toBe('Ok');
  const listed = at(await ask(stage.till, '<RK7CMD CMD="GetOrderList"/>'), 'Visit', 'Orders', 'Order');
  expect(listed.attributes).toMatchObject({ Bill: '1', BillTime: '2026-10-03T16:05:00' });
});
