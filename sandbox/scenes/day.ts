import type { Order, Shop } from '../justclick/shop';
import type { ShopDouble } from '../justclick/shop_double';
import type { HistoryEntry } from '../zapier/history';
import type { Zap } from '../zapier/zap';
import type { Zapier } from '../zapier/zapier';
import type { RestaurantStage } from './restaurant';
import { expected } from './scene';
import { shopConnection } from './shop';

/** What the two Zaps of a day did, and what is wrong with it. */
export interface Day {
  readonly chapters: readonly { readonly title: string; readonly history: readonly HistoryEntry[] }[];
  readonly complaints: readonly string[];
}

export interface DayStage {
  readonly zapier: Zapier;
  readonly shop: ShopDouble;
  readonly restaurant: RestaurantStage;
}

const PRODUCT = 'super_tovar';

/**
 * A day across services. One Zap: an order paid in the shop is opened, filled and paid on the till, then marked as sent
 * in the shop. Another Zap polls for paid orders. A notification comes twice, one is forged, and two polls overlap.
 */
export async function playDay({ zapier, shop, restaurant }: DayStage): Promise<Day> {
  const { till } = restaurant;
  // The licence may have ended the evening before.
  till.registry.grant(till.anchor, { expirationDate: '2027-03-26T00:00:00' });
  const state = shop.account().shop;
  const price = state.product(PRODUCT).good_sum;
  const tillOrders = restaurant.till.orders.visits.length;
  const kitchen = zapier.zap({
    trigger: {
      key: 'justclick_order_paid_instant',
      authData: shopConnection,
      inputData: { good_name: PRODUCT },
    },
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
    trigger: { key: 'justclick_order_paid', authData: shopConnection, inputData: { good_name: PRODUCT } },
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

  const [first, second] = [anOrder(state), anOrder(state)];
  shop.notifications.faults.add({ kind: 'twice' });
  state.pay(first, now());
  shop.notifications.faults.add({ kind: 'wrong hash' });
  state.pay(second, now());
  await shop.notifications.settled();
  await kitchen.settled();
  await Promise.all([bookkeeping.poll(), bookkeeping.poll()]);
  await kitchen.turnOff();

  return {
    chapters: [
      {
        title: 'An order is paid in the shop: it goes to the till, and back to the shop',
        history: historyOf(kitchen),
      },
      { title: 'The bookkeeper hears of both paid orders', history: historyOf(bookkeeping) },
    ],
    complaints: [
      ...expected(
        shop.notifications.journal.length === 3,
        'The shop should have sent three notifications: one twice, one forged.',
      ),
      ...exactlyOnce('the kitchen', kitchen, [first.id]),
      ...exactlyOnce('the bookkeeper', bookkeeping, [first.id, second.id]),
      ...expected(
        restaurant.till.orders.visits.length === tillOrders + 1,
        'There should be one more order on the till, and not two.',
      ),
      ...expected(first.delivery_status === 'sent', 'The shop should show the order as sent.'),
      ...expected(second.delivery_status === 'none', 'A forged notification should not have sent anything.'),
      ...expected(
        state.product(PRODUCT).good_api_url_notif === '',
        'The hook should be gone from the product.',
      ),
      ...expected(state.product(PRODUCT).good_sum === price, 'The price of the product should be as before.'),
    ],
  };
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Another order of the buyer who is there from the beginning. */
function anOrder(state: Shop): Order {
  return state.placeOrder({ ...state.order(100_000), created: now() });
}

/** Every try of a step is in the history; what counts is how often a run came to its end. */
function exactlyOnce(name: string, { runs }: Zap, orders: readonly number[]): readonly string[] {
  const ended = runs.filter(({ status }) => status === 'success').map(({ event }) => Number(event.bill_id));
  return expected(
    runs.length === orders.length && JSON.stringify(ended.toSorted()) === JSON.stringify(orders.toSorted()),
    `The Zap of ${name} should have run once for each of ${orders.join(', ')}: ${JSON.stringify(runs.map(({ event, status }) => [event.bill_id, status]))}`,
  );
}

function historyOf({ runs }: Zap): readonly HistoryEntry[] {
  return runs.flatMap(({ history }) => history);
}
