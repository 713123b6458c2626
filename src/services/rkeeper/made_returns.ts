import { createHash } from 'node:crypto';
import { isObject } from '../../core/json';
import type { Return } from './commands';
import type { ListedReceipt, Order, Receipt } from './orders';
import { digits } from './ref_item';

/** 24 bits: among a thousand receipts a new one bears the mark of another once in 16,000 times, and is not found then. */
const MARK_LENGTH = 4;

/** The receipts of a shift at one moment, small enough to be remembered: what came later can be told from them. */
export function receiptsBefore(version: string | undefined, receipts: readonly ListedReceipt[]): string {
  return JSON.stringify({ version, marks: receipts.map(markOf).join('') });
}

/** What has come since, the newest first. */
export function receiptsSince<Some extends Pick<Receipt, 'lineGuid'>>(
  picture: string,
  receipts: readonly Some[],
): readonly Some[] {
  const { marks } = parseReceiptsBefore(picture);
  const known = new Set<string>();
  for (let at = 0; at < marks.length; at += MARK_LENGTH) known.add(marks.slice(at, at + MARK_LENGTH));
  return receipts.filter((receipt) => !known.has(markOf(receipt))).toReversed();
}

export function parseReceiptsBefore(picture: string) {
  const value: unknown = JSON.parse(picture);
  const { version, marks } = isObject(value) ? value : {};
  return {
    /** The version of the till's table of receipts; undefined if it tells none. */
    version: typeof version === 'string' ? version : undefined,
    /** A mark for each receipt, one after the other. */
    marks: typeof marks === 'string' ? marks : '',
  };
}

function markOf({ lineGuid }: Pick<Receipt, 'lineGuid'>): string {
  return createHash('sha256').update(digits(lineGuid)).digest('base64url').slice(0, MARK_LENGTH);
}

/** Whether an order is known to be this return: the order of one names the sold line of each of its dishes. */
export function isReturnOf({ isReturn, sessions }: Order, goods: Return): boolean {
  if (!isReturn) return false;
  const lines = sessions.flatMap((session) => session.dishes).filter(({ deleted }) => !deleted);
  // The vendor counts what is bought back in negative pieces in some places.
  const returned = lines.map(({ sourceLine = '', quantity }) => [sourceLine, Math.abs(quantity)] as const);
  return piecesOf(returned) === returnedPieces(goods);
}

/** What a return takes back: the same text for the same pieces of the same lines. */
export function returnedPieces({ dishes }: Return): string {
  return piecesOf(dishes.map(({ lineGuid, quantity }) => [lineGuid, quantity] as const));
}

/** In whatever rows they stand. */
function piecesOf(rows: readonly (readonly [line: string, quantity: number])[]): string {
  const sums = new Map<string, number>();
  for (const [line, quantity] of rows) sums.set(digits(line), (sums.get(digits(line)) ?? 0) + quantity);
  return JSON.stringify([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}
