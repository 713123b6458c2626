import { createHash } from 'node:crypto';
import { Problem } from '../../core/errors';
import { NetworkFailure, networkProblem, type Effect } from '../../core/http';
import { excerpt } from '../../core/redact';
import type { Vault } from '../../core/vault';
import type { XmlElement } from '../../core/xml';
import { refusalOn } from './answer';
import { NAME, type CourierApi } from './api';
import { orderElement, type NewOrder } from './order_details';
import { parseOrder, type Order } from './orders';
import { isTakenNumber, refusal, unlessProblem } from './problems';
import { attribute, decimal } from './elements';

export interface CreatedOrder {
  /** As the courier service tells it; as it was sent, where it could not be read again. */
  readonly order: Order;
  readonly detailsKnown: boolean;
  /** What the courier service says that the order costs: decimal text. */
  readonly orderPrice: string | undefined;
  readonly alreadyExisted: boolean;
}

/** What to do when an order has the number already. */
export type OnTaken = 'error' | 'existing';

interface Courier {
  readonly api: CourierApi;
  readonly vault: Vault;
  /** The newest order of a number. @throws Problem */
  readonly find: (orderNo: string) => Promise<Order | undefined>;
}

/** How long a rerun of a step finds out that an earlier run had sent the same. */
const REMEMBERED_SECONDS = 3 * 24 * 60 * 60;

const UNNUMBERED: Effect = {
  kind: 'write',
  doubt:
    'The order may have been created: look for it in the cabinet («Личный кабинет») before you run this step again. With an Order Number, ' +
    'the step finds that out by itself.',
};

/**
 * Creates an order. One with a number is created once, however often the step is run: after a lost answer, and when an
 * earlier run died, it is looked for under its number before anything is sent again.
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
  const { vault } = courier;
  const attempt = `neworder ${hashOf(order)}`;
  if (order.orderNo !== undefined) {
    const isRerun = (await vault.read(attempt)) !== undefined;
    const own = isRerun ? await ownOrder(courier, order) : undefined;
    if (own) return existing(own, false);
    await vault.write(attempt, true, REMEMBERED_SECONDS);
  }
  const answer = await exchange(courier, order);
  await vault.forget(attempt);
  if ('found' in answer) return existing(answer.found, false);
  const refusing = refusalOn(answer.outcome, 'ordering');
  if (!refusing) return created(courier, answer.outcome, order);
  const owner =
    isTakenNumber(refusing) && onTaken === 'existing' ? await byNumber(courier, order) : undefined;
  if (owner) return existing(owner, true);
  throw refusal(refusing);
}

type Exchange =
  | { readonly outcome: XmlElement }
  /** The answer was lost, and the order is there. */
  | { readonly found: Order };

/** @throws Problem where the order was not created, or where that cannot be known. */
async function exchange(courier: Courier, order: NewOrder): Promise<Exchange> {
  const content = [orderElement({ orderno: order.orderNo }, order, order.barcode)];
  try {
    const outcome = (await courier.api.exchange({ name: 'neworder', content })).child('createorder');
    if (outcome) return { outcome };
    throw new NetworkFailure('no_answer', true, 'no createorder in the answer');
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    const found = error.maybeReceived ? await unlessProblem(ownOrder(courier, order)) : undefined;
    if (found) return { found };
    throw unanswered(order, error);
  }
}

/** The order of that number, if it is the one that was sent and no older one. */
async function ownOrder(courier: Courier, order: NewOrder): Promise<Order | undefined> {
  const found = await byNumber(courier, order);
  return found && isSame(found, order) ? found : undefined;
}

async function byNumber({ find }: Courier, { orderNo }: NewOrder): Promise<Order | undefined> {
  return orderNo === undefined ? undefined : find(orderNo);
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

function folded(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

function existing(order: Order, alreadyExisted: boolean): CreatedOrder {
  return { order, detailsKnown: true, orderPrice: undefined, alreadyExisted };
}

async function created({ find }: Courier, outcome: XmlElement, sent: NewOrder): Promise<CreatedOrder> {
  // Told where the courier service made it up.
  const orderno = attribute(outcome, 'orderno') ?? sent.orderNo;
  // The order is there whatever happens now, and a step that fails would be run again.
  const details = orderno === undefined ? undefined : await unlessProblem(find(orderno));
  return {
    order:
      details ?? parseOrder(orderElement({ orderno }, sent, attribute(outcome, 'barcode') ?? sent.barcode)),
    detailsKnown: details !== undefined,
    orderPrice: attribute(outcome, 'orderprice'),
    alreadyExisted: false,
  };
}

function unanswered({ orderNo }: NewOrder, failure: NetworkFailure): Problem {
  if (orderNo === undefined || !failure.maybeReceived) return networkProblem(NAME, failure, UNNUMBERED);
  return new Problem(
    'later',
    `${NAME} did not answer, and order ${excerpt(orderNo)} may have been created. This step runs again by itself; it then looks for the order first, ` +
      `so that it is not created twice. (${failure.code})`,
    { code: failure.reason, retryAfterSeconds: 60, cause: failure },
  );
}

function hashOf(order: NewOrder): string {
  return createHash('sha256').update(JSON.stringify(order), 'utf8').digest('hex');
}
