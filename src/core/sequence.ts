import { Problem } from './errors';
import { NetworkFailure } from './http';
import type { Clock } from './clock';
import { InFlight } from './in_flight';
import { jitter, withLease } from './lease';
import { isRecord } from './record';
import type { Vault } from './vault';

/** What a till says to a licensed command. */
export type Verdict<Reply> =
  /** It was carried out, or refused for a reason of its own. Either way the number is dealt with. */
  | { readonly kind: 'answered'; readonly reply: Reply }
  /** 5305, 5310: not carried out, the number is not the next one. */
  | { readonly kind: 'wrong_number' }
  /** 5304: not carried out, the till does not know the instance. */
  | { readonly kind: 'unknown_instance' }
  /** Not carried out, the licence id is not (or no longer) valid. */
  | { readonly kind: 'license_refused'; readonly problem: Problem };

/** What a look at the till tells about a command whose answer was lost. */
export type Finding<Reply> =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'not_done' }
  | { readonly kind: 'unclear' };

/** One command that changes something, and how to find out whether it did. */
export interface Command<Reply> {
  /** The command without its LicenseInfo: what makes two runs of one step the same. */
  readonly content: string;
  /** Looks at the till for the effect of the command. */
  readonly lookUp: () => Promise<Finding<Reply>>;
  /** Completes "… may have been carried out": what the user has to look at. */
  readonly doubt: string;
}

/** A command that carries a LicenseInfo. */
export interface LicensedCommand<Reply> extends Command<Reply> {
  /** The bytes to send. They are made once for a number, and sent again as they are. */
  readonly compose: (licenseId: string, seqNumber: number) => Promise<string>;
  /** @throws NetworkFailure when no answer came. */
  readonly send: (body: string) => Promise<Verdict<Reply>>;
}

/** What the sequence needs from the licence and from the till. */
export interface Licensing {
  readonly licenseId: () => Promise<string>;
  /** Asks the licence server, whatever is remembered. */
  readonly renewLicenseId: () => Promise<string>;
  /** GetXMLLicenseInstanceSeqNumber: the last used number, or undefined for an unknown instance. The vendor: not too often. */
  readonly lastNumber: (licenseId: string) => Promise<number | undefined>;
}

interface Attempt {
  readonly seqNumber: number;
  readonly body: string;
}

const NUMBER = 'sequence number';
const NUMBER_SECONDS = 30 * 24 * 60 * 60;
const MOST_LOST_ANSWERS = 2;
const MOST_ROUNDS = 8;

/**
 * Sends licensed commands so that each is carried out exactly once and no number is used twice.
 *
 * The till is the truth, the cache only a hint. The vendor's rules: an identical request may be repeated with the same
 * number, and is then answered from the till's memory; every new one takes the number after the last.
 */
export class Sequence {
  constructor(
    private readonly vault: Vault,
    private readonly licensing: Licensing,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem of kind `later` when the till is taken or stays silent; whatever the licensing throws. */
  async run<Reply>(command: LicensedCommand<Reply>): Promise<Reply> {
    return withLease(this.vault, this.clock, () =>
      new Exchange(command, this.vault, this.licensing, this.clock).finish(),
    );
  }
}

/** The way of one command: sendings, answers and doubts, until it is known to be done. */
class Exchange<Reply> {
  readonly #inFlight: InFlight<Attempt>;
  /** Whether a sending of the present number may have been carried out without our knowing. */
  #inDoubt = false;
  #lostAnswers = 0;
  #licenseRenewed = false;

  constructor(
    private readonly command: LicensedCommand<Reply>,
    private readonly vault: Vault,
    private readonly licensing: Licensing,
    private readonly clock: Clock,
  ) {
    this.#inFlight = new InFlight(vault, command.content, isAttempt);
  }

  async finish(): Promise<Reply> {
    let attempt = await this.#first();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const verdict = await this.#send(attempt);
      switch (verdict?.kind) {
        case 'answered':
          await this.#inFlight.settle();
          return verdict.reply;
        case 'license_refused':
          attempt = await this.#withNewLicense(attempt, verdict.problem);
          break;
        case 'wrong_number':
        case 'unknown_instance': {
          const reply = await this.#resolveDoubt();
          if (reply) return reply.value;
          if (round > 0) await this.clock.sleep(jitter(100 * round));
          attempt = await this.#take(verdict.kind === 'unknown_instance' ? 0 : await this.#askNext());
          break;
        }
        // No answer: the same bytes again, which the till answers from its memory if it had carried them out.
        case undefined:
          await this.clock.sleep(jitter(200));
      }
    }
    if (!this.#inDoubt) await this.#inFlight.settle();
    throw new Problem(
      'later',
      'The till refused every sequence number, because something else uses the same licence instance. Give each program its own ' +
        `Licence Instance GUID. ${this.#inDoubt ? this.command.doubt : 'Nothing was changed.'} (5305)`,
      { code: '5305', retryAfterSeconds: 60 },
    );
  }

  /** The attempt of an earlier run that died, or a new one. */
  async #first(): Promise<Attempt> {
    const [left, last] = await Promise.all([this.#inFlight.left(), this.vault.read(NUMBER)]);
    if (left) {
      this.#inDoubt = true;
      return left;
    }
    return this.#take(typeof last === 'number' ? last + 1 : await this.#askNext());
  }

  async #askNext(): Promise<number> {
    const last = await this.licensing.lastNumber(await this.licensing.licenseId());
    return last === undefined ? 0 : last + 1;
  }

  /** Remembers a number as used before it is sent, so that a step that dies leaves its trace. */
  async #take(seqNumber: number): Promise<Attempt> {
    const body = await this.command.compose(await this.licensing.licenseId(), seqNumber);
    const attempt = { seqNumber, body };
    await Promise.all([
      this.#inFlight.remember(attempt),
      this.vault.write(NUMBER, seqNumber, NUMBER_SECONDS),
    ]);
    return attempt;
  }

  async #send({ body }: Attempt): Promise<Verdict<Reply> | undefined> {
    try {
      return await this.command.send(body);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.maybeReceived) this.#inDoubt = true;
      this.#lostAnswers += 1;
      if (!failure.maybeReceived || this.#lostAnswers > MOST_LOST_ANSWERS) throw await this.#giveUp(failure);
      return undefined;
    }
  }

  async #giveUp(failure: NetworkFailure): Promise<Error> {
    if (!this.#inDoubt) {
      await this.#inFlight.settle();
      return failure;
    }
    return unanswered(this.command, failure);
  }

  /** A licence error uses up no number: the same command, with the same number, under a fresh licence id, once. */
  async #withNewLicense(attempt: Attempt, problem: Problem): Promise<Attempt> {
    if (this.#licenseRenewed) {
      if (!this.#inDoubt) await this.#inFlight.settle();
      throw problem;
    }
    this.#licenseRenewed = true;
    await this.licensing.renewLicenseId();
    return this.#take(attempt.seqNumber);
  }

  /**
   * A refused number says that this sending was not carried out. An earlier one whose answer was lost may have been, with
   * somebody else's command after it: then only a look at the till can tell.
   */
  async #resolveDoubt(): Promise<{ readonly value: Reply } | undefined> {
    if (!this.#inDoubt) return undefined;
    const finding = await this.command.lookUp();
    switch (finding.kind) {
      case 'done':
        await this.#inFlight.settle();
        return { value: finding.reply };
      case 'not_done':
        this.#inDoubt = false;
        return undefined;
      case 'unclear':
        await this.#inFlight.settle();
        throw unclear(this.command);
    }
  }
}

/** No answer came to something that may have been done. The record stays, so the step may be run again. */
export function unanswered({ doubt }: Pick<Command<unknown>, 'doubt'>, failure: NetworkFailure): Problem {
  return new Problem(
    'later',
    `The till did not answer. ${doubt} It is safe to run this step again within 15 minutes: it then continues where it ` +
      `stopped and does nothing twice. (${failure.code})`,
    { code: failure.reason, retryAfterSeconds: 60, cause: failure },
  );
}

/** Neither the till's answer nor a look at it tells whether the command was carried out: a person must decide. */
export function unclear({ doubt }: Pick<Command<unknown>, 'doubt'>): Problem {
  return new Problem(
    'failed',
    `The answer to this step was lost, and the till does not show whether it was carried out. ${doubt} Look at the till ` +
      'before you run this step again. (unclear outcome)',
    { code: 'unclear_outcome' },
  );
}

/** Anything else that was thrown is no lost answer. */
export function failureOf(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  throw error;
}

function isAttempt(value: unknown): value is Attempt {
  return isRecord(value) && typeof value.seqNumber === 'number' && typeof value.body === 'string';
}
