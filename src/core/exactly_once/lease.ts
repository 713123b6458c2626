import { randomUUID } from 'node:crypto';
import { Problem } from '../errors';
import type { Clock } from '../time';
import type { Vault } from '../vault';

/** Longer than any step lives, so that what a step holds falls free by itself only when the step is dead. */
export const STEP_SECONDS = 40;

const LEASE = 'lease';
const WAIT_MILLISECONDS = 12_000;
const POLL_MILLISECONDS = 60;

/** What a step did, and what it has to put away before the next one comes in. */
export interface Finished<Result> {
  readonly result: Result;
  readonly settle: () => Promise<void>;
}

/**
 * One write at a time per connection, also where the platform's own lock does not hold. Like everything in the cache it
 * may vanish; what it guards must stay right without it, only slower.
 *
 * @throws Problem of kind `later` when another step does not come to an end.
 */
export async function withLease<Result>(
  vault: Vault,
  clock: Clock,
  work: () => Promise<Finished<Result>>,
): Promise<Result> {
  const holder = randomUUID();
  await whenFree(clock, async () => ((await vault.claim(LEASE, STEP_SECONDS, holder)) ? true : undefined));
  let finished: Finished<Result> | undefined;
  try {
    finished = await work();
    return finished.result;
  } finally {
    // Where it vanished, somebody else holds it by now. Taking theirs away would let the next one in beside them, and so on.
    // Where that cannot be read it is ours, or the rest of this very step would wait for it.
    const [held = holder] = await Promise.all([vault.read(LEASE), finished?.settle()]);
    if (held === holder) await vault.forget(LEASE);
  }
}

/**
 * What `look` finds, as soon as it finds something: another step is at work until then.
 *
 * @throws Problem of kind `later` when that takes too long.
 */
export async function whenFree<Found>(clock: Clock, look: () => Promise<Found | undefined>): Promise<Found> {
  const until = clock.now() + WAIT_MILLISECONDS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (clock.now() > until)
      throw new Problem(
        'later',
        'The till is busy with another step of this account. Nothing was sent; this step runs again by itself. (lease taken)',
        { code: 'busy', retryAfterSeconds: 20 },
      );
    await clock.sleep(jitter(POLL_MILLISECONDS));
  }
}

/** Around the given time, so that steps that met once do not meet again. */
export function jitter(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}
