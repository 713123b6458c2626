import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_return_goods';
const AT = { station: '15015', cashier: '1000018', reason: '1000300' };

/** What was sold, as the form names it. */
async function sold(restaurant: Restaurant): Promise<{ receipt_guid: string; line_guid: string }> {
  const { receipt_guid, dishes } = await restaurant.sold();
  const [{ line_guid }] = dishes as [{ line_guid: string }];
  return { receipt_guid: String(receipt_guid), line_guid };
}

describe('dishes of a paid receipt', () => {
  it('are taken back with a receipt of their own', async () => {
    await using restaurant = await Restaurant.open();
    const { receipt_guid, line_guid } = await sold(restaurant);
    const result = await restaurant.create(KEY, {
      receipt_guid,
      dishes: [{ line_guid, quantity: '1' }],
      ...AT,
    });
    expect(restaurant.sent('MakeReturnGoods')).toEqual([
      '<RK7CMD CMD="MakeReturnGoods"><LicenseInfo/><Station id="15015"/><Cashier id="1000018"/><Reason id="1000300"/>' +
        `<PrintCheck line_guid="${receipt_guid}"/><Dishes><Dish line_guid="${line_guid}" quantity="1000"/></Dishes></RK7CMD>`,
    ]);
    expect(result).toMatchObject({ sale_receipt_guid: receipt_guid, receipt_number: '1043', amount: 119 });
    expect(result.id).toBe(result.receipt_guid);
    expect(result.id).not.toBe(receipt_guid);
    expect(shapeOf(result)).toEqual(shapeOf(app.creates[KEY]?.operation.sample));
  });

  it.each(['17', '№ 17', 'борщ с говядиной'])('are named by what stands on the menu: %s', async (name) => {
    await using restaurant = await Restaurant.open();
    const { receipt_guid, line_guid } = await sold(restaurant);
    await restaurant.create(KEY, { receipt_guid, dishes: [{ line_guid: name, quantity: '1' }], ...AT });
    expect(restaurant.sent('MakeReturnGoods')[0]).toContain(
      `<Dish line_guid="${line_guid}" quantity="1000"/>`,
    );
  });

  it('that the receipt does not have, or has twice, are refused before anything is sent', async () => {
    await using restaurant = await Restaurant.open();
    const dishes = [17, 18, 18].map((code) => ({ dish_id: String(code), quantity: '1' }));
    const { receipt_guid } = await restaurant.filled({
      dishes,
      payments: [{ currency_id: '1' }],
      cashier: '5',
    });
    const back = ['чай', 'Салат «Цезарь»'].map((line_guid) => ({ line_guid, quantity: '1' }));
    expect((await errorOf(restaurant.create(KEY, { receipt_guid, dishes: back, ...AT }))).message).toBe(
      'Please correct 2 fields:\n- Dish 1: The receipt has no dish "чай". Correct Sold Dish: pick one from the list, or enter its code or its name. ' +
        'Dishes of an earlier shift are only known by their line GUIDs.\n' +
        '- Dish 2: The receipt has "Салат «Цезарь»" in more than one line. Pick one from the list of Sold Dish.',
    );
    expect(restaurant.commands()).toEqual(['GetReceiptList', 'GetOrder']);
  });

  it('are taken back once, whatever becomes of the answer', async () => {
    await using restaurant = await Restaurant.open();
    const { receipt_guid, line_guid } = await sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'MakeReturnGoods' });
    await restaurant.create(KEY, { receipt_guid, dishes: [{ line_guid, quantity: '1' }], ...AT });
    expect(restaurant.till.orders.receipts).toHaveLength(2);
  });
});

it('a reason that does not fit is refused', async () => {
  await using restaurant = await Restaurant.open();
  const { receipt_guid, line_guid } = await sold(restaurant);
  const input = { receipt_guid, dishes: [{ line_guid, quantity: '1' }], ...AT, reason: '1000301' };
  expect((await errorOf(restaurant.create(KEY, input))).message).toMatch(
    /^The till has no reason that fits 1000301\. Correct Reason: /,
  );
  expect(restaurant.commands()).toEqual([]);
  const named = { ...input, reason: 'id:1000301' };
  expect((await errorOf(restaurant.create(KEY, named))).message).toMatch(/^This reason does not fit\. /);
});

it('more than was sold is refused by the till', async () => {
  await using restaurant = await Restaurant.open();
  const { receipt_guid, line_guid } = await sold(restaurant);
  const error = await errorOf(
    restaurant.create(KEY, { receipt_guid, dishes: [{ line_guid, quantity: '3' }], ...AT }),
  );
  expect(error.message).toContain('(r_keeper error: Нельзя вернуть больше, чем продано: "Борщ с говядиной")');
});

it('all faults of the form are told before anything is sent', async () => {
  await using restaurant = await Restaurant.open();
  expect(await errorOf(restaurant.create(KEY, { receipt_guid: '1042' }))).toMatchObject({
    message: 'Please correct 2 fields:\n- Reason is required.\n- Add at least one dish.',
  });
  const dishes = [{ line_guid: '{11111111-2222-3333-4444-555555555555}', quantity: '' }];
  expect(await errorOf(restaurant.create(KEY, { ...AT, receipt_guid: '', dishes }))).toMatchObject({
    message: 'Please correct 2 fields:\n- Receipt is required.\n- Dish 1: Quantity is required.',
  });
  expect(restaurant.commands()).toEqual([]);
});
