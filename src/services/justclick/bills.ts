import { isObject } from '../../core/json';
import { rows, text } from './records';

/** An order as GetBills tells of it: its number and the products in it. */
export interface Bill {
  readonly billId: string;
  /** The products' identifiers (good_name). */
  readonly goodNames: readonly string[];
}

export const PAY_STATUS = { key: 'pay_status', label: 'Payment Status' } as const;

export const PAY_STATUSES = {
  waiting: 'Waiting for payment (ожидается)',
  paid: 'Paid (оплачен)',
  cancel: 'Cancelled (отменен)',
} as const;

export type PayStatus = keyof typeof PAY_STATUSES;

/** A map from order numbers to maps from product numbers to products; the order with the highest number comes first. */
export function parseBills(result: unknown): readonly Bill[] {
  if (!isObject(result)) return [];
  const bills = Object.entries(result).map(([billId, goods]) => ({
    billId,
    goodNames: rows(goods).flatMap((good) => text(good.good_name) ?? []),
  }));
  return bills.toSorted((one, other) => Number(other.billId) - Number(one.billId));
}
