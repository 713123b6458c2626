import { parseKopecks } from '../../core/money';
import { Problem } from '../../core/errors';
import type { OrderRequest, PaymentRequest, TillClient } from './client';
import type { Packet } from './commands';
import { packetsFound, paidReceipt, type Order, type Receipt } from './orders';
import type { RefItem } from './ref_item';

/** A whole order in one step. The id of the user's own makes each part of it safe to run again. */
export interface Submission {
  readonly request: OrderRequest & { readonly externalId: string };
  readonly packet: Packet;
  readonly payment: { readonly cashier: RefItem; readonly wanted: PaymentRequest } | undefined;
}

export interface Submitted {
  readonly order: Order;
  readonly receipt: Receipt | undefined;
  readonly alreadyExisted: boolean;
}

/**
 * Opens an order, puts the packets on it, and pays it where that is asked for. What an earlier run did is found on the
 * till and not done again.
 *
 * @throws Problem of a later part, of its own kind and code, saying what the till holds already.
 */
export async function submitOrder(
  till: TillClient,
  { request, packet, payment }: Submission,
): Promise<Submitted> {
  const { order, alreadyExisted } = await till.createOrder(request);
  const ref = { guid: order.guid };
  const filled = await afterwards(order, 'Adding the dishes', () => fill(till, order, packet));
  const closed = order.paid || order.finished;
  const paid =
    payment && !closed
      ? await afterwards(order, 'Its dishes are on it; paying', () =>
          till.payOrder(ref, packet.station, payment.cashier, payment.wanted),
        )
      : undefined;
  // All is done by now: where the till cannot be read any more, what its answers told must do.
  const known: Order = paid ? { ...filled, paid: true, finished: true, unpaidSum: parseKopecks(0) } : filled;
  const result = (await till.findOrder(ref).catch(() => undefined)) ?? known;
  return { order: result, receipt: paid?.receipt ?? paidReceipt(result.receipts), alreadyExisted };
}

/** An order that was paid or filled by an earlier run stays as it is; only an empty one is filled. */
async function fill(till: TillClient, order: Order, packet: Packet): Promise<Order> {
  if (order.paid || order.finished || packetsFound(order, packet) === 'all') return order;
  const isEmpty = order.sessions.every(
    ({ dishes, prepayments }) => dishes.length === 0 && prepayments.length === 0,
  );
  if (isEmpty) return till.saveOrder({ guid: order.guid }, packet);
  throw new Problem(
    'refused',
    'The order of this External ID holds other dishes than this step would add, so nothing was added. If somebody changed it on ' +
      'the till, all is well; for a new order use a new External ID. (order differs)',
    { code: 'order_differs' },
  );
}

async function afterwards<Result>(
  { name, guid }: Order,
  part: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'order_differs') throw error;
    const { kind, message, code, retryAfterSeconds } = error;
    const advice =
      code === 'unclear_outcome'
        ? ''
        : 'Running this step again with the same External ID is safe: it goes on from there. ';
    throw new Problem(
      kind,
      `Order ${name ?? guid} is open on the till. ${advice}${part} failed: ${message}`,
      {
        ...(code !== undefined && { code }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
        cause: error,
      },
    );
  }
}
