import { parseXml, type XmlElement } from '../../../../sandbox/xml';
import { ask, at, attribute, getOrder, licenseInfo, printBill, refusal, saveLines } from '../conversation';
import { tillForEachTest, verdict } from '../conversation';

const stage = tillForEachTest();
let seqNumber: number;
beforeEach(() => {
  seqNumber = -1;
});

/** Saves lines in a packet of their own, under the next number of the licence. */
const save = (lines: string): Promise<XmlElement> =>
  ask(stage.till, saveLines(stage.till, stage.order, (seqNumber += 1), lines));

const saveSessions = (sessions: string): Promise<XmlElement> =>
  ask(
    stage.till,
    `<RK7CMD CMD="SaveOrder">${licenseInfo(stage.till, (seqNumber += 1))}<Order guid="${stage.order}"/>${sessions}</RK7CMD>`,
  );

const saved = async (): Promise<XmlElement> => at(await ask(stage.till, getOrder(stage.order)), 'Order');

it("carries out the vendor's sample with real values in its placeholders", async () => {
  const instance = 'ca456f569999d99997e9993b7c19994f';
  const answer = await ask(
    stage.till,
    `<RK7CMD CMD="SaveOrder">
      ${licenseInfo(stage.till, 0, instance)}
      <Order visit="356255787" orderident="256"/>
      <Session><Dish id="1025742" quantity="2000" price="150"/></Session>
    </RK7CMD>`,
  );
  expect(verdict(answer).status).toBe('Ok');
  const told = { guid: stage.order, version: '2', orderSum: '300', basicSum: '300', totalPieces: '2000' };
  expect(at(answer, 'Order').attributes).toMatchObject(told);
  expect(at(answer, 'Session').attribute('sessionID')).toBe('101');
});

it("carries out the vendor's sample of three packets: modifier, discount, prepayment", async () => {
  const answer = await saveSessions(
    '<Session><Station id="15015"/><Dish id="1000017" quantity="1000"><Modi id="1000200" count="1" price="0"/></Dish><Dish id="1000018" quantity="2000" price="11900"/></Session>' +
      '<Session><Station id="15015"/><Discount id="9"/></Session>' +
      '<Session><Station id="15015"/><Prepay id="1" amount="10000" promised="1"><Reason id="4"/></Prepay></Session>',
  );
  const ids = answer.all('Session').map((session) => session.attribute('sessionID'));
  expect(ids).toEqual(['101', '102', '103']);
  // 3 × 119.00 less 10 %; the promised prepayment does not lower what GetOrder calls unpaid.
  const order = await saved();
  expect(order.attributes).toMatchObject({
    ...{ orderSum: '32130', discountSum: '-3570', prepaySum: '0', promisedSum: '10000' },
    ...{ unpaidSum: '32130', totalPieces: '3000' },
  });
  const [dishes, discounts, prepayments] = order.all('Session');
  expect(dishes && at(dishes, 'Dish', 'Modi').attribute('name')).toBe('Без лука');
  expect(discounts && at(discounts, 'Discount').attribute('id')).toBe('9');
  const prepaid = { amount: '10000', promised: '1' };
  expect(prepayments && at(prepayments, 'Prepay').attributes).toMatchObject(prepaid);
});

it('counts in thousandths and kopecks, and takes the price list where no price is sent', async () => {
  await save('<Dish id="1000018" quantity="1500"/><Dish code="2714" quantity="333" price="1"/>');
  const [first, second] = at(await saved(), 'Session').all('Dish');
  expect(first?.attributes).toMatchObject({ price: '11900', quantity: '1500', amount: '17850', state: '3' });
  expect(second?.attributes).toMatchObject({ id: '1004496', price: '1', amount: '0' });
});

it('adds a packet each time, unless uni names an unprinted one, which is overwritten', async () => {
  await save('<Dish id="1000017" quantity="1000"/>');
  await save('<Dish id="1000017" quantity="1000"/>');
  const { uni } = at(await saved(), 'Session').attributes;
  await saveSessions(`<Session uni="${uni}"><Dish id="1000018" quantity="5000"/></Session>`);
  const order = stage.till.orders.byGuid(stage.order);
  expect([order?.quantityOf(1000017), order?.quantityOf(1000018)]).toEqual([1000, 5000]);
  await ask(stage.till, printBill(stage.order));
  const again = (named: string) => `<Session uni="${named}"><Dish id="1000018" quantity="1000"/></Session>`;
  expect(verdict(await saveSessions(again(uni ?? '')))).toEqual(refusal(`Пакет ${uni} уже напечатан`));
  expect(verdict(await saveSessions(again('77')))).toEqual(refusal('Пакет 77 не найден'));
});

it('takes away a part of a printed line by Void', async () => {
  await save('<Dish id="1000017" quantity="3000"/>');
  const { uni } = at(await saved(), 'Session', 'Dish').attributes;
  const voidPart = (quantity: number): string =>
    `<Dish id="1000017" uni="${uni}" quantity="3000"><Void id="1000301" quantity="${quantity}"/></Dish>`;
  const verdictOn = async (lines: string) => verdict(await save(lines));
  expect((await verdictOn(voidPart(1000))).text).toContain('ещё не напечатано');
  await ask(stage.till, printBill(stage.order));
  expect((await verdictOn(voidPart(1000))).status).toBe('Ok');
  expect((await verdictOn(voidPart(3000))).text).toContain('больше, чем заказано');
  expect((await verdictOn(voidPart(1000) + voidPart(1001))).text).toContain('больше, чем заказано');
  const left = { quantity: '2000', srcQuantity: '3000', state: '4' };
  expect(at(await saved(), 'Session', 'Dish').attributes).toMatchObject(left);
});

const LATTE = '<Dish id="1000023" quantity="2000"/>';
it.each([
  ['a dish that is not there', '<Dish id="5" quantity="1000"/>', 'Не найден элемент 5 в коллекции MenuItems'],
  ['a deleted dish', '<Dish id="1000028" quantity="1000"/>', 'Не найден элемент 1000028'],
  ['a draft', '<Dish id="1000027" quantity="1000"/>', 'Не найден элемент 1000027'],
  ['a stopped dish', '<Dish id="1000026" quantity="1000"/>', 'в стоп-листе'],
  ['more than is left', '<Dish id="1000023" quantity="3001"/>', 'Недостаточно остатка'],
  ['more than is left in two lines', LATTE + LATTE, 'Недостаточно остатка'],
  ['no quantity', '<Dish id="1000017" quantity="0"/>', 'Неверное количество'],
  [
    'a deleted modifier',
    '<Dish id="1000017" quantity="1000"><Modi id="1000202"/></Dish>',
    'коллекции Modifiers',
  ],
])('refuses %s, names the line and changes nothing', async (_, lines, text) => {
  const answer = await save(`<Dish id="1000017" quantity="1000"/>${lines}`);
  expect(verdict(answer)).toEqual({ ...refusal(''), text: expect.stringContaining(text) as string });
  expect(at(answer, 'Error').attribute('ErrorText')).toContain(text);
  expect(parseXml(at(answer, 'Error', 'FaultyTag').text).name).toBe('Dish');
  expect((await saved()).attributes).toMatchObject({ version: '1', totalPieces: '0' });
  expect(stage.till.restaurant.remainders.get(1000023)).toBe(3000);
});

it('takes sold dishes off the remainder', async () => {
  await save(LATTE);
  expect(stage.till.restaurant.remainders.get(1000023)).toBe(1000);
  expect(verdict(await save(LATTE)).status).toBe('Query Executing Error');
});

it('takes a manual discount off a line', async () => {
  await save('<Dish id="1000017" quantity="1000"><Discount id="10" amount="900"/></Dish>');
  expect((await saved()).attributes).toMatchObject({ orderSum: '11000', discountSum: '-900' });
});

it.each([
  ['<Discount id="11"/>', "Не найдена композиция для скидки 'Скидка без композиции'"],
  ['<Discount id="10"/>', "Не указана сумма скидки 'Скидка суммой'"],
  ['<Prepay id="1030241" amount="100"/>', 'Не найден элемент 1030241 в коллекции Currencies'],
  ['<Prepay id="1" amount="0"/>', 'Неверная сумма предоплаты'],
])('refuses %s: %s', async (line, text) => {
  expect(verdict(await save(line))).toEqual(refusal(text));
});

it.each([
  ['', 'Error: child element "Session" not found'],
  ['<Session/>', 'Error: child element "Dish" not found'],
  ['<Session><Dish id="1000017"/></Session>', 'Attribute "RK7CMD/Session/Dish/@quantity" is not found'],
  [
    '<Session><Dish id="1000017" quantity="1.5"/></Session>',
    'Bad integer attribute "RK7CMD/Session/Dish/@quantity" value: "1.5"',
  ],
  [
    '<Session><Prepay id="1" amount="1" promised="true"/></Session>',
    'Bad integer attribute "RK7CMD/Session/Prepay/@promised" value: "true"',
  ],
])('refuses the shape of %j: %s', async (sessions, text) => {
  expect(verdict(await saveSessions(sessions))).toMatchObject({ status: 'Bad Query Parameters', text });
});

describe('a till that writes lines anew', () => {
  /** Each line as `id × quantity in thousandths`, and the modifiers it has. */
  async function lines(): Promise<string[]> {
    const written = (dish: XmlElement): string => {
      const modifiers = dish
        .all('Modi')
        .map((modi) => `${attribute(modi, 'name')} ${modi.attribute('isDefault') ?? ''}`);
      return [`${attribute(dish, 'id')} × ${attribute(dish, 'quantity')}`, ...modifiers].join(', ');
    };
    return (await saved()).all('Session').flatMap((session) => session.all('Dish').map(written));
  }

  it('joins pieces to an equal line, also one that was there before, and names its packet', async () => {
    stage.till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/><Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000018" quantity="1000"/>');
    const answer = await save('<Dish id="1000017" quantity="1000"/>');
    expect(await lines()).toEqual(['1000017 × 3000', '1000018 × 1000']);
    expect(at(answer, 'Session').attribute('sessionID')).toBe('101');
    expect((await saved()).attribute('orderSum')).toBe(String(3 * 11_900 + 11_900));
  });

  it('keeps lines apart that differ, or that the kitchen has already', async () => {
    stage.till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000017" quantity="1000"><Modi id="1000200"/></Dish>');
    await save('<Dish id="1000017" quantity="1000" price="1"/><Dish id="1000017" quantity="1000" seat="2"/>');
    await ask(stage.till, printBill(stage.order));
    await save('<Dish id="1000017" quantity="1000"/>');
    expect(await lines()).toHaveLength(5);
  });

  it('splits portions, where a dish of its own has that mode', async () => {
    const { restaurant } = stage.till;
    const pie = restaurant.addDish({ ident: 7, name: 'Пирог', price: 1000 });
    restaurant.references.put('MENUITEMS', { ...pie, properties: { AddLineMode: 'almOnePortion' } });
    await save('<Dish id="7" quantity="2500"/><Dish id="1000017" quantity="2000"/>');
    expect(await lines()).toEqual(['7 × 1000', '7 × 1000', '7 × 500', '1000017 × 2000']);
  });

  it('adds a modifier that nobody sent', async () => {
    stage.till.switches.addsDefaultModifier = true;
    const modified = '<Dish id="1000018" quantity="1000"><Modi id="1000201"/></Dish>';
    await save(`<Dish id="1000017" quantity="1000"/>${modified}`);
    expect(await lines()).toEqual(['1000017 × 1000, Без лука 1', '1000018 × 1000, Двойной сыр ']);
  });

  it('joins nothing when the request is refused', async () => {
    stage.till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000017" quantity="1000"/><Dish id="1000026" quantity="1000"/>');
    expect(await lines()).toEqual(['1000017 × 1000']);
  });
});

it('takes a combo with its components, whose own modifiers and prices come on top of its price', async () => {
  const line =
    '<Combo id="1000021" quantity="2000" price="90000"><Component id="1000017"/><Component id="1000022" count="2" price="1000">' +
    '<Modi id="1000201" count="1"/></Component></Combo>';
  expect(verdict(await save(line)).status).toBe('Ok');
  const order = await saved();
  // 2 × (900.00 + 2 × 10.00 + 2 × 50.00)
  expect(order.attributes).toMatchObject({ orderSum: '204000', totalPieces: '2000' });
  const [soup, tea] = at(order, 'Session', 'Combo').all('Component');
  expect([soup?.attribute('count'), tea?.attribute('count')]).toEqual(['1', '2']);
  expect(tea && at(tea, 'Modi').attribute('id')).toBe('1000201');
  const stopped = line.replace('1000017', '1000026');
  expect(verdict(await save(stopped)).text).toBe('Блюдо "Торт «Наполеон»" в стоп-листе');
  const modified = line.replace('<Component', '<Modi id="1000200"/>$&');
  expect(verdict(await save(modified))).toMatchObject({
    text: expect.stringContaining('unknown child element "Modi"') as string,
  });
});
