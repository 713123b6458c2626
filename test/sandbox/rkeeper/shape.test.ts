import { ask, licenseInfo, refusal, saveSoup, SOUP, tillForEachTest, verdictOn } from './conversation';

const stage = tillForEachTest({ insistsOnSchema: true });
const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';
const TABLE = '<Table id="1000100"/>';
const create = (content: string, attributes = ''): string =>
  `<RK7CMD CMD="CreateOrder"><Order ${attributes}>${content}</Order></RK7CMD>`;

it.each([
  ['a missing child', create(GUESTS), 'Error: child element "Table" not found'],
  [
    'a missing attribute',
    create(`${TABLE}<Guests><Guest/></Guests>`),
    'Attribute "RK7CMD/Order/Guests/Guest/@guestLabel" is not found',
  ],
  ['a repeated child', create(`${TABLE}${TABLE}${GUESTS}`), 'is repeated'],
  [
    'a name for a reference',
    create(`<Table name="5"/>${GUESTS}`),
    'unknown attribute "RK7CMD/Order/Table/@name"',
  ],
  [
    'id and code together',
    create(`<Table id="1000100" code="1"/>${GUESTS}`),
    'exactly one of id, code, guid',
  ],
  ['neither id, code nor guid', create(`<Table/>${GUESTS}`), 'exactly one of id, code, guid'],
  ['a misspelt attribute', create(TABLE + GUESTS, 'persistentcomment="x"'), 'unknown attribute'],
  ['children in another order than the schema’s', create(GUESTS + TABLE), 'is out of order'],
  ['a misspelt child', create(`${TABLE}<guests/>`), 'unknown child element "guests"'],
  [
    'a guid without braces',
    create(TABLE, 'guid="6002FD3A-68B6-4FC9-8EB1-D53A697C286C"'),
    'Bad guid attribute',
  ],
  [
    'a guid in lower case',
    create(TABLE, 'guid="{6002fd3a-68b6-4fc9-8eb1-d53a697c286c}"'),
    'Bad guid attribute',
  ],
  ['a time with a zone', create(TABLE, 'openTime="2026-10-03T16:05:00Z"'), 'Bad datetime attribute'],
  [
    'a boolean in words',
    '<RK7CMD CMD="GetOrderList" onlyOpened="true"/>',
    'Bad integer attribute "RK7CMD/@onlyOpened" value: "true"',
  ],
  [
    'a fraction',
    '<RK7CMD CMD="GetOrder"><Order visit="1.5" orderIdent="256"/></RK7CMD>',
    'Bad integer attribute',
  ],
  ['text', '<RK7CMD CMD="GetSystemInfo">hello</RK7CMD>', 'unexpected text'],
])('refuses %s', async (_, command, words) => {
  const text = expect.stringContaining(words) as string;
  expect(await verdictOn(stage.till, command)).toEqual({
    ...refusal(''),
    status: 'Bad Query Parameters',
    text,
  });
});

describe('what production clients send, a till that does not insist on its schema takes:', () => {
  beforeEach(() => {
    stage.till.switches.insistsOnSchema = false;
  });
  const bare = () => stage.order.slice(1, -1).toLowerCase();

  it.each([
    [
      "the vendor's own page, with the cashier before the station",
      (guid: string) =>
        `<Order guid="${guid}"/><Cashier code="5"/><Station code="1"/><Payment id="1" amount="23800"/>`,
      '',
    ],
    [
      'a client with the order in the middle and the layout at the end',
      (guid: string) =>
        `<Station id="15015"/><Cashier code="5"/><Order guid="${guid}"/><Payment code="1" amount="23800"/><ReceiptMaket code="17"/>`,
      ' calcBySeats="0" seat="0"',
    ],
  ])('%s', async (_, content, attributes) => {
    const { till, order } = stage;
    await ask(till, saveSoup(till, order, 0));
    const command = `<RK7CMD CMD="PayOrder"${attributes}>${content(order)}${licenseInfo(till, 1)}</RK7CMD>`;
    expect((await verdictOn(till, command)).status).toBe('Ok');
    expect(till.orders.receipts[0]).toMatchObject({ amount: 23_800, order: { guid: order } });
  });

  it('GUIDs without braces and in lower case, and an empty one of a lock', async () => {
    const { till, order } = stage;
    const save = saveSoup(till, bare(), 0).replace('CMD="SaveOrder"', '$& lockguid=""');
    expect((await verdictOn(till, save)).status).toBe('Ok');
    expect(till.orders.byGuid(order)?.quantityOf(SOUP)).toBe(2000);
    const again = `<RK7CMD CMD="GetOrder" guid="${bare()}"/>`;
    expect((await ask(till, again)).child('Order')?.attribute('guid')).toBe(order);
  });

  it("the vendor's other name for the number of an order, and a comment on a dish", async () => {
    const { till, order } = stage;
    const save = saveSoup(till, order, 0).replace('<Dish ', '$&comment="без свёклы" ');
    expect((await verdictOn(till, save)).status).toBe('Ok');
    const found = await ask(till, '<RK7CMD CMD="GetOrder"><Order visit="356255787" ident="256"/></RK7CMD>');
    expect(found.child('Order')?.attribute('guid')).toBe(order);
  });

  it('but nothing that is missing, unknown or of the wrong kind', async () => {
    const { till } = stage;
    expect((await verdictOn(till, create(GUESTS))).text).toBe('Error: child element "Table" not found');
    expect((await verdictOn(till, create(`${GUESTS}<guests/>${TABLE}`))).text).toContain('"guests"');
    expect((await verdictOn(till, create(TABLE, 'guid="6002FD3A"'))).text).toContain('Bad guid attribute');
  });
});
