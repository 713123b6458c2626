import { Problem } from '../../core/errors';
import type { Exclusive } from '../../core/exactly_once/exactly_once';
import { answered, READ } from '../../core/http';
import { parseKopecks } from '../../core/money';
import { say } from '../../language/language';
import type { OrderRequest, Paying, TillClient } from './client';
import type { Packet } from './commands';
import { paidReceipt, type Order } from './orders';
import { NAME } from './reads';
import { orderGuidOf } from './ref_item';
import { EMPTY_ORDER, packetSince } from './saved_packet';

/** A whole order in one step. The id of the user's own makes each part of it safe to run again. */
export interface Submission {
  readonly request: OrderRequest & { readonly externalId: string };
  readonly packet: Packet;
  readonly payment: Omit<Paying, 'station'> | undefined;
}

/**
 * Opens an order, puts the packets on it, and pays it where that is asked for. What an earlier run did is found on the
 * till and not done again: the order, known by the id of the user's own, is the record of all that happened to it.
 *
 * @throws Problem of a later part, of its own kind and code, saying what the till holds already.
 */
export async function submitOrder(till: TillClient, submission: Submission) {
  const { request, packet, payment } = submission;
  const guid = orderGuidOf(request.externalId);
  return till.about(guid, async (turn) => {
    const { order, alreadyExisted } = await turn.carryOut(till.creating(request));
    const ref = { guid: order.guid };
    const filled = await afterwards(
      order,
      (reason) => say`Adding the dishes failed: ${{ reason }}`,
      () => fill(till, turn, order, packet),
    );
    const paid =
      payment && !order.paid && !order.finished
        ? await afterwards(
            order,
            (reason) => say`Its dishes are on it; paying failed: ${{ reason }}`,
            () => turn.carryOut(till.paying(ref, { station: packet.station, ...payment }, true)),
          )
        : undefined;
    // All is done by now: where the till cannot be read any more, what its answers told must do.
    const known: Order = paid
      ? { ...filled, paid: true, finished: true, unpaidSum: parseKopecks(0) }
      : filled;
    const result = (await till.findOrder(ref).catch(() => undefined)) ?? known;
    const receipt = paid?.receipt ?? paidReceipt(result.receipts);
    return { order: result, receipt, warning: paid?.warning, alreadyExisted };
  });
}

export type Submitted = Awaited<ReturnType<typeof submitOrder>>;

/** An order that was paid or filled by an earlier run stays as it is; only an empty one is filled. */
async function fill(till: TillClient, turn: Exclusive, order: Order, packet: Packet): Promise<Order> {
  const since = packetSince(order, packet, { picture: EMPTY_ORDER, others: [], maybe: [] });
  if (order.paid || order.finished || since === 'all') return order;
  const isEmpty = order.sessions.every(
    ({ dishes, prepayments }) => dishes.length === 0 && prepayments.length === 0,
  );
  if (isEmpty) return turn.carryOut(till.saving({ guid: order.guid }, packet, EMPTY_ORDER));
  throw new Problem(
    'refused',
    say`The order of this number holds other dishes than this step would add, so nothing was added. Look
      at the order on the till: if dishes of this step are missing, enter them there and run this step
      again, which then goes on with the payment. If it is an order of somebody else, use a new number.
      (order differs)`,
    { code: 'order_differs' },
  );
}

async function afterwards<Result>(
  { name, guid }: Order,
  told: (reason: string) => string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await answered(NAME, READ, work);
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'order_differs') throw error;
    const { kind, message, code, retryAfterSeconds } = error;
    const sentences = [
      say`Order ${{ name: name ?? guid }} is open on the till.`,
      ...(code === 'unclear_outcome'
        ? []
        : [say`Running this step again with the same order number is safe: it goes on from there.`]),
      told(message),
    ];
    throw new Problem(kind, sentences.join(' '), {
      ...(code !== undefined && { code }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      cause: error,
    });
  }
}
