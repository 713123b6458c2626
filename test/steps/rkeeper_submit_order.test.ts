import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_submit_order';
const SOUP = 1000017;
const GUID = orderGuidOf('A-1');
const ORDER = {
  external_id: 'A-1',
  station: '15015',
  table: '1000101',
  waiter: '1000018',
  external_properties: { source: 'website' },
  dishes: [{ dish_id: String(SOUP), quantity: '2' }],
};
const PAID = { ...ORDER, payments: [{ currency_id: '1' }], cashier: '1000018' };

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

const portions = (): number | undefined => restaurant.till.orders.byGuid(GUID)?.quantityOf(SOUP);

/** How often each write reached the till. */
function writes(): number[] {
  return ['CreateOrder', 'SaveOrder', 'PayOrder'].map(
    (command) => restaurant.till.journal.of(command).length,
  );
}

describe('a whole order', () => {
  it('is opened, filled and paid', async () => {
    const result = await restaurant.create(KEY, PAID);
    expect(restaurant.commands()).toEqual([
      'GetOrder',
      'CreateOrder',
      'GetXMLLicenseInstanceSeqNumber',
      'SaveOrder',
      'CalcOrder2',
      'PayOrder',
      'GetOrder',
    ]);
    expect(result).toMatchObject({
      id: GUID,
      order_guid: GUID,
      order_name: '5.1',
      order_sum: 238,
      unpaid_sum: 0,
      paid: true,
      finished: true,
      dishes: [
        {
          name: 'Борщ с говядиной',
          dish_id: '1000017',
          code: '17',
          quantity: 2,
          price: 119,
          amount: 238,
          seat: 0,
          modifiers: '',
        },
      ],
      receipt_number: '1042',
      receipt_guid: restaurant.till.orders.receipts[0]?.guid,
      already_existed: false,
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it('stays open where no payment is filled in', async () => {
    const result = await restaurant.create(KEY, {
      ...ORDER,
      payments: [{ currency_id: '', amount: '' }],
      // Who takes the money does not matter where there is none.
      cashier: 'Анна',
    });
    expect(result).toMatchObject({ paid: false, unpaid_sum: 238, receipt_number: null, receipt_guid: null });
    expect(writes()).toEqual([1, 1, 0]);
  });

  it.each([
    ['the whole of it', PAID, [1, 1, 1]],
    ['an open one', ORDER, [1, 1, 0]],
  ])('is not made a second time, however late it is run again: %s', async (_what, input, once) => {
    const first = await restaurant.create(KEY, input);
    restaurant.forget();
    expect(await restaurant.create(KEY, input)).toEqual({ ...first, already_existed: true });
    expect(writes()).toEqual(once);
    expect(portions()).toBe(2000);
  });

  it('that was opened by another step is filled', async () => {
    await restaurant.create('rkeeper_create_order', { external_id: 'A-1', table: '1000101' });
    expect(await restaurant.create(KEY, PAID)).toMatchObject({ already_existed: true, paid: true });
    expect(writes()).toEqual([1, 1, 1]);
  });

  it('that was filled is paid, when a payment is filled in later', async () => {
    await restaurant.create(KEY, ORDER);
    expect(await restaurant.create(KEY, PAID)).toMatchObject({
      already_existed: true,
      paid: true,
      receipt_number: '1042',
    });
    expect(writes()).toEqual([1, 1, 1]);
  });

  it('that holds other dishes is left alone', async () => {
    await restaurant.create(KEY, ORDER);
    const other = { ...PAID, dishes: [{ dish_id: '1000018', quantity: '1' }] };
    expect(await errorOf(restaurant.create(KEY, other))).toEqual({
      name: 'AppError',
      code: 'order_differs',
      message:
        'The order of this number holds other dishes than this step would add, so nothing was added. Look at the order on the till: if dishes ' +
        'of this step are missing, enter them there and run this step again, which then goes on with the payment. If it is an order of somebody ' +
        'else, use a new number. (order differs)',
    });
    expect(writes()).toEqual([1, 1, 0]);
  });
});

describe('a part that fails', () => {
  it('says that the order is open and empty, and goes on from there when it is run again', async () => {
    restaurant.till.restaurant.stopped.set(SOUP, undefined);
    const error = await errorOf(restaurant.create(KEY, PAID));
    expect(error).toEqual({
      name: 'AppError',
      code: 'Query Executing Error',
      message:
        'Order 5.1 is open on the till. Running this step again with the same order number is safe: it goes on ' +
        'from there. Adding the dishes failed: The till refused this step. Its own words stand at the end: correct what they name, or ask the restaurant\'s dealer. (r_keeper error: Блюдо "Борщ с говядиной" ' +
        'в стоп-листе)',
    });
    restaurant.till.restaurant.stopped.delete(SOUP);
    expect(await restaurant.create(KEY, PAID)).toMatchObject({ already_existed: true, paid: true });
    expect(portions()).toBe(2000);
  });

  it('says that the dishes are on the order, and pays when it is run again', async () => {
    restaurant.till.faults.add({ kind: 'locked order' }, { on: 'PayOrder' });
    const error = await errorOf(restaurant.create(KEY, PAID));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: 20 });
    expect(error.message).toMatch(
      /^Order 5\.1 is open on the till\. Running this step again with the same order number is safe: it goes on from there\. Its dishes are on it; paying failed: The order is open on a station .* \(r_keeper error 2219: .*\)$/,
    );
    expect(await restaurant.create(KEY, PAID)).toMatchObject({ paid: true });
    expect(writes()).toEqual([1, 1, 2]);
    expect(portions()).toBe(2000);
  });

  it('for the licence says what is there, and holds no other Zap', async () => {
    const { till } = restaurant;
    till.registry.revoke(till.anchor);
    const error = await errorOf(restaurant.create(KEY, PAID));
    expect(error.name).toBe('AppError');
    expect(error.message).toMatch(
      /^Order 5\.1 is open on the till\. .* Adding the dishes failed: There is no active licence /,
    );
    for (const secret of restaurant.secrets) expect(error.message).not.toContain(secret);
  });

  it.each(['CreateOrder', 'SaveOrder', 'PayOrder'])(
    'for want of an answer is found done or done again: %s',
    async (command) => {
      restaurant.till.faults.add({ kind: 'lost answer' }, { on: command, times: 4 });
      await restaurant.create(KEY, PAID).catch(() => undefined);
      restaurant.till.faults.clear();
      expect(await restaurant.create(KEY, PAID)).toMatchObject({
        paid: true,
        receipt_number: '1042',
        order_sum: 238,
      });
      expect(restaurant.till.orders.visits).toHaveLength(1);
      expect(restaurant.till.orders.receipts).toHaveLength(1);
      expect(portions()).toBe(2000);
    },
  );

  it('after everything is done does not fail the step', async () => {
    const { till } = restaurant;
    const planned = till.faults.take.bind(till.faults);
    till.faults.take = (commands) =>
      commands.includes('GetOrder') && till.journal.of('PayOrder').length > 0
        ? { kind: 'lost request' }
        : planned(commands);
    expect(await restaurant.create(KEY, PAID)).toMatchObject({
      id: GUID,
      order_sum: 238,
      unpaid_sum: 0,
      paid: true,
      receipt_number: '1042',
    });
  });
});

describe('before anything is sent', () => {
  it.each([
    [
      {},
      [
        'Your Order Number is required.',
        'Table is required.',
        'Add at least one dish, discount or prepayment.',
      ],
    ],
    [{ ...PAID, cashier: '' }, ['Cashier is required, since the till has 3: "Администратор · code 1",']],
    [
      { ...PAID, cashier: 'Анна' },
      ['The till has no employee "Анна". Correct Cashier: ', 'There is "Иванова Анна · code 5".'],
    ],
    [
      { ...PAID, payments: [{ currency_id: '1' }, { currency_id: '2', amount: '5' }] },
      ['Payment 1: Amount is required.'],
    ],
  ])('the faults of %j are told', async (input, sentences) => {
    const { message, code } = await errorOf(restaurant.create(KEY, input));
    expect(code).toBe('invalid_input');
    for (const sentence of sentences) expect(message).toContain(sentence);
    expect(restaurant.commands()).toEqual([]);
  });
});
