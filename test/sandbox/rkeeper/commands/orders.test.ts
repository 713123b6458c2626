import { ask, at, attribute, getOrder, printBill, refusal, saveSoup, sellSoup } from '../conversation';
import { tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const statusOf = async (command: string) => (await verdictOn(stage.till, command)).status;

/** The sample of the vendor's page, as it stands. */
const VENDOR_SAMPLE =
  '<RK7CMD CMD="CreateOrder"><Order guid="{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}" persistentComment="100500" nonPersistentComment="">' +
  '<Table code="1"/><Station id="15015"/><Waiter code="5"/><OrderCategory id="1"/><OrderType id="2"/><GuestType id="1"/>' +
  '<Guests><Guest guestLabel="1"/></Guests>' +
  '<ExternalProps><Prop name="source" value="zapier"/></ExternalProps></Order></RK7CMD>';
const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';
const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';

const create = (content: string): string => `<RK7CMD CMD="CreateOrder"><Order>${content}</Order></RK7CMD>`;
const theSample = async () => at(await ask(stage.till, getOrder(GUID)), 'Order');

describe('CreateOrder', () => {
  it("carries out the vendor's sample", async () => {
    const answer = await ask(stage.till, VENDOR_SAMPLE);
    expect(answer.attributes).toMatchObject({
      Status: 'Ok',
      VisitID: '356255788',
      OrderID: '256',
      guid: GUID,
    });
    expect(at(answer, 'Order').attributes).toMatchObject({
      ...{ guid: GUID, visit: '356255788', orderIdent: '256', version: '1', persistentComment: '100500' },
      ...{ orderSum: '0', unpaidSum: '0', totalPieces: '0', paid: '0', finished: '0' },
    });
    const order = await theSample();
    expect(at(order, 'Table').attribute('code')).toBe('1');
    expect(at(order, 'Waiter').attribute('name')).toBe('Иванова Анна');
    expect(at(order, 'OrderCategory').attribute('id')).toBe('1');
    expect(at(order, 'OrderType').attribute('id')).toBe('2');
    expect(at(order, 'ExternalProps', 'Prop').attributes).toEqual({ name: 'source', value: 'zapier' });
  });

  it('makes up a guid, a new visit each time, and orders of one visit from 256 on', async () => {
    const first = await ask(stage.till, create(`<Table code="1"/>${GUESTS}`));
    const other = await ask(stage.till, create(`<Table code="1"/>${GUESTS}`));
    expect(attribute(first, 'guid')).toMatch(/^\{[0-9A-F-]{36}\}$/);
    const { VisitID } = first.attributes;
    expect(other.attribute('VisitID')).not.toBe(VisitID);
    const same = await ask(stage.till, create(`<Visit visit="${VisitID}"/><Table code="1"/>${GUESTS}`));
    expect(same.attributes).toMatchObject({ VisitID, OrderID: '257' });
  });

  it('refuses the guid of an order that exists, without a number', async () => {
    await ask(stage.till, VENDOR_SAMPLE);
    expect(await verdictOn(stage.till, VENDOR_SAMPLE)).toEqual(
      refusal(`Заказ с GUID ${GUID} уже существует`),
    );
    expect(stage.till.orders.visits).toHaveLength(2);
  });

  const noGuests = 'Количество гостей не может быть равно нулю';
  it.each([
    ['<Table code="1"/>', noGuests, 3444],
    ['<Table code="1"/><Guests/>', noGuests, 3444],
    ['<Table code="1"/><Guests count="0"/>', noGuests, 3444],
    [`<Table id="1011164"/>${GUESTS}`, 'Не найден элемент 1011164 в коллекции Tables', undefined],
    [`<Table code="999"/>${GUESTS}`, 'Не найден элемент 999 в коллекции Tables', undefined],
    [
      `<Table code="1"/><Station id="15017"/>${GUESTS}`,
      'Не найден элемент 15017 в коллекции Cashes',
      undefined,
    ],
    [
      `<Table code="1"/><Waiter id="1000635"/>${GUESTS}`,
      'Не найден элемент 1000635 в коллекции Employees',
      undefined,
    ],
  ])('refuses %s: %s', async (content, text, code) => {
    expect(await verdictOn(stage.till, create(content))).toEqual(refusal(text, code));
  });
});

describe('GetOrder', () => {
  it.each([
    getOrder(GUID),
    '<RK7CMD CMD="GetOrder"><Order visit="356255788" orderIdent="256"/></RK7CMD>',
    `<RK7CMD CMD="GetOrder" guid="${GUID}"/>`,
    `<RK7CMD CMD="GetOrder"><Order guid="${GUID}" visit="356255787" orderIdent="256"/></RK7CMD>`,
  ])('finds by guid, or by visit and orderIdent; guid wins: %s', async (command) => {
    await ask(stage.till, VENDOR_SAMPLE);
    expect(at(await ask(stage.till, command), 'Order').attribute('guid')).toBe(GUID);
  });

  it('refuses half a reference and an order that is not there', async () => {
    expect(await statusOf('<RK7CMD CMD="GetOrder"><Order visit="1"/></RK7CMD>')).toBe('Bad Query Parameters');
    expect(await verdictOn(stage.till, getOrder(GUID))).toEqual(refusal('Заказ не найден'));
  });
});

it('nobody but the waiter changes an order that a waiter has open', async () => {
  const { orders } = stage.till;
  const order = orders.byGuid(stage.order);
  if (!order) throw new Error('The till should know the order.');
  orders.lockByWaiter(order);
  const locked = {
    code: '2219',
    text: expect.stringContaining('(станция RK7CASH001, оператор 7)') as string,
  };
  expect(await verdictOn(stage.till, saveSoup(stage.till, stage.order, 0))).toMatchObject(locked);
  expect(at(await ask(stage.till, getOrder(stage.order)), 'Order').attribute('locked')).toBe('1');
  orders.release(order);
  expect(await statusOf(saveSoup(stage.till, stage.order, 1))).toBe('Ok');
});

describe('VoidOrder', () => {
  const voidOrder = (reason = '<DeleteReason id="1000301"/>'): string =>
    `<RK7CMD CMD="VoidOrder"><Order guid="${stage.order}"/><Station id="15015"/><Manager id="1"/>${reason}</RK7CMD>`;

  it('takes the order away and changes its guid', async () => {
    expect(await statusOf(voidOrder())).toBe('Ok');
    expect(await statusOf(getOrder(stage.order))).toBe('Query Executing Error');
    expect((await ask(stage.till, '<RK7CMD CMD="GetOrderList"/>')).all('Visit')).toEqual([]);
  });

  it('demands a reason, which has to be allowed once dishes are printed', async () => {
    const { text } = await verdictOn(stage.till, voidOrder(''));
    expect(text).toBe('Error: child element "DeleteReason" not found');
    await ask(stage.till, saveSoup(stage.till, stage.order, 0));
    await ask(stage.till, printBill(stage.order));
    const wrong = await verdictOn(stage.till, voidOrder('<DeleteReason id="1000302"/>'));
    expect(wrong.text).toContain("нет флага 'При удалении чека'");
    expect(await statusOf(voidOrder())).toBe('Ok');
  });

  it('leaves a paid order alone', async () => {
    await sellSoup(stage);
    expect((await verdictOn(stage.till, voidOrder())).code).toBe('2128');
  });
});

it('takes no order into a visit that is closed', async () => {
  await sellSoup(stage);
  const answer = await verdictOn(stage.till, create(`<Visit visit="356255787"/><Table code="1"/>${GUESTS}`));
  expect(answer).toEqual(refusal('Визит 356255787 закрыт!', 2128));
});
