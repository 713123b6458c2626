import { attributeOf, type XmlElement } from '../../xml';
import type { Account } from '../accounts';
import type { Order } from '../order';
import { OrderRefusal } from '../refusal';
import type { World } from './function';

/** The result, or the refusal of one order. */
export function attempt<Result>(work: () => Result): Result | OrderRefusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof OrderRefusal) return error;
    throw error;
  }
}

/** Who names an order by both its codes means the internal one. */
export function findOrder(named: XmlElement, may: (order: Order) => boolean, { orders }: World): Order {
  const reference = { code: attributeOf(named, 'ordercode'), number: attributeOf(named, 'orderno') };
  const found = orders.find(reference, may);
  if (!found) throw new OrderRefusal(52);
  return found;
}

export function isOwn(account: Account): (order: Order) => boolean {
  return (order) => order.client === account;
}
