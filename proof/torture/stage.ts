import type { Field } from '../../sandbox/zapier/definition';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Lane } from '../lane';
import type { Method } from '../methods';
import { environmentFor, readdressed, SERVICES } from '../services';
import type { OpenService } from '../services/service';
import { stepOf } from '../step';
import { spoilt } from './answers';
import type { Case } from './case';
import type { Evidence, Exchange } from './evidence';
import { completeMethods } from './fields';
import { isExecuted, isSlow, type Mood } from './moods';
import { retypedForm } from './retyped';
import { HostileUpstream } from './upstream';

/** The log of Zapier's emulator grows with every case. */
const CASES_PER_LANE = 500;

/** The built app in a warm process, behind it the hostile upstream, and for every case fresh doubles and an empty cache. */
export class Stage {
  private casesPlayed = 0;

  private constructor(
    private readonly app: string,
    private readonly upstream: HostileUpstream,
    private lane: Lane,
  ) {}

  /** @param app the unpacked app's folder, or the zip. */
  static async open(app: string): Promise<Stage> {
    const upstream = await HostileUpstream.start();
    return new Stage(app, upstream, await Lane.start(app, environmentFor(upstream.origins)));
  }

  /** Everything that the app offers, with the fields that its forms have and can get. */
  methods(): Promise<readonly Method[]> {
    return completeMethods(this.lane.zapier);
  }

  get connectionForm(): readonly Field[] {
    return this.lane.zapier.definition().authentication?.fields ?? [];
  }

  async close(): Promise<void> {
    await Promise.all([this.lane.stop(), this.upstream.stop()]);
  }

  async play(method: Method, played: Case): Promise<Evidence> {
    const { upstream } = this;
    const opened = await SERVICES[method.platform].open({ brand: played.brand });
    try {
      const lane = await this.freshLane();
      upstream.attach(opened.origins, played.moods);
      const step = this.stepOf(method, played, opened);
      const struck = (): number => upstream.hanging;
      const result = await lane.run(
        step,
        played.moods.some(isSlow) ? { struck, signal: 'SIGUSR2' } : undefined,
      );
      upstream.calmDown();
      const isRerun = asksForRerun(result);
      if (isRerun) await lane.waitFor(1);
      const rerun = isRerun ? await lane.run(step) : undefined;
      const exchanges = [...upstream.exchanges];
      return {
        kind: method.kind,
        result,
        rerun,
        exchanges,
        replayed: replaysAmong(exchanges, opened),
        authData: step.authData ?? {},
        isConnectionRight: Object.keys(played.connection).length === 0,
        connectionForm: this.connectionForm,
        ...lane.traces(),
      };
    } finally {
      await opened.stop();
    }
  }

  private stepOf(method: Method, played: Case, opened: OpenService): Step {
    const { use, connection, timeZone, hookMood, isSubscribed, meta } = played;
    const here = (values: Readonly<Record<string, string>>): Record<string, string> =>
      readdressed(values, opened.origins, this.upstream.origins);
    const told = use.told === undefined ? {} : { told: suffered(use.told, hookMood) };
    const step = stepOf(
      method,
      { ...use, ...told },
      { ...opened, authData: here(opened.authData), tokens: here(opened.tokens) },
    );
    return {
      ...step,
      authData: { ...step.authData, ...connection },
      timeZone,
      meta: { ...meta, zap: { id: '1' } },
      bundle: { ...step.bundle, ...(!isSubscribed && { subscribeData: {} }) },
    };
  }

  /** A warm one with an empty cache. */
  private async freshLane(): Promise<Lane> {
    this.casesPlayed += 1;
    if (this.casesPlayed % CASES_PER_LANE === 0) {
      await this.lane.stop();
      this.lane = await Lane.start(this.app, environmentFor(this.upstream.origins));
    }
    await this.lane.startAnew();
    return this.lane;
  }
}

/** What is left of the words for a hook. */
function suffered(content: string, mood: Mood): string {
  if (!isExecuted(mood)) return '';
  if (mood.kind === 'retyped' && !content.startsWith('<')) return retypedForm(content, mood);
  return spoilt({ status: 200, headers: {}, body: Buffer.from(content) }, mood).body.toString('utf8');
}

function replaysAmong(exchanges: readonly Exchange[], { isReplay }: OpenService): ReadonlySet<Exchange> {
  const atTill = exchanges.filter(({ place, answer }) => place === 'till' && answer !== undefined);
  return new Set(atTill.filter((_, index) => isReplay(index)));
}

/** Zapier runs a throttled step again by itself; other messages tell the user that it is safe. */
function asksForRerun(result: RunResult): boolean {
  if (result.outcome !== 'error') return false;
  return result.kind === 'ThrottledError' || result.message.includes('safe to run this step again');
}
