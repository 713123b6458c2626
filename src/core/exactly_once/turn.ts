import { createHash, randomUUID } from 'node:crypto';
import { say } from '../../language/language';
import { Problem, RUNS_AGAIN } from '../errors';
import { isObject } from '../json';
import type { Clock } from '../time';
import type { Vault } from '../vault';

/** A number that a service gives out for commands, and the licence that it counts for. */
export interface Numbered {
  readonly seqNumber: number;
  readonly licenseId: string;
}

/** A command whose outcome is not known. */
export interface UnknownOutcome {
  /** What the service showed before the command was sent first; its policy alone reads it. */
  readonly picture: string;
  readonly number?: Numbered | undefined;
  /** When the picture was taken, and when it was sent last: milliseconds since 1970. */
  readonly since: number;
  readonly sentAt: number;
  /** What it does, if it is carried out. */
  readonly effect?: string | undefined;
  /** What other commands about the same subject have done since: a look must not take it for this one's effect. */
  readonly others: readonly string[];
}

/** What is remembered of one subject. */
interface Entry {
  /** The run that wrote it, and until when that may be at work. */
  readonly run: string;
  readonly until: number;
  /** By the digest of the command's content. */
  readonly unknown: Readonly<Record<string, UnknownOutcome>>;
}

/** As long as anybody may run a step again. */
const UNKNOWN_SECONDS = 30 * 24 * 60 * 60;

/** Longer than any run lives, so that what it holds falls free by itself only when it is dead. */
const ALIVE_MILLISECONDS = 40_000;
const CLAIM_SECONDS = 60;

const WAIT_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 300;

/** How far apart runs get that cannot know of each other. */
const APART_MILLISECONDS = 2000;

/** A run's turn with one subject: until it ends, no other run sends a command about it. */
export class Turn {
  readonly #unknown: Map<string, UnknownOutcome>;
  #wasWritten = false;
  #quietUntil = 0;

  /** @param isClaimed false where the cache could not say whose turn it is. */
  private constructor(
    private readonly vault: Vault,
    private readonly name: string,
    private readonly mine: Entry,
    readonly isClaimed: boolean,
  ) {
    this.#unknown = new Map(Object.entries(mine.unknown));
  }

  /**
   * Waits for its turn. Only the word `true` claims it. Anything else may mean that the cache is out of order, so that it is
   * read who has it: nobody, if it says nothing, and the run goes on without a turn, a random moment later than another that
   * fares alike.
   *
   * @throws Problem of kind `later` where another run does not come to its end.
   */
  static async take(vault: Vault, clock: Clock, subject: string): Promise<Turn> {
    const name = `turn ${subject}`;
    const run = randomUUID();
    const until = clock.now() + WAIT_MILLISECONDS;
    const mine = (unknown: Entry['unknown'] = {}): Entry => ({
      run,
      until: clock.now() + ALIVE_MILLISECONDS,
      unknown,
    });
    for (let absences = 0; ;) {
      const entry = mine();
      if (await vault.claim(name, CLAIM_SECONDS, entry)) return new Turn(vault, name, entry, true);
      const found = entryOf(await vault.read(name));
      if (found?.run === run) return new Turn(vault, name, found, true);
      if (!found) {
        // It may have ended between the two questions.
        absences += 1;
        if (absences < 2) continue;
        await clock.sleep(APART_MILLISECONDS * Math.random());
        return new Turn(vault, name, entry, false);
      }
      if (found.until <= clock.now() && (await isHeir(vault, `${name} after ${found.run}`, run)))
        return new Turn(vault, name, mine(found.unknown), true);
      if (clock.now() > until) throw busy(Math.max(0, found.until - clock.now()));
      await clock.sleep(jitter(POLL_MILLISECONDS));
    }
  }

  unknownOf(content: string): UnknownOutcome | undefined {
    return this.#unknown.get(digestOf(content));
  }

  /** Notes a command that is about to be sent. */
  note(content: string, outcome: UnknownOutcome): void {
    this.#unknown.set(digestOf(content), outcome);
  }

  /**
   * Writes down what is noted.
   *
   * @returns true where it is surely kept, undefined where the cache fell silent over it.
   */
  async write(until = this.mine.until): Promise<boolean | undefined> {
    this.#wasWritten = true;
    const entry: Entry = { run: this.mine.run, until, unknown: Object.fromEntries(this.#unknown) };
    return this.vault.write(this.name, entry, this.#unknown.size > 0 ? UNKNOWN_SECONDS : CLAIM_SECONDS);
  }

  /** Other commands about the subject whose outcome is unknown. */
  unknownBeside(content: string): readonly UnknownOutcome[] {
    return [...this.#unknown].flatMap(([digest, outcome]) => (digest === digestOf(content) ? [] : [outcome]));
  }

  /** The outcome of a command is known. @param done where it was carried out: for looks of others that are still unknown. */
  settle(content: string, done?: UnknownOutcome): void {
    this.#unknown.delete(digestOf(content));
    const { effect, sentAt = 0 } = done ?? {};
    if (effect === undefined) return;
    for (const [other, outcome] of this.#unknown)
      if (sentAt >= outcome.since)
        this.#unknown.set(other, { ...outcome, others: [...outcome.others, effect] });
  }

  /** Lets nobody have a turn before that moment, as something that was sent may still be under way. */
  rest(until: number): void {
    this.#quietUntil = until;
  }

  async end(): Promise<void> {
    if (this.#unknown.size > 0 || this.#quietUntil > 0) await this.write(this.#quietUntil);
    // What is not ours is not taken away.
    else if (this.isClaimed || this.#wasWritten) await this.vault.forget(this.name);
  }
}

/** Several runs may find the entry of one that has ended; one of them goes on with it. */
async function isHeir(vault: Vault, name: string, run: string): Promise<boolean> {
  if (await vault.claim(name, CLAIM_SECONDS, run)) return true;
  const heir = await vault.read(name);
  // When the cache tells of nobody, the platform's lock alone keeps runs apart.
  return heir === undefined || heir === run;
}

function busy(milliseconds: number): Problem {
  return new Problem(
    'later',
    say`Another run is at work on the same, or was cut off a moment ago. Nothing was sent.
      ${{ runsAgain: RUNS_AGAIN }} (turn taken)`,
    { code: 'busy', retryAfterSeconds: Math.max(20, Math.ceil(milliseconds / 1000)) },
  );
}

/** Around the given time, so that steps that met once do not meet again. */
export function jitter(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}

function digestOf(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('base64url').slice(0, 16);
}

function entryOf(value: unknown): Entry | undefined {
  if (!isObject(value) || typeof value.run !== 'string' || typeof value.until !== 'number') return undefined;
  const unknown = isObject(value.unknown) ? Object.entries(value.unknown) : [];
  return {
    run: value.run,
    until: value.until,
    unknown: Object.fromEntries(
      unknown.flatMap(([content, outcome]) => (isUnknownOutcome(outcome) ? [[content, outcome]] : [])),
    ),
  };
}

function isUnknownOutcome(value: unknown): value is UnknownOutcome {
  if (!isObject(value)) return false;
  const { picture, number, since, sentAt, effect, others } = value;
  const isNumbered =
    number === undefined ||
    (isObject(number) && typeof number.seqNumber === 'number' && typeof number.licenseId === 'string');
  const isDone = effect === undefined || typeof effect === 'string';
  const isDated = typeof since === 'number' && typeof sentAt === 'number';
  return typeof picture === 'string' && isDated && isDone && Array.isArray(others) && isNumbered;
}
