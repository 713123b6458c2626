import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { Restaurant } from '../support/till';
import { errorOf } from '../support/zapier_error';

const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

/** What Find Dish asks the till about its station. */
const asked = (): string[] =>
  restaurant.sent('GetOrderMenu').map((sent) => /<Station (.*)\/>/.exec(sent)?.[1] ?? '');

describe('an item of the till', () => {
  it.each([
    // What is painted on it: its code, its name, whatever the list shows; and its id, which lists and steps hand over.
    ['1', 'id="15015"'],
    ['№ 1', 'id="15015"'],
    ['001', 'id="15015"'],
    [' касса бара ', 'id="15016"'],
    ['RK7CASH002', 'id="15016"'],
    ['Касса бара · RK7CASH002 · code 2', 'id="15016"'],
    [15016, 'id="15016"'],
    // Names that say themselves what is meant are sent as they are.
    ['code: 007', 'code="007"'],
    ['id:15016', 'id="15016"'],
    ['6002fd3a-68b6-4fc9-8eb1-d53a697c286c', `guid="${GUID}"`],
    [GUID, `guid="${GUID}"`],
    ['6002fd3a68b64fc98eb1d53a697c286c', `guid="${GUID}"`],
  ])('may be named %j', async (station, item) => {
    await restaurant.search('rkeeper_find_dish', { name: 'Борщ', station }).catch(() => undefined);
    expect(asked()).toEqual([item]);
  });

  it.each([
    ['5', '5'],
    ['Касса', '"Касса"', ' There is "Касса 1 · RK7CASH001 · code 1", "Касса бара · RK7CASH002 · code 2".'],
    ['-1', '"-1"'],
    ['code:x', '"code:x"'],
    // What was deleted at the till is there no more.
    ['15017', '15017'],
  ])(
    'that the till does not have is refused before anything is sent: %s',
    async (station, told, similar = '') => {
      const { message } = await errorOf(restaurant.search('rkeeper_find_dish', { name: 'Борщ', station }));
      expect(message).toBe(
        `The till has no station ${told}. Correct Station: pick one from the list, or enter its code, its name or its id as the till shows it.${similar}`,
      );
      expect(restaurant.commands()).toEqual([]);
    },
  );

  it('that can be read in two ways is refused with both readings, and the list tells them apart', async () => {
    const { references } = restaurant.till.restaurant;
    references.put('TABLES', {
      ident: 1000102,
      code: 25,
      name: '5',
      properties: { MainParentIdent: '1000091' },
    });
    references.put('CURRENCIES', { ident: 2, code: 9, name: 'Бонусы' });
    const order = {
      external_id: 'A-1',
      station: '1',
      cashier: '5',
      dishes: [{ dish_id: '17', quantity: '1' }],
    };
    const { message } = await errorOf(
      restaurant.create('rkeeper_submit_order', { ...order, table: '5', payments: [{ currency_id: '2' }] }),
    );
    expect(message).toBe(
      'Please correct 2 fields:\n- Table 5 can mean more than one table: "5 · Основной зал · code 5", "5 · Веранда · code 25". Pick one from ' +
        'the list, or write id:1000101 or id:1000102.\n- Payment 1: Means of Payment (валюта) 2 can mean more than one means of payment: ' +
        '"Банковская карта · code 2", "Бонусы · code 9". Pick one from the list, or write id:1030240 or id:2.',
    );
    expect(restaurant.commands()).toEqual([]);
    const choices = await restaurant.options('creates', 'rkeeper_pay_order', 'currency_id');
    expect(choices.map(({ id }) => id)).toEqual(['id:1030240', 'id:2', 'id:1']);
  });

  it('is not asked for while the form itself has a fault', async () => {
    await errorOf(restaurant.create('rkeeper_create_order', { table: '5', guests: '0' }));
    expect(restaurant.allCommands()).toEqual([]);
  });

  it('need not be named where the till has one alone', async () => {
    restaurant.till.restaurant.references.put('CASHES', {
      ident: 15016,
      name: 'Касса бара',
      status: 'rsDeleted',
    });
    await restaurant.search('rkeeper_find_dish', { name: 'Борщ' });
    expect(asked()).toEqual(['id="15015"']);
  });

  it('counts only where it belongs to this restaurant, when several share one base', async () => {
    const { references } = restaurant.till.restaurant;
    references.put('CASHES', {
      ident: 15115,
      code: 1,
      name: 'Касса 1',
      properties: { MainParentIdent: '15101' },
    });
    references.put('HALLPLANS', {
      ident: 1000092,
      code: 3,
      name: 'Другой зал',
      properties: { MainParentIdent: '2' },
    });
    references.put('TABLES', {
      ident: 1000103,
      code: 5,
      name: '5',
      properties: { MainParentIdent: '1000092' },
    });
    await restaurant.create('rkeeper_create_order', { table: '5', station: '1' });
    expect(restaurant.sent('CreateOrder')[0]).toContain('<Table id="1000101"/><Station id="15015"/>');
    const tables = await restaurant.options('creates', 'rkeeper_create_order', 'table');
    expect(tables.map(({ id }) => id)).toEqual(['id:1000100', 'id:1000101', 'id:1011163']);
  });
});

describe('the order of a step', () => {
  it('is named by whatever an earlier step gave: a GUID, a number of the user’s own, a visit with the order in it', async () => {
    const inputs = [
      { order_guid: GUID.toLowerCase() },
      { order_guid: ' A-1 ' },
      { order_guid: 'a-1' },
      { order_guid: '100000' },
      { order_guid: 'visit:356255787/256' },
      { order_guid: 'Visit: 356255787 - 256' },
      // Zaps from before that field took all names.
      { external_id: ' A-1 ' },
      { visit: '356255787', order_ident: 256 },
      { order_guid: GUID, external_id: 'A-1', visit: 'x' },
      { external_id: 'A-1', visit: '1', order_ident: '2' },
    ];
    for (const input of inputs) await restaurant.search('rkeeper_find_order', input);
    expect(restaurant.sent('GetOrder').map((sent) => /<Order (.*)\/>/.exec(sent)?.[1])).toEqual([
      `guid="${GUID}"`,
      'guid="{954DC6FD-8D75-5233-B035-06B1DC974896}"',
      `guid="${orderGuidOf('a-1')}"`,
      `guid="${orderGuidOf('100000')}"`,
      'visit="356255787" orderIdent="256"',
      'visit="356255787" orderIdent="256"',
      `guid="${orderGuidOf('A-1')}"`,
      'visit="356255787" orderIdent="256"',
      `guid="${GUID}"`,
      `guid="${orderGuidOf('A-1')}"`,
    ]);
    expect(orderGuidOf('a-1')).not.toBe(orderGuidOf('A-1'));
  });

  it.each([
    [
      {},
      'Order is required: map the Order GUID or your order number of an earlier step, or pick an open order.',
    ],
    [
      { order_guid: 'visit:356255787' },
      'Order must name a visit and the order in it, like visit:356255787/256, not "visit:356255787".',
    ],
    [{ visit: '1' }, 'Order in Visit is required.'],
    [{ order_ident: '256', visit: 'x' }, 'Visit must be digits only, not "x".'],
  ])('cannot be told from %j', async (input, message) => {
    const error = { name: 'AppError', code: 'invalid_input', message };
    expect(await errorOf(restaurant.search('rkeeper_find_order', input))).toEqual(error);
    expect(restaurant.commands()).toEqual([]);
  });
});

describe('the receipt of a return', () => {
  const back = async (receipt_guid: string): Promise<object> => {
    const { dishes } = await restaurant.sold();
    const [{ line_guid }] = dishes as [{ line_guid: string }];
    restaurant.till.journal.clear();
    const input = { receipt_guid, dishes: [{ line_guid, quantity: '1' }], station: '1', cashier: '5' };
    return restaurant.create('rkeeper_return_goods', { ...input, reason: 'Возврат гостем' });
  };

  it.each(['1042', '№ 1042', 'чек №1042'])(
    'is named by the number that stands on paper: %s',
    async (number) => {
      await back(number);
      const [{ guid } = { guid: '' }] = restaurant.till.orders.receipts;
      expect(restaurant.sent('MakeReturnGoods')[0]).toContain(`<PrintCheck line_guid="${guid}"/>`);
    },
  );

  it('that the shift does not have is refused before anything is sent', async () => {
    const { message } = await errorOf(back('9'));
    expect(message).toMatch(
      /^The till has no receipt "9" in the present shift \(смена\)\. Correct Receipt: /,
    );
    expect(restaurant.commands()).toEqual(['GetReceiptList']);
  });
});

describe('the drop-down of', () => {
  it('dishes is sorted by name, names what tells namesakes apart, and leaves out drafts and deleted ones', async () => {
    const dishes = await restaurant.options('creates', 'rkeeper_save_order', 'dish_id');
    expect(dishes.slice(0, 3)).toEqual([
      { id: 'id:1000017', label: 'Борщ с говядиной · code 17' },
      { id: 'id:1000023', label: 'Кофе латте · code 23' },
      { id: 'id:1000024', label: 'Лимонад 🍋 · code 24' },
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
      { id: 'id:1', label: 'Администратор · code 1' },
      { id: 'id:1000018', label: 'Иванова Анна · code 5' },
      { id: 'id:1000634', label: 'Петров Пётр · code 77' },
    ]);
    expect(restaurant.till.journal.exchanges.at(0)?.answer).not.toMatch(/Password|Login|EMail/);
  });

  it.each([
    // As people count; stations with their computers; reasons that fit.
    [
      'rkeeper_create_order',
      'table',
      ['1 · Основной зал · code 1', '5 · Основной зал · code 5', '007 · Веранда · code 7'],
    ],
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
    expect(choices).toContainEqual({ id: `id:${id}`, label });
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
