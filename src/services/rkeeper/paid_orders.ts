import { isObject } from '../../core/json';
import type { Vault } from '../../core/vault';
import { isProof, paidReceipt, type Order } from './orders';

/** Something of a list that belongs to an order. */
export interface OfOrder {
  readonly id: string;
  readonly orderGuid: string | undefined;
  /** Local time of the till, by which the newest are found. */
  readonly time: string | undefined;
}

/** So many of the newest are read where nothing is remembered, and as many are remembered. */
const NEWEST = 40;
/** After a long time without polls more may be new. */
const MOST = 200;
/** A till that serves guests shall not be asked for more at once. */
const AT_ONCE = 4;
const REMEMBERED_SECONDS = 2 * 24 * 60 * 60;

/**
 * Reads the orders of what is new in a list: all that is newer than what was read before. Older things have none, for they
 * started their Zaps long ago.
 *
 * @param name under which is remembered what was read.
 */
export async function orderDetails(
  items: readonly OfOrder[],
  read: (guid: string) => Promise<Order | undefined>,
  vault: Vault,
  name: string,
): Promise<ReadonlyMap<string, OrderDetails>> {
  const known = parseDetails(await vault.read(name));
  const newest = items.toSorted((one, other) => ((one.time ?? '') < (other.time ?? '') ? 1 : -1));
  const firstKnown = newest.findIndex(({ id }) => known.has(id));
  const unknown = newest
    .slice(0, Math.min(MOST, Math.max(NEWEST, firstKnown)))
    .filter(({ id }) => !known.has(id));
  const found = new Map<string, OrderDetails>();
  for (let at = 0; at < unknown.length; at += AT_ONCE)
    await Promise.all(
      unknown.slice(at, at + AT_ONCE).map(async ({ id, orderGuid }) => {
        const order = orderGuid === undefined ? undefined : await read(orderGuid);
        if (order) found.set(id, detailsOf(order, id));
      }),
    );
  const all = new Map([...found, ...known]);
  if (found.size > 0) await vault.write(name, [...all].slice(0, NEWEST), REMEMBERED_SECONDS);
  return all;
}

/**
 * What a till's lists do not tell of a closed order or a receipt, and its order does. The lists have no mark for dishes that
 * were given back, and the sums of returns are positive, too.
 *
 * @param id of a receipt, or of the order itself.
 */
function detailsOf({ isReturn, receipts }: Order, id: string) {
  const own = receipts.filter(({ lineGuid }) => lineGuid === id);
  const paid = (own.length > 0 ? own : receipts).filter(isProof);
  const payments = paid.flatMap((receipt) => receipt.payments);
  return { isReturn, payments, fiscalId: paidReceipt(paid)?.fiscalId };
}

export type OrderDetails = Readonly<ReturnType<typeof detailsOf>>;

function parseDetails(value: unknown): ReadonlyMap<string, OrderDetails> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Map(entries.filter(isEntry));
}

function isEntry(value: unknown): value is readonly [string, OrderDetails] {
  const entry: readonly unknown[] = Array.isArray(value) ? value : [];
  const [id, details] = entry;
  return typeof id === 'string' && isObject(details) && Array.isArray(details.payments);
}
