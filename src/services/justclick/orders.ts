import { rows, text } from './records';

export interface Order {
  readonly billId: string;
  /** The buyer's names, as far as they are known. */
  readonly buyer: string;
  readonly price: string | undefined;
  /** `waiting`, `paid` or `cancel`. */
  readonly payStatus: string | undefined;
}

export function parseOrders(result: unknown): readonly Order[] {
  return rows(result).flatMap((row) => {
    const billId = text(row.id);
    if (billId === undefined) return [];
    const buyer = [text(row.first_name), text(row.last_name)].filter((name) => name !== undefined).join(' ');
    return [{ billId, buyer, price: text(row.price), payStatus: text(row.pay_status) }];
  });
}
