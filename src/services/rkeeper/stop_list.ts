import { isObject } from '../../core/json';
import type { Thousandths } from '../../core/money';
import type { Clock } from '../../core/time';
import type { Vault } from '../../core/vault';
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

/** A dish that was stopped, or is sold again, as the list showed it then. */
export interface StopListChange extends DishRest {
  readonly id: string;
  /** Another one for each change of the dish. */
  readonly number: number;
  /** UNIX seconds: the till does not tell when it happened. */
  readonly noticedAt: number;
}

const NAME = 'stop list';
/** Dishes that are sold again are forgotten when there are more. */
const MOST_SOLD_AGAIN = 200;
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;
/** What does not change is written down anew, so that it is not forgotten. */
const RENEWED_SECONDS = 24 * 60 * 60;

/**
 * The last change of each dish, the oldest first: the list as it is, beside what was remembered of it. Several Zaps share the
 * memory, so that each change has the same number for all of them, and is told again until a newer one takes its place.
 * Without a memory every stopped dish is a change: rather one that is told twice than one that nobody hears of.
 */
export async function stopListChanges(
  rests: readonly DishRest[],
  vault: Vault,
  clock: Clock,
): Promise<readonly StopListChange[]> {
  const { writtenAt, changes: known } = parseMemory(await vault.read(NAME));
  const now = Math.floor(clock.now() / 1000);
  const listed = new Map(rests.flatMap((rest) => (rest.id === undefined ? [] : [[rest.id, rest] as const])));
  const changes = new Map(known);
  const change = (id: string, rest: DishRest): void => {
    // The minutes are more than any number of an earlier memory, as no dish changes once a minute for long.
    const number = (known.get(id)?.number ?? Math.floor(now / 60)) + 1;
    changes.set(id, { ...rest, id, number, noticedAt: now });
  };
  for (const [id, rest] of listed) {
    const before = known.get(id);
    if (isStopped(rest) && !(before && isStopped(before))) change(id, rest);
  }
  for (const [id, before] of known) {
    const rest = listed.get(id) ?? unlisted({ id }, before);
    if (isStopped(before) && !isStopped(rest)) change(id, rest);
  }
  const all = [...changes.values()].sort((one, other) => one.noticedAt - other.noticedAt);
  const soldAgain = new Set(all.filter((one) => !isStopped(one)).slice(-MOST_SOLD_AGAIN));
  const kept = all.filter((one) => isStopped(one) || soldAgain.has(one));
  if (kept.some(({ noticedAt }) => noticedAt === now) || now - writtenAt > RENEWED_SECONDS)
    await vault.write(NAME, { writtenAt: now, changes: kept }, REMEMBERED_SECONDS);
  return kept;
}

function parseMemory(value: unknown) {
  const { writtenAt, changes } = isObject(value) ? value : {};
  const entries: readonly unknown[] = Array.isArray(changes) ? changes : [];
  return {
    writtenAt: typeof writtenAt === 'number' ? writtenAt : 0,
    changes: new Map(entries.filter(isChange).map((change) => [change.id, change])),
  };
}

function isChange(value: unknown): value is StopListChange {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.prohibited === 'boolean' &&
    typeof value.number === 'number' &&
    typeof value.noticedAt === 'number'
  );
}
