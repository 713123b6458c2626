import type { Thousandths } from '../../core/money';
import { element, type XmlElement, type XmlList } from '../../core/xml';
import { flag, thousandthsIfTold } from './orders';
import { isSameItem, named, type RefItem } from './ref_item';

/** A dish of which the kitchen has little left, or none. */
function parseRest(rest: XmlElement) {
  return {
    ...named(rest),
    /** Undefined without a limit. */
    remainder: thousandthsIfTold(rest, 'quantity'),
    /** Must not be sold, whatever is left of it. Vendor: prohibited. */
    prohibited: flag(rest, 'prohibited'),
    /** Why it was stopped. */
    reason: rest.child('Reason')?.attribute('name'),
  };
}

export type DishRest = Readonly<ReturnType<typeof parseRest>>;

/** Reads GetDishRests: dishes that are forbidden (запрещённые), and dishes of which there is a limit (ограниченные). */
export const DISH_RESTS: XmlList<DishRest> = { name: 'DishRest', items: (rest) => [parseRest(rest)] };

/** What becomes of a dish: it is not sold any more, it is sold again, or so much of it is left. */
export type WantedRest = 'stopped' | 'sold' | Thousandths;

export interface RestChange {
  readonly dish: RefItem;
  readonly wanted: WantedRest;
  readonly author: RefItem;
  readonly reason: RefItem;
}

/** The till sells neither what is forbidden nor what is sold out. */
export const isStopped = ({ prohibited, remainder }: DishRest): boolean =>
  prohibited || (remainder !== undefined && remainder <= 0);

export const restOf = (dish: RefItem, rests: readonly DishRest[]): DishRest | undefined =>
  rests.find((rest) => isSameItem(dish, rest) === true);

/** A dish that is sold without a limit, with the names that the list had for it before. */
export const unlisted = (dish: RefItem, before: DishRest | undefined): DishRest => ({
  ...{ id: undefined, code: undefined, guid: undefined, name: undefined },
  ...before,
  ...dish,
  remainder: undefined,
  prohibited: false,
  reason: undefined,
});

/**
 * Whether the list shows a dish as it is wanted; undefined for one that is named by its GUID, which the list does not tell.
 *
 * @param isSelling whether some of it may be sold since.
 */
export function isAsWanted(
  { dish, wanted }: RestChange,
  rests: readonly DishRest[],
  isSelling = false,
): boolean | undefined {
  if ('guid' in dish) return undefined;
  const rest = restOf(dish, rests);
  if (wanted === 'sold') return rest === undefined || !isStopped(rest);
  if (wanted === 'stopped') return rest !== undefined && isStopped(rest);
  if (rest === undefined || rest.prohibited) return false;
  const { remainder } = rest;
  return remainder === wanted || (isSelling && remainder !== undefined && remainder < wanted);
}

/**
 * SetDishRests, which changes the dishes that it names. A dish of which nothing is left goes off the list unless
 * storeZeroQuantity keeps it. The till wants a reason in every case.
 *
 * @param left what the list shows of the dish; it stays where only the selling changes.
 */
export function setDishRestsCommand({ dish, wanted, author, reason }: RestChange, left: number): XmlElement {
  const isStop = wanted === 'stopped';
  const quantity = typeof wanted === 'number' ? wanted : Math.max(left, 0);
  const storeZeroQuantity = isStop && quantity === 0 ? 1 : undefined;
  return element(
    'RK7CMD',
    { CMD: 'SetDishRests' },
    element('Author', { ...author }),
    element('Reason', { ...reason }),
    element('DishRest', { ...dish, quantity, prohibited: isStop ? 1 : 0, storeZeroQuantity }),
  );
}
