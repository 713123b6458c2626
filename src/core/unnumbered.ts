import type { Clock } from './clock';
import { inDoubt, unclear } from './doubt';
import { NetworkFailure } from './http';
import { InFlight } from './in_flight';
import { withLease } from './lease';
import { isRecord } from './record';
import type { Command, Finding } from './sequence';
import type { Vault } from './vault';

/** A command that carries no number: under a LifeTime licence, or because the vendor asks none for it. */
export interface PlainCommand<Reply> extends Omit<Command<Reply>, 'lookUp'> {
  /** A name for what this command makes, chosen by the sender; a rerun goes on with the name of the run that died. */
  readonly token: string;
  /** @throws NetworkFailure when no answer came; anything else only where the command was not carried out. */
  readonly send: (token: string) => Promise<Reply>;
  readonly lookUp: (token: string) => Promise<Finding<Reply>>;
}

/**
 * Sends a command that the till would carry out again if it were repeated. After a lost answer, and when an earlier run
 * of the step died, the till is looked at before anything is sent once more.
 *
 * @throws Problem of kind `later` when the till is taken or stays silent. A NetworkFailure that leaves here says that the
 * command was not carried out.
 */
export async function runUnnumbered<Reply>(
  command: PlainCommand<Reply>,
  vault: Vault,
  clock: Clock,
): Promise<Reply> {
  return withLease(vault, clock, async () => {
    const inFlight = new InFlight(vault, clock, command.content, isStarted);
    const left = await inFlight.left();
    return new Exchange(command, inFlight, left).finish();
  });
}

class Exchange<Reply> {
  readonly #started: Started;
  /** Whether the command may have been carried out without our knowing. */
  #inDoubt: boolean;
  #lost: NetworkFailure | undefined;

  constructor(
    private readonly command: PlainCommand<Reply>,
    private readonly inFlight: InFlight<Started>,
    left: Started | undefined,
  ) {
    this.#started = left ?? { token: command.token };
    this.#inDoubt = left !== undefined;
  }

  async finish(): Promise<Reply> {
    await this.inFlight.remember(this.#started);
    try {
      const reply = await this.#exchange();
      await this.inFlight.settle();
      return reply;
    } catch (error) {
      if (this.#inDoubt) throw inDoubt(this.command, error, await this.inFlight.handOver(this.#started));
      await this.inFlight.settle();
      throw error;
    }
  }

  async #exchange(): Promise<Reply> {
    const { send } = this.command;
    for (;;) {
      const done = await this.#resolveDoubt();
      if (done) return done.reply;
      try {
        return await send(this.#started.token);
      } catch (error) {
        if (!(error instanceof NetworkFailure) || !error.maybeReceived) throw error;
        this.#inDoubt = true;
        if (this.#lost) throw error;
        this.#lost = error;
      }
    }
  }

  async #resolveDoubt(): Promise<{ readonly reply: Reply } | undefined> {
    if (!this.#inDoubt) return undefined;
    const finding = await this.command.lookUp(this.#started.token);
    if (finding.kind === 'done') return finding;
    // What we did not wait for to the end may still be at work, and be seen by the next run.
    if (finding.kind === 'not_done' && this.#lost?.reason === 'timeout') throw this.#lost;
    this.#inDoubt = false;
    if (finding.kind === 'unclear') throw unclear(this.command);
    return undefined;
  }
}

interface Started {
  readonly token: string;
}

function isStarted(value: unknown): value is Started {
  return isRecord(value) && typeof value.token === 'string';
}
