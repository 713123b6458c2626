import type { Account } from './accounts';
import type { Order } from './order';

/** Whose orders are read: one's own, or those one was given as a subcontractor. */
export type Side = 'CLIENT' | 'AGENT';

/** One consumer of changes. */
export interface Reader {
  readonly account: Account;
  readonly side: Side;
  /** Empty for the stream that everybody without an own one shares. */
  readonly streamId: string;
}

/** Marks of orders by their codes. */
type Snapshot = ReadonlyMap<string, string>;

interface Stream {
  readonly committed: Map<string, string>;
  lastRead: Snapshot;
}

/**
 * Who has seen what: a stream per account, side and `streamid`. A read tells every order that differs from what was
 * committed; a commit covers what the last read told, and nothing that changed after it.
 */
export class ChangeLog {
  private readonly streams = new Map<string, Stream>();

  /** Those of these orders that have changes, which are then remembered as read. */
  read(reader: Reader, orders: readonly Order[], quick: boolean): readonly Order[] {
    const stream = this.stream(reader);
    const changed = orders.filter((order) => stream.committed.get(order.code) !== order.mark(quick));
    stream.lastRead = new Map(changed.map((order) => [order.code, order.mark(quick)]));
    return changed;
  }

  /** Confirms the last read. */
  commit(reader: Reader): void {
    const stream = this.stream(reader);
    for (const [code, mark] of stream.lastRead) stream.committed.set(code, mark);
    stream.lastRead = new Map();
  }

  private stream({ account, side, streamId }: Reader): Stream {
    const key = JSON.stringify([account.courierCode, account.login, side, streamId]);
    const found = this.streams.get(key) ?? { committed: new Map<string, string>(), lastRead: new Map() };
    this.streams.set(key, found);
    return found;
  }
}
