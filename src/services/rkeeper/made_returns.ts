import { createHash } from 'node:crypto';
import { isObject } from '../../core/json';
import type { Return } from './commands';
import type { ListedReceipt } from './order_list';
import type { Order } from './orders';
import { digits } from './ref_item';

/** The receipts of a shift at one moment, small enough to be remembered: what came later can be told from them. */
export interface ReceiptsBefore {
  /** Of the till's table of receipts; undefined where it tells none. */
  readonly version: string | undefined;
  /** A mark for each receipt, one after the other. */
  readonly marks: string;
}

const MARK_LENGTH = 8;

export function receiptsBefore(
  version: string | undefined,
  receipts: readonly ListedReceipt[],
): ReceiptsBefore {
  return { version, marks: receipts.map(markOf).join('') };
}

/** @returns undefined for what is no memory of receipts. */
export function parseReceiptsBefore(text: string): ReceiptsBefore | undefined {
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  if (!isObject(value) || typeof value.marks !== 'string') return undefined;
  const { version, marks } = value;
  return { version: typeof version === 'string' ? version : undefined, marks };
}

/** What has come since, the newest first. */
export function receiptsSince(
  { marks }: ReceiptsBefore,
  receipts: readonly ListedReceipt[],
): readonly ListedReceipt[] {
  const known = new Set<string>();
  for (let at = 0; at < marks.length; at += MARK_LENGTH) known.add(marks.slice(at, at + MARK_LENGTH));
  return receipts.filter((receipt) => !known.has(markOf(receipt))).toReversed();
}

function markOf({ lineGuid }: ListedReceipt): string {
  return createHash('sha256').update(digits(lineGuid)).digest('base64url').slice(0, MARK_LENGTH);
}

/** Whether an order is known to be this return: the order of one names the sold line of each of its dishes. */
export function isReturnOf({ isReturn, sessions }: Order, { dishes }: Return): boolean {
  if (!isReturn) return false;
  const lines = sessions.flatMap((session) => session.dishes).filter(({ deleted }) => !deleted);
  // The vendor counts what is bought back in negative pieces in some places.
  const returned = lines.map(({ sourceLine = '', quantity }) => [sourceLine, Math.abs(quantity)] as const);
  const wanted = dishes.map(({ lineGuid, quantity }) => [lineGuid, quantity] as const);
  return piecesOf(returned) === piecesOf(wanted);
}

/** The same text for the same pieces of the same lines, in whatever rows they stand. */
function piecesOf(rows: readonly (readonly [line: string, quantity: number])[]): string {
  const sums = new Map<string, number>();
  for (const [line, quantity] of rows) sums.set(digits(line), (sums.get(digits(line)) ?? 0) + quantity);
  return JSON.stringify([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}
