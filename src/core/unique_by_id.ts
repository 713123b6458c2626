/**
 * The first of those that have an id in common, and none without one. A service may list a thing twice in one answer, but
 * Zapier tells events apart by their ids, and refuses results of which two have the same.
 */
export function uniqueById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  const ids = new Set(['']);
  return items.filter(({ id }) => !ids.has(id) && ids.add(id));
}
