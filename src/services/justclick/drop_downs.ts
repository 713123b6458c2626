import type { ShopClient } from './client';
import { buyerOf } from './orders';

/** One entry of a drop-down: the value that is sent, and what the user reads. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** All products, by their titles. */
export async function productChoices(client: ShopClient): Promise<readonly Choice[]> {
  const products = await client.products();
  return products.map(({ goodName, title, price }) => ({
    id: goodName,
    label: [title, price].filter((part) => part !== undefined).join(' · '),
  }));
}

/** The contact groups («группы подписчиков»), by their titles. */
export async function groupChoices(client: ShopClient): Promise<readonly Choice[]> {
  const groups = await client.groups();
  return groups.map(({ name, title }) => ({ id: name, label: title }));
}

/** The orders of the last thirty days, the newest first. */
export async function orderChoices(client: ShopClient, now: Date): Promise<readonly Choice[]> {
  const orders = await client.recentOrders(now, 'all');
  return orders.map((order) => ({
    id: order.billId,
    label: [order.billId, buyerOf(order), order.price, order.payStatus].filter(Boolean).join(' · '),
  }));
}
