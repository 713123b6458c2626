import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_create_order';
const FULL = {
  external_id: 'A-1',
  table: '1000101',
  station: '15015',
  waiter: 'code:5',
  order_type: '2',
  order_category: '1',
  guests: '2',
  persistent_comment: 'Без лука & «соли» <b>\'"]]> {{bundle.inputData.x}} 🍋',
  non_persistent_comment: 'two\r\nlines',
  external_properties: { source: 'zapier', note: 'a &\tb' },
};

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

describe('an order', () => {
  it('is opened with everything that was filled in', async () => {
    const result = await restaurant.create(KEY, FULL);
    const guid = orderGuidOf('A-1');
    expect(restaurant.sent('CreateOrder')).toEqual([
      `<RK7CMD CMD="CreateOrder"><Order guid="${guid}" persistentComment="Без лука &amp; «соли» &lt;b&gt;&apos;&quot;]]&gt; ` +
        '&#123;&#123;bundle.inputData.x}} 🍋" nonPersistentComment="two lines"><Table id="1000101"/><Station id="15015"/><Waiter code="5"/>' +
        '<OrderCategory id="1"/><OrderType id="2"/><Guests><Guest guestLabel="1"/><Guest guestLabel="2"/></Guests><ExternalProps>' +
        '<Prop name="source" value="zapier"/><Prop name="note" value="a &amp; b"/></ExternalProps></Order></RK7CMD>',
    ]);
    expect(result).toMatchObject({
      id: guid,
      order_guid: guid,
      visit: '356255787',
      order_ident: '256',
      order_name: '5.1',
      order_sum: 0,
      paid: false,
      table_id: '1000101',
      table_name: '5',
      waiter_name: 'Иванова Анна',
      station_name: 'Касса 1',
      persistent_comment: FULL.persistent_comment,
      // The schema's comments know no line breaks.
      non_persistent_comment: 'two lines',
      already_existed: false,
    });
    const { sample } = app.creates[KEY]?.operation ?? {};
    expect(shapeOf({ ...result, dishes: sample?.dishes })).toEqual(shapeOf(sample));
  });

  it('may be brought or taken home, at a time on the clocks of the restaurant', async () => {
    const more = { delivery_time: '2026-10-03T16:05:00Z', delivery_zone: 'Центр', order_prefix: 'Д' };
    const { order_guid } = await restaurant.create(KEY, { table: '1', delivery: 'доставка', ...more });
    await restaurant.create(KEY, { table: '5', delivery: 'take_out' });
    const blocks = restaurant.sent('CreateOrder').map((sent) => /<DeliveryBlock.*?>/.exec(sent)?.[0]);
    expect(blocks).toEqual([
      '<DeliveryBlock deliveryTime="2026-10-03T19:05:00" zoneName="Центр" orderPrefix="Д" isTakeOut="0"/>',
      '<DeliveryBlock isTakeOut="1"/>',
    ]);
    const [found] = await restaurant.search('rkeeper_find_order', { order_guid });
    expect(found).toMatchObject({
      delivery_time: '2026-10-03T19:05:00+03:00',
      delivery_zone: 'Центр',
      is_take_out: false,
      delivery_state: null,
    });
  });

  it('tells the till’s own time in the Zap’s zone', async () => {
    const { open_time: time } = await restaurant.create(KEY, { table: '1000101' });
    const told = restaurant.till.orders.visits[0]?.orders[0]?.openTime;
    expect(time).toBe(`${told ?? ''}+03:00`);
  });

  it('needs a table and nothing else', async () => {
    const { order_guid: guid } = await restaurant.create(KEY, { table: 'code:5' });
    expect(restaurant.sent('CreateOrder')).toEqual([
      `<RK7CMD CMD="CreateOrder"><Order guid="${String(guid)}"><Table code="5"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>`,
    ]);
    // Without an id of the user's own there is nothing to look for first.
    expect(restaurant.commands()).toEqual(['CreateOrder']);
  });

  it('of an External ID that is there already is found, with its dishes, and not opened again', async () => {
    await restaurant.create(KEY, FULL);
    await restaurant.create('rkeeper_save_order', {
      external_id: 'A-1',
      station: '15015',
      dishes: [{ dish_id: '1000017', quantity: '2' }],
    });
    restaurant.forget();
    const again = await restaurant.create(KEY, { ...FULL, table: '1000100' });
    expect(again).toMatchObject({
      already_existed: true,
      table_name: '5',
      order_sum: 238,
      dishes: [{ quantity: 2 }],
    });
    expect(restaurant.till.journal.of('CreateOrder')).toHaveLength(1);
    expect(shapeOf(again)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it('has its answer lost without harm', async () => {
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'CreateOrder' });
    expect(await restaurant.create(KEY, { table: '1000101' })).toMatchObject({ table_name: '5' });
    expect(restaurant.till.orders.visits).toHaveLength(1);
  });
});

describe('a waiter who is not registered at the station', () => {
  const input = { table: '1', station: '1', waiter: '77' };
  const REGISTER = '<RK7CMD CMD="RegisterEmployee"><Waiter id="1000634"/><Station id="15015"/></RK7CMD>';
  beforeEach(() => {
    restaurant.till.switches.wantsRegistration = true;
  });

  it('is registered once, and the order is opened then', async () => {
    expect(await restaurant.create(KEY, input)).toMatchObject({ waiter_name: 'Петров Пётр' });
    expect(restaurant.commands()).toEqual(['CreateOrder', 'RegisterEmployee', 'CreateOrder']);
    expect(restaurant.sent('RegisterEmployee')).toEqual([REGISTER]);
    const [refused, taken] = restaurant.sent('CreateOrder');
    expect(taken).toBe(refused);
    restaurant.till.journal.clear();
    await restaurant.create(KEY, { ...input, guests: '2' });
    expect(restaurant.commands()).toEqual(['CreateOrder']);
  });

  it('is registered though the answer to that is lost, or somebody was faster', async () => {
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'RegisterEmployee' });
    await restaurant.create(KEY, input);
    // The till says 2101 to the second one.
    expect(restaurant.sent('RegisterEmployee')).toEqual([REGISTER, REGISTER]);
    expect(restaurant.till.orders.visits).toHaveLength(1);
  });

  it('is told of, where the till does not let itself be told who works there', async () => {
    restaurant.till.faults.add({ kind: 'no paper' }, { on: 'RegisterEmployee' });
    expect((await errorOf(restaurant.create(KEY, input))).message).toBe(
      'The till wants the employee to be registered at the station first, and did not let this step do so. Register them at the till ' +
        '(регистрация работника на станции), or pick one who is registered, and run this step again. (r_keeper error 3201: Printer: нет бумаги)',
    );
    expect(restaurant.commands()).toEqual(['CreateOrder', 'RegisterEmployee']);
    // Whoever registers them at the till helps: nothing is left in doubt.
    await restaurant.create(KEY, input);
    expect(restaurant.till.orders.visits).toHaveLength(1);
  });

  it('is registered no second time, where the till goes on refusing', async () => {
    restaurant.till.restaurant.registered.add = () => restaurant.till.restaurant.registered;
    expect((await errorOf(restaurant.create(KEY, input))).message).toBe(
      'The till wants the employee to be registered at the station first. Register them at the till (регистрация работника на станции), ' +
        'or fill in the employee and Station: this step registers them then. Run it again. (r_keeper error: Работник "Петров Пётр" не ' +
        'зарегистрирован на станции "Касса 1")',
    );
    expect(restaurant.commands()).toEqual(['CreateOrder', 'RegisterEmployee', 'CreateOrder']);
  });
});

describe('before anything is sent', () => {
  it.each([
    [{}, 'Table is required.'],
    [
      { table: 'у окна', guests: '0', persistent_comment: 'a\u0007' },
      'Please correct 2 fields:\n' +
        '- Guests must be at least 1.\n' +
        '- Comment (Kept) holds the invisible character U+0007, which cannot be sent. Remove it.',
    ],
    [{ table: '1', guests: '1000' }, 'Guests must be at most 200.'],
    [
      { table: '1', external_properties: { a: 'b\u0000' } },
      'External Properties holds the invisible character U+0000, which cannot be sent. Remove it.',
    ],
    [{ table: '1', external_properties: 'source' }, 'External Properties must be names with one value each.'],
  ])('the fault of %j is told', async (input, message) => {
    expect(await errorOf(restaurant.create(KEY, input))).toEqual({
      name: 'AppError',
      message,
      code: 'invalid_input',
    });
    expect(restaurant.commands()).toEqual([]);
  });
});

describe('the till', () => {
  it.each([
    [
      { kind: 'refused', code: 2133 },
      2133,
      'AppError',
      'The common shift (общая смена) has been open for too long, so the till takes no new orders. Close it on the till.',
    ],
    [
      { kind: 'closed shift' },
      2172,
      'ThrottledError',
      'The common shift (общая смена) is being closed on the till. This step runs again by itself.',
    ],
  ] as const)('may refuse with %j', async (fault, code, name, sentence) => {
    restaurant.till.faults.add(fault, { on: 'CreateOrder' });
    const error = await errorOf(restaurant.create(KEY, { table: '1000101' }));
    expect(error.name).toBe(name);
    expect(error.message).toContain(sentence);
    expect(error.message).toContain(`(r_keeper error ${code}: `);
  });

  it('may not know the table any more', async () => {
    const error = await errorOf(restaurant.create(KEY, { table: 'id:7' }));
    expect(error.message).toBe(
      'The till does not know something that was picked here any more. Pick it again from the list. (r_keeper error: Не найден элемент 7 ' +
        'в коллекции Tables)',
    );
  });
});
