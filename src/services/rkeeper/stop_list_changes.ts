import { isObject } from '../../core/json';
import type { Clock } from '../../core/time';
import type { Vault } from '../../core/vault';
import { isStopped, unlisted, type DishRest } from './stop_list';

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
