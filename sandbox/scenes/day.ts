import type { Order, Shop } from '../justclick/shop';
import type { ShopDouble } from '../justclick/shop_double';
import type { Zap } from '../zapier/zap';
import type { Zapier } from '../zapier/zapier';
import type { RestaurantStage } from './restaurant';
import { type Chapter, type Expectation, historyOf, unmet } from './scene';
import { shopConnection } from './shop';

interface DayStage {
  readonly zapier: Zapier;
  readonly shop: ShopDouble;
  readonly restaurant: RestaurantStage;
}

const PRODUCT = 'super_tovar';

/**
 * A day across services. One Zap: an order paid in the shop is opened, filled and paid on the till, then marked as sent
 * in the shop. Another Zap polls for paid orders. A notification comes twice, one is forged, and two polls overlap.
 */
export async function playDay({ zapier, shop, restaurant }: DayStage): Promise<readonly Chapter[]> {
  // The licence may have ended the evening before.
  restaurant.renewLicence();
  const state = shop.account().shop;
  const price = state.product(PRODUCT).good_sum;
  const { visits } = restaurant.till.orders;
  const tillOrders = visits.length;
  const trigger = { authData: shopConnection, inputData: { good_name: PRODUCT } };
  const kitchen = zapier.zap({
    trigger: { key: 'justclick_order_paid_instant', ...trigger },
    steps: [
      {
        name: 'till',
        method: 'creates.rkeeper_submit_order.operation.perform',
        authData: restaurant.authData,
        timeZone: 'Europe/Moscow',
        inputData: {
          external_id: 'shop-{{trigger.bill_id}}',
          table: '1000101',
          station: '15015',
          persistent_comment: '{{trigger.full_name}}: {{trigger.comment}}',
          dishes: [{ dish_id: '1000017', quantity: '1', price: '{{trigger.price}}' }],
          payments: [{ currency_id: '1' }],
          cashier: '1000018',
        },
      },
      {
        name: 'shop',
        method: 'creates.justclick_update_order_status.operation.perform',
        authData: shopConnection,
        inputData: {
          bill_id: '{{trigger.bill_id}}',
          status: 'sent',
          date: '{{trigger.paid}}',
          rpo: '{{till.receipt_number}}',
        },
      },
    ],
  });
  const bookkeeping = zapier.zap({
    trigger: { key: 'justclick_order_paid', ...trigger },
    steps: [
      {
        name: 'order',
        method: 'searches.justclick_find_order.operation.perform',
        authData: shopConnection,
        inputData: { bill_id: '{{trigger.bill_id}}' },
      },
    ],
  });
  await kitchen.turnOn();
  await bookkeeping.turnOn();

  const { notifications } = shop;
  const [first, second] = [anOrder(state), anOrder(state)];
  notifications.faults.add({ kind: 'twice' });
  state.pay(first, now());
  notifications.faults.add({ kind: 'wrong hash' });
  state.pay(second, now());
  await notifications.settled();
  await kitchen.settled();
  await Promise.all([bookkeeping.poll(), bookkeeping.poll()]);
  await kitchen.turnOff();

  const product = state.product(PRODUCT);
  return [
    {
      title: 'An order is paid in the shop: it goes to the till, and back to the shop',
      history: historyOf(kitchen),
      complaints: unmet(
        [
          notifications.journal.length === 3,
          'The shop should have sent one notification twice, and one forged.',
        ],
        exactlyOnce('the kitchen', kitchen, [first.id]),
        [visits.length === tillOrders + 1, 'There should be one more order on the till, and not two.'],
        [first.delivery_status === 'sent', 'The shop should show the order as sent.'],
        [second.delivery_status === 'none', 'A forged notification should not have sent anything.'],
        [product.good_api_url_notif === '', 'The hook should be gone from the product.'],
        [product.good_sum === price, 'The price of the product should be as before.'],
      ),
    },
    {
      title: 'The bookkeeper hears of both paid orders',
      history: historyOf(bookkeeping),
      complaints: unmet(exactlyOnce('the bookkeeper', bookkeeping, [first.id, second.id])),
    },
  ];
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Another order of the buyer who is there from the beginning. */
export function anOrder(state: Shop): Order {
  return state.placeOrder({ ...state.order(100_000), created: now() });
}

/** Every try of a step is in the history; what counts is how often a run came to its end. */
function exactlyOnce(name: string, { runs }: Zap, orders: readonly number[]): Expectation {
  const ended = runs.map(({ event, status }) => `${String(event.bill_id)} ${status}`).sort();
  const wanted = orders.map((order) => `${order} success`).sort();
  return [
    ended.join() === wanted.join(),
    `The Zap of ${name} should have run once for each of ${orders.join(', ')}: ${ended.join(', ')}`,
  ];
}
