import { Problem } from '../../src/core/errors';
import { NetworkFailure } from '../../src/core/http';
import type { Finding, LicensedCommand, Licensing, Verdict } from '../../src/core/exactly_once/sequence';
import type { PlainCommand } from '../../src/core/exactly_once/unnumbered';
import type { Process, Simulation } from './simulation';

/** How often things go wrong, from 0 to 1. */
export interface Dangers {
  /** The connection breaks before the till gets the request. */
  readonly lostRequest: number;
  /** It breaks after the till carried the request out. */
  readonly lostAnswer: number;
  /** The request comes late, or the till works on it for so long, that the sender's patience ends. */
  readonly lateRequest: number;
  readonly unreachable: number;
  /** The command is refused for a reason of its own. */
  readonly refusal: number;
  /** The shift is being closed: any command is refused unseen. */
  readonly shiftClosing: number;
  /** The licence gets another id. */
  readonly newLicense: number;
  /** The till says 5304, 5305 or 5310 for no reason. */
  readonly whim: number;
  /** The till forgets its licence instances. */
  readonly amnesia: number;
  /** Somebody else uses the same instance. */
  readonly stranger: number;
}

export const PEACE: Dangers = {
  lostRequest: 0,
  lostAnswer: 0,
  lateRequest: 0,
  unreachable: 0,
  refusal: 0,
  shiftClosing: 0,
  newLicense: 0,
  whim: 0,
  amnesia: 0,
  stranger: 0,
};

export interface TillRules {
  readonly failedCommandConsumesSeq: boolean;
  /** What makes two requests identical: their commands, or all bytes beside the LicenseInfo. */
  readonly identical: 'command' | 'bytes';
  /** Whether a look at the till shows what was carried out. It never does for a return of goods. */
  readonly shows: boolean;
  /** Whether a command that was carried out cannot be composed again. */
  readonly composesOnce: boolean;
}

export interface Reply {
  readonly status: 'done' | 'refused';
}

interface Body {
  readonly content: string;
  /** Something that the till takes no notice of. */
  readonly mark: string;
  readonly licenseId: string;
  readonly seqNumber: number;
}

interface Instance {
  readonly last: number;
  readonly fingerprint: string;
  readonly reply: Reply;
}

const PATIENCE = 12_000;
const LATE = 20_000;
const STEP_MILLISECONDS = 27_000;

export const DOUBT = 'The dishes may be on the order already.';

/** The rules of a till for licensed commands, and how it is reached. */
export class TillModel {
  readonly #done = new Map<string, number>();
  #instance: Instance | undefined;
  #license = 1;
  #marks = 0;
  /** How often GetXMLLicenseInstanceSeqNumber was asked. */
  questions = 0;

  constructor(
    private readonly world: Simulation,
    private readonly rules: TillRules,
    private readonly dangers: Dangers,
  ) {}

  /** How often a command was carried out. */
  timesDone(content: string): number {
    return this.#done.get(content) ?? 0;
  }

  licensing(process: Process): Licensing {
    const known = { licenseId: this.#licenseId };
    return {
      licenseId: () => process.wait(1, () => known.licenseId),
      renewLicenseId: () => process.wait(200, () => (known.licenseId = this.#licenseId)),
      lastNumber: () => {
        this.questions += 1;
        return this.#travel(process, () => this.#instance?.last);
      },
    };
  }

  licensed(process: Process, content: string): LicensedCommand<Reply> {
    return {
      content,
      doubt: DOUBT,
      // As with a payment, where nothing is left to pay once it was carried out.
      compose: (licenseId, seqNumber) => {
        if (this.rules.composesOnce && this.timesDone(content) > 0)
          throw new Problem('refused', 'Nothing to do.');
        this.#marks += 1;
        const body: Body = { content, mark: `mark ${this.#marks}`, licenseId, seqNumber };
        return process.wait(1, () => JSON.stringify(body));
      },
      send: (body) => this.#travel(process, (work) => this.#judge(JSON.parse(body) as Body, work)),
      lookUp: () => this.#lookUp(process, content),
    };
  }

  plain(process: Process, content: string): PlainCommand<Reply> {
    return {
      content,
      doubt: DOUBT,
      token: () => 'token',
      send: () => this.#travel(process, (work) => this.#carryOut(content, work)),
      lookUp: () => this.#lookUp(process, content),
    };
  }

  get #licenseId(): string {
    return `licence ${this.#license}`;
  }

  async #lookUp(process: Process, content: string): Promise<Finding<Reply>> {
    const times = await this.#travel(process, () => this.timesDone(content)).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? new Problem('failed', 'The till was not reached.') : error;
    });
    if (!this.rules.shows) return { kind: 'unclear' };
    return times > 0 ? { kind: 'done', reply: { status: 'done' } } : { kind: 'not_done' };
  }

  /** A request on its way to the till, and its answer on the way back. */
  async #travel<Answer>(process: Process, arrive: (work: number) => Answer): Promise<Answer> {
    const { lostRequest, lostAnswer, lateRequest, unreachable, shiftClosing } = this.dangers;
    const { world } = this;
    const remaining = process.startedAt + STEP_MILLISECONDS - world.now;
    if (remaining <= 0) throw new NetworkFailure('timeout', false, 'no time');
    if (world.chance(unreachable)) {
      await process.pause(50);
      throw new NetworkFailure('unreachable', false, 'ECONNREFUSED');
    }
    if (world.chance(lateRequest)) {
      const [onTheWay, work] = world.chance(0.5) ? [LATE, 0] : [0, LATE];
      world.after(world.between(0, onTheWay), () => arrive(world.between(0, work)));
      await process.pause(Math.min(PATIENCE, remaining));
      throw new NetworkFailure('timeout', true, 'timeout');
    }
    if (world.chance(lostRequest)) {
      await process.pause(50);
      throw new NetworkFailure('interrupted', true, 'ECONNRESET');
    }
    if (world.chance(shiftClosing)) {
      await process.pause(50);
      throw new Problem('later', 'The shift is being closed.', { retryAfterSeconds: 180 });
    }
    // Not the process but the world takes it there: a request arrives also when its sender is dead by then.
    const answered = Promise.withResolvers<Answer>();
    const lost = world.chance(lostAnswer);
    world.after(world.between(5, 400), () => {
      const answer = arrive(0);
      world.after(world.between(5, 100), () => {
        if (lost) answered.reject(new NetworkFailure('interrupted', true, 'ECONNRESET'));
        else answered.resolve(answer);
      });
    });
    try {
      return await answered.promise;
    } finally {
      // The dead do not get here.
      await process.pause(0);
    }
  }

  /** @param work milliseconds that the till is at it. The number is taken at once; nothing is to be seen before the end. */
  #judge({ content, mark, licenseId, seqNumber }: Body, work: number): Verdict<Reply> {
    const { world, dangers, rules } = this;
    if (world.chance(dangers.newLicense)) this.#license += 1;
    if (world.chance(dangers.amnesia)) this.#instance = undefined;
    if (world.chance(dangers.stranger))
      this.#instance = {
        last: (this.#instance?.last ?? -1) + 1,
        fingerprint: 'stranger',
        reply: { status: 'done' },
      };
    if (licenseId !== this.#licenseId)
      return { kind: 'license_refused', problem: new Problem('connection', 'Bad license anchor') };
    if (world.chance(dangers.whim)) return { kind: world.chance(0.3) ? 'unknown_instance' : 'wrong_number' };

    const known = this.#instance;
    const fingerprint = rules.identical === 'bytes' ? `${content} ${mark}` : content;
    if (known?.last === seqNumber)
      return known.fingerprint === fingerprint
        ? { kind: 'answered', reply: known.reply }
        : { kind: 'wrong_number' };
    if (!known && seqNumber !== 0) return { kind: 'unknown_instance' };
    if (known && seqNumber !== known.last + 1) return { kind: 'wrong_number' };

    const reply = this.#carryOut(content, work);
    if (reply.status === 'done' || rules.failedCommandConsumesSeq) {
      const instance = { last: seqNumber, fingerprint, reply };
      this.#instance = work > 0 ? { ...instance, fingerprint: 'at work' } : instance;
      if (work > 0)
        world.after(work, () => {
          if (this.#instance?.last === seqNumber) this.#instance = instance;
        });
    }
    return { kind: 'answered', reply };
  }

  #carryOut(content: string, work: number): Reply {
    if (this.world.chance(this.dangers.refusal)) return { status: 'refused' };
    const carryOut = (): void => {
      this.#done.set(content, this.timesDone(content) + 1);
    };
    if (work > 0) this.world.after(work, carryOut);
    else carryOut();
    return { status: 'done' };
  }
}
