import { unlessProblem } from '../../core/errors';
import { exactlyOnce, type Memory } from '../../core/exactly_once/exactly_once';
import { answered, NetworkFailure, READ } from '../../core/http';
import { excerpt } from '../../core/redact';
import type { XmlElement } from '../../core/xml';
import { say } from '../../language/language';
import { refusalOn } from './answer';
import { NAME, type CourierApi } from './api';
import { attribute, decimal, folded } from './elements';
import { orderElement, type NewOrder } from './order_details';
import { parseOrder, type Order } from './orders';
import { isTakenNumber, refusal } from './problems';

export interface CreatedOrder {
  /** As the courier service tells it; as it was sent, where it could not be read again. */
  readonly order: Order;
  readonly detailsKnown: boolean;
  /** What the courier service says that the order costs: decimal text. */
  readonly orderPrice: string | undefined;
  readonly alreadyExisted: boolean;
}

/** What to do when an order has the number already: `same` goes on with it only where it is for the same receiver and sum. */
export type OnTaken = 'error' | 'existing' | 'same';

/** What is needed of a courier service for what must not be done twice. */
export interface Courier {
  readonly api: CourierApi;
  readonly memory: Memory;
  /** The newest order of that code or number, as who does it sees it. @throws Problem */
  readonly find: (named: string) => Promise<Order | undefined>;
}

/**
 * Creates an order, once however often the step is run: after a lost answer, and when an earlier run died, it is looked for
 * under its number before anything is sent again. Nothing is sent without a record, as a number that is taken does not say
 * by whom.
 *
 * The answer to neworder tells no code of the courier's: the order is read afterwards.
 *
 * @throws Problem
 */
export async function createOrder(
  courier: Courier,
  order: NewOrder,
  onTaken: OnTaken,
): Promise<CreatedOrder> {
  const { orderNo, barcode } = order;
  const content = [orderElement({ orderno: orderNo }, order, barcode)];
  return answered(NAME, READ, () =>
    exactlyOnce(courier.memory, `order ${orderNo}`, (turn) =>
      turn.carryOut<CreatedOrder>({
        content: JSON.stringify(['neworder', order]),
        words: {
          service: NAME,
          ifUnknown: say`Order ${{ orderNo: excerpt(orderNo) }} may have been created.`,
          look: say`Look for it in the cabinet («Личный кабинет»).`,
          byHand: say`Run this step again: it looks for the order first.`,
        },
        goesOn: true,
        needsRecord: true,
        // The number is the name by which it is found.
        picture: () => orderNo,
        lookUp: async () => {
          const found = await courier.find(orderNo);
          return found && isSame(found, order)
            ? { kind: 'done', reply: existing(found, false) }
            : { kind: 'not_done' };
        },
        send: async () => {
          const outcome = (await courier.api.exchange({ name: 'neworder', content })).child('createorder');
          if (!outcome) throw new NetworkFailure('no_answer', true, 'no createorder in the answer');
          const refusing = refusalOn(outcome, 'ordering');
          if (!refusing) return { kind: 'done', reply: await created(courier, outcome, order) };
          const owner =
            isTakenNumber(refusing) && onTaken !== 'error' ? await courier.find(orderNo) : undefined;
          return owner && (onTaken === 'existing' || isSame(owner, order))
            ? { kind: 'done', reply: existing(owner, true) }
            : { kind: 'refused', problem: refusal(refusing) };
        },
      }),
    ),
  );
}

/** By what comes back as it was sent; phones and addresses are rewritten. */
function isSame(found: Order, { receiver, values }: NewOrder): boolean {
  const same = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || folded(one) === folded(other ?? '');
  return (
    same(receiver.values.person, found.receiver.values.person) &&
    same(receiver.values.company, found.receiver.values.company) &&
    (values.price === undefined || decimal(values.price) === decimal(found.values.price))
  );
}

function existing(order: Order, alreadyExisted: boolean): CreatedOrder {
  return { order, detailsKnown: true, orderPrice: undefined, alreadyExisted };
}

async function created({ find }: Courier, outcome: XmlElement, sent: NewOrder): Promise<CreatedOrder> {
  const orderno = attribute(outcome, 'orderno') ?? sent.orderNo;
  // The order is there whatever happens now, and a step that fails would be run again.
  const details = await unlessProblem(find(orderno));
  return {
    order:
      details ?? parseOrder(orderElement({ orderno }, sent, attribute(outcome, 'barcode') ?? sent.barcode)),
    detailsKnown: details !== undefined,
    orderPrice: attribute(outcome, 'orderprice'),
    alreadyExisted: false,
  };
}
