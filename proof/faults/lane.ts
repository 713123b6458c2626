import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../sandbox/server';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Zapier } from '../../sandbox/zapier/zapier';
import type { Ports } from './service';

const GLANCE_MILLISECONDS = 10;
const MINUTE_MILLISECONDS = 60_000;

/** Something does not answer in this run. */
export interface Hang {
  /** How many requests or calls have suffered from it. */
  readonly struck: () => number;
  /** By which a process is told to let their deadline pass: see impatient.mjs. */
  readonly signal: 'SIGUSR2' | 'SIGHUP';
}

/** The built app in one warm process, and the ports of the services that its environment names. One trial at a time. */
export class Lane {
  private warm: number | undefined;
  private linesRead: number;

  private constructor(
    readonly zapier: Zapier,
    readonly ports: Ports,
    private readonly cacheClock: { ahead: number },
  ) {
    this.linesRead = zapier.log.length;
  }

  static async start(app: string): Promise<Lane> {
    const [shop, licences] = await Promise.all([freePort(), freePort()]);
    const cacheClock = { ahead: 0 };
    const zapier = await Zapier.start({
      app,
      clock: () => Date.now() + cacheClock.ahead,
      environment: {
        EXPERTAM_URL: `http://127.0.0.1:${shop}/{login}`,
        RKEEPER_LICENSE_URL: `http://127.0.0.1:${licences}`,
        ALLOW_LOOPBACK: '1',
        NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'impatient.mjs')).href}`,
      },
    });
    return new Lane(zapier, { shop, licences }, cacheClock);
  }

  /** Runs a step; where an answer is held back, the app's deadline comes at once. */
  async run(step: Step, hang?: Hang): Promise<RunResult> {
    const running = this.zapier.run(step);
    if (hang) await this.hurry(running, hang);
    return running;
  }

  /** Lets a minute pass, in the app and in the cache. */
  async passMinute(): Promise<void> {
    this.cacheClock.ahead += MINUTE_MILLISECONDS;
    await this.signal('SIGWINCH');
  }

  /** Sets the clocks right again, and forgets everything. */
  async startAnew(): Promise<void> {
    this.cacheClock.ahead = 0;
    this.zapier.cache.clear();
    this.zapier.cache.heal();
    await this.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.zapier.stop();
  }

  private async signal(signal: 'SIGWINCH' | 'SIGCONT'): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    process.kill(pid, signal);
    // It says so when it has heard.
    for (const { length } = this.zapier.log; this.zapier.log.length === length;) await wait(1);
  }

  /** Every request that suffers from the fault is waiting for its deadline. */
  private async hurry(running: Promise<unknown>, { struck: count, signal }: Hang): Promise<void> {
    const glance = (): Promise<boolean> =>
      Promise.race([running.then(() => true), wait(GLANCE_MILLISECONDS, false)]);
    for (let struck = count(); !(await glance());) {
      if (count() === struck) continue;
      struck = count();
      if (this.pid !== undefined) process.kill(this.pid, signal);
    }
  }

  /** Of the warm process: each one prints a line when it starts. That of the definition is over by now. */
  private get pid(): number | undefined {
    for (const line of this.zapier.log.slice(this.linesRead))
      if (line.source === 'stdout') this.warm = line.pid;
    this.linesRead = this.zapier.log.length;
    return this.warm;
  }
}
