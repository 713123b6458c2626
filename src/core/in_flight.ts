import { createHash } from 'node:crypto';
import type { Vault } from './vault';

/** How long a rerun of a step that died can find out what it had sent. */
export const REPLAY_SECONDS = 15 * 60;

/**
 * What is on its way to a service and not answered yet, remembered under the command's content. A step that dies leaves
 * its record behind; the same step run again finds it and repeats the same bytes instead of a new command.
 */
export class InFlight<Attempt> {
  readonly #name: string;

  /** @param content the command without what changes from one sending to the next. */
  constructor(
    private readonly vault: Vault,
    content: string,
    private readonly isAttempt: (value: unknown) => value is Attempt,
  ) {
    this.#name = `in flight ${createHash('sha256').update(content, 'utf8').digest('hex')}`;
  }

  /** What an earlier run of this step sent without living to see the answer. */
  async left(): Promise<Attempt | undefined> {
    const value = await this.vault.read(this.#name);
    return this.isAttempt(value) ? value : undefined;
  }

  async remember(attempt: Attempt): Promise<void> {
    await this.vault.write(this.#name, attempt, REPLAY_SECONDS);
  }

  async settle(): Promise<void> {
    await this.vault.forget(this.#name);
  }
}
