import { orderGuidOf } from '../../src/services/rkeeper/ref_item';
import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_find_order';
const GUID = orderGuidOf('A-1');

async function filled(restaurant: Restaurant, ...payments: readonly object[]): Promise<void> {
  await restaurant.create('rkeeper_submit_order', {
    external_id: 'A-1',
    station: '15015',
    table: '1000101',
    waiter: '1000018',
    persistent_comment: 'Без лука',
    external_properties: { deal: '77' },
    dishes: [
      { dish_id: '1000017', quantity: '2', modifiers: '1000200, 1000201 x2', seat: '1' },
      { dish_id: '1000018', quantity: '0.5' },
    ],
    payments,
    cashier: '1000018',
  });
  restaurant.till.journal.clear();
}

describe('an order', () => {
  it('is found with all that is on it', async () => {
    await using restaurant = await Restaurant.open();
    await filled(restaurant);
    const found = await restaurant.search(KEY, { external_id: 'A-1' });
    const order = restaurant.till.orders.byGuid(GUID);
    expect(found).toEqual([
      {
        id: GUID,
        order_guid: GUID,
        visit: '356255787',
        order_ident: '256',
        order_name: '5.1',
        open_time: `${order?.openTime ?? ''}+03:00`,
        order_sum: 497.5,
        discount_sum: 0,
        unpaid_sum: 497.5,
        total_pieces: 2.5,
        prepay_sum: 0,
        paid: false,
        finished: false,
        is_return: false,
        table_id: '1000101',
        table_name: '5',
        waiter_id: '1000018',
        waiter_name: 'Иванова Анна',
        station_id: '15015',
        station_name: 'Касса 1',
        persistent_comment: 'Без лука',
        non_persistent_comment: null,
        external_properties: [{ name: 'deal', value: '77' }],
        ready_time: null,
        delivery_state: null,
        is_take_out: false,
        delivery_zone: null,
        delivery_time: null,
        courier_left_time: null,
        delivered_time: null,
        dishes: [
          {
            name: 'Борщ с говядиной',
            dish_id: '1000017',
            code: '17',
            quantity: 2,
            price: 119,
            amount: 238,
            seat: 1,
            modifiers: 'Без лука ×1, Двойной сыр ×2',
            components: '',
            line_guid: order?.lines[0]?.guid,
          },
          {
            name: 'Салат «Цезарь»',
            dish_id: '1000018',
            code: '18',
            quantity: 0.5,
            price: 119,
            amount: 59.5,
            seat: 0,
            modifiers: '',
            components: '',
            line_guid: order?.lines[1]?.guid,
          },
        ],
        receipt_number: null,
        receipt_guid: null,
        already_existed: true,
      },
    ]);
    expect(shapeOf(found[0])).toEqual(shapeOf(app.searches[KEY]?.operation.sample));
    expect(restaurant.sent('GetOrder')).toEqual([`<RK7CMD CMD="GetOrder"><Order guid="${GUID}"/></RK7CMD>`]);
  });

  it('is found by its GUID and by its visit, too, and with its receipt when it is paid', async () => {
    await using restaurant = await Restaurant.open();
    await filled(restaurant, { currency_id: '1' });
    const byGuid = await restaurant.search(KEY, { order_guid: GUID.toLowerCase().slice(1, -1) });
    expect(byGuid).toMatchObject([{ paid: true, finished: true, receipt_number: '1042' }]);
    expect(await restaurant.search(KEY, { visit: '356255787', order_ident: '256' })).toEqual(byGuid);
  });

  it.each([{ external_id: 'unknown' }, { order_guid: GUID }, { visit: '1', order_ident: '256' }])(
    'that is not there is no error: %j',
    async (input) => {
      await using restaurant = await Restaurant.open();
      expect(await restaurant.search(KEY, input)).toEqual([]);
    },
  );
});

it('a till that is closing its shift is no order that is not there', async () => {
  await using restaurant = await Restaurant.open();
  restaurant.till.faults.add({ kind: 'closed shift' });
  expect(await errorOf(restaurant.search(KEY, { external_id: 'A-1' }))).toMatchObject({
    name: 'ThrottledError',
  });
});
