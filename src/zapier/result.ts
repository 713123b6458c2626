/** Zapier takes results of 20 MB at most, and what it runs later on a large one is slow. */
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * What a result has room for, from the first one on: all of it in nearly every case. One always fits, however large it is, so
 * that nobody waits behind it for ever.
 *
 * @param rowsOf what is handed over of each, none perhaps.
 */
export function fitting<Item>(items: readonly Item[], rowsOf: (item: Item) => unknown): readonly Item[] {
  let left = MOST_BYTES;
  const end = items.findIndex((item, index) => {
    left -= Buffer.byteLength(JSON.stringify(rowsOf(item))) + 1;
    return left < 0 && index > 0;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** As many rows of a poll or a search, the first of them, as a result has room for. Each is made once, and none beyond. */
export function fittingRows<Item, Row>(items: readonly Item[], rowOf: (item: Item) => Row): Row[] {
  const rows: Row[] = [];
  const held = fitting(items, (item) => {
    const row = rowOf(item);
    rows.push(row);
    return row;
  });
  return rows.slice(0, held.length);
}
