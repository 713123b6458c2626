import { carried, integer, output, texts, yesNo, alreadyExisted } from '../../core/output';
import { ORDER, type Order } from '../../services/justclick/orders';

interface BuyersOrder {
  readonly order: Order;
  /** The numbers of all orders that fit, the newest first. */
  readonly numbers: readonly string[];
  readonly alreadyExisted: boolean;
  /** Whether the shop told of the order. Otherwise only what was sent is known of it. */
  readonly detailsKnown: boolean;
}

/** What the steps give that find a buyer's order or create it. Zapier makes one step of both, so they give the same. */
export const BUYERS_ORDER = output<BuyersOrder>()({
  ...carried(ORDER, ({ order }: BuyersOrder) => order),
  order_count: integer('Order Count', 1, ({ numbers }) => numbers.length),
  order_numbers: texts('Order Numbers', ['100000'], ({ numbers }) => numbers),
  already_existed: alreadyExisted,
  details_known: yesNo('Details Are Known', true, ({ detailsKnown }) => detailsKnown),
});
