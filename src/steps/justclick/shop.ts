import { shopConnection } from '../../connection';
import { uniqueById } from '../../core/output';
import { Vault } from '../../core/vault';
import { ShopClient } from '../../services/justclick/client';
import { groupChoices, orderChoices, productChoices } from '../../services/justclick/drop_downs';
import { BILL_ID, GOOD_NAME } from '../../services/justclick/fields';
import { readNotification, type Notification } from '../../services/justclick/notifications';
import { flatOrder, type FlatOrder, type Order } from '../../services/justclick/orders';
import type { PlainInputField } from 'zapier-platform-core';
import { dropDown } from '../../zapier/drop_down';
import { isFirstTime } from '../seen_before';
import { formOf, type Run } from '../../zapier/run';

/** The client of the connected shop. */
export function shopOf({ authData, http }: Run): ShopClient {
  return new ShopClient(shopConnection(authData), http);
}

/** The shop's products as a field of the form. */
export function productField(field: Pick<PlainInputField, 'required' | 'helpText'>): PlainInputField {
  return {
    ...GOOD_NAME,
    choices: dropDown((run) => productChoices(shopOf(run))),
    ...field,
  };
}

/** An order's number as a field of the form. */
export function orderField(): PlainInputField {
  return {
    ...BILL_ID,
    required: true,
    choices: dropDown((run) => orderChoices(shopOf(run), new Date())),
    helpText:
      'The number of the order (номер заказа). Map it from an earlier step, or pick one of the last 30 days.',
  };
}

/** The shop's contact groups as a field of the form. */
export function groupField(field: PlainInputField): PlainInputField {
  return { choices: dropDown((run) => groupChoices(shopOf(run))), ...field };
}

/** An order as every step and trigger of the shop gives it to a Zap. */
export function flat(run: Run, order: Order): FlatOrder {
  return flatOrder(order, shopConnection(run.authData).baseUrl);
}

/** More orders than this in a month no poll hands over; Zapier takes at most 20 MB. */
const MOST_ORDERS = 10_000;
const SAMPLES = 3;

/**
 * The orders that a poll hands over. The poll that turns a Zap on starts nothing and is about all orders, but only about
 * what tells them apart: one that comes back among the newest because others were deleted is then no news.
 */
export async function polledOrders(
  run: Run,
  which: 'all' | 'paid',
): Promise<readonly Pick<FlatOrder, 'id' | 'paid'>[]> {
  if (!run.isPopulating || run.isLoadingSample) return recentOrders(run, which);
  const orders = await ordersOfProduct(run, which);
  return uniqueById(
    orders.map((order) => {
      const { id, paid } = flat(run, order);
      return { id, paid };
    }),
  );
}

/** The orders of the last thirty days, the newest first, of one product where the form names one. One request. */
export async function recentOrders(run: Run, which: 'all' | 'paid'): Promise<readonly FlatOrder[]> {
  const newest = (await ordersOfProduct(run, which)).slice(0, MOST_ORDERS);
  const orders = uniqueById(newest.map((order) => flat(run, order)));
  return run.isLoadingSample ? orders.slice(0, SAMPLES) : orders;
}

async function ordersOfProduct(run: Run, which: 'all' | 'paid'): Promise<readonly Order[]> {
  const goodName = formOf(run).text(GOOD_NAME);
  const orders = await shopOf(run).recentOrders(new Date(), which);
  return goodName === undefined
    ? orders
    : orders.filter(({ items }) => items.some(({ id }) => id === goodName));
}

/**
 * The notification that a hook brought, if it is genuine and did not come before. Otherwise nothing starts, and the
 * developer's log says why.
 */
export async function receive(run: Run): Promise<Notification | undefined> {
  const { login, apiKey } = shopConnection(run.authData);
  const notification = readNotification(run.hook.content, apiKey);
  if ('rejected' in notification) {
    run.log(`Ignored a ${notification.rejected} notification.`);
    return undefined;
  }
  return (await isFirstTime(run, new Vault(run.store, [login, apiKey]), notification.id))
    ? notification
    : undefined;
}
