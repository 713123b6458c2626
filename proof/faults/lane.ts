import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../sandbox/rkeeper/loopback';
import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Step } from '../../sandbox/zapier/step';
import { Zapier } from '../../sandbox/zapier/zapier';
import type { Ports, Stage } from './service';

const GLANCE_MILLISECONDS = 10;

/** The built app in one warm process, and the ports of the services that its environment names. One trial at a time. */
export class Lane {
  private constructor(
    readonly zapier: Zapier,
    readonly ports: Ports,
  ) {}

  static async start(app: string): Promise<Lane> {
    const [shop, licences] = await Promise.all([freePort(), freePort()]);
    const zapier = await Zapier.start({
      app,
      environment: {
        EXPERTAM_URL: `http://127.0.0.1:${shop}/{login}`,
        RKEEPER_LICENSE_URL: `http://127.0.0.1:${licences}`,
        ALLOW_LOOPBACK: '1',
        NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'impatient.mjs')).href}`,
      },
    });
    return new Lane(zapier, { shop, licences });
  }

  /** Runs a step; where a service holds its answer back, the app's deadline comes at once. */
  async run(step: Step, stage: Stage, hangs: boolean): Promise<RunResult> {
    const running = this.zapier.run(step);
    if (hangs) await this.hurry(running, stage);
    return running;
  }

  async stop(): Promise<void> {
    await this.zapier.stop();
  }

  /** Every request that suffers from the fault is waiting for its deadline. */
  private async hurry(running: Promise<unknown>, stage: Stage): Promise<void> {
    const glance = (): Promise<boolean> =>
      Promise.race([running.then(() => true), wait(GLANCE_MILLISECONDS, false)]);
    for (let struck = stage.struck(); !(await glance());) {
      if (stage.struck() === struck) continue;
      struck = stage.struck();
      process.kill(this.pid, 'SIGUSR2');
    }
  }

  /** Of the warm process: each one prints a line when it starts. */
  private get pid(): number {
    const line = this.zapier.log.findLast(({ source }) => source === 'stdout');
    if (line?.source !== 'stdout') throw new Error('No process of the app has started.');
    return line.pid;
  }
}
