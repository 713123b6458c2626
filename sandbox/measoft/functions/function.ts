import { attributeOf, element, type XmlElement } from '../../xml';
import type { Account } from '../accounts';
import type { ChangeLog } from '../change_log';
import type { Clock } from '../../clock';
import type { Company } from '../company';
import type { OrderBook } from '../order_book';
import type { Order } from '../order';
import { type Envelope, errorAttributes, OrderRefusal, refused } from '../refusal';
import type { Settlements } from '../settlements';
import type { Shape } from '../shape';
import type { CourierSwitches } from '../switches';

/** Everything a function may look at or change. */
export interface World {
  readonly company: Company;
  readonly orders: OrderBook;
  readonly changes: ChangeLog;
  readonly settlements: Settlements;
  readonly clock: Clock;
  readonly switches: Readonly<CourierSwitches>;
}

/** An answer that is no XML. */
export interface Document {
  readonly type: string;
  readonly body: string | Buffer;
}

/** A request that has passed authorization and the check of its shape. */
export interface Call {
  readonly root: XmlElement;
  /** A refusal planned for the order at this place of the request. */
  readonly planned: (index: number) => OrderRefusal | undefined;
}

export interface AccountCall extends Call {
  readonly account: Account;
}

interface Common {
  /** The place of its global errors, which also tells of which table their codes are. */
  readonly errors: Envelope;
  readonly shape: Shape;
}

export type CourierFunction = Common &
  (
    | {
        /** `courier code`: `extra` is enough. */
        readonly access: 'anyone' | 'courier code';
        readonly perform: (call: Call, world: World) => XmlElement | Document;
      }
    | {
        readonly access: 'account';
        readonly perform: (call: AccountCall, world: World) => XmlElement | Document;
      }
  );

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

/** Changes each order that a request names, and tells how it went with each of them; `done` says it in other words. */
export function changeEach(
  { root, planned }: Call,
  change: (named: XmlElement) => Order,
  done?: (order: Order) => XmlElement,
): XmlElement {
  const sent = root.all('order');
  if (sent.length === 0) throw refused(2, 'request');
  const answers = sent.map((named, index) => {
    const outcome = planned(index) ?? attempt(() => change(named));
    if (done && !(outcome instanceof OrderRefusal)) return done(outcome);
    return element('order', {
      orderno: attributeOf(named, 'orderno'),
      ordercode: attributeOf(named, 'ordercode'),
      ...errorAttributes(outcome instanceof OrderRefusal ? outcome.code : 0),
    });
  });
  return element(root.name, {}, ...answers);
}

export function isOwn(account: Account): (order: Order) => boolean {
  return (order) => order.client === account;
}
