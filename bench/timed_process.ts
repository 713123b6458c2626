import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { JsonObject } from '../sandbox/zapier/json';

/** What one event cost, by the clock of the process that handled it. */
export interface Timed {
  readonly results: unknown;
  readonly milliseconds: number;
  /** Of loading the app's wrapper, before the first event. */
  readonly loading: number;
  /** The most memory that the process has held so far. */
  readonly peakBytes: number;
}

type Reply = ({ readonly ok: true } & Timed) | { readonly ok: false; readonly message: string };

/** A process with an unpacked app in it, which stays until it is stopped. */
export class TimedProcess {
  private readonly child: ChildProcess;

  constructor(folder: string, environment: Readonly<Record<string, string>> = {}) {
    this.child = fork(join(__dirname, 'process.mjs'), [], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', TZ: ':UTC', LAMBDA_TASK_ROOT: folder, ...environment },
      // Not those of the caller, which translate TypeScript.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** @throws Error where the app throws one, or the process ends. */
  async handle(event: JsonObject): Promise<Timed> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      const died = (): void => {
        reject(new Error('The measured process ended by itself.'));
      };
      this.child.once('exit', died).once('message', (message: Reply) => {
        this.child.off('exit', died);
        resolve(message);
      });
      this.child.send(event);
    });
    if (reply.ok) return reply;
    throw new Error(`The measured step failed: ${reply.message}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}
