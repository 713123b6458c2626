import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import type { Case } from './case';
import { openDoubles, type Doubles, type Tokens } from './doubles';
import { Emulator, type Pace, type Traces } from './emulator';
import type { Exchange } from './exchange';
import { HostileUpstream } from './hostile_upstream';
import { isJsonObject, type JsonObject, type JsonValue } from './json_value';
import { withAllFields } from './all_fields';
import { type Method, methodsOf } from './method';
import { isExecuted, isSlow } from './mood';
import { retypedForm } from './retyped_form';
import { spoil } from './spoil';

/** All that one case left behind. */
export interface Evidence extends Traces {
  readonly kind: Method['kind'];
  readonly result: RunResult;
  /** How the same step ended when it was run again, with all services well, where the first run's message asked for it. */
  readonly rerun: RunResult | undefined;
  readonly exchanges: readonly Exchange[];
  /** Whether the till answered this exchange from its memory: nothing was executed then. */
  readonly replayed: ReadonlySet<Exchange>;
  readonly authData: Readonly<Record<string, string>>;
  readonly isConnectionRight: boolean;
}

const TARGET_URL = 'https://hooks.zapier.com/hooks/standard/1/abc/';

/** The log of Zapier's emulator grows with every case. */
const CASES_PER_EMULATOR = 500;

/**
 * The built app in a warm process, behind it the hostile upstream, and for every case fresh doubles and an empty cache. What
 * makes the app wait is played in another process, in which time passes faster.
 */
export class Stage {
  private casesPlayed = 0;
  private hurried: Emulator | undefined;

  private constructor(
    private readonly app: string,
    private readonly upstream: HostileUpstream,
    private usual: Emulator,
  ) {}

  /** @param app the unpacked app's folder, or the zip. */
  static async open(app: string): Promise<Stage> {
    const upstream = await HostileUpstream.start();
    return new Stage(app, upstream, await Emulator.start(app, upstream, 'usual'));
  }

  /** Everything that the app offers, with the fields that its forms have and can get. */
  methods(): Promise<readonly Method[]> {
    return withAllFields(methodsOf(this.usual.zapier.definition()), this.usual.zapier);
  }

  async close(): Promise<void> {
    await Promise.all([this.usual.stop(), this.hurried?.stop(), this.upstream.stop()]);
  }

  async play(method: Method, played: Case): Promise<Evidence> {
    const { upstream } = this;
    const emulator = await this.emulator(played.moods.some(isSlow) ? 'hurried' : 'usual');
    const doubles = await openDoubles(method, played.brand, upstream.urls);
    try {
      upstream.attach(doubles, played.moods);
      const step = this.step(method, played, doubles);
      const result = await emulator.run(step);
      upstream.calmDown();
      const rerun = asksForRerun(result) ? await emulator.run(step) : undefined;
      const exchanges = [...upstream.exchanges];
      return {
        kind: method.kind,
        result,
        rerun,
        exchanges,
        replayed: replaysAmong(exchanges, doubles),
        authData: step.authData ?? {},
        isConnectionRight: Object.keys(played.connection).length === 0,
        ...emulator.traces(),
      };
    } finally {
      await doubles.stop();
    }
  }

  private step({ path }: Method, played: Case, { authData, tokens }: Doubles): Step {
    const { form, connection, timeZone, notification, isSubscribed, meta } = played;
    const { file } = this.upstream.urls;
    return {
      method: path,
      authData: { ...authData, ...connection },
      inputData: detokenized(form, { ...tokens, $file: file }),
      timeZone,
      meta: { ...meta, zap: { id: '1' } },
      bundle: {
        targetUrl: TARGET_URL,
        subscribeData: isSubscribed ? { target_url: TARGET_URL, good_name: 'kurs_pro' } : {},
        ...(notification && {
          rawRequest: { content: suffered(notification), headers: {}, method: 'POST', querystring: '' },
        }),
      },
    };
  }

  /** A warm one with an empty cache. */
  private async emulator(pace: Pace): Promise<Emulator> {
    this.casesPlayed += 1;
    if (this.casesPlayed % CASES_PER_EMULATOR === 0) {
      await Promise.all([this.usual.stop(), this.hurried?.stop()]);
      this.usual = await Emulator.start(this.app, this.upstream, 'usual');
      this.hurried = undefined;
    }
    const emulator =
      pace === 'usual'
        ? this.usual
        : (this.hurried ??= await Emulator.start(this.app, this.upstream, 'hurried'));
    emulator.zapier.cache.clear();
    return emulator;
  }
}

function detokenized(form: JsonObject, tokens: Tokens): JsonObject {
  const inside = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return tokens[value] ?? value;
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map(inside);
    return isJsonObject(value) ? detokenized(value, tokens) : value;
  };
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, inside(value)]));
}

function suffered({ content, mood }: NonNullable<Case['notification']>): string {
  if (!isExecuted(mood)) return '';
  if (mood.kind === 'retyped' && !content.startsWith('<')) return retypedForm(content, mood);
  const answer = { status: 200, headers: {}, body: Buffer.from(content) };
  return spoil(answer, mood, (changed) => changed).body.toString('utf8');
}

function replaysAmong(exchanges: readonly Exchange[], { isReplay }: Doubles): ReadonlySet<Exchange> {
  const atTill = exchanges.filter(({ place, answer }) => place === 'till' && answer !== undefined);
  return new Set(atTill.filter((_, index) => isReplay(index)));
}

/** Zapier runs a throttled step again by itself; other messages tell the user that it is safe. */
function asksForRerun(result: RunResult): boolean {
  if (result.outcome !== 'error') return false;
  return result.kind === 'ThrottledError' || result.message.includes('safe to run this step again');
}
