import { Problem } from '../errors';
import { NetworkFailure } from '../http';
import { isObject } from '../json';
import type { Clock } from '../time';
import type { Vault } from '../vault';
import { InFlight } from './in_flight';
import { type Finished, jitter, withLease } from './lease';
import { inDoubt, unclear } from './unknown_outcome';

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
  /** The bytes to send. They are made once for a number, and sent again as they are but for a renewed licence id. */
  readonly compose: (licenseId: string, seqNumber: number) => Promise<string>;
  /** @throws NetworkFailure when no answer came; anything else only where the command was not carried out. */
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
  readonly licenseId: string;
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

  /**
   * @throws Problem of kind `later` when the till is taken or stays silent; whatever the licensing throws. A NetworkFailure
   * that leaves here says that the command was not carried out.
   */
  async run<Reply>(command: LicensedCommand<Reply>): Promise<Reply> {
    // Looked up while the lease is; whoever needs it hears what went wrong.
    this.licensing.licenseId().catch(() => undefined);
    return withLease(this.vault, this.clock, () =>
      new Exchange(command, this.vault, this.licensing, this.clock).finish(),
    );
  }
}

/** The way of one command: sendings, answers and doubts, until it is known to be done. */
class Exchange<Reply> {
  readonly #inFlight: InFlight<Attempt>;
  #attempt: Attempt | undefined;
  /** Whether a sending of the present number may have been carried out without our knowing. */
  #inDoubt = false;
  #lost: NetworkFailure[] = [];
  #licenseRenewed = false;

  constructor(
    private readonly command: LicensedCommand<Reply>,
    private readonly vault: Vault,
    private readonly licensing: Licensing,
    private readonly clock: Clock,
  ) {
    this.#inFlight = new InFlight(vault, clock, command.content, isAttempt);
  }

  async finish(): Promise<Finished<Reply>> {
    const [left, last] = await Promise.all([this.#inFlight.left(), this.vault.read(NUMBER)]);
    this.#inDoubt = left !== undefined;
    try {
      const first = left ? await this.#goOn(left, last) : await this.#take(await this.#next(last));
      const result = await this.#exchange(first);
      return { result, settle: () => this.#inFlight.settle() };
    } catch (error) {
      if (this.#attempt && this.#inDoubt)
        throw inDoubt(this.command, error, await this.#inFlight.handOver(this.#attempt));
      await this.#inFlight.settle();
      throw error;
    }
  }

  async #exchange(first: Attempt): Promise<Reply> {
    let attempt = first;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const verdict = await this.#send(attempt);
      switch (verdict?.kind) {
        case 'answered':
          return verdict.reply;
        case 'license_refused':
          attempt = await this.#withNewLicense(attempt, verdict.problem);
          break;
        case 'wrong_number':
        case 'unknown_instance': {
          const done = await this.#resolveDoubt();
          if (done) return done.reply;
          if (round > 0) await this.clock.sleep(jitter(100 * round));
          attempt = await this.#take(verdict.kind === 'unknown_instance' ? 0 : await this.#askNext());
          break;
        }
        // No answer: the same bytes again, which the till answers from its memory if it had carried them out.
        case undefined:
          await this.clock.sleep(jitter(200));
      }
    }
    throw new Problem(
      'later',
      'The till refused every sequence number, because something else uses the same licence instance. Give each program its own ' +
        `Licence Instance GUID. ${this.#inDoubt ? '' : 'Nothing was changed. '}(5305)`,
      { code: '5305', retryAfterSeconds: 60 },
    );
  }

  /** The earlier run may have died before its number was remembered as used. */
  async #goOn(left: Attempt, last: unknown): Promise<Attempt> {
    const { seqNumber } = left;
    if (typeof last === 'number' && last < seqNumber)
      await this.vault.write(NUMBER, seqNumber, NUMBER_SECONDS);
    return this.#remember(left);
  }

  async #next(last: unknown): Promise<number> {
    return typeof last === 'number' ? last + 1 : this.#askNext();
  }

  async #askNext(): Promise<number> {
    const last = await this.licensing.lastNumber(await this.licensing.licenseId()).catch((error: unknown) => {
      // A question changes nothing, whoever received it.
      throw error instanceof NetworkFailure ? new NetworkFailure(error.reason, false, error.code) : error;
    });
    return last === undefined ? 0 : last + 1;
  }

  /** A number is remembered as used before it is sent, so that a step that dies leaves its trace. */
  async #take(seqNumber: number): Promise<Attempt> {
    const licenseId = await this.licensing.licenseId();
    const body = await this.command.compose(licenseId, seqNumber);
    const [attempt] = await Promise.all([
      this.#remember({ seqNumber, licenseId, body }),
      this.vault.write(NUMBER, seqNumber, NUMBER_SECONDS),
    ]);
    return attempt;
  }

  async #remember(attempt: Attempt): Promise<Attempt> {
    this.#attempt = attempt;
    await this.#inFlight.remember(attempt);
    return attempt;
  }

  async #send({ body }: Attempt): Promise<Verdict<Reply> | undefined> {
    try {
      return await this.command.send(body);
    } catch (error) {
      if (!(error instanceof NetworkFailure) || !error.maybeReceived) throw error;
      this.#inDoubt = true;
      this.#lost.push(error);
      if (this.#lost.length > MOST_LOST_ANSWERS) throw error;
      return undefined;
    }
  }

  /**
   * A licence error uses up no number: the same command, with the same number, under a fresh licence id, once. The command
   * is not composed anew, or an earlier sending that was carried out could not be answered from the till's memory.
   */
  async #withNewLicense(
    { seqNumber, licenseId: refused, body }: Attempt,
    problem: Problem,
  ): Promise<Attempt> {
    if (this.#licenseRenewed) throw problem;
    this.#licenseRenewed = true;
    const licenseId = await this.licensing.renewLicenseId();
    return this.#remember({ seqNumber, licenseId, body: body.replace(refused, () => licenseId) });
  }

  /**
   * A refused number says that this sending was not carried out. An earlier one whose answer was lost may have been, with
   * somebody else's command after it: then only a look at the till can tell.
   */
  async #resolveDoubt(): Promise<{ readonly reply: Reply } | undefined> {
    if (!this.#inDoubt) return undefined;
    const finding = await this.command.lookUp();
    if (finding.kind === 'done') return finding;
    // What we did not wait for to the end may still be at work, and be seen by the next run.
    const unfinished = this.#lost.find(({ reason }) => reason === 'timeout');
    if (finding.kind === 'not_done' && unfinished) throw unfinished;
    this.#inDoubt = false;
    if (finding.kind === 'unclear') throw unclear(this.command);
    return undefined;
  }
}

function isAttempt(value: unknown): value is Attempt {
  return (
    isObject(value) &&
    typeof value.seqNumber === 'number' &&
    typeof value.licenseId === 'string' &&
    typeof value.body === 'string'
  );
}
