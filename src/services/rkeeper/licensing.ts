import { Problem, RUNS_AGAIN } from '../../core/errors';
import type { Numbering } from '../../core/exactly_once/exactly_once';
import { jitter, type Numbered } from '../../core/exactly_once/turn';
import { NetworkFailure, type Http } from '../../core/http';
import { isExpired, licenseAnchor, type License } from '../../core/license';
import type { Clock } from '../../core/time';
import { say } from '../../language/language';
import { succeeded, type TillAnswer } from './answer';
import { command, withLicense, type LicenseInfo } from './commands';
import type { SubscriptionLicense } from './connection';
import { askLicense, isOutage, type LicenseAnswer } from './license_server';
import { isLicenseRefusal, refusal } from './problems';
import type { TillMemory } from './till_memory';
import type { TillTransport } from './transport';

/** The vendor: ask every 30 to 90 minutes. Past that a licence still serves while the licence server is out, until its own end. */
const FRESH_MILLISECONDS = 60 * 60 * 1000;

const MOST_REFUSALS = 20;

/** How often one command may ask for the last number: the vendor wants that asked rarely. */
const MOST_QUESTIONS = 2;

export interface LicensingParts {
  readonly subscription: SubscriptionLicense;
  readonly instanceGuid: string;
  readonly restCode: () => Promise<string>;
  readonly transport: TillTransport;
  readonly http: Http;
  readonly memory: TillMemory;
  readonly clock: Clock;
}

/** What is known of a subscription; of one whose id was typed by hand that is all. */
export type LicenseStatus = LicenseAnswer | { readonly kind: 'typed'; readonly license: License };

/** The licence of one restaurant: its id, renewed in time, and the numbers of its instance. */
export class TillLicensing {
  #current: Promise<License> | undefined;

  constructor(private readonly parts: LicensingParts) {}

  /**
   * The licence as it is remembered for an hour, or asked for now.
   *
   * @throws Problem of kind `failed` when there is none; whatever {@link askLicense} throws.
   */
  async license(): Promise<License> {
    this.#current ??= this.#rememberedOrAsked();
    return this.#current;
  }

  /** @throws Problem as {@link askLicense} does. */
  async status(): Promise<LicenseStatus> {
    const { subscription, http, restCode, memory, clock } = this.parts;
    const { licenseId: id } = subscription;
    if (id !== undefined)
      return { kind: 'typed', license: { id, expirationDate: undefined, quantity: undefined } };
    const answer = await askLicense(subscription, await restCode(), http);
    if (answer.kind === 'active') memory.learn({ license: answer.license, licenseAskedAt: clock.now() });
    return answer;
  }

  async renew(): Promise<License> {
    this.#current = this.#ask();
    return this.license();
  }

  /** The LicenseInfo of one command; without a number it asks for the last one. */
  async info(licenseId: string, seqNumber?: number): Promise<LicenseInfo> {
    const { subscription, instanceGuid, restCode } = this.parts;
    return {
      anchor: licenseAnchor(subscription.product, await restCode()),
      licenseToken: licenseId,
      instanceGuid,
      seqNumber,
    };
  }

  /** For one command. */
  numbering(): CommandNumbers {
    return new CommandNumbers(this, this.parts);
  }

  /**
   * GetXMLLicenseInstanceSeqNumber: the last used number, undefined for an instance that the till does not know. A refused
   * licence id is renewed once. The vendor: not too often.
   *
   * @throws Problem; a NetworkFailure that says that nothing was changed, as a question changes nothing.
   */
  async lastNumber(): Promise<number | undefined> {
    const answer = await this.#askNumber((await this.license()).id);
    return numberOf(isLicenseRefusal(answer) ? await this.#askNumber((await this.renew()).id) : answer);
  }

  async #askNumber(licenseId: string): Promise<TillAnswer> {
    const question = command('GetXMLLicenseInstanceSeqNumber');
    return this.parts.transport.sendHarmless(withLicense(question, await this.info(licenseId)));
  }

  async #rememberedOrAsked(): Promise<License> {
    const { subscription, memory, clock } = this.parts;
    if (subscription.licenseId !== undefined) return this.#ask();
    const { license, licenseAskedAt = 0 } = await memory.hints();
    const usable = license && !isExpired(license, clock.now()) ? license : undefined;
    if (usable && clock.now() - licenseAskedAt < FRESH_MILLISECONDS) return usable;
    return this.#ask().catch((error: unknown) => {
      if (usable && isOutage(error)) return usable;
      throw error;
    });
  }

  async #ask(): Promise<License> {
    const answer = await this.status();
    if ('problem' in answer) throw answer.problem;
    return answer.license;
  }
}

/** Why the till took a command for none that may come now; it was not carried out then. */
type Refusal =
  | { readonly kind: 'unknown instance' }
  /** 5305, with the numbers that may come; or without, where they cannot be read. */
  | { readonly kind: 'wrong number'; readonly allowed: readonly number[] }
  /** 5310. */
  | { readonly kind: 'too low' }
  | { readonly kind: 'license' };

/**
 * The numbers of one command: the one after the last, which is remembered, else asked from the till. The till is the truth:
 * it names the numbers that may come where one was wrong.
 */
export class CommandNumbers implements Numbering {
  #refusals = 0;
  #hasRenewed = false;
  #questions = 0;
  #isRaised = false;

  constructor(
    private readonly licensing: TillLicensing,
    private readonly parts: Pick<LicensingParts, 'memory' | 'clock'>,
  ) {}

  async next(): Promise<Numbered> {
    const { lastNumber } = await this.parts.memory.hints();
    const [{ id: licenseId }, seqNumber] = await Promise.all([
      this.licensing.license(),
      lastNumber === undefined ? this.#first() : lastNumber + 1,
    ]);
    return { licenseId, seqNumber };
  }

  async isUnused({ seqNumber }: Numbered): Promise<boolean> {
    return (await this.#asked()) === seqNumber - 1;
  }

  /** The till has answered a command under this number. */
  used({ seqNumber }: Numbered): void {
    this.parts.memory.learn({ lastNumber: seqNumber });
  }

  async taken({ seqNumber }: Numbered): Promise<void> {
    const { lastNumber = -1 } = await this.parts.memory.hints();
    if (seqNumber > lastNumber) this.parts.memory.learn({ lastNumber: seqNumber });
  }

  /**
   * @returns number and licence to send a command under that was refused for these alone; undefined where the answer is one
   * to the command itself.
   * @throws Problem where there are none.
   */
  async afterRefusal(refused: Numbered, answer: TillAnswer): Promise<Numbered | undefined> {
    const why = refusalOf(answer);
    if (!why) return undefined;
    if (why.kind === 'license') {
      if (this.#hasRenewed) throw refusal(answer);
      this.#hasRenewed = true;
      return { ...refused, licenseId: (await this.licensing.renew()).id };
    }
    if (this.#refusals > 0) await this.parts.clock.sleep(jitter(20 * Math.min(this.#refusals, 10)));
    this.#refusals += 1;
    if (this.#refusals > MOST_REFUSALS) throw noNumber();
    return { ...refused, seqNumber: await this.#after(refused.seqNumber, why) };
  }

  async #after(refused: number, why: Refusal): Promise<number> {
    if (why.kind === 'unknown instance') return 0;
    if (why.kind === 'wrong number' && why.allowed.length > 0) return Math.max(...why.allowed);
    // One more costs no question, and where it is wrong the till names the numbers that are right. In a crowd others may be faster.
    this.#isRaised = why.kind === 'too low' && (!this.#isRaised || this.#questions >= MOST_QUESTIONS);
    if (this.#isRaised) return refused + 1;
    const last = this.#questions < MOST_QUESTIONS ? await this.#asked() : 'not told';
    if (last === 'not told') throw noNumber();
    // Some tills may tell the next number instead of the last.
    return last + 1 === refused ? last : last + 1;
  }

  /** Nothing is remembered. A till that does not want to be asked names the number when it refuses one; a new instance starts at 0. */
  async #first(): Promise<number> {
    const last = await this.#asked();
    return last === 'not told' ? 0 : last + 1;
  }

  /** The last number; -1 for a new instance. The till refuses the question where it comes too often. */
  async #asked(): Promise<number | 'not told'> {
    this.#questions += 1;
    try {
      return (await this.licensing.lastNumber()) ?? -1;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return 'not told';
      throw error;
    }
  }
}

function noNumber(): Problem {
  return new Problem(
    'later',
    say`The till refused every sequence number. If something else uses the same licence instance, give
      each program its own Licence Instance GUID. Nothing was done. ${{ runsAgain: RUNS_AGAIN }} (5305)`,
    { code: '5305', retryAfterSeconds: 60 },
  );
}

/** By the number of the error, else by its text, which some tills send alone: «… значение из множества [1, 2]». */
function refusalOf(answer: TillAnswer): Refusal | undefined {
  const { errorNumber, errorText } = answer;
  if (isLicenseRefusal(answer)) return { kind: 'license' };
  if (errorNumber === '5304') return { kind: 'unknown instance' };
  if (errorNumber === '5310') return { kind: 'too low' };
  const isAboutNumber = errorNumber === undefined && /seq\s*number/i.test(errorText);
  if (errorNumber === undefined && !isAboutNumber && UNKNOWN_INSTANCE.test(errorText))
    return { kind: 'unknown instance' };
  if (errorNumber !== '5305' && !isAboutNumber) return undefined;
  const [, set] = /\[\s*(\d{1,15}(?:\s*[,;]\s*\d{1,15})*)\s*\]/.exec(errorText) ?? [];
  if (set === undefined && errorNumber === undefined && /увелич|increas/i.test(errorText))
    return { kind: 'too low' };
  return { kind: 'wrong number', allowed: set?.split(/[,;]/).map(Number) ?? [] };
}

/** Its exact wording is not known. */
const UNKNOWN_INSTANCE = /инстанс.*не найден|instance.*not found/i;

function numberOf(answer: TillAnswer): number | undefined {
  if (refusalOf(answer)?.kind === 'unknown instance') return undefined;
  if (!succeeded(answer)) throw refusal(answer);
  const text = answer.data.child('LicenseInfo')?.child('LicenseInstance')?.attribute('seqNumber') ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new NetworkFailure('no_answer', false, 'no sequence number in the answer');
}
