import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_save_order';
const DISHES = { station: '15015', dishes: [{ dish_id: '1000017', quantity: '2' }] };
const SOUP = 1000017;

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const portions = (guid: string): number | undefined => restaurant.till.orders.byGuid(guid)?.quantityOf(SOUP);

describe('dishes', () => {
  it('are added under a licence, with their modifiers, seats and prices, and so are discounts and prepayments', async () => {
    const guid = await restaurant.opened();
    const result = await restaurant.create(KEY, {
      order_guid: guid,
      station: '15015',
      dishes: [
        { dish_id: '1000017', quantity: '2', modifiers: '1000200, 1000201 x2', seat: '3', price: '' },
        { dish_id: 'code:18', quantity: '0,350', price: '1 250,50' },
      ],
      discounts: [{ discount_id: '9' }, { discount_id: '10', discount_amount: '50' }],
      prepayments: [{ prepayment_currency_id: '1', prepayment_amount: '100' }],
    });
    expect(restaurant.sent('SaveOrder')).toEqual([
      `<RK7CMD CMD="SaveOrder"><LicenseInfo/><Order guid="${guid}"/><Session><Station id="15015"/><Dish id="1000017" quantity="2000" seat="3">` +
        '<Modi id="1000200" count="1"/><Modi id="1000201" count="2"/></Dish><Dish code="18" quantity="350" price="125050"/></Session>' +
        '<Session><Station id="15015"/><Discount id="9"/></Session><Session><Station id="15015"/><Discount id="10" amount="5000"/></Session>' +
        '<Session><Station id="15015"/><Prepay id="1" amount="10000"/></Session></RK7CMD>',
    ]);
    expect(restaurant.till.journal.of('SaveOrder')[0]?.request).toMatch(
      /<RK7CMD CMD="SaveOrder"><LicenseInfo anchor="6:655cee55-7bcd-4826-b6e0-a8ccf2017ef3#199999993\/17" licenseToken="[0-9a-f-]{36}"><LicenseInstance guid="\{[0-9A-F-]{36}\}" seqNumber="0"\/><\/LicenseInfo><Order /,
    );
    expect(result).toMatchObject({
      id: guid,
      order_guid: guid,
      order_name: '5.1',
      order_sum: 738.11,
      discount_sum: -137.57,
      unpaid_sum: 638.11,
      total_pieces: 2.35,
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it('may have free text, in a modifier that was made for it', async () => {
    const order_guid = await restaurant.opened();
    const save = (more: object): Promise<unknown> =>
      restaurant.create(KEY, {
        order_guid,
        station: '1',
        dishes: [{ dish_id: '17', quantity: '1', ...more }],
      });
    await save({ free_text: 'без свёклы', free_text_modifier: 'Без лука', modifiers: '201 x2' });
    expect(restaurant.sent('SaveOrder')[0]).toContain(
      '<Modi id="1000201" count="2"/><Modi id="1000200" count="1" openName="без свёклы"/>',
    );
    const [found] = await restaurant.search('rkeeper_find_order', { order_guid });
    expect(found).toMatchObject({ dishes: [{ modifiers: 'Двойной сыр ×2, без свёклы ×1' }] });
    expect((await errorOf(save({ free_text: 'без свёклы' }))).message).toBe(
      'Dish 1: Fill in both Free Text and Modifier for Free Text, or neither.',
    );
  });

  it('shall be ready at a time, which the order tells', async () => {
    const order_guid = await restaurant.opened();
    const ready_time = '03.10.2026 16:05';
    await restaurant.create(KEY, { ...DISHES, order_guid, ready_time, discounts: [{ discount_id: '9' }] });
    // The Zap is in Chicago, the restaurant in Moscow.
    expect(restaurant.sent('SaveOrder')[0]).toContain(
      '<Session readyTime="2026-10-04T00:05:00"><Station id="15015"/><Dish id="1000017" quantity="2000"/></Session><Session><Station ',
    );
    const [found] = await restaurant.search('rkeeper_find_order', { order_guid });
    expect(found).toMatchObject({ ready_time: '2026-10-04T00:05:00+03:00' });
  });

  it('may be a combo, with what was chosen in it', async () => {
    const order_guid = await restaurant.opened();
    const combo = { dish_id: 'Стейк рибай 300 г', quantity: '2', components: 'Чай чёрный, 17 x2', seat: '1' };
    const save = (more: object): Promise<unknown> =>
      restaurant.create(KEY, { order_guid, station: '1', dishes: [{ ...combo, ...more }] });
    await save({ price: '900' });
    expect(restaurant.sent('SaveOrder')[0]).toContain(
      '<Session><Station id="15015"/><Combo id="1000021" quantity="2000" price="90000" seat="1">' +
        '<Component id="1000022" count="1"/><Component id="1000017" count="2"/></Combo></Session>',
    );
    const [found] = await restaurant.search('rkeeper_find_order', { order_guid });
    expect(found).toMatchObject({
      order_sum: 1800,
      total_pieces: 2,
      dishes: [
        {
          name: 'Стейк рибай 300 г',
          quantity: 2,
          amount: 1800,
          modifiers: '',
          components: 'Чай чёрный ×1, Борщ с говядиной ×2',
        },
      ],
    });
    for (const more of [{ modifiers: '201' }, { free_text: 'без лука', free_text_modifier: '200' }])
      expect((await errorOf(save(more))).message).toBe(
        'Dish 1: A combo takes no modifiers and no free text. Clear them, or clear Components of the Combo.',
      );
    expect((await errorOf(save({ components: 'Кот' }))).message).toMatch(
      /^Dish 1: The till has no dish "Кот"\. Correct Components of the Combo: /,
    );
    expect(restaurant.sent('SaveOrder')).toHaveLength(1);
  });

  it('are on the order once, a combo too, when its answer was lost; another one that is there already is not taken for it', async () => {
    const order_guid = await restaurant.opened();
    const combo = { dish_id: '1000021', quantity: '1', components: '17' };
    const save = (components: string) =>
      restaurant.create(KEY, { order_guid, station: '1', dishes: [{ ...combo, components }] });
    await save('18');
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'SaveOrder' });
    await save('17');
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
    await save('22');
    const lines = restaurant.till.orders.byGuid(order_guid)?.lines ?? [];
    expect(lines.map(({ components }) => components.map(({ item }) => item.code))).toEqual([
      [18],
      [17],
      [22],
    ]);
  });

  it('may have modifiers in any spelling, and cost nothing; rows that were left empty are none', async () => {
    const spellings: [unknown, string][] = [
      ['1000200', '<Modi id="1000200" count="1"/>'],
      [1000200, '<Modi id="1000200" count="1"/>'],
      ['1000201x12', '<Modi id="1000201" count="12"/>'],
      ['code:17 х 3', '<Modi code="17" count="3"/>'],
      ['code:17 × 3', '<Modi code="17" count="3"/>'],
      ['code:17 X3', '<Modi code="17" count="3"/>'],
      [['1000200', 'code:201 x2'], '<Modi id="1000200" count="1"/><Modi code="201" count="2"/>'],
      [
        '8f611272-83cd-43b3-8aff-b58c47956083 x2',
        '<Modi guid="{8F611272-83CD-43B3-8AFF-B58C47956083}" count="2"/>',
      ],
    ];
    const dishes = spellings.map(([modifiers]) => ({ dish_id: 'id:1', quantity: 1, price: 0, modifiers }));
    const input = {
      external_id: 'unknown',
      station: '15015',
      dishes: [{ dish_id: '', quantity: '' }, ...dishes],
    };
    await restaurant.create(KEY, { ...input, discounts: [{ discount_amount: null }] }).catch(() => undefined);
    const wanted = spellings.map(([, modi]) => `<Dish id="1" quantity="1000" price="0">${modi}</Dish>`);
    expect(restaurant.sent('SaveOrder')[0]).toContain(
      `<Session><Station id="15015"/>${wanted.join('')}</Session></RK7CMD>`,
    );
  });

  it('are added in one request, after a look at the order, once the licence is known', async () => {
    const order_guid = await restaurant.opened();
    await restaurant.create(KEY, { ...DISHES, order_guid });
    restaurant.till.journal.clear();
    await restaurant.create(KEY, { ...DISHES, order_guid });
    expect(restaurant.commands()).toEqual(['GetOrder', 'SaveOrder']);
    expect(restaurant.licenses.journal.calls).toHaveLength(1);
    expect(portions(order_guid)).toBe(4000);
  });

  it('may go to an order by its External ID, or by its visit', async () => {
    const guid = await restaurant.opened();
    const byId = await restaurant.create(KEY, { ...DISHES, external_id: 'A-1' });
    const byVisit = await restaurant.create(KEY, { ...DISHES, visit: '356255787', order_ident: '256' });
    expect([byId.order_guid, byVisit.order_guid]).toEqual([guid, guid]);
    expect(restaurant.sent('SaveOrder')[1]).toContain('<Order visit="356255787" orderIdent="256"/>');
  });

  it('are on the order once, whatever becomes of the answer', async () => {
    const order_guid = await restaurant.opened();
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
    await restaurant.create(KEY, { ...DISHES, order_guid });
    expect(portions(order_guid)).toBe(2000);
    expect(restaurant.commands().slice(-2)).toEqual(['SaveOrder', 'GetOrder']);
  });

  it('are on the order once, when the step fails and is run again', async () => {
    const order_guid = await restaurant.opened();
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'GetOrder', after: 1 });
    const error = await errorOf(restaurant.create(KEY, { ...DISHES, order_guid }));
    expect(error.name).toBe('ThrottledError');
    expect(error.message).toBe(
      'The answer to this step was lost. The dishes may be on the order already. It is safe to run this step again within 30 days: it looks ' +
        'first what was done, and does nothing twice. What stopped it: The till broke off the connection before an answer came. Try again in a ' +
        'few minutes. (ECONNRESET)',
    );
    expect(await restaurant.create(KEY, { ...DISHES, order_guid })).toMatchObject({ order_sum: 238 });
    expect(portions(order_guid)).toBe(2000);
  });

  it('are on the order once, though the number is refused', async () => {
    const order_guid = await restaurant.opened();
    for (const code of [5304, 5305, 5310] as const)
      restaurant.till.faults.add({ kind: 'refused', code }, { on: 'SaveOrder' });
    await restaurant.create(KEY, { ...DISHES, order_guid });
    expect(portions(order_guid)).toBe(2000);
  });
});

describe('the till', () => {
  it.each([true, false])(
    "may want the order's waiter to be registered first; the number stays right, though a refusal uses one up: %s",
    async (failedCommandConsumesSeq) => {
      const { till } = restaurant;
      const { order_guid } = await restaurant.create('rkeeper_create_order', { table: '1', waiter: '77' });
      Object.assign(till.switches, { wantsRegistration: true, failedCommandConsumesSeq });
      till.journal.clear();
      await restaurant.create(KEY, { ...DISHES, order_guid });
      const carried = failedCommandConsumesSeq ? ['SaveOrder'] : ['SaveOrder', 'SaveOrder'];
      expect(restaurant.commands().slice(-3 - carried.length)).toEqual([
        ...['SaveOrder', 'GetOrder', 'RegisterEmployee'],
        ...carried,
      ]);
      expect(restaurant.sent('RegisterEmployee')).toEqual([
        '<RK7CMD CMD="RegisterEmployee"><Waiter id="1000634"/><Station id="15015"/></RK7CMD>',
      ]);
      expect(portions(String(order_guid))).toBe(2000);
      till.journal.clear();
      await restaurant.create(KEY, { ...DISHES, order_guid });
      expect(restaurant.commands()).toEqual(['GetOrder', 'SaveOrder']);
      expect(portions(String(order_guid))).toBe(4000);
    },
  );

  it('may have the order open at a station, and the step runs again by itself', async () => {
    const order_guid = await restaurant.opened();
    const order = restaurant.till.orders.byGuid(order_guid);
    if (order) restaurant.till.orders.lockByWaiter(order);
    const error = await errorOf(restaurant.create(KEY, { ...DISHES, order_guid }));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: 20 });
    expect(error.message).toContain(
      'The order is open on a station or with a waiter, who has to leave it first.',
    );
    if (order) restaurant.till.orders.release(order);
    await restaurant.create(KEY, { ...DISHES, order_guid });
    expect(portions(order_guid)).toBe(2000);
  });

  it.each([
    [{ dishes: [{ dish_id: '1000026', quantity: '1' }] }, 'Блюдо "Торт «Наполеон»" в стоп-листе'],
    [{ dishes: [{ dish_id: '1000023', quantity: '4' }] }, 'Недостаточно остатка блюда "Кофе латте"'],
    [{ discounts: [{ discount_id: '11' }] }, "Не найдена композиция для скидки 'Скидка без композиции'"],
  ])('may refuse %j in its own words, and nothing is added', async (content, words) => {
    const order_guid = await restaurant.opened();
    const error = await errorOf(restaurant.create(KEY, { order_guid, station: '15015', ...content }));
    expect(error.name).toBe('AppError');
    expect(error.message).toContain(words);
    expect(restaurant.till.orders.byGuid(order_guid)?.packets).toEqual([]);
  });

  it('may want a reason for a prepayment, which is sent when it is chosen, as is that the money is held elsewhere', async () => {
    const order_guid = await restaurant.opened();
    restaurant.till.switches.prepayReasonRequired = true;
    const prepayment = { prepayment_currency_id: '1', prepayment_amount: '100' };
    const save = (more: object): Promise<unknown> =>
      restaurant.create(KEY, { order_guid, station: '1', prepayments: [{ ...prepayment, ...more }] });
    expect((await errorOf(save({}))).message).toBe(
      'This till wants a reason for each prepayment. Fill in Reason of Prepayment. (r_keeper error: Error: child element "Reason" not found)',
    );
    await save({ prepayment_reason: 'предоплата сайта', prepayment_promised: 'да' });
    expect(restaurant.sent('SaveOrder').at(-1)).toContain(
      '<Prepay id="1" amount="10000" promised="1"><Reason id="4"/></Prepay>',
    );
  });

  it('may not know the order', async () => {
    const error = await errorOf(restaurant.create(KEY, { ...DISHES, external_id: 'unknown' }));
    expect(error.message).toBe(
      "The till refused this step. Its own words stand at the end: correct what they name, or ask the restaurant's dealer. (r_keeper error: Заказ не найден)",
    );
  });

  it('may have closed the order', async () => {
    const order_guid = await restaurant.opened();
    await restaurant.create(KEY, { ...DISHES, order_guid });
    await restaurant.create('rkeeper_pay_order', {
      order_guid,
      station: '15015',
      cashier: '1000018',
      payments: [{ currency_id: '1' }],
    });
    expect(await errorOf(restaurant.create(KEY, { ...DISHES, order_guid }))).toMatchObject({
      name: 'AppError',
      code: '2128',
    });
  });

  it.each([
    [{ kind: 'licence gone', how: 'expired' }, /^There is no active licence/],
    [{ kind: 'licence gone', how: 'revoked' }, /^There is no active licence/],
    [{ kind: 'html page', status: 401 }, /^A firewall in front of the till answered with a web page/],
  ] as const)('may fail this run alone, not the whole connection: %j', async (fault, message) => {
    const order_guid = await restaurant.opened();
    restaurant.till.faults.add(fault, { on: 'SaveOrder' });
    const error = await errorOf(restaurant.create(KEY, { ...DISHES, order_guid }));
    expect(error.name).toBe('AppError');
    expect(error.message).toMatch(message);
    for (const secret of restaurant.secrets) expect(error.message).not.toContain(secret);
  });

  it.each([
    { kind: 'html page', status: 200 },
    { kind: 'html page', status: 500 },
    { kind: 'half answer' },
    { kind: 'broken xml' },
    { kind: 'entity bomb' },
  ] as const)('may be broken, and the dishes are on the order once all the same: %j', async (fault) => {
    const order_guid = await restaurant.opened();
    restaurant.till.faults.add(fault, { on: 'SaveOrder' });
    await restaurant.create(KEY, { ...DISHES, order_guid });
    expect(portions(order_guid)).toBe(2000);
  });
});

describe('before anything is sent', () => {
  const refused = async (input: object): Promise<string> => {
    const { code, message } = await errorOf(
      restaurant.create(KEY, { external_id: 'A-1', station: '15015', ...input }),
    );
    expect([code, restaurant.commands()]).toEqual(['invalid_input', []]);
    return message;
  };

  it('all faults are told, each with its row as the user sees it', async () => {
    const dishes = [
      { dish_id: '1', quantity: '1' },
      { dish_id: '', quantity: '0', price: '-1', seat: 'x' },
      { dish_id: 'Борщ' },
      { dish_id: '1', quantity: '1.0001', price: '1.005', seat: '1000', modifiers: '1000200, лук' },
    ];
    const discounts = [{ discount_amount: '0' }];
    const prepayments = [{ prepayment_currency_id: '1' }];
    expect(await refused({ external_id: '', station: '', dishes, discounts, prepayments })).toBe(
      `Please correct 12 fields:
- Order is required: map the Order GUID or your order number of an earlier step, or pick an open order.
- Dish 2: Dish is required.
- Dish 2: Quantity must be more than 0.
- Dish 2: Price must not be negative.
- Dish 2: Seat must be a whole number, not "x".
- Dish 3: Quantity is required.
- Dish 4: Quantity must not have more than 3 decimal digits: "1.0001".
- Dish 4: Price can be read in two ways, as 1005 and as 1.005: write one of them instead of "1.005".
- Dish 4: Seat must be at most 999.
- Discount 1: Discount is required.
- Discount 1: Discount Amount must be more than 0.
- Prepayment 1: Prepayment Amount is required.`,
    );
  });

  it.each([{}, { dishes: [] }, { dishes: [{ dish_id: '' }] }])(
    'something must be added: %j',
    async (input) => {
      expect(await refused(input)).toBe('Add at least one dish, discount or prepayment.');
    },
  );

  it.each(['1000201 x0', '1000201 x', '1000201 2', 'x2', '1000201 x1.5', '1000201 x-1'])(
    'modifiers may not be %s',
    async (modifiers) => {
      expect(await refused({ dishes: [{ dish_id: '17', quantity: '1', modifiers }] })).toBe(
        `Dish 1: The till has no modifier "${modifiers}". Correct Modifiers: pick one from the list, or enter its code, its name or its id as ` +
          'the till shows it.',
      );
    },
  );

  it('modifiers are refused at once, however long they are', async () => {
    // A look that starts anew at every space would take minutes.
    const modifiers = `1${' '.repeat(300_000)}x`;
    expect(await refused({ dishes: [{ dish_id: '17', quantity: '1', modifiers }] })).toMatch(
      /^Dish 1: The till has no modifier "1 /,
    );
  });

  it('an account of another service is sent back', async () => {
    const authData = { service: 'expertam', login: 'a', api_key: 'b' };
    expect(await errorOf(restaurant.create(KEY, { ...DISHES, external_id: 'A-1' }, authData))).toMatchObject({
      code: 'wrong_service',
      message:
        "This step works with an r_keeper restaurant. Pick another account in the step's account settings. (wrong service)",
    });
  });
});

it('one step at a time writes to a till', () => {
  const locks = Object.entries(app.creates).flatMap(([key, { operation }]) =>
    key.startsWith('rkeeper_') ? [operation.lock] : [],
  );
  expect(locks).not.toHaveLength(0);
  for (const lock of locks) expect({ ...lock }).toEqual({ key: 'rkeeper', scope: ['auth'], timeout: 60 });
});
