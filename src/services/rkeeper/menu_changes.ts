import { createHash } from 'node:crypto';
import { isObject } from '../../core/json';
import type { Clock } from '../../core/time';
import type { Vault } from '../../core/vault';
import type { FoundDish } from './item_search';

/** Which changes of a dish count: any, those of its price, or none, so that only new dishes do. */
export type WatchedChanges = 'all' | 'price' | 'none';

type Dish = FoundDish & { readonly isActive: boolean };

/** A dish as the menu has it now. */
export interface MenuState extends Dish {
  /** Another one for each change that counts. */
  readonly state: string;
}

/** The state of a dish that was there, and was not sold, when the menu was looked at for the first time. */
export const KNOWN = 'known';

/** A larger menu is told by its content alone: a dish that becomes what it was before is no change there. */
const MOST_REMEMBERED = 5000;
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;
/** What does not change is written down anew, so that it is not forgotten. */
const RENEWED_SECONDS = 24 * 60 * 60;

/** What is remembered of a dish. */
interface Remembered {
  /** A digest of what it was when it was sold last; empty where it never was. */
  readonly content: string;
  readonly number: number;
  readonly wasKnown: boolean;
}

/**
 * All dishes with what tells a change of one, those that have changed last behind. A dish without a price is not sold at the
 * moment, which is no change: it may be on the stop list, or be sold in the morning alone. One that is switched off counts
 * where it was known before, and a new one from when it is sold.
 *
 * A state is made of the content, so that a change is told even where nothing is remembered; the memory adds a number to the
 * dishes that have changed, by which a price that goes up and down again is told twice.
 *
 * @param name under which is remembered what the dishes were.
 */
export async function menuStates(
  dishes: readonly Dish[],
  watched: WatchedChanges,
  { vault, clock, name }: { readonly vault: Vault; readonly clock: Clock; readonly name: string },
): Promise<readonly MenuState[]> {
  const { writtenAt, states } = parseMemory(await vault.read(name));
  const now = Math.floor(clock.now() / 1000);
  let hasChanged = now - writtenAt > RENEWED_SECONDS;

  /** Undefined for a dish that does not count yet. */
  function next(dish: Dish, before: Remembered | undefined): Remembered | undefined {
    if (dish.isActive && dish.price === undefined)
      return before ?? (writtenAt === 0 ? { content: '', number: 0, wasKnown: true } : undefined);
    const content = fingerprint(dish, watched);
    if (!before) return dish.isActive ? { content, number: 0, wasKnown: false } : undefined;
    if (before.content === content) return before;
    if (before.content === '' && dish.isActive) return { ...before, content };
    // The minutes are more than any number of an earlier memory, as no dish changes once a minute for long.
    return { ...before, content, number: (before.number || Math.floor(now / 60)) + 1 };
  }

  const found = dishes.flatMap((dish) => {
    const before = states.get(dish.ident);
    const after = next(dish, before);
    if (!after) return [];
    hasChanged ||= after !== before;
    states.set(dish.ident, after);
    return [{ ...dish, number: after.number, state: stateOf(after) }];
  });
  if (hasChanged && states.size <= MOST_REMEMBERED) {
    const entries = [...states].map(
      ([ident, { content, number, wasKnown }]) =>
        `${ident} ${content} ${number}${wasKnown ? ` ${KNOWN}` : ''}`,
    );
    await vault.write(name, { writtenAt: now, states: entries }, REMEMBERED_SECONDS);
  }
  return found.sort((one, other) => one.number - other.number);
}

function stateOf({ content, number, wasKnown }: Remembered): string {
  if (number > 0) return `${content}-${number}`;
  return wasKnown ? KNOWN : content;
}

function fingerprint({ name, category, price, isActive }: Dish, watched: WatchedChanges): string {
  const contents = { all: isActive ? [name, category, price] : 'off', price, none: null };
  return createHash('sha256').update(JSON.stringify(contents[watched])).digest('base64url').slice(0, 6);
}

function parseMemory(value: unknown) {
  const { writtenAt, states } = isObject(value) ? value : {};
  const entries: readonly unknown[] = Array.isArray(states) ? states : [];
  return {
    /** UNIX seconds; 0 where nothing is remembered. */
    writtenAt: typeof writtenAt === 'number' ? writtenAt : 0,
    states: new Map<string, Remembered>(
      // One text a dish, as a cache is no place for large entries.
      entries.flatMap((entry) => {
        const [ident, content, number, known] = typeof entry === 'string' ? entry.split(' ') : [];
        return ident === undefined || content === undefined
          ? []
          : [[ident, { content, number: Number(number), wasKnown: known === KNOWN }] as const];
      }),
    ),
  };
}
