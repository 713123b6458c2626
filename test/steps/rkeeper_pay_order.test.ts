import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_pay_order';
const AT = { station: '15015', cashier: '1000018' };

let restaurant: Restaurant;
beforeEach(async () => {
  restaurant = await Restaurant.open();
});
afterEach(() => restaurant[Symbol.asyncDispose]());

describe('an order', () => {
  it('is paid with exactly what is unpaid, and its receipt is told', async () => {
    const { order_guid } = await restaurant.filled();
    const result = await restaurant.create(KEY, {
      order_guid,
      ...AT,
      payments: [{ currency_id: '1', amount: '' }],
    });
    expect(restaurant.sent('CalcOrder2')).toEqual([
      `<RK7CMD CMD="CalcOrder2"><Order guid="${String(order_guid)}"/><Station id="15015"/><Cashier id="1000018"/><Payments><Pay id="1" amount="0"/></Payments></RK7CMD>`,
    ]);
    expect(restaurant.sent('PayOrder')).toEqual([
      `<RK7CMD CMD="PayOrder"><LicenseInfo/><Order guid="${String(order_guid)}"/><Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="23800"/></RK7CMD>`,
    ]);
    const [receipt] = restaurant.till.orders.receipts;
    expect(result).toEqual({
      id: receipt?.guid,
      order_guid,
      receipt_guid: receipt?.guid,
      receipt_number: '1042',
      amount: 238,
      print_time: `${receipt?.printed ?? ''}+03:00`,
      payments: [{ currency_id: '1', code: '1', name: 'Рубли', amount: 238, tip: 0 }],
      fiscal_id: 'FD-1042',
      warning: null,
    });
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it('is paid with several payments as they were typed', async () => {
    await restaurant.filled();
    const payments = [
      { currency_id: '1', amount: '138,00' },
      { currency_id: 'code:2', amount: 100 },
    ];
    const result = await restaurant.create(KEY, { visit: '356255787', order_ident: '256', ...AT, payments });
    expect(restaurant.commands()).toEqual(['PayOrder']);
    expect(restaurant.sent('PayOrder')[0]).toContain(
      '<Payment id="1" amount="13800"/><Payment code="2" amount="10000"/>',
    );
    expect(result).toMatchObject({ receipt_number: '1042', order_guid: null });
  });

  it('is paid once, whatever becomes of the answer', async () => {
    const { order_guid } = await restaurant.filled();
    const input = { order_guid, ...AT, payments: [{ currency_id: '1' }] };
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'PayOrder' });
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'GetOrder' });
    expect((await errorOf(restaurant.create(KEY, input))).name).toBe('ThrottledError');
    expect(await restaurant.create(KEY, input)).toMatchObject({ receipt_number: '1042' });
    expect(restaurant.till.orders.receipts).toHaveLength(1);
  });

  it('is paid, though the till warns that the receipt may not have been printed', async () => {
    restaurant.till.switches.printCheckWarning = 'Нет бумаги';
    const { order_guid } = await restaurant.filled();
    const result = await restaurant.create(KEY, { order_guid, ...AT, payments: [{ currency_id: '1' }] });
    expect(result).toMatchObject({ receipt_number: '1042', warning: 'Нет бумаги' });
  });

  it('that is paid already is not paid again', async () => {
    const { order_guid } = await restaurant.filled();
    const input = { order_guid, ...AT, payments: [{ currency_id: '1' }] };
    await restaurant.create(KEY, input);
    expect(await errorOf(restaurant.create(KEY, input))).toEqual({
      name: 'AppError',
      code: 'nothing_unpaid',
      message:
        'There is nothing to pay: the order is empty, paid already, or covered by its prepayments. (nothing unpaid)',
    });
    const exact = { ...input, payments: [{ currency_id: '1', amount: '238' }] };
    expect(await errorOf(restaurant.create(KEY, exact))).toMatchObject({ name: 'AppError', code: '2128' });
    expect(restaurant.till.orders.receipts).toHaveLength(1);
  });
});

describe('the till', () => {
  it('refuses payments that do not cover the order', async () => {
    const { order_guid } = await restaurant.filled();
    const input = { order_guid, ...AT, payments: [{ currency_id: '1', amount: '237.99' }] };
    expect(await errorOf(restaurant.create(KEY, input))).toEqual({
      name: 'AppError',
      code: '3373',
      message:
        'The payments do not cover the order. Leave Amount empty to pay exactly what is unpaid. (r_keeper error 3373: Недостаточно денег ' +
        'для полной оплаты заказа)',
    });
  });

  it('may be closing its shift, and the step runs again by itself', async () => {
    const { order_guid } = await restaurant.filled();
    restaurant.till.faults.add({ kind: 'closed shift' }, { on: 'PayOrder' });
    const input = { order_guid, ...AT, payments: [{ currency_id: '1' }] };
    expect(await errorOf(restaurant.create(KEY, input))).toMatchObject({
      name: 'ThrottledError',
      delay: 180,
    });
    expect(await restaurant.create(KEY, input)).toMatchObject({ receipt_number: '1042' });
  });
});

it.each<[object, string]>([
  [
    { external_id: '', station: '', cashier: '' },
    'Please correct 2 fields:\n- Order is required: map the Order GUID or your order number of an earlier step, or pick an open order.\n' +
      '- Add at least one payment.',
  ],
  [{}, 'Add at least one payment.'],
  [{ payments: [] }, 'Add at least one payment.'],
  [{ payments: [{ currency_id: '', amount: '' }] }, 'Add at least one payment.'],
  [
    { payments: [{ amount: '5' }] },
    'Payment 1: Means of Payment (валюта) is required, since the till has 2: "Рубли · code 1", "Банковская карта · code 2".',
  ],
  [{ payments: [{ currency_id: '1', amount: '0' }] }, 'Payment 1: Amount must be more than 0.'],
  [
    { payments: [{ currency_id: '1', amount: '10' }, { currency_id: '2' }] },
    'Payment 2: Amount is required.',
  ],
  [
    { payments: [{ currency_id: '1' }, { currency_id: '2' }] },
    'Please correct 2 fields:\n- Payment 1: Amount is required.\n- Payment 2: Amount is required.',
  ],
])('the faults of %j are told before anything is sent', async (input, message) => {
  const filled = { external_id: 'A-1', ...AT, ...input };
  expect(await errorOf(restaurant.create(KEY, filled))).toMatchObject({ code: 'invalid_input', message });
  expect(restaurant.commands()).toEqual([]);
});
