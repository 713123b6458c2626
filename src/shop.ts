import { shopConnection } from './connection';
import { distinct } from './core/distinct';
import { Vault } from './core/vault';
import { ShopClient } from './services/justclick/client';
import { groupChoices, orderChoices, productChoices } from './services/justclick/drop_downs';
import { BILL_ID, GOOD_NAME } from './services/justclick/fields';
import { readNotification, type Notification } from './services/justclick/notifications';
import { flatOrder, type FlatOrder, type Order } from './services/justclick/orders';
import type { PlainInputField } from 'zapier-platform-core';
import { choicesFrom } from './choices';
import { isFirstTime } from './first_time';
import { formOf, type Step } from './zapier';

/** The client of the connected shop. */
export function shopOf({ authData, http }: Step): ShopClient {
  return new ShopClient(shopConnection(authData), http);
}

/** The shop's products as a field of the form. */
export function productField(field: Pick<PlainInputField, 'required' | 'helpText'>): PlainInputField {
  return {
    ...GOOD_NAME,
    choices: choicesFrom((step) => productChoices(shopOf(step))),
    ...field,
  };
}

/** An order's number as a field of the form. */
export function orderField(): PlainInputField {
  return {
    ...BILL_ID,
    required: true,
    choices: choicesFrom((step) => orderChoices(shopOf(step), new Date())),
    helpText:
      'The number of the order (номер заказа). Map it from an earlier step, or pick one of the last 30 days.',
  };
}

/** The shop's contact groups as a field of the form. */
export function groupField(field: PlainInputField): PlainInputField {
  return { choices: choicesFrom((step) => groupChoices(shopOf(step))), ...field };
}

/** An order as every step and trigger of the shop gives it to a Zap. */
export function flat(step: Step, order: Order): FlatOrder {
  return flatOrder(order, shopConnection(step.authData).baseUrl);
}

/** More orders than this in a month no poll hands over; Zapier takes at most 20 MB. */
const MOST_ORDERS = 10_000;
const SAMPLES = 3;

/**
 * What a poll hands over. Of the poll that turns a Zap on, and starts nothing, this is only what tells events apart, but of
 * all: an order that comes back among the newest because others were deleted is then no news.
 */
export async function polledOrders(
  step: Step,
  which: 'all' | 'paid',
): Promise<readonly Pick<FlatOrder, 'id' | 'paid'>[]> {
  return step.isPopulating && !step.isLoadingSample
    ? newestOrders(step, which, Infinity, ({ id, paid }) => ({ id, paid }))
    : recentOrders(step, which);
}

/** The orders of the last thirty days, the newest first, of one product where the form names one. One request. */
export async function recentOrders(step: Step, which: 'all' | 'paid'): Promise<readonly FlatOrder[]> {
  const orders = await newestOrders(step, which, MOST_ORDERS, (order) => order);
  return step.isLoadingSample ? orders.slice(0, SAMPLES) : orders;
}

async function newestOrders<Shown extends { readonly id: string }>(
  step: Step,
  which: 'all' | 'paid',
  most: number,
  show: (order: FlatOrder) => Shown,
): Promise<readonly Shown[]> {
  const goodName = formOf(step).text(GOOD_NAME);
  const { baseUrl } = shopConnection(step.authData);
  const pick = (order: Order): Shown | undefined =>
    goodName === undefined || order.items.some(({ id }) => id === goodName)
      ? show(flatOrder(order, baseUrl))
      : undefined;
  return distinct(await shopOf(step).recentOrders(new Date(), which, pick, most));
}

/**
 * The notification that a hook brought, if it is genuine and did not come before. Otherwise nothing starts, and the
 * developer's log says why.
 */
export async function receive(step: Step): Promise<Notification | undefined> {
  const { login, apiKey } = shopConnection(step.authData);
  const notification = readNotification(step.hook.content, apiKey);
  if ('rejected' in notification) {
    step.log(`Ignored a ${notification.rejected} notification.`);
    return undefined;
  }
  return (await isFirstTime(step, new Vault(step.store, [login, apiKey]), notification.id))
    ? notification
    : undefined;
}
