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

async function calculate(): Promise<XmlElement> {
  return ask(
    till,
    `<RK7CMD CMD="CalcOrder2"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/><Payments><Pay id="1" amount="0"/></Payments></RK7CMD>`,
  );
}

describe('PayOrder', () => {
  it('closes the order and prints a receipt', async () => {
    const answer = await paid();
    const receipt = at(answer, 'PrintCheck');
    expect(receipt.attributes).toMatchObject({
      CheckNum: '1042',
      amount: '23800',
      state: '6',
      deleted: '0',
      bill: '0',
    });
    expect(at(receipt, 'Pay').attributes).toMatchObject({ id: '1', amount: '23800', basicSum: '23800' });
    expect(at(receipt, 'Author').attribute('code')).toBe('5');
    const closed = at(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${order}"/></RK7CMD>`), 'Order');
    expect(closed.attributes).toMatchObject({ finished: '1', paid: '1', unpaidSum: '0' });
    expect(closed.all('Session').flatMap((session) => session.all('PrintCheck'))).toHaveLength(1);
  });

  it('may say that the money is booked, though the paper may be missing', async () => {
    till.switches.printCheckWarning = 'Нет бумаги';
    const answer = await paid();
    expect(verdict(answer).status).toBe('Ok');
    expect(at(answer, 'PrintCheckWarning').text).toBe('Нет бумаги');
  });

  it("carries out the vendor's sample: two currencies, station and cashier by code", async () => {
    await ask(till, saveLines(till, order, 0, '<Dish id="1000017" quantity="1000" price="60000"/>'));
    const sample = `<RK7CMD CMD="PayOrder">${licenseInfo(till, 1)}<Order guid="${order}"/><Station code="1"/><Cashier code="5"/>
      <Payment id="1" amount="50000"/><Payment id="1030240" amount="10000"/></RK7CMD>`;
    const receipt = at(await ask(till, sample), 'PrintCheck');
    expect(receipt.attribute('amount')).toBe('60000');
    expect(receipt.all('Pay').map((payment) => payment.attribute('amount'))).toEqual(['50000', '10000']);
  });

  it('wants the whole sum', async () => {
    await ask(till, saveSoup(till, order, 0));
    expect(verdict(await ask(till, pay(till, order, 1, SOUP_FOR_TWO - 1)))).toEqual({
      status: 'Query Executing Error',
      code: '3373',
      text: 'Недостаточно денег для полной оплаты заказа',
    });
    expect(verdict(await ask(till, pay(till, order, 2, SOUP_FOR_TWO + 100))).status).toBe('Ok');
  });

  it('does not pay twice, nor let anything change afterwards', async () => {
    await paid();
    const closed = { status: 'Query Executing Error', code: '2128', text: 'Визит 356255787 закрыт!' };
    expect(verdict(await ask(till, pay(till, order, 2, SOUP_FOR_TWO)))).toEqual(closed);
    expect(verdict(await ask(till, saveSoup(till, order, 3)))).toEqual(closed);
    expect(till.orders.receipts).toHaveLength(1);
  });

  it('needs a station, a cashier and a payment, in the order of the schema', async () => {
    await ask(till, saveSoup(till, order, 0));
    const command = pay(till, order, 1, SOUP_FOR_TWO);
    expect(verdict(await ask(till, command.replace('<Station id="15015"/>', ''))).text).toBe(
      'Error: child element "Station" not found',
    );
    expect(verdict(await ask(till, command.replace('<Cashier id="1000018"/>', ''))).text).toBe(
      'Error: child element "Cashier" not found',
    );
    expect(verdict(await ask(till, command.replace(/<Payment[^>]*>/, ''))).text).toBe(
      'Error: child element "Payment" not found',
    );
    const swapped = command.replace(
      '<Station id="15015"/><Cashier id="1000018"/>',
      '<Cashier id="1000018"/><Station id="15015"/>',
    );
    expect(verdict(await ask(till, swapped)).text).toContain('out of order');
  });

  it('refuses a deleted currency and an order without dishes', async () => {
    expect(verdict(await ask(till, pay(till, order, 0, 0))).text).toBe('Заказ не содержит блюд');
    await ask(till, saveSoup(till, order, 1));
    const deleted = pay(till, order, 2, SOUP_FOR_TWO).replace('Payment id="1"', 'Payment id="1030241"');
    expect(verdict(await ask(till, deleted)).text).toContain(
      'Не найден элемент 1030241 в коллекции Currencies',
    );
  });
});

describe('CalcOrder2', () => {
  it('tells what PayOrder will demand, promised prepayments taken off', async () => {
    await ask(
      till,
      saveLines(
        till,
        order,
        0,
        '<Dish id="1000017" quantity="2000"/><Prepay id="1" amount="3800" promised="1"/>',
      ),
    );
    const answer = await calculate();
    expect(at(answer, 'Order').attributes).toMatchObject({
      unpaidSum: '20000',
      promisedSum: '3800',
      orderSum: '23800',
    });
    expect(
      at(answer, 'Payments')
        .all('Pay')
        .map((currency) => currency.attribute('name')),
    ).toEqual(['Рубли', 'Банковская карта']);
    expect(verdict(await ask(till, pay(till, order, 1, 19_999))).code).toBe('3373');
    expect(verdict(await ask(till, pay(till, order, 2, 20_000))).status).toBe('Ok');
  });
});

describe('PrintBill', () => {
  it('prints the dishes of an order', async () => {
    await ask(till, saveSoup(till, order, 0));
    const bill = `<RK7CMD CMD="PrintBill"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/></RK7CMD>`;
    expect(verdict(await ask(till, bill)).status).toBe('Ok');
    const listed = at(await ask(till, '<RK7CMD CMD="GetOrderList"/>'), 'Visit', 'Orders', 'Order');
    expect(listed.attribute('Bill')).toBe('1');
    expect(listed.attribute('BillTime')).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});
