import { NetworkFailure } from '../http';
import { isObject } from '../json';
import type { Clock } from '../time';
import type { Vault } from '../vault';
import { InFlight } from './in_flight';
import { type Finished, withLease } from './lease';
import type { Command, Finding } from './sequence';
import { inDoubt, unclear } from './unknown_outcome';

/** A command that carries no number: under a LifeTime licence, or because the vendor asks none for it. */
export interface PlainCommand<Reply> extends Omit<Command<Reply>, 'lookUp'> {
  /**
   * What a look at the till needs to know later: a name for what this command makes, or how things stood before it. It is
   * asked for once; a rerun goes on with that of the run that died.
   */
  readonly token: () => string | Promise<string>;
  /** @throws NetworkFailure when no answer came; anything else only where the command was not carried out. */
  readonly send: (token: string) => Promise<Reply>;
  readonly lookUp: (token: string) => Promise<Finding<Reply>>;
  /**
   * For a command that the till would carry out twice without a word: what a person does where the till does not tell
   * whether it was carried out. Such a command is never sent again by the run that lost its answer, nor on a guess later.
   */
  readonly byHand?: string;
}

/** A month: as long as somebody may think of running a step again. */
const OPEN_SECONDS = 30 * 24 * 60 * 60;

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
    const { content, token, byHand } = command;
    const kept = byHand === undefined ? undefined : OPEN_SECONDS;
    const inFlight = new InFlight(vault, clock, content, isStarted, kept);
    const left = await inFlight.left();
    return new Exchange(command, inFlight, left ?? { token: await token() }, left !== undefined).finish();
  });
}

class Exchange<Reply> {
  #lost: NetworkFailure | undefined;

  /** @param inDoubt whether the command may have been carried out without our knowing. */
  constructor(
    private readonly command: PlainCommand<Reply>,
    private readonly inFlight: InFlight<Started>,
    private readonly started: Started,
    private inDoubt: boolean,
  ) {}

  async finish(): Promise<Finished<Reply>> {
    await this.inFlight.remember(this.started);
    try {
      const result = await this.#exchange();
      return { result, settle: () => this.inFlight.settle() };
    } catch (error) {
      if (this.inDoubt) throw inDoubt(this.command, error, await this.inFlight.handOver(this.started));
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
        return await send(this.started.token);
      } catch (error) {
        if (!(error instanceof NetworkFailure) || !error.maybeReceived) throw error;
        this.inDoubt = true;
        if (this.#lost) throw error;
        this.#lost = error;
      }
    }
  }

  async #resolveDoubt(): Promise<{ readonly reply: Reply } | undefined> {
    if (!this.inDoubt) return undefined;
    const finding = await this.command.lookUp(this.started.token);
    if (finding.kind === 'done') return finding;
    const isCautious = this.command.byHand !== undefined;
    // What we did not wait for to the end may still be at work, and be seen by the next run.
    if (this.#lost && (isCautious || (finding.kind === 'not_done' && this.#lost.reason === 'timeout')))
      throw this.#lost;
    this.inDoubt = isCautious && finding.kind === 'unclear';
    if (finding.kind === 'unclear') throw unclear(this.command);
    return undefined;
  }
}

interface Started {
  readonly token: string;
}

function isStarted(value: unknown): value is Started {
  return isObject(value) && typeof value.token === 'string';
}
