import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { Restaurant } from '../support/till';
import { errorOf } from '../support/zapier_error';

const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

describe('an item of the till', () => {
  it('is named by its id, its code or its GUID, in any usual spelling', async () => {
    const spellings = [
      ['1000017', 'id="1000017"'],
      [1000017, 'id="1000017"'],
      [' code:17 ', 'code="17"'],
      ['Code: 007', 'code="007"'],
      ['6002fd3a-68b6-4fc9-8eb1-d53a697c286c', `guid="${GUID}"`],
      [GUID, `guid="${GUID}"`],
      ['6002fd3a68b64fc98eb1d53a697c286c', `guid="${GUID}"`],
    ];
    // The till of the sandbox knows none of them.
    for (const [station] of spellings)
      await restaurant.search('rkeeper_find_dish', { name: 'Борщ', station }).catch(() => undefined);
    expect(restaurant.sent('GetOrderMenu')).toEqual(
      spellings.map(([, item]) => `<RK7CMD CMD="GetOrderMenu" checkrests="1"><Station ${item}/></RK7CMD>`),
    );
  });

  it.each(['Борщ', '-1', '1.5', 'code:', 'code:x', '1234567890123456', '{6002FD3A}', '17 18'])(
    'is never named by %s',
    async (station) => {
      const { message } = await errorOf(restaurant.search('rkeeper_find_dish', { name: 'Борщ', station }));
      expect(message).toBe(
        `Station must be picked from the list, or be an id like 1000017, a code like code:17, or a GUID, not "${station}".`,
      );
      expect(restaurant.commands()).toEqual([]);
    },
  );
});

describe('the order of a step', () => {
  it('is named by its GUID, else by its External ID, else by its visit', async () => {
    const inputs = [
      { order_guid: GUID.toLowerCase() },
      { external_id: ' A-1 ' },
      { external_id: 'a-1' },
      { visit: '356255787', order_ident: 256 },
      { order_guid: GUID, external_id: 'A-1', visit: 'x' },
      { external_id: 'A-1', visit: '1', order_ident: '2' },
    ];
    for (const input of inputs) await restaurant.search('rkeeper_find_order', input);
    expect(restaurant.sent('GetOrder').map((sent) => /<Order (.*)\/>/.exec(sent)?.[1])).toEqual([
      `guid="${GUID}"`,
      'guid="{954DC6FD-8D75-5233-B035-06B1DC974896}"',
      `guid="${orderGuidOf('a-1')}"`,
      'visit="356255787" orderIdent="256"',
      `guid="${GUID}"`,
      `guid="${orderGuidOf('A-1')}"`,
    ]);
    expect(orderGuidOf('a-1')).not.toBe(orderGuidOf('A-1'));
  });

  it.each([
    [{}, 'Name the order: fill in Order, or External ID, or both Visit and Order in Visit.'],
    [{ order_guid: '5.1' }, 'Order must be a GUID like 6002FD3A-68B6-4FC9-8EB1-D53A697C286C, not "5.1".'],
    [{ visit: '1' }, 'Order in Visit is required.'],
    [{ order_ident: '256', visit: 'x' }, 'Visit must be digits only, not "x".'],
  ])('cannot be told from %j', async (input, message) => {
    const error = { name: 'AppError', code: 'invalid_input', message };
    expect(await errorOf(restaurant.search('rkeeper_find_order', input))).toEqual(error);
    expect(restaurant.commands()).toEqual([]);
  });
});

describe('the drop-down of', () => {
  it('dishes is sorted by name, names what tells namesakes apart, and leaves out drafts and deleted ones', async () => {
    const dishes = await restaurant.options('creates', 'rkeeper_save_order', 'dish_id');
    expect(dishes.slice(0, 3)).toEqual([
      { id: '1000017', label: 'Борщ с говядиной · code 17' },
      { id: '1000023', label: 'Кофе латте · code 23' },
      { id: '1000024', label: 'Лимонад 🍋 · code 24' },
    ]);
    const labels = dishes.map(({ label }) => label).join('\n');
    expect(labels).toContain("Пельмени <сибирские> д'Артаньян · code 20");
    expect(labels).not.toMatch(/Черновик|Окрошка/);
    expect(restaurant.sent('GetRefData')).toEqual([
      '<RK7CMD CMD="GetRefData" RefName="MENUITEMS" OnlyActive="1" PropMask="items.(Ident,Code,Name,Status)"/>',
    ]);
  });

  it('the staff gives nothing away but names', async () => {
    expect(await restaurant.options('creates', 'rkeeper_create_order', 'waiter')).toEqual([
      { id: '1', label: 'Администратор · code 1' },
      { id: '1000018', label: 'Иванова Анна · code 5' },
      { id: '1000634', label: 'Петров Пётр · code 77' },
    ]);
    expect(restaurant.till.journal.exchanges.at(0)?.answer).not.toMatch(/Password|Login|EMail/);
  });

  it.each([
    // As people count; stations with their computers; reasons that fit.
    ['rkeeper_create_order', 'table', ['1 · code 1', '5 · code 5', '007 · code 7']],
    [
      'rkeeper_create_order',
      'station',
      ['Касса 1 · RK7CASH001 · code 1', 'Касса бара · RK7CASH002 · code 2'],
    ],
    ['rkeeper_return_goods', 'reason', ['Возврат гостем · code 1000300']],
    ['rkeeper_void_order', 'reason', ['Отказ гостя · code 1000301']],
  ])('%s %s has all that can be picked and nothing else', async (key, field, labels) => {
    const choices = await restaurant.options('creates', key, field);
    expect(choices.map(({ label }) => label)).toEqual(labels);
  });

  it.each([
    ['rkeeper_create_order', 'order_type', '2', 'С собой · code 2'],
    ['rkeeper_create_order', 'order_category', '2', 'Доставка · code 2'],
    ['rkeeper_save_order', 'modifiers', '1000201', 'Двойной сыр · code 201'],
    ['rkeeper_save_order', 'discount_id', '9', 'Скидка 10 % · code 9'],
    ['rkeeper_save_order', 'prepayment_currency_id', '1030240', 'Банковская карта · code 2'],
    ['rkeeper_pay_order', 'currency_id', '1', 'Рубли · code 1'],
    ['rkeeper_pay_order', 'cashier', '1000018', 'Иванова Анна · code 5'],
    ['rkeeper_void_order', 'manager', '1', 'Администратор · code 1'],
  ])('%s %s has what can be picked, and nothing that was taken out of use', async (key, field, id, label) => {
    const choices = await restaurant.options('creates', key, field);
    expect(choices).toContainEqual({ id, label });
    expect(choices.map((choice) => choice.label).join()).not.toMatch(/Снятая|Талон/);
  });

  it('orders has the open ones, the newest first', async () => {
    await restaurant.sold();
    const open = { station: '15015', table: '1011163', dishes: [{ dish_id: '1000017', quantity: '2' }] };
    const { id: first } = await restaurant.create('rkeeper_create_order', { table: '1000101' });
    const { id: second } = await restaurant.create('rkeeper_submit_order', { ...open, external_id: 'B' });
    expect(await restaurant.options('creates', 'rkeeper_save_order', 'order_guid')).toEqual([
      { id: second, label: 'Order 007.1 · table 007 · 238.00' },
      { id: first, label: expect.stringMatching(/^Order 5\.\d · table 5 · 0\.00$/) as string },
    ]);
  });

  it('receipts has those of the shift, and that of sold dishes what is on the chosen one', async () => {
    const { receipt_guid, dishes } = await restaurant.sold();
    const [choice] = await restaurant.options('creates', 'rkeeper_return_goods', 'receipt_guid');
    expect(choice?.id).toBe(receipt_guid);
    expect(choice?.label).toMatch(/^Receipt 1042 · 238\.00 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const [{ line_guid: id }] = dishes as [{ line_guid: string }];
    const soldDishes = (receipt?: unknown): Promise<unknown> =>
      restaurant.options('creates', 'rkeeper_return_goods', 'line_guid', { receipt_guid: receipt });
    expect(await soldDishes(receipt_guid)).toEqual([{ id, label: 'Борщ с говядиной · 2 · 238.00' }]);
    expect(await soldDishes('{unknown}')).toEqual([]);
    expect(await soldDishes()).toEqual([]);
  });
});
