import { parseXml, type XmlElement } from '../../../../sandbox/xml';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, attribute, licenseInfo, newOrder, saveLines, verdict } from '../conversation';

let till: TillDouble;
let order: string;
let seqNumber: number;
beforeEach(async () => {
  till = await TillDouble.start();
  order = await newOrder(till);
  seqNumber = -1;
});
afterEach(() => till.stop());

async function save(lines: string): Promise<XmlElement> {
  seqNumber += 1;
  return ask(till, saveLines(till, order, seqNumber, lines));
}

async function saveSessions(sessions: string): Promise<XmlElement> {
  seqNumber += 1;
  return ask(
    till,
    `<RK7CMD CMD="SaveOrder">${licenseInfo(till, seqNumber)}<Order guid="${order}"/>${sessions}</RK7CMD>`,
  );
}

async function getOrder(): Promise<XmlElement> {
  return at(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${order}"/></RK7CMD>`), 'Order');
}

async function printBill(): Promise<void> {
  await ask(
    till,
    `<RK7CMD CMD="PrintBill"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/></RK7CMD>`,
  );
}

it("carries out the vendor's sample with real values in its placeholders", async () => {
  const instance = 'ca456f569999d99997e9993b7c19994f';
  const answer = await ask(
    till,
    `<RK7CMD CMD="SaveOrder">
      <LicenseInfo anchor="${till.anchor}" licenseToken="${till.registry.find(till.anchor)?.id ?? ''}">
        <LicenseInstance guid="${instance}" seqNumber="0"/></LicenseInfo>
      <Order visit="356255787" orderident="256"/>
      <Session><Dish id="1025742" quantity="2000" price="150"/></Session>
    </RK7CMD>`,
  );
  expect(verdict(answer).status).toBe('Ok');
  expect(at(answer, 'Order').attributes).toMatchObject({
    guid: order,
    version: '2',
    orderSum: '300',
    basicSum: '300',
    totalPieces: '2000',
  });
  expect(at(answer, 'Session').attributes).toMatchObject({ sessionID: '101' });
});

it("carries out the vendor's sample of three packets: modifier, discount, prepayment", async () => {
  const answer = await saveSessions(
    '<Session><Station id="15015"/><Dish id="1000017" quantity="1000"><Modi id="1000200" count="1" price="0"/></Dish><Dish id="1000018" quantity="2000" price="11900"/></Session>' +
      '<Session><Station id="15015"/><Discount id="9"/></Session>' +
      '<Session><Station id="15015"/><Prepay id="1" amount="10000" promised="1"><Reason id="4"/></Prepay></Session>',
  );
  expect(answer.all('Session').map((session) => session.attribute('sessionID'))).toEqual([
    '101',
    '102',
    '103',
  ]);
  const saved = await getOrder();
  // 3 × 119.00 less 10 %; the promised prepayment does not lower what GetOrder calls unpaid.
  expect(saved.attributes).toMatchObject({
    orderSum: '32130',
    discountSum: '-3570',
    prepaySum: '0',
    promisedSum: '10000',
    unpaidSum: '32130',
    totalPieces: '3000',
  });
  const [dishes, discounts, prepayments] = saved.all('Session');
  expect(dishes && at(dishes, 'Dish', 'Modi').attribute('name')).toBe('Без лука');
  expect(discounts && at(discounts, 'Discount').attribute('id')).toBe('9');
  expect(prepayments && at(prepayments, 'Prepay').attributes).toMatchObject({
    amount: '10000',
    promised: '1',
  });
});

it('counts in thousandths and kopecks, and takes the price list where no price is sent', async () => {
  await save('<Dish id="1000018" quantity="1500"/><Dish code="2714" quantity="333" price="1"/>');
  const [first, second] = at(await getOrder(), 'Session').all('Dish');
  expect(first?.attributes).toMatchObject({ price: '11900', quantity: '1500', amount: '17850', state: '3' });
  expect(second?.attributes).toMatchObject({ id: '1004496', price: '1', amount: '0' });
});

it('adds a packet each time, unless uni names an unprinted one, which is overwritten', async () => {
  await save('<Dish id="1000017" quantity="1000"/>');
  await save('<Dish id="1000017" quantity="1000"/>');
  const [session] = (await getOrder()).all('Session');
  const uni = session ? attribute(session, 'uni') : '';
  await saveSessions(`<Session uni="${uni}"><Dish id="1000018" quantity="5000"/></Session>`);
  const quantities = till.orders.byGuid(order);
  expect([quantities?.quantityOf(1000017), quantities?.quantityOf(1000018)]).toEqual([1000, 5000]);
  await printBill();
  const refused = await saveSessions(`<Session uni="${uni}"><Dish id="1000018" quantity="1000"/></Session>`);
  expect(verdict(refused)).toMatchObject({ status: 'Query Executing Error' });
  expect(
    verdict(await saveSessions('<Session uni="77"><Dish id="1000018" quantity="1000"/></Session>')).text,
  ).toContain('не найден');
});

it('takes away a part of a printed line by Void', async () => {
  await save('<Dish id="1000017" quantity="3000"/>');
  const line = at(await getOrder(), 'Session', 'Dish');
  const voidPart = (quantity: number): string =>
    `<Dish id="1000017" uni="${attribute(line, 'uni')}" quantity="3000"><Void id="1000301" quantity="${quantity}"/></Dish>`;
  expect(verdict(await save(voidPart(1000))).text).toContain('ещё не напечатано');
  await printBill();
  expect(verdict(await save(voidPart(1000))).status).toBe('Ok');
  expect(verdict(await save(voidPart(3000))).text).toContain('больше, чем заказано');
  expect(verdict(await save(voidPart(1000) + voidPart(1001))).text).toContain('больше, чем заказано');
  expect(at(await getOrder(), 'Session', 'Dish').attributes).toMatchObject({
    quantity: '2000',
    srcQuantity: '3000',
    state: '4',
  });
});

it.each([
  ['a dish that is not there', '<Dish id="5" quantity="1000"/>', 'Не найден элемент 5 в коллекции MenuItems'],
  ['a deleted dish', '<Dish id="1000028" quantity="1000"/>', 'Не найден элемент 1000028'],
  ['a draft', '<Dish id="1000027" quantity="1000"/>', 'Не найден элемент 1000027'],
  ['a stopped dish', '<Dish id="1000026" quantity="1000"/>', 'в стоп-листе'],
  ['more than is left', '<Dish id="1000023" quantity="3001"/>', 'Недостаточно остатка'],
  [
    'more than is left in two lines',
    '<Dish id="1000023" quantity="2000"/><Dish id="1000023" quantity="2000"/>',
    'Недостаточно остатка',
  ],
  ['no quantity', '<Dish id="1000017" quantity="0"/>', 'Неверное количество'],
  [
    'a deleted modifier',
    '<Dish id="1000017" quantity="1000"><Modi id="1000202"/></Dish>',
    'коллекции Modifiers',
  ],
])('refuses %s, names the line and changes nothing', async (_, lines, text) => {
  const answer = await save(`<Dish id="1000017" quantity="1000"/>${lines}`);
  expect(verdict(answer).status).toBe('Query Executing Error');
  expect(verdict(answer).text).toContain(text);
  expect(at(answer, 'Error').attribute('ErrorText')).toContain(text);
  expect(parseXml(at(answer, 'Error', 'FaultyTag').text).name).toBe('Dish');
  expect((await getOrder()).attributes).toMatchObject({ version: '1', totalPieces: '0' });
  expect(till.restaurant.remainders.get(1000023)).toBe(3000);
});

it('takes sold dishes off the remainder', async () => {
  await save('<Dish id="1000023" quantity="2000"/>');
  expect(till.restaurant.remainders.get(1000023)).toBe(1000);
  expect(verdict(await save('<Dish id="1000023" quantity="2000"/>')).status).toBe('Query Executing Error');
});

it.each([
  [
    'a discount without a composition',
    '<Discount id="11"/>',
    "Не найдена композиция для скидки 'Скидка без композиции'",
  ],
  ['a manual discount without its sum', '<Discount id="10"/>', 'Не указана сумма скидки'],
  ['a deleted currency', '<Prepay id="1030241" amount="100"/>', 'коллекции Currencies'],
  ['an empty prepayment', '<Prepay id="1" amount="0"/>', 'Неверная сумма'],
])('refuses %s', async (_, line, text) => {
  expect(verdict(await save(line)).text).toContain(text);
});

it('takes a manual discount off a line', async () => {
  await save('<Dish id="1000017" quantity="1000"><Discount id="10" amount="900"/></Dish>');
  expect((await getOrder()).attributes).toMatchObject({ orderSum: '11000', discountSum: '-900' });
});

it.each([
  ['no packet', '', 'Error: child element "Session" not found'],
  ['an empty packet', '<Session/>', 'Error: child element "Dish" not found'],
  [
    'a dish without a quantity',
    '<Session><Dish id="1000017"/></Session>',
    'Attribute "RK7CMD/Session/Dish/@quantity" is not found',
  ],
  [
    'a quantity with a fraction',
    '<Session><Dish id="1000017" quantity="1.5"/></Session>',
    'Bad integer attribute "RK7CMD/Session/Dish/@quantity" value: "1.5"',
  ],
  ['promised in words', '<Session><Prepay id="1" amount="1" promised="true"/></Session>', 'value: "true"'],
])('refuses %s', async (_, sessions, text) => {
  const answer = await saveSessions(sessions);
  expect(verdict(answer)).toMatchObject({
    status: 'Bad Query Parameters',
    text: expect.stringContaining(text) as string,
  });
});

describe('a till that writes lines anew', () => {
  /** Each line as `id × quantity in thousandths`, and the modifiers it has. */
  async function lines(): Promise<string[]> {
    const sessions = (await getOrder()).all('Session');
    return sessions.flatMap((session) =>
      session
        .all('Dish')
        .map((dish) =>
          [
            `${attribute(dish, 'id')} × ${attribute(dish, 'quantity')}`,
            ...dish
              .all('Modi')
              .map((modi) => `${attribute(modi, 'name')} ${modi.attribute('isDefault') ?? ''}`),
          ].join(', '),
        ),
    );
  }

  it('joins pieces to an equal line, also one that was there before, and names its packet', async () => {
    till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/><Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000018" quantity="1000"/>');
    const answer = await save('<Dish id="1000017" quantity="1000"/>');
    expect(await lines()).toEqual(['1000017 × 3000', '1000018 × 1000']);
    expect(at(answer, 'Session').attribute('sessionID')).toBe('101');
    expect((await getOrder()).attribute('orderSum')).toBe(String(3 * 11_900 + 11_900));
  });

  it('keeps lines apart that differ, or that the kitchen has already', async () => {
    till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000017" quantity="1000"><Modi id="1000200"/></Dish>');
    await save('<Dish id="1000017" quantity="1000" price="1"/><Dish id="1000017" quantity="1000" seat="2"/>');
    await printBill();
    await save('<Dish id="1000017" quantity="1000"/>');
    expect(await lines()).toHaveLength(5);
  });

  it('splits portions, where a dish of its own has that mode', async () => {
    till.restaurant.references.put('MENUITEMS', {
      ...till.restaurant.addDish({ ident: 7, name: 'Пирог', price: 1000 }),
      properties: { AddLineMode: 'almOnePortion' },
    });
    await save('<Dish id="7" quantity="2500"/><Dish id="1000017" quantity="2000"/>');
    expect(await lines()).toEqual(['7 × 1000', '7 × 1000', '7 × 500', '1000017 × 2000']);
  });

  it('adds a modifier that nobody sent', async () => {
    till.switches.addsDefaultModifier = true;
    await save(
      '<Dish id="1000017" quantity="1000"/><Dish id="1000018" quantity="1000"><Modi id="1000201"/></Dish>',
    );
    expect(await lines()).toEqual(['1000017 × 1000, Без лука 1', '1000018 × 1000, Двойной сыр ']);
  });

  it('joins nothing when the request is refused', async () => {
    till.switches.addLineMode = 'almJoinLines';
    await save('<Dish id="1000017" quantity="1000"/>');
    await save('<Dish id="1000017" quantity="1000"/><Dish id="1000026" quantity="1000"/>');
    expect(await lines()).toEqual(['1000017 × 1000']);
  });
});
