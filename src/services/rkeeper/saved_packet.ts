import { createHash } from 'node:crypto';
import { isObject } from '../../core/json';
import type { Packet } from './commands';
import type { Order } from './orders';
import { digits, isSameItem, type NamedItem, type RefItem } from './ref_item';

/** Something of which an order has more after a packet: as the packet names it, or as the order shows it. */
interface Row<Item = RefItem> {
  readonly kind: 'dish' | 'discount' | 'prepayment';
  readonly item: Item;
  /** In a packet only where that names it. */
  readonly price?: number | undefined;
  readonly modifiers: readonly (Item & { readonly count: number })[];
  /** Thousandths of a dish, kopecks of a prepayment, discounts. */
  readonly amount: number;
  /** The number of a dish's line on an order; a packet has none. */
  readonly line?: string | undefined;
}

/** An order on which nothing has been put yet. */
export const EMPTY_ORDER = JSON.stringify({ amounts: [], lines: [] });

/**
 * How much an order holds, before a SaveOrder, of what that adds. Tills join equal lines, split portions and add modifiers,
 * so pieces of dishes and sums of prepayments are compared, never lines.
 *
 * @param order undefined where the till does not know it.
 */
export function pictureOf(order: Order | undefined, packet: Packet): string {
  const kinds = kindsOf(rowsOf(packet));
  return JSON.stringify({
    version: order?.version,
    amounts: kinds.map((kind) => (order && amountOn(order, kind)) ?? null),
    lines: order ? linesOn(order, kinds) : [],
  });
}

/** What a packet adds, for the looks of other steps. */
export function effectOf(packet: Packet): string {
  return JSON.stringify(rowsOf(packet));
}

/** What was there before, and what other steps have added since: surely, or perhaps; as {@link effectOf} tells it. */
interface Since {
  readonly picture: string;
  readonly others: readonly string[];
  readonly maybe: readonly string[];
}

const MOST_UNKNOWN = 8;

/** Whether an order shows a packet as new. */
export function packetSince(
  order: Order,
  packet: Packet,
  { picture, others, maybe }: Since,
): 'all' | 'none' | 'unclear' {
  // Each unknown outcome more doubles the readings; so many at once are no accident any more.
  if (maybe.length > MOST_UNKNOWN) return 'unclear';
  const before = parsePicture(picture);
  const rows = rowsOf(packet);
  const kinds = kindsOf(rows);
  const known = others.flatMap(parseRows);
  const left = kinds.map((kind, index) => {
    const [then, now] = [before.amounts[index], amountOn(order, kind)];
    return then === null || now === undefined ? NaN : now - (then ?? 0) - amountIn(known, kind);
  });
  // Each set of what others may have added leaves an amount that is either this packet's, or nothing, or neither.
  const readings = subsetsOf(maybe).map((added) => {
    const more = added.flatMap(parseRows);
    return readingOf(
      kinds,
      left.map((amount, index) => amount - amountIn(more, kinds[index])),
      rows,
    );
  });
  const isNew = (line: string): boolean => !before.lines.includes(line);
  // A line that was taken away meanwhile hides one that came.
  const isHidden = others.length + maybe.length === 0 && linesOn(order, kinds).some(isNew);
  if (readings.includes('none')) return readings.includes('all') || isHidden ? 'unclear' : 'none';
  return readings.includes('all') ? 'all' : 'unclear';
}

function readingOf(
  kinds: readonly Row[],
  amounts: readonly number[],
  rows: readonly Row[],
): 'all' | 'none' | 'unclear' {
  if (amounts.every((amount) => amount === 0)) return 'none';
  const isThere = kinds.every((kind, index) => {
    const [amount = NaN, wanted] = [amounts[index], amountIn(rows, kind)];
    // A till may add the same modifiers to other lines by itself.
    return kind.modifiers.length > 0 ? amount >= wanted : amount === wanted;
  });
  return isThere ? 'all' : 'unclear';
}

function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (subsets, item) => subsets.flatMap((subset) => [subset, [...subset, item]]),
    [[]],
  );
}

/** Whether an answer may be an old one, which the till gave from its memory: the order has not changed since the picture. */
export function isOlder(order: Order, picture: string): boolean {
  const { version } = parsePicture(picture);
  return version !== undefined && order.version !== undefined && Number(order.version) <= Number(version);
}

const discountRow = <Item>(item: Item): Row<Item> => ({ kind: 'discount', item, modifiers: [], amount: 1 });

const prepaymentRow = <Item>(item: Item, amount: number): Row<Item> => ({
  kind: 'prepayment',
  item,
  modifiers: [],
  amount,
});

function rowsOf({ dishes, discounts, prepayments }: Packet): readonly Row[] {
  return [
    ...dishes.map(({ dish, quantity, price, modifiers }): Row => ({
      kind: 'dish',
      item: dish,
      price,
      modifiers: modifiers.map(({ modifier, count }) => ({ ...modifier, count })),
      amount: quantity,
    })),
    ...discounts.map(({ discount }) => discountRow(discount)),
    ...prepayments.map(({ currency, amount }) => prepaymentRow(currency, amount)),
  ];
}

/** Each dish with and without its modifiers, each once. */
function kindsOf(rows: readonly Row[]): readonly Row[] {
  const kinds = rows.flatMap((row) => [{ ...row, modifiers: [] }, row]).map((row) => ({ ...row, amount: 0 }));
  return [...new Map(kinds.map((kind) => [JSON.stringify(kind), kind])).values()];
}

function amountIn(rows: readonly Row[], kind: Row | undefined): number {
  if (!kind) return 0;
  const isSame = (one: RefItem, other: RefItem): boolean => JSON.stringify(one) === JSON.stringify(other);
  return rows
    .filter(
      (row) =>
        row.kind === kind.kind &&
        isSame(row.item, kind.item) &&
        (kind.price === undefined || row.price === kind.price) &&
        kind.modifiers.every((wanted) => row.modifiers.some((modifier) => isSame(modifier, wanted))),
    )
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** What an order shows, in whatever lines. What was taken off again had arrived all the same, so it counts. */
function rowsOn({ sessions }: Order): readonly Row<NamedItem>[] {
  return sessions.flatMap(({ dishes, discounts, prepayments }) => [
    ...dishes.map((dish): Row<NamedItem> => ({
      kind: 'dish',
      item: dish,
      price: dish.price,
      modifiers: dish.modifiers,
      amount: dish.ordered,
      line: dish.lineGuid,
    })),
    ...discounts.map(discountRow),
    ...prepayments.map((item) => prepaymentRow(item, item.amount)),
  ]);
}

/** @returns undefined where the till leaves out what would tell. */
function amountOn(order: Order, kind: Row): number | undefined {
  const matches = rowsOn(order).map((row) => ({ row, match: isOfKind(row, kind) }));
  if (matches.some(({ match }) => match === 'unknown')) return undefined;
  return matches.reduce((sum, { row, match }) => sum + (match === true ? row.amount : 0), 0);
}

function linesOn(order: Order, kinds: readonly Row[]): readonly string[] {
  return rowsOn(order)
    .filter((row) => row.line !== undefined && kinds.some((kind) => isOfKind(row, kind) !== false))
    .map(({ line = '' }) => createHash('sha256').update(digits(line)).digest('base64url').slice(0, 6));
}

type Match = boolean | 'unknown';

function isOfKind(row: Row<NamedItem>, kind: Row): Match {
  const isPriced = kind.kind !== 'dish' || kind.price === undefined || row.price === kind.price;
  if (row.kind !== kind.kind || !isPriced) return false;
  const modified = kind.modifiers.map((wanted): Match => {
    const found = row.modifiers.map(
      (modifier): Match => modifier.count >= wanted.count && isSameItem(wanted, modifier),
    );
    return found.includes(true) || (found.includes('unknown') ? 'unknown' : false);
  });
  const matches = [isSameItem(kind.item, row.item), ...modified];
  return matches.includes(false) ? false : matches.includes('unknown') ? 'unknown' : true;
}

function parsePicture(text: string) {
  const value: unknown = JSON.parse(text);
  const { version, amounts, lines } = isObject(value) ? value : {};
  return {
    /** The version of the order, which grows with each change. */
    version: typeof version === 'string' ? version : undefined,
    /** By the kinds of what the packet adds, in their order; null where the till does not tell its items apart. */
    amounts: Array.isArray(amounts)
      ? amounts.map((amount) => (typeof amount === 'number' ? amount : null))
      : [],
    /** A mark for each line of these dishes. */
    lines: Array.isArray(lines) ? lines.map(String) : [],
  };
}

function parseRows(text: string): readonly Row[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
  return (
    isObject(value) &&
    isObject(value.item) &&
    Array.isArray(value.modifiers) &&
    typeof value.amount === 'number'
  );
}
