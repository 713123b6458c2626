import { createHash } from 'node:crypto';
import { isObject } from '../json';
import type { Clock } from '../time';
import type { Vault } from '../vault';
import { STEP_SECONDS, whenFree } from './lease';

/** How long a rerun of a step can find out what an earlier run had sent. */
const REPLAY_SECONDS = 15 * 60;

/**
 * What is on its way to a service and not answered yet, remembered under the command's content. A step that dies leaves
 * its record behind; the same step run again finds it and repeats the same bytes instead of a new command.
 */
export class InFlight<Attempt> {
  readonly #name: string;
  readonly #heldUntil: number;

  /**
   * @param content the command without what changes from one sending to the next.
   * @param keptSeconds how long a record lives after it was last written.
   */
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
    content: string,
    private readonly isAttempt: (value: unknown) => value is Attempt,
    private readonly keptSeconds = REPLAY_SECONDS,
  ) {
    this.#name = `in flight ${createHash('sha256').update(content, 'utf8').digest('hex')}`;
    this.#heldUntil = clock.now() + STEP_SECONDS * 1000;
  }

  /**
   * What an earlier run of this step sent without living to see the answer. A run that may be alive is waited for: it is
   * another one that sends the same words, when the lease has vanished.
   *
   * @throws Problem of kind `later` when it does not come to an end.
   */
  async left(): Promise<Attempt | undefined> {
    const { attempt } = await whenFree(this.clock, async () => {
      const value = await this.vault.read(this.#name);
      if (!isObject(value) || !this.isAttempt(value.attempt)) return { attempt: undefined };
      const held = typeof value.heldUntil === 'number' && value.heldUntil > this.clock.now();
      return held ? undefined : { attempt: value.attempt };
    });
    return attempt;
  }

  /** To be called before anything is sent. */
  async remember(attempt: Attempt): Promise<void> {
    await this.#write(attempt, this.#heldUntil);
  }

  /** Leaves the attempt to the next run of this step, for as long as if it had just been sent. Whether that will find it. */
  async handOver(attempt: Attempt): Promise<boolean> {
    await this.#write(attempt, 0);
    return (await this.vault.read(this.#name)) !== undefined;
  }

  async settle(): Promise<void> {
    await this.vault.forget(this.#name);
  }

  async #write(attempt: Attempt, heldUntil: number): Promise<void> {
    await this.vault.write(this.#name, { attempt, heldUntil }, this.keptSeconds);
  }
}
