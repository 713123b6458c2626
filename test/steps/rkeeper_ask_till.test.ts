import { Restaurant } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_ask_till';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const ask = (question: string, more: Readonly<Record<string, unknown>> = {}) =>
  restaurant.search(KEY, { question, ...more });
const REFERENCE = '<RK7CMD CMD="GetRefData" RefName=';

describe('a question', () => {
  it.each([
    [
      'GetSystemInfo2',
      {},
      '<RK7CMD CMD="GetSystemInfo2"/>',
      { RestCode: '199999993', CommonShift: { ShiftNum: '1' } },
    ],
    ['GetRefList', {}, '<RK7CMD CMD="GetRefList"/>', { RefName: 'CASHES', Count: '3' }],
    [
      'GetDishRests',
      {},
      '<RK7CMD CMD="GetDishRests"/>',
      { id: '1000026', Reason: { name: 'Закончились продукты' } },
    ],
    [
      'GetModifierStopList',
      {},
      '<RK7CMD CMD="GetModifierStopList"/>',
      { id: '1000201', name: 'Двойной сыр' },
    ],
    [
      'The waiters of a table',
      { table: '5' },
      '<RK7CMD CMD="GetWaiterList" registeredOnly="1"><Table id="1000101"/></RK7CMD>',
      { ID: '1000018', Code: '5' },
    ],
    [
      'GetRefData',
      { table_name: 'currencies' },
      `${REFERENCE}"CURRENCIES" OnlyActive="1" PropMask="items.(Ident,Code,Name,Status)"/>`,
      { Ident: '1', Code: '1', Name: 'Рубли', Status: 'rsActive' },
    ],
    [
      'GetRefData',
      { table_name: 'HALLPLANS', properties: ['Name', 'MainParentIdent'] },
      `${REFERENCE}"HALLPLANS" OnlyActive="1" PropMask="items.(Name,MainParentIdent)"/>`,
      { Name: 'Основной зал', MainParentIdent: '1' },
    ],
    [
      'GetOrderMenu',
      { station: 'id:15015' },
      '<RK7CMD CMD="GetOrderMenu" checkrests="1"><Station id="15015"/></RK7CMD>',
      { of: 'Dishes', Ident: '1000017', Price: '11900' },
    ],
  ])(
    '%s with %j is one command, and its items come as they stand in the answer',
    async (question, more, sent, item) => {
      restaurant.till.restaurant.stoppedModifiers.add(1000201);
      restaurant.till.restaurant.registered.add('1000018 15015');
      const [answer] = await ask(question, more);
      const [, command = ''] = /CMD="(\w+)"/.exec(sent) ?? [];
      expect(restaurant.sent(command)).toContain(sent);
      const { items, items_json: json, ...rest } = answer as { items: object[]; items_json: string };
      expect(items[0]).toMatchObject(item);
      expect(JSON.parse(json)).toEqual(items);
      expect(rest).toEqual({ id: command, count: items.length, is_complete: true });
    },
  );

  it('about an order gives all of it; what there may be several of is a list', async () => {
    await restaurant.filled();
    const [answer] = await ask('GetOrder', { order_guid: 'A-1' });
    expect(answer).toMatchObject({
      count: 1,
      items: [
        {
          orderSum: '23800',
          Table: { name: '5' },
          Session: [{ Dish: [{ id: '1000017', quantity: '2000' }] }],
        },
      ],
    });
    expect(await ask('GetOrderList')).toMatchObject([
      { count: 1, items: [{ Orders: { Order: [{ OrderSum: '23800' }] } }] },
    ]);
  });

  it('with an empty answer is nothing found', async () => {
    expect(await ask('GetReceiptList')).toEqual([]);
    expect(restaurant.sent('GetReceiptList')).toEqual(['<RK7CMD CMD="GetReceiptList"/>']);
  });

  it('that an older till does not know says so', async () => {
    await using old = await Restaurant.open({ isReferenceServer: true });
    expect(await errorOf(old.search(KEY, { question: 'GetModifierStopList' }))).toMatchObject({
      name: 'AppError',
      message:
        "This version of the till does not know what the step asks of it. Ask the restaurant's dealer for a newer version of r_keeper 7. " +
        '(r_keeper error: Unknown command GetModifierStopList)',
    });
  });
});

describe('nothing is asked', () => {
  it.each([
    ['VoidOrder', {}, 'Question must be one of'],
    ['GetRefData', {}, 'Reference Table is required.'],
    ['GetRefData', { table_name: 'DEVICES' }, 'Reference Table must be one of'],
    [
      'GetRefData',
      { table_name: 'TABLES', properties: ['*'] },
      'Properties: "*" must be a name like MainParentIdent.',
    ],
    [
      'GetRefData',
      { table_name: 'TABLES', properties: ['Name)" x="(Ident'] },
      'Properties: "Name)" x="(Ident" must be a name like MainParentIdent.',
    ],
    [
      'GetRefData',
      { table_name: 'EMPLOYEES', properties: ['Name', 'Password'] },
      'Properties: of employees only Ident, Code, Name, Status are told, since their passwords are among the others. Remove "Password".',
    ],
    ['GetOrder', {}, 'Order is required'],
    ['GetWaiterList', {}, 'Table is required.'],
  ])('by %s with %j', async (question, more, message) => {
    expect((await errorOf(ask(question, more))).message).toContain(message);
    expect(restaurant.allCommands()).toEqual([]);
  });
});

it('what is filled in for another question does not count', async () => {
  await ask('GetDishRests', { table_name: 'nonsense', properties: ['*'] });
  expect(restaurant.allCommands()).toEqual(['GetDishRests']);
});
