import type { BasicHookOperation } from 'zapier-platform-core';
import { shopConnection } from '../../connection';
import { Problem } from '../../core/errors';
import { uniqueById } from '../../core/output';
import {
  parseNotification,
  type Notification,
  type OrderEvent,
} from '../../services/justclick/notifications';
import type { Order } from '../../services/justclick/orders';
import { fields, readInput } from '../../zapier/fields';
import { perform, type Run } from '../../zapier/run';
import { unlessSeenBefore } from '../seen_before';
import { GOOD_NAME, listedProduct, shopOf, shopVault } from './shop';

/** More orders than this in a month no poll hands over; Zapier takes at most 20 MB. */
const MOST_ORDERS = 10_000;
const SAMPLES = 3;

/** The form of a trigger that polls. */
export const POLL_FORM = fields({
  good_name: {
    label: 'Product',
    kind: listedProduct,
    help: 'Only orders that hold this product. Leave it empty for all orders.',
  },
});

/**
 * The orders that a poll hands over. The poll that turns a Zap on starts nothing and is about all orders, but only about
 * what tells them apart: one that comes back among the newest because others were deleted is then no news.
 */
export async function polledOrders(run: Run, which: 'all' | 'paid'): Promise<Pick<Order, 'id' | 'paid'>[]> {
  if (!run.isPopulating || run.isLoadingSample) return recentOrders(run, which);
  const orders = await ordersOfProduct(run, which);
  return uniqueById(orders.map(({ id, paid }) => ({ id, paid })));
}

/** The orders of the last thirty days, the newest first, of one product where the form names one. One request. */
export async function recentOrders(run: Run, which: 'all' | 'paid'): Promise<Order[]> {
  const orders = uniqueById((await ordersOfProduct(run, which)).slice(0, MOST_ORDERS));
  return run.isLoadingSample ? orders.slice(0, SAMPLES) : orders;
}

async function ordersOfProduct(run: Run, which: 'all' | 'paid'): Promise<readonly Order[]> {
  const { good_name: wanted } = readInput(run, POLL_FORM);
  const orders = await shopOf(run).recentOrders(new Date(), which);
  return wanted === undefined
    ? orders
    : orders.filter(({ items }) => items.some(({ good_name }) => good_name === wanted));
}

/**
 * What the notification that a hook brought starts, if it is genuine, wanted and did not come before. Where nothing starts,
 * the developer's log says why.
 */
export async function received<Event>(
  run: Run,
  isWanted: (event: OrderEvent) => boolean,
  start: (notification: Notification) => Event,
): Promise<Event[]> {
  const connection = shopConnection(run.authData);
  const notification = parseNotification(run.hook.content, connection);
  if ('rejected' in notification) {
    run.log(`Ignored a ${notification.rejected} notification.`);
    return [];
  }
  if (!isWanted(notification.event)) {
    run.log(`Ignored a notification of another kind: ${notification.event}.`);
    return [];
  }
  return unlessSeenBefore(run, shopVault(run), notification, () => start(notification));
}

/** A notification of one product, and the parameter of UpdateGood that says where it goes. */
interface ProductHook {
  readonly parameter: 'good_api_url_new_order' | 'good_api_url_notif';
  readonly event: OrderEvent;
  readonly list: 'all' | 'paid';
}

type Mechanics = Required<
  Pick<
    BasicHookOperation,
    'type' | 'inputFields' | 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe'
  >
>;

const HOOK_FORM = fields({
  good_name: {
    ...GOOD_NAME,
    kind: listedProduct,
    help:
      '⚠ A notification address that was entered for this product by hand, or by another Zap, is replaced. For several Zaps on one ' +
      'product use the trigger without "Instant".',
  },
});

/**
 * A REST hook on one product: Zapier's address is written into the product, its price read first and sent again. The API
 * cannot tell what address stood there before, so the form warns that it is replaced.
 */
export function productHook({ parameter, event, list }: ProductHook): Mechanics {
  return {
    type: 'hook',
    inputFields: HOOK_FORM.input,
    performSubscribe: perform(async (run) => {
      const { good_name } = readInput(run, HOOK_FORM);
      const { targetUrl } = run.hook;
      if (targetUrl === undefined)
        throw new Problem(
          'failed',
          'Zapier named no address for this Zap. Turn the Zap on again. (no target)',
        );
      await shopOf(run).updateGood(good_name, { [parameter]: targetUrl });
      return { target_url: targetUrl, good_name };
    }),
    performUnsubscribe: perform(async (run) => {
      const { good_name: subscribed } = run.hook.subscription;
      const good_name = typeof subscribed === 'string' ? subscribed : readInput(run, HOOK_FORM).good_name;
      await shopOf(run).updateGood(good_name, { [parameter]: '' });
      return { good_name };
    }),
    perform: perform((run) =>
      received(
        run,
        (reported) => reported === event,
        ({ order }) => order,
      ),
    ),
    performList: perform((run) => recentOrders({ ...run, isLoadingSample: true }, list)),
  };
}
