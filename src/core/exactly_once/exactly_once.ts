import { say } from '../../language/language';
import { Problem, RUNS_AGAIN } from '../errors';
import { answered, NetworkFailure, READ } from '../http';
import type { Clock } from '../time';
import type { Vault } from '../vault';
import { jitter, Turn, type Numbered, type UnknownOutcome } from './turn';
import { outcomeUnknown, unclear, type Words } from './unknown_outcome';

/**
 * Exactly once, for every command that would harm if it were done twice.
 *
 * **What is remembered.** Commands about one subject (an order, a receipt, a buyer) take turns. Before a command is sent, a
 * record of it is kept: the picture, that is what the service showed before, and the number where the service counts
 * commands. With the step's own content they make the same bytes again. The record lives for 30 days and goes when the
 * outcome is known, so that there is a record of every unknown outcome: after a lost answer, and after the death of the
 * process at whatever moment.
 *
 * **What an event does to a record.**
 * - An answer, or a refusal, settles it. So does a request that never left.
 * - Where no answer comes, the outcome is unknown. So it is where the process ends, by whatever cause.
 * - The next run of the same content, whoever starts it, finds it and looks at the service before anything else:
 *   the effect is there and new since the picture: it is the result, and the record is settled;
 *   nothing is new: the command is sent again, under the same number;
 *   it cannot be told: nothing is sent by any run, until a look can tell; the user reads what to look for;
 *   it is there and cannot be meant any more, as an order of another shift: the record is dropped, and the run is a new one.
 *
 * **Why nothing is done twice.** A command is sent in two cases. Either no record of its content is there: then no earlier
 * sending of it is left unknown, because records are kept before they are needed and settled only by what is known. Or a look has
 * shown that nothing is new since the picture, which was taken before its first sending: then no earlier sending has had an
 * effect, and none can have one later, because a look counts only when nothing can be under way any more: a while after the
 * last sending, or when the connection broke, as a service works off what it received before it shows anything. No other run
 * can send the same beside it, as it is not its turn. A number that is sent again protects once more, where the service
 * remembers its answers; nothing relies on that.
 *
 * **Why nothing is lost.** A run ends well in two cases. Either an answer to its own sending came. Or a look has shown the
 * effect as new since the picture, and what other runs have done since is known (`others`) and taken off; so two runs never
 * count the same effect as theirs, and there are as many good ends as effects.
 *
 * **What it relies on.** The cache may forget anything. A record that was forgotten while it was needed makes its command a
 * new one; that, and two equal commands at the same moment while neither the cache nor the platform's lock works, is all that
 * can go wrong. Money is not given back on such terms: what needs a record is only sent when that is surely kept.
 * Between the last word to the cache and the word to the platform no process can die in peace: a step that dies there is
 * taken for a new one.
 */
export async function exactlyOnce<Result>(
  { vault, clock, atEnd }: Memory,
  subject: string,
  work: (turn: Exclusive) => Promise<Result>,
): Promise<Result> {
  const turn = await Turn.take(vault, clock, subject);
  try {
    return await work({ carryOut: (command) => new Attempt(command, turn, clock).finish() });
  } finally {
    await Promise.all([turn.end(), atEnd?.()]);
  }
}

/** The same for one command of a service that is asked over the network. @throws Problem, also in place of a NetworkFailure. */
export async function once<Reply>(memory: Memory, subject: string, command: Command<Reply>): Promise<Reply> {
  return answered(command.words.service, READ, () =>
    exactlyOnce(memory, subject, (turn) => turn.carryOut(command)),
  );
}

export interface Memory {
  readonly vault: Vault;
  readonly clock: Clock;
  /** What else is to be written down in the end; it does not throw. */
  readonly atEnd?: () => Promise<void>;
}

/** What may be sent about a subject while nobody else sends anything about it. */
export interface Exclusive {
  /**
   * @throws Problem of kind `later` where a rerun will find out what became of the command, with the code `unclear_outcome`
   * where nobody can; whatever the command's policy throws. A NetworkFailure that leaves here says that it was not carried out.
   */
  readonly carryOut: <Reply>(command: Command<Reply>) => Promise<Reply>;
}

/** A command, and the policy that finds out whether it was carried out. */
export interface Command<Reply> {
  /** What makes two steps the same: all that they say, without what changes from one sending to the next. */
  readonly content: string;
  readonly words: Words;
  /** What the service shows now, for a look later. It is asked for once; a rerun goes on with that of the first run. */
  readonly picture: () => string | Promise<string>;
  /**
   * What has become of a command whose outcome is unknown. It changes nothing.
   *
   * @param maybe what other commands may have done since, whose outcome is not known either.
   */
  readonly lookUp: (outcome: UnknownOutcome, maybe: readonly string[]) => Promise<Finding<Reply>>;
  /**
   * Sends it. The same picture and number make the same bytes.
   *
   * @throws NetworkFailure when no answer came; anything else only where it was not carried out.
   */
  readonly send: (picture: string, number: Numbered | undefined) => Promise<Verdict<Reply>>;
  /** Present for services that count commands. */
  readonly numbering?: Numbering | undefined;
  /** What it does, for the looks of others about the same subject. */
  readonly effect?: string;
  /** The service may go on with it when the connection has broken, so that the run that lost its answer never sends it again. */
  readonly goesOn?: boolean;
  /** A repetition would pay twice, or could not be told from another's doing: it is not sent without a record. */
  readonly needsRecord?: boolean;
  /**
   * For what bears a name of the user's own, so that the service itself is the record: the picture from which an earlier run
   * may have begun; undefined where none can have. Nothing is kept for it.
   */
  readonly named?: { readonly begun: string | undefined };
}

/** What a look tells about a command whose outcome is unknown. */
export type Finding<Reply> =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'not_done' }
  | { readonly kind: 'unclear' }
  /** Not done, or of another day, when an equal step means something new: what is remembered of it is of no use any more. */
  | { readonly kind: 'stale' };

/** What a service says to a command. */
export type Verdict<Reply> =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Not carried out, for something that is in order now, such as its number: it may be sent again, under this one. */
  | { readonly kind: 'again'; readonly number: Numbered | undefined };

/** How a service counts commands. */
export interface Numbering {
  /** For a new command. */
  readonly next: () => Promise<Numbered>;
  /** Whether the service says that no command has taken this number. It is to be asked rarely. */
  readonly isUnused: (number: Numbered) => Promise<boolean>;
  /** A look has shown that a command took this number. */
  readonly taken: (number: Numbered) => Promise<void>;
}

const MOST_LOST_ANSWERS = 2;

/** After so long a time nothing of a request is under way any more. */
const QUIET_MILLISECONDS = 50_000;

/** One run of a command: looks, sendings and answers, until it is known to be done. */
class Attempt<Reply> {
  /** The unknown outcome of this run, or of one before it. */
  #outcome: UnknownOutcome | undefined;
  /** Whether a sending may have been carried out without our knowing; and whether one ever was. */
  #isUnknown: boolean;
  #wasUnknown: boolean;
  #isRemembered: boolean;
  #hasSent = false;
  #lost: NetworkFailure | undefined;
  #losses = 0;

  constructor(
    private readonly command: Command<Reply>,
    private readonly turn: Turn,
    private readonly clock: Clock,
  ) {
    const { content, named } = command;
    this.#outcome = named ? begun(named.begun) : turn.unknownOf(content);
    this.#isUnknown = this.#wasUnknown = this.#outcome !== undefined;
    this.#isRemembered = this.#isUnknown || named !== undefined;
  }

  async finish(): Promise<Reply> {
    const { content, words, named } = this.command;
    try {
      const reply = await this.#reply();
      this.turn.settle(content, this.#outcome);
      return reply;
    } catch (error) {
      if (!this.#isUnknown) this.turn.settle(content);
      else if (named && this.#outcome) this.turn.rest(this.#outcome.sentAt + QUIET_MILLISECONDS);
      // What bears a name may have been begun by nobody.
      throw this.#isUnknown && (this.#hasSent || !named)
        ? outcomeUnknown(words, error, this.#isRemembered)
        : error;
    }
  }

  async #reply(): Promise<Reply> {
    for (;;) {
      const found = this.#isUnknown ? await this.#resolved() : undefined;
      if (found) return found.reply;
      const verdict = await this.#send();
      switch (verdict?.kind) {
        case 'done':
          return verdict.reply;
        case 'again':
          this.#outcome = this.#outcome && { ...this.#outcome, number: verdict.number };
          break;
        case 'refused': {
          // As when a payment is repeated that was still under way: the order is closed by then.
          const finding = this.#wasUnknown && this.#outcome ? await this.#finding(this.#outcome) : undefined;
          if (finding?.kind === 'done') return finding.reply;
          throw verdict.problem;
        }
        case undefined:
          await this.clock.sleep(jitter(200));
      }
    }
  }

  /** Looks at the service. @throws where that does not tell whether to send. */
  async #resolved(): Promise<{ readonly reply: Reply } | undefined> {
    const { numbering, words } = this.command;
    const outcome = this.#outcome;
    if (!outcome) return undefined;
    const finding = await this.#finding(outcome);
    if (finding.kind === 'done') {
      if (outcome.number) await numbering?.taken(outcome.number);
      return finding;
    }
    if (!this.#isQuiet(outcome)) throw this.#lost ?? underWay();
    if (finding.kind === 'unclear' && !(outcome.number && (await numbering?.isUnused(outcome.number))))
      throw unclear(words);
    if (finding.kind === 'stale') this.#outcome = undefined;
    this.#isUnknown = false;
    return undefined;
  }

  #finding(outcome: UnknownOutcome): Promise<Finding<Reply>> {
    const rivals = this.turn
      .unknownBeside(this.command.content)
      .filter(({ sentAt }) => sentAt >= outcome.since);
    return this.command.lookUp(
      outcome,
      rivals.flatMap(({ effect }) => effect ?? []),
    );
  }

  /** Whether nothing of it can be under way any more. */
  #isQuiet({ sentAt }: UnknownOutcome): boolean {
    if (!this.#lost) return this.clock.now() - sentAt >= QUIET_MILLISECONDS;
    // What was not waited for to the end may still be at work.
    const isOver = this.#lost.reason !== 'timeout' && this.command.goesOn !== true;
    return isOver && this.#losses <= MOST_LOST_ANSWERS;
  }

  async #send(): Promise<Verdict<Reply> | undefined> {
    const { content, picture, send, numbering, effect } = this.command;
    // What another has sent must not come about between this one's picture and its look.
    if (this.turn.unknownBeside(content).some(({ sentAt }) => this.clock.now() - sentAt < QUIET_MILLISECONDS))
      throw underWay();
    const known = this.#outcome;
    const since = known?.since ?? this.clock.now();
    const [before, number] = await Promise.all([
      known?.picture ?? picture(),
      known?.number ?? numbering?.next(),
    ]);
    const others = known?.others ?? [];
    this.#outcome = { picture: before, number, since, sentAt: this.clock.now(), effect, others };
    await this.#remember(this.#outcome);
    this.#hasSent = true;
    try {
      return await send(before, number);
    } catch (error) {
      if (!(error instanceof NetworkFailure) || !error.maybeReceived) throw error;
      this.#isUnknown = this.#wasUnknown = true;
      this.#lost = error;
      this.#losses += 1;
      return undefined;
    }
  }

  /** Once before the first sending of a run, as a later one goes on from the same picture. @throws Problem of kind `later`. */
  async #remember(outcome: UnknownOutcome): Promise<void> {
    const { content, named, needsRecord } = this.command;
    if (named) return;
    this.turn.note(content, outcome);
    if (this.#hasSent) return;
    const isKept = await this.turn.write();
    this.#isRemembered = isKept === true;
    // A cache that could not say whose turn it is may have kept an earlier run's record to itself.
    const isSure = isKept === true && this.turn.isClaimed;
    // A cache that fell silent may hold the record all the same, and it could not be taken away again.
    if (isKept === undefined || (needsRecord === true && !isSure)) throw unremembered();
  }
}

function begun(picture: string | undefined): UnknownOutcome | undefined {
  return picture === undefined ? undefined : { picture, since: 0, sentAt: 0, others: [] };
}

function underWay(): Problem {
  return new Problem(
    'later',
    say`The request of an earlier run may still be under way. Nothing was sent now.
      ${{ runsAgain: RUNS_AGAIN }} (under way)`,
    { code: 'under_way', retryAfterSeconds: 60 },
  );
}

function unremembered(): Problem {
  return new Problem(
    'later',
    say`Zapier's memory does not answer, and without it a run that is cut off could do the same twice.
      Nothing was sent. ${{ runsAgain: RUNS_AGAIN }} (no memory)`,
    { code: 'no_memory', retryAfterSeconds: 60 },
  );
}
