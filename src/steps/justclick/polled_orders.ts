import { uniqueById } from '../../core/output';
import type { Order } from '../../services/justclick/orders';
import { fields } from '../../zapier/fields';
import type { Run } from '../../zapier/run';
import { listedProduct, shopOf } from './shop';

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
 * The orders that a poll hands over, those of one product where it is named. The poll that turns a Zap on starts nothing and
 * is about all orders, but only about what tells them apart: one that comes back among the newest because others were
 * deleted is then no news.
 */
export async function polledOrders(
  run: Run,
  which: 'all' | 'paid',
  goodName?: string,
): Promise<Pick<Order, 'id' | 'paid'>[]> {
  if (!run.isPopulating || run.isLoadingSample) return recentOrders(run, which, goodName);
  const orders = await ordersOfProduct(run, which, goodName);
  return uniqueById(orders.map(({ id, paid }) => ({ id, paid })));
}

/** The orders of the last thirty days, the newest first, those of one product where it is named. One request. */
export async function recentOrders(run: Run, which: 'all' | 'paid', goodName?: string): Promise<Order[]> {
  const orders = uniqueById((await ordersOfProduct(run, which, goodName)).slice(0, MOST_ORDERS));
  return run.isLoadingSample ? orders.slice(0, SAMPLES) : orders;
}

async function ordersOfProduct(run: Run, which: 'all' | 'paid', wanted?: string): Promise<readonly Order[]> {
  const orders = await shopOf(run).recentOrders(new Date(), which);
  return wanted === undefined
    ? orders
    : orders.filter(({ items }) => items.some(({ good_name }) => good_name === wanted));
}
