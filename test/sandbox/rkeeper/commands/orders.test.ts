import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, attribute, newOrder, pay, saveSoup, verdict } from '../conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

/** The sample of the vendor's page, as it stands. */
const VENDOR_SAMPLE =
  '<RK7CMD CMD="CreateOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}" persistentComment="100500" nonPersistentComment="">' +
  '<Table code="1"/><Station id="15015"/><Waiter code="5"/><OrderCategory id="1"/><OrderType id="2"/><GuestType id="1"/>' +
  '<Guests><Guest guestLabel="1"/></Guests>' +
  '<ExternalProps><Prop name="source" value="zapier"/></ExternalProps></Order></RK7CMD>';
const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';
const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';

function create(content: string, attributes = ''): string {
  return `<RK7CMD CMD="CreateOrder"><Order ${attributes}>${content}</Order></RK7CMD>`;
}

describe('CreateOrder', () => {
  it("carries out the vendor's sample", async () => {
    const answer = await ask(till, VENDOR_SAMPLE);
    expect(answer.attributes).toMatchObject({
      Status: 'Ok',
      VisitID: '356255787',
      OrderID: '256',
      guid: GUID,
    });
    expect(at(answer, 'Order').attributes).toMatchObject({
      guid: GUID,
      visit: '356255787',
      orderIdent: '256',
      version: '1',
      persistentComment: '100500',
      orderSum: '0',
      unpaidSum: '0',
      totalPieces: '0',
      paid: '0',
      finished: '0',
    });
    const order = at(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${GUID}"/></RK7CMD>`), 'Order');
    expect(at(order, 'Table').attribute('code')).toBe('1');
    expect(at(order, 'Waiter').attribute('name')).toBe('Иванова Анна');
    expect({ ...at(order, 'ExternalProps', 'Prop').attributes }).toEqual({ name: 'source', value: 'zapier' });
  });

  it('makes up a guid, a new visit each time, and orders of one visit from 256 on', async () => {
    const first = await ask(till, create(`<Table code="1"/>${GUESTS}`));
    const other = await ask(till, create(`<Table code="1"/>${GUESTS}`));
    expect(attribute(first, 'guid')).toMatch(/^\{[0-9A-F-]{36}\}$/);
    expect(attribute(other, 'VisitID')).not.toBe(attribute(first, 'VisitID'));
    const same = await ask(
      till,
      create(`<Visit visit="${attribute(first, 'VisitID')}"/><Table code="1"/>${GUESTS}`),
    );
    expect([same.attribute('VisitID'), same.attribute('OrderID')]).toEqual([
      first.attribute('VisitID'),
      '257',
    ]);
  });

  it('refuses the guid of an order that exists, without a number', async () => {
    await ask(till, VENDOR_SAMPLE);
    const again = await ask(till, VENDOR_SAMPLE);
    expect(verdict(again)).toMatchObject({ status: 'Query Executing Error', code: undefined });
    expect(till.orders.visits).toHaveLength(1);
  });

  it.each([
    ['no guests', '<Table code="1"/>', 3444],
    ['an empty list', '<Table code="1"/><Guests/>', 3444],
    ['a count of zero', '<Table code="1"/><Guests count="0"/>', 3444],
  ])('refuses %s', async (_, content, code) => {
    expect(verdict(await ask(till, create(content)))).toEqual({
      status: 'Query Executing Error',
      code: String(code),
      text: 'Количество гостей не может быть равно нулю',
    });
  });

  it.each([
    ['<Table id="1011164"/>', 'Не найден элемент 1011164 в коллекции Tables'],
    ['<Table code="999"/>', 'Не найден элемент 999 в коллекции Tables'],
    ['<Table code="1"/><Station id="15017"/>', 'Не найден элемент 15017 в коллекции Cashes'],
    ['<Table code="1"/><Waiter id="1000635"/>', 'Не найден элемент 1000635 в коллекции Employees'],
  ])('refuses what does not exist or is not active: %s', async (content, text) => {
    expect(verdict(await ask(till, create(content + GUESTS))).text).toBe(text);
  });
});

describe('GetOrder', () => {
  it('finds by guid, by visit and orderIdent, or by a guid on the command; guid wins', async () => {
    await ask(till, VENDOR_SAMPLE);
    const other = await newOrder(till);
    for (const command of [
      `<RK7CMD CMD="GetOrder"><Order guid="${GUID}"/></RK7CMD>`,
      '<RK7CMD CMD="GetOrder"><Order visit="356255787" orderIdent="256"/></RK7CMD>',
      `<RK7CMD CMD="GetOrder" guid="${GUID}"/>`,
      `<RK7CMD CMD="GetOrder"><Order guid="${GUID}" visit="356255788" orderIdent="256"/></RK7CMD>`,
    ]) {
      expect(at(await ask(till, command), 'Order').attribute('guid')).toBe(GUID);
    }
    expect(other).not.toBe(GUID);
  });

  it('refuses half a reference and an order that is not there', async () => {
    expect(verdict(await ask(till, '<RK7CMD CMD="GetOrder"><Order visit="1"/></RK7CMD>')).status).toBe(
      'Bad Query Parameters',
    );
    expect(verdict(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${GUID}"/></RK7CMD>`))).toMatchObject(
      {
        status: 'Query Executing Error',
        code: undefined,
      },
    );
  });
});

describe('UpdateOrder', () => {
  it("carries out the vendor's sample and changes only what was sent", async () => {
    await ask(till, VENDOR_SAMPLE);
    const sample =
      '<RK7CMD CMD="UpdateOrder" persistentComment="new text"><Manager id="1"/><Order guid="GUID"/><Waiter id="1000634"/>' +
      '<Guests><Guest guestLabel="1"/><Guest guestLabel="2"/></Guests>' +
      '<ExternalProps><Prop name="source" value="shop"/></ExternalProps></RK7CMD>';
    expect(verdict(await ask(till, sample.replace('GUID', GUID))).status).toBe('Ok');
    const order = at(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${GUID}"/></RK7CMD>`), 'Order');
    expect(order.attributes).toMatchObject({ persistentComment: 'new text', version: '2' });
    expect(at(order, 'Waiter').attribute('id')).toBe('1000634');
    expect(at(order, 'Table').attribute('code')).toBe('1');
    expect(at(order, 'Guests').all('Guest')).toHaveLength(2);
    expect(at(order, 'ExternalProps', 'Prop').attribute('value')).toBe('shop');
  });

  it('needs an order', async () => {
    expect(verdict(await ask(till, '<RK7CMD CMD="UpdateOrder"/>')).text).toBe(
      'Error: child element "Order" not found',
    );
  });
});

describe('VoidOrder', () => {
  const voidOrder = (guid: string, reason = 1000301, attributes = ''): string =>
    `<RK7CMD CMD="VoidOrder" ${attributes}><Order guid="${guid}"/><Station id="15015"/><Manager id="1"/><DeleteReason id="${reason}"/></RK7CMD>`;

  it('takes the order away and changes its guid', async () => {
    const guid = await newOrder(till);
    expect(verdict(await ask(till, voidOrder(guid))).status).toBe('Ok');
    expect(verdict(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${guid}"/></RK7CMD>`)).status).toBe(
      'Query Executing Error',
    );
    expect((await ask(till, '<RK7CMD CMD="GetOrderList"/>')).all('Visit')).toEqual([]);
  });

  it('demands all four children', async () => {
    const guid = await newOrder(till);
    const answer = await ask(
      till,
      `<RK7CMD CMD="VoidOrder"><Order guid="${guid}"/><Station id="15015"/><Manager id="1"/></RK7CMD>`,
    );
    expect(verdict(answer).text).toBe('Error: child element "DeleteReason" not found');
  });

  it('demands a reason that is allowed once dishes are printed', async () => {
    const guid = await newOrder(till);
    await ask(till, saveSoup(till, guid, 0));
    await ask(
      till,
      `<RK7CMD CMD="PrintBill"><Order guid="${guid}"/><Station id="15015"/><Cashier id="1000018"/></RK7CMD>`,
    );
    const refused = await ask(till, voidOrder(guid, 1000302));
    expect(verdict(refused).text).toContain("нет флага 'При удалении чека'");
    expect(verdict(await ask(till, voidOrder(guid))).status).toBe('Ok');
  });

  it('leaves a paid order alone', async () => {
    const guid = await newOrder(till);
    await ask(till, saveSoup(till, guid, 0));
    await ask(till, pay(till, guid, 1, 23_800));
    expect(verdict(await ask(till, voidOrder(guid))).code).toBe('2128');
  });
});

describe('CloseVisit', () => {
  it('closes an empty visit, and not one with an open order that holds dishes', async () => {
    const guid = await newOrder(till);
    const close = '<RK7CMD CMD="CloseVisit" VisitID="356255787"/>';
    await ask(till, saveSoup(till, guid, 0));
    expect(verdict(await ask(till, close))).toMatchObject({
      status: 'Query Executing Error',
      code: undefined,
    });
    const order = till.orders.byGuid(guid);
    if (order) till.orders.lockByWaiter(order);
    expect(verdict(await ask(till, close)).code).toBe('2129');
    const empty = await newOrder(till);
    expect(
      verdict(await ask(till, `<RK7CMD CMD="CloseVisit"><Order guid="${empty}"/></RK7CMD>`)).status,
    ).toBe('Ok');
    expect(verdict(await ask(till, create(`<Visit visit="356255788"/><Table code="1"/>${GUESTS}`)))).toEqual({
      status: 'Query Executing Error',
      code: '2128',
      text: 'Визит 356255788 закрыт!',
    });
  });
});
