import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Zapier } from '../../sandbox/zapier/zapier';
import type { HostileUpstream } from './hostile_upstream';

/** What a run left behind in Zapier's emulator. */
export interface Traces {
  /** Every line that left the process. */
  readonly log: readonly string[];
  /** What the process printed on its error stream. A healthy one prints nothing there. */
  readonly printed: readonly string[];
  /** Keys and values as Zapier would store them. */
  readonly cache: readonly string[];
}

/** How much faster time passes for the app, and what a step may take on Zapier, with a second for the machine, which cannot hurry. */
const PACES = {
  usual: { factor: 1, limitSeconds: 30 },
  hurried: { factor: 20, limitSeconds: 30 / 20 + 1 },
} as const;

/** In the words of the platform (memory-checker). */
const TOO_LARGE = 'Force killing process by Zapier for memory usage';

export type Pace = keyof typeof PACES;

/** Zapier's emulator with the app in one process, for which time may pass faster. */
export class Emulator {
  private linesRead = 0;

  private constructor(
    readonly zapier: Zapier,
    private readonly limitSeconds: number,
  ) {}

  static async start(app: string, { urls }: HostileUpstream, pace: Pace): Promise<Emulator> {
    const { factor, limitSeconds } = PACES[pace];
    const zapier = await Zapier.start({
      app,
      environment: {
        EXPERTAM_URL: urls.shop,
        JUSTCLICK_URL: urls.shop,
        INFLUENCERSOFT_URL: urls.shop,
        MEASOFT_URL: urls.courier,
        RKEEPER_LICENSE_URL: urls.licences,
        ALLOW_LOOPBACK: '1',
        NODE_OPTIONS: ['watch.mjs', ...(factor > 1 ? ['hurry.mjs'] : [])].map(loadedFirst).join(' '),
        TORTURE_HURRY: String(factor),
      },
    });
    // Loading the app takes its time, too, and is not what is tried here.
    await zapier.run({ method: '', event: { command: 'definition' } });
    return new Emulator(zapier, limitSeconds);
  }

  /** A process that has grown too large ends before it looks at an event, which Zapier's backend then gives to another one. */
  async run(step: Step): Promise<RunResult> {
    const limited = { ...step, limitSeconds: this.limitSeconds };
    const result = await this.zapier.run(limited);
    return result.outcome === 'died' && result.message.includes(TOO_LARGE)
      ? this.zapier.run(limited)
      : result;
  }

  /** Those since they were last asked for. */
  traces(): Traces {
    const lines = this.zapier.log.slice(this.linesRead);
    this.linesRead += lines.length;
    return {
      log: lines.map(({ text }) => text),
      printed: lines.flatMap(({ source, text }) => (source === 'stderr' && text !== TOO_LARGE ? [text] : [])),
      cache: this.zapier.cache.entries().flatMap(({ key, value }) => [key, value]),
    };
  }

  stop(): Promise<void> {
    return this.zapier.stop();
  }
}

function loadedFirst(file: string): string {
  return `--import ${pathToFileURL(join(__dirname, file)).href}`;
}
