import type { Kopecks, Thousandths } from '../../core/money';
import { withoutZeros } from './ref_item';
import type { MenuEntry, ReferenceItem } from './references';

export interface FoundDish extends ReferenceItem {
  /** Undefined when the station does not sell the dish now. */
  readonly price: Kopecks | undefined;
  /** Undefined without a limit. */
  readonly remainder: Thousandths | undefined;
}

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

/** A dish with what a station says of it. */
export function priced(dish: ReferenceItem, menu: ReadonlyMap<string, MenuEntry>): FoundDish {
  const entry = menu.get(dish.ident);
  return { ...dish, price: entry?.price, remainder: entry?.remainder };
}

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
