import type { XmlElement } from '../../../../sandbox/xml';
import { ask, at, attribute, getOrder, newOrder, pay, saveLines, saveSoup, sellSoup } from '../conversation';
import { SOUP_FOR_TWO, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();
const list = (attributes = '', content = '') =>
  ask(stage.till, `<RK7CMD CMD="GetOrderList" ${attributes}>${content}</RK7CMD>`);
const listed = async (attributes?: string): Promise<XmlElement> =>
  at(await list(attributes), 'Visit', 'Orders', 'Order');

describe('GetOrderList', () => {
  it('lists visits and orders with the columns asked for', async () => {
    await ask(stage.till, saveSoup(stage.till, stage.order, 0));
    const answer = await list('onlyOpened="1" needIdents="1" needCodes="1" needNames="1"');
    expect(at(answer, 'Visit').attributes).toMatchObject({
      VisitID: '356255787',
      Finished: '0',
      GuestsCount: '1',
    });
    expect(at(answer, 'Visit', 'Orders', 'Order').attributes).toMatchObject({
      ...{ OrderID: '256', Version: '2', guid: stage.order, OrderSum: '23800', ToPaySum: '23800' },
      ...{ TotalPieces: '2000', Finished: '0', Bill: '0' },
      ...{ TableID: '1000100', TableCode: '1', TableName: '1', WaiterName: 'Иванова Анна' },
    });
    const columns = Object.keys((await listed('needIdents="0" needCodes="0"')).attributes);
    expect(columns.filter((name) => /^(Table|Waiter)/.test(name))).toEqual([]);
  });

  it('answers No changes while its version is the one sent', async () => {
    const since = `lastversion="${attribute(await list(), 'lastversion')}"`;
    const quiet = await list(since);
    expect([quiet.attribute('Status'), quiet.children.length]).toEqual(['No changes', 0]);
    await newOrder(stage.till);
    const changed = await list(since);
    expect([changed.attribute('Status'), changed.all('Visit').length]).toEqual(['Ok', 2]);
  });

  it('changes Version and crc32 of an order with every write to it', async () => {
    const { Version, crc32 } = (await listed()).attributes;
    await ask(stage.till, saveSoup(stage.till, stage.order, 0));
    const after = await listed();
    expect([Version, after.attribute('Version')]).toEqual(['1', '2']);
    expect(after.attribute('crc32')).not.toBe(crc32);
  });

  it('shows the present shift only, and filters by waiter, table and being open', async () => {
    const count = async (attributes = '', content = '') =>
      (await list(attributes, content)).all('Visit').length;
    expect(await count('', '<Waiter code="5"/>')).toBe(1);
    expect(await count('', '<Waiter code="77"/>')).toBe(0);
    expect(await count('', '<Table code="5"/>')).toBe(0);
    await sellSoup(stage);
    expect([await count(), await count('onlyOpened="1"')]).toEqual([1, 0]);
    stage.till.orders.openShift();
    expect(await count()).toBe(0);
  });

  it('orders of an earlier shift are still found by their guid, unless the till forgets them', async () => {
    const statusOf = async (command: string) => (await verdictOn(stage.till, command)).status;
    stage.till.orders.openShift();
    expect(await statusOf(getOrder(stage.order))).toBe('Ok');
    stage.till.switches.forgetsEarlierShifts = true;
    expect(await statusOf(getOrder(stage.order))).toBe('Query Executing Error');
    const again = `<Order guid="${stage.order}"><Table code="1"/><Guests count="1"/></Order>`;
    expect(await statusOf(`<RK7CMD CMD="CreateOrder">${again}</RK7CMD>`)).toBe('Ok');
  });

  it('gives back the external id, the comment, category and type that an order was created with', async () => {
    const attributes = 'extID="A-1" extSource="1" persistentComment="100500"';
    const kinds = '<OrderCategory id="1"/><OrderType id="2"/>';
    const order = `<Order ${attributes}><Table code="5"/>${kinds}<Guests count="1"/></Order>`;
    await ask(stage.till, `<RK7CMD CMD="CreateOrder">${order}</RK7CMD>`);
    const visit = at(await list('', '<Table code="5"/>'), 'Visit');
    expect(visit.attribute('PersistentComment')).toBe('100500');
    const { OrderCategID, OrderTypeID } = at(visit, 'Orders', 'Order').attributes;
    expect([OrderCategID, OrderTypeID]).toEqual(['1', '2']);
    expect(at(visit, 'Orders', 'Order', 'ExternalID').attributes).toEqual({ ExtSource: '1', ExtID: 'A-1' });
  });

  it('does not show what was saved past the licence', async () => {
    const bare = saveLines(stage.till, stage.order, 0, '<Dish id="1000017" quantity="1000"/>')
      .replace(/<LicenseInfo.*<\/LicenseInfo>/, '')
      .replace('CMD="SaveOrder"', 'CMD="SaveOrder" dontcheckLicense="1"');
    expect((await verdictOn(stage.till, bare)).status).toBe('Ok');
    expect((await list()).all('Visit')).toEqual([]);
  });
});

describe('GetReceiptList', () => {
  const receipts = (attributes = '', content = '') =>
    ask(stage.till, `<RK7CMD CMD="GetReceiptList" ${attributes}>${content}</RK7CMD>`);

  it('lists receipts with the order they belong to', async () => {
    await sellSoup(stage);
    const found = at(await receipts(), 'ReceiptsList');
    expect(found.attribute('count')).toBe('1');
    const receipt = at(found, 'Receipt');
    expect(receipt.attributes).toMatchObject({ checknum: '1042', sum: '23800', state: '6' });
    expect(at(receipt, 'Order').attribute('guid')).toBe(stage.order);
    expect(at(receipt, 'Cashier').attribute('id')).toBe('1000018');
  });

  it('answers No changes until another receipt is printed', async () => {
    const { till } = stage;
    await sellSoup(stage);
    const since = `lastversion="${attribute(at(await receipts(), 'ReceiptsList'), 'lastversion')}"`;
    const other = await newOrder(till);
    expect((await receipts(since)).attribute('Status')).toBe('No changes');
    await ask(till, saveSoup(till, other, 2));
    await ask(till, pay(till, other, 3, SOUP_FOR_TWO));
    expect(at(await receipts(since), 'ReceiptsList').all('Receipt')).toHaveLength(2);
    const ofOne = await receipts('', `<Order guid="${other}"/>`);
    expect(at(ofOne, 'ReceiptsList').all('Receipt')).toHaveLength(1);
  });
});
