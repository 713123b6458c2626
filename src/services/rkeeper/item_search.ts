import { withoutZeros } from './ref_item';
import type { MenuEntry, ReferenceItem } from './references';

/** More dishes are of no use to a Zap, and a step may not carry many more. */
const MOST_FOUND = 100;

/**
 * The dishes of a name (any part of it, in any case, е for ё) or of a code, the best match first: the whole name, its
 * beginning, the beginning of a word in it, anything else. Of equals, what the station sells now stands first.
 */
export function searchDishes(
  dishes: readonly ReferenceItem[],
  menu: ReadonlyMap<string, MenuEntry>,
  { name, code }: { readonly name: string | undefined; readonly code: string | undefined },
): readonly FoundDish[] {
  const wanted = name === undefined ? '' : plain(name);
  return dishes
    .flatMap((dish) => {
      if (code !== undefined && withoutZeros(dish.code ?? '') !== withoutZeros(code)) return [];
      const found = rank(plain(dish.name), wanted);
      return found === undefined ? [] : [{ dish, rank: found, sold: menu.has(dish.ident) ? 0 : 1 }];
    })
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        one.sold - other.sold ||
        one.dish.name.length - other.dish.name.length ||
        one.dish.name.localeCompare(other.dish.name, 'ru'),
    )
    .slice(0, MOST_FOUND)
    .map(({ dish }) => priced(dish, menu));
}

/** A dish with what a station says of it: no price when it is not sold there now, and no remainder without a limit. */
export function priced(dish: ReferenceItem, menu: ReadonlyMap<string, MenuEntry>) {
  const entry = menu.get(dish.ident);
  return { ...dish, price: entry?.price, remainder: entry?.remainder };
}

export type FoundDish = Readonly<ReturnType<typeof priced>>;

/** The lower, the better; undefined for no match. */
function rank(name: string, wanted: string): number | undefined {
  if (name === wanted) return 0;
  const at = name.indexOf(wanted);
  if (at < 0) return undefined;
  if (at === 0) return 1;
  return name[at - 1] === ' ' ? 2 : 3;
}

/** What is the same in all ways to write a name: in any case, е for ё, without quotes and needless spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s«»"„“”']+/g, ' ')
    .trim();
}

/** How lists and messages name an item: "5 · Веранда · code 25". */
export function itemLabel({ name, netName, hall, code }: ReferenceItem): string {
  const parts = [name, netName, hall, code && `code ${code}`];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Every word that means an item: its code, which is what menus and table plans show, its names, and its id. */
function namesOf(item: ReferenceItem): ReadonlySet<string> {
  const { ident, code, name, netName } = item;
  const numbers = [ident, ...(code === undefined ? [] : [withoutZeros(code)])];
  return new Set([...numbers, ...[name, netName ?? '', itemLabel(item)].map(plain)].filter(Boolean));
}

/** The items that a text may mean: "5", "№ 5", "005", "Веранда", or a line of the list. */
export function itemsNamed(items: readonly ReferenceItem[], text: string): readonly ReferenceItem[] {
  const wanted = plain(text.replace(/^\s*[№#]\s*/, ''));
  const number = withoutZeros(wanted);
  return items.filter((item) => {
    const names = namesOf(item);
    return names.has(wanted) || names.has(number);
  });
}

/** What people may have meant by a name that no item has. */
export function similarItems(items: readonly ReferenceItem[], text: string): readonly ReferenceItem[] {
  const wanted = plain(text);
  return /\p{L}{2}/u.test(wanted) ? items.filter(({ name }) => plain(name).includes(wanted)).slice(0, 3) : [];
}
