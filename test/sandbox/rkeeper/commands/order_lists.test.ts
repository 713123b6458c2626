import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, attribute, newOrder, pay, saveLines, saveSoup, verdict } from '../conversation';

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

describe('GetOrderList', () => {
  it('lists visits and orders with the columns asked for', async () => {
    await ask(till, VENDOR_SAMPLE);
    await ask(till, saveSoup(till, GUID, 0));
    const answer = await ask(
      till,
      '<RK7CMD CMD="GetOrderList" onlyOpened="1" needIdents="1" needCodes="1" needNames="1"/>',
    );
    const [visit] = answer.all('Visit');
    expect(visit?.attributes).toMatchObject({
      VisitID: '356255787',
      Finished: '0',
      GuestsCount: '1',
      PersistentComment: '100500',
    });
    const order = visit && at(visit, 'Orders', 'Order');
    expect(order?.attributes).toMatchObject({
      OrderID: '256',
      Version: '2',
      guid: GUID,
      OrderSum: '23800',
      ToPaySum: '23800',
      TotalPieces: '2000',
      Finished: '0',
      Bill: '0',
      TableID: '1000100',
      TableCode: '1',
      TableName: '1',
      WaiterName: 'Иванова Анна',
      OrderCategID: '1',
      OrderTypeID: '2',
    });
    const bare = await ask(till, '<RK7CMD CMD="GetOrderList" needIdents="0" needCodes="0"/>');
    expect(Object.keys(at(bare, 'Visit', 'Orders', 'Order').attributes)).not.toContain('TableID');
  });

  it('answers No changes while its version is the one sent', async () => {
    await newOrder(till);
    const first = await ask(till, '<RK7CMD CMD="GetOrderList"/>');
    const since = `<RK7CMD CMD="GetOrderList" lastversion="${attribute(first, 'lastversion')}"/>`;
    const quiet = await ask(till, since);
    expect([quiet.attribute('Status'), quiet.children.length]).toEqual(['No changes', 0]);
    await newOrder(till);
    const changed = await ask(till, since);
    expect([changed.attribute('Status'), changed.all('Visit').length]).toEqual(['Ok', 2]);
  });

  it('changes Version and crc32 of an order with every write to it', async () => {
    const guid = await newOrder(till);
    const look = async (): Promise<(string | undefined)[]> => {
      const order = at(await ask(till, '<RK7CMD CMD="GetOrderList"/>'), 'Visit', 'Orders', 'Order');
      return [order.attribute('Version'), order.attribute('crc32')];
    };
    const before = await look();
    await ask(till, saveSoup(till, guid, 0));
    const after = await look();
    expect(after[0]).toBe('2');
    expect(after[1]).not.toBe(before[1]);
  });

  it('shows the present shift only, and filters by waiter, table and being open', async () => {
    const guid = await newOrder(till);
    const count = async (attributes = '', content = ''): Promise<number> =>
      (await ask(till, `<RK7CMD CMD="GetOrderList" ${attributes}>${content}</RK7CMD>`)).all('Visit').length;
    expect(await count('', '<Waiter code="5"/>')).toBe(1);
    expect(await count('', '<Waiter code="77"/>')).toBe(0);
    expect(await count('', '<Table code="5"/>')).toBe(0);
    await ask(till, saveSoup(till, guid, 0));
    await ask(till, pay(till, guid, 1, 23_800));
    expect([await count(), await count('onlyOpened="1"')]).toEqual([1, 0]);
    till.orders.openShift();
    expect(await count()).toBe(0);
  });

  it('orders of an earlier shift are still found by their guid, unless the till forgets them', async () => {
    const guid = await newOrder(till);
    const statusOf = async (): Promise<unknown> =>
      verdict(await ask(till, `<RK7CMD CMD="GetOrder"><Order guid="${guid}"/></RK7CMD>`)).status;
    till.orders.openShift();
    expect(await statusOf()).toBe('Ok');
    till.switches.forgetsEarlierShifts = true;
    expect(await statusOf()).toBe('Query Executing Error');
    expect(verdict(await ask(till, create(`<Table code="1"/>${GUESTS}`, `guid="${guid}"`))).status).toBe(
      'Ok',
    );
  });

  it('gives back the external id that the order was created with', async () => {
    await ask(till, create(`<Table code="1"/>${GUESTS}`, 'extID="A-1" extSource="1"'));
    const order = at(await ask(till, '<RK7CMD CMD="GetOrderList"/>'), 'Visit', 'Orders', 'Order');
    expect({ ...at(order, 'ExternalID').attributes }).toEqual({ ExtSource: '1', ExtID: 'A-1' });
  });

  it('does not show what was saved past the licence', async () => {
    const guid = await newOrder(till);
    const bare = saveLines(till, guid, 0, '<Dish id="1000017" quantity="1000"/>')
      .replace(/<LicenseInfo.*<\/LicenseInfo>/, '')
      .replace('CMD="SaveOrder"', 'CMD="SaveOrder" dontcheckLicense="1"');
    expect(verdict(await ask(till, bare)).status).toBe('Ok');
    expect((await ask(till, '<RK7CMD CMD="GetOrderList"/>')).all('Visit')).toEqual([]);
  });
});

describe('GetReceiptList', () => {
  /** A paid order; its guid. */
  async function paid(seqNumber: number): Promise<string> {
    const guid = await newOrder(till);
    await ask(till, saveSoup(till, guid, seqNumber));
    await ask(till, pay(till, guid, seqNumber + 1, 23_800));
    return guid;
  }

  it('lists receipts with the order they belong to', async () => {
    const order = await paid(0);
    const list = at(await ask(till, '<RK7CMD CMD="GetReceiptList"/>'), 'ReceiptsList');
    expect(list.attribute('count')).toBe('1');
    const receipt = at(list, 'Receipt');
    expect(receipt.attributes).toMatchObject({ checknum: '1042', sum: '23800', state: '6' });
    expect(at(receipt, 'Order').attribute('guid')).toBe(order);
    expect(at(receipt, 'Cashier').attribute('id')).toBe('1000018');
  });

  it('answers No changes until another receipt is printed', async () => {
    await paid(0);
    const list = at(await ask(till, '<RK7CMD CMD="GetReceiptList"/>'), 'ReceiptsList');
    const since = `<RK7CMD CMD="GetReceiptList" lastversion="${attribute(list, 'lastversion')}"/>`;
    await newOrder(till);
    expect(verdict(await ask(till, since)).status).toBe('No changes');
    const order = await paid(2);
    expect(at(await ask(till, since), 'ReceiptsList').all('Receipt')).toHaveLength(2);
    const one = await ask(till, `<RK7CMD CMD="GetReceiptList"><Order guid="${order}"/></RK7CMD>`);
    expect(at(one, 'ReceiptsList').all('Receipt')).toHaveLength(1);
  });
});
