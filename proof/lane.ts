import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunResult } from '../sandbox/zapier/outcome';
import type { Step } from '../sandbox/zapier/step';
import { Zapier } from '../sandbox/zapier/zapier';

const GLANCE_MILLISECONDS = 10;
/** When Zapier runs a failed step again, in minutes; the first is that of a step that asks for it. */
export const REPEATS = [1, 5, 35, 95, 275, 635] as const;

export type Repeat = (typeof REPEATS)[number];

/** In the words of the platform, whose backend then gives the event to another process. */
const TOO_LARGE = 'Force killing process by Zapier for memory usage';

/** Something does not answer in this run. */
export interface Hang {
  /** How many requests or calls have suffered from it. */
  readonly struck: () => number;
  /** By which a process is told to let their deadline pass: see lane.mjs. */
  readonly signal: 'SIGUSR2' | 'SIGHUP';
}

/** What runs left behind in Zapier's emulator. */
export interface Traces {
  /** Every line that left the process. */
  readonly log: readonly string[];
  /** What the process printed on its error stream. A healthy one prints nothing there. */
  readonly printed: readonly string[];
  /** Keys and values as Zapier would store them. */
  readonly cache: readonly string[];
  /** Milliseconds that the app believes to have waited for deadlines, which have passed at once. */
  readonly waited: number;
}

/** The built app in one warm process of Zapier's emulator. One run at a time. */
export class Lane {
  private warm: number | undefined;
  private pidsRead = 0;
  private linesRead: number;

  private constructor(
    readonly zapier: Zapier,
    private readonly cacheClock: { ahead: number },
  ) {
    this.linesRead = zapier.log.length;
  }

  /** @param app the zip, or the unpacked app's folder. */
  static async start(app: string, environment: Readonly<Record<string, string>>): Promise<Lane> {
    const cacheClock = { ahead: 0 };
    const zapier = await Zapier.start({
      app,
      clock: () => Date.now() + cacheClock.ahead,
      environment: {
        ...environment,
        REPEATS: REPEATS.join(),
        NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'lane.mjs')).href}`,
      },
    });
    return new Lane(zapier, cacheClock);
  }

  /** Runs a step; where an answer is held back, the app's deadline comes at once. */
  async run(step: Step, hang?: Hang): Promise<RunResult> {
    const running = this.zapier.run(step);
    if (hang) await this.hurry(running, hang);
    const result = await running;
    const isTooLarge = result.outcome === 'died' && result.message.includes(TOO_LARGE);
    return isTooLarge ? this.run(step, hang) : result;
  }

  /** Those since they were last asked for. */
  traces(): Traces {
    const lines = this.zapier.log.slice(this.linesRead);
    this.linesRead += lines.length;
    const log = lines.map(({ text }) => text);
    return {
      log,
      printed: lines.flatMap(({ source, text }) => (source === 'stderr' && text !== TOO_LARGE ? [text] : [])),
      cache: this.zapier.cache.entries().flatMap(({ key, value }) => [key, value]),
      waited: log.reduce((sum, text) => sum + Number(/^waited (\d+)$/.exec(text)?.[1] ?? 0), 0),
    };
  }

  /** Lets so much time pass since the case began, in the app and in the cache. */
  async waitFor(repeat: Repeat): Promise<void> {
    this.cacheClock.ahead = repeat * 60_000;
    // Each signal leads to the next repeat.
    for (let passed = REPEATS.indexOf(repeat); passed >= 0; passed -= 1) await this.signal('SIGWINCH');
  }

  /** Sets the clocks right again, and forgets everything. */
  async startAnew(): Promise<void> {
    this.cacheClock.ahead = 0;
    this.zapier.cache.clear();
    this.zapier.cache.heal();
    await this.signal('SIGCONT');
    this.traces();
  }

  async stop(): Promise<void> {
    await this.zapier.stop();
  }

  private async signal(signal: 'SIGWINCH' | 'SIGCONT'): Promise<void> {
    const { length } = this.zapier.log;
    // It says so when it has heard; lines of the run before may still be coming.
    const hasHeard = (): boolean => this.zapier.log.slice(length).some(({ text }) => text === 'heard');
    if (this.tell(signal)) while (!hasHeard()) await wait(1);
  }

  /** Every request that suffers from the fault is waiting for its deadline. */
  private async hurry(running: Promise<unknown>, { struck: count, signal }: Hang): Promise<void> {
    const glance = (): Promise<boolean> =>
      Promise.race([running.then(() => true), wait(GLANCE_MILLISECONDS, false)]);
    for (let struck = count(); !(await glance());) {
      if (count() === struck) continue;
      struck = count();
      this.tell(signal);
    }
  }

  /** @returns false where no process is alive. */
  private tell(signal: NodeJS.Signals): boolean {
    const { pid } = this;
    try {
      return pid !== undefined && process.kill(pid, signal);
    } catch {
      return false;
    }
  }

  /** The id of the warm process: each one prints a line when it starts. */
  private get pid(): number | undefined {
    for (const line of this.zapier.log.slice(this.pidsRead))
      if (line.source === 'stdout') this.warm = line.pid;
    this.pidsRead = this.zapier.log.length;
    return this.warm;
  }
}

/** Does jobs side by side, each with a resource that is free. @returns what became of them, in the order of the jobs. */
export async function shareOut<Resource, Job, Result>(
  resources: readonly Resource[],
  jobs: readonly Job[],
  work: (resource: Resource, job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = jobs.entries();
  await Promise.all(
    resources.map(async (resource) => {
      for (const [index, job] of waiting) results[index] = await work(resource, job);
    }),
  );
  return results;
}
