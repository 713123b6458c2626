import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Log } from './log';
import { type Death, type Thrown } from './outcome';
import { type LambdaEvent, type Step } from './step';

export interface WorkerOptions {
  /** The folder in which the app lies unpacked. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly loggingEndpoint: string;
  readonly log: Log;
}

/** What an event cost, by the clock of the process that handled it. */
export interface Cost {
  /** Milliseconds. */
  readonly milliseconds: number;
  /** Milliseconds of loading the app, before the first event. */
  readonly loading: number;
  /** The most memory that the process has held so far. */
  readonly peakBytes: number;
}

export type Reply =
  | { readonly type: 'returned'; readonly value: unknown; readonly cost: Cost }
  | { readonly type: 'thrown'; readonly error: Thrown }
  | { readonly type: 'died'; readonly reason: Death['reason']; readonly message: string };

/** One process with the app in it, as a Lambda instance: it handles one event at a time. */
export class Worker {
  readonly ended: Promise<void>;
  alive = true;
  /** Whether it has not been given an event yet. */
  cold = true;
  private readonly child: ChildProcess;
  private answer: ((reply: Reply) => void) | undefined;
  private cause: Death['reason'] = 'exited';

  constructor(private readonly options: WorkerOptions) {
    const { folder, environment, loggingEndpoint, log } = options;
    this.child = fork(join(__dirname, 'lambda.mjs'), [], {
      cwd: folder,
      env: { ...environment, ...platformEnvironment(folder), LOGGING_ENDPOINT: loggingEndpoint },
      // Not those of the caller: a test runner's would load the app through its own hooks.
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (this.child.stdout) log.watch('stdout', this.pid, this.child.stdout);
    if (this.child.stderr) log.watch('stderr', this.pid, this.child.stderr);
    this.child.on('message', (reply: Reply) => this.answer?.(reply));
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        this.alive = false;
        this.answer?.(this.death(signal ?? `code ${code ?? 'unknown'}`));
        resolve();
      });
    });
  }

  /** 0 where the process could not be started. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  async handle(
    event: LambdaEvent,
    { limitSeconds = 30, killWhen }: Pick<Step, 'limitSeconds' | 'killWhen'>,
  ): Promise<Reply> {
    this.cold = false;
    let current = true;
    const limit = setTimeout(() => {
      this.kill('timeout');
    }, limitSeconds * 1000);
    void killWhen?.then(() => {
      if (current) this.kill('killed');
    });
    try {
      return await new Promise<Reply>((resolve) => {
        this.answer = resolve;
        // A process that has just ended takes no message: its end, not this error, is the answer.
        this.child.send(event, () => undefined);
      });
    } finally {
      current = false;
      clearTimeout(limit);
      this.answer = undefined;
    }
  }

  kill(reason: Death['reason'] = 'killed'): void {
    this.cause = reason;
    this.child.kill('SIGKILL');
  }

  private death(how: string): Reply {
    return { type: 'died', reason: this.cause, message: this.obituary(how) };
  }

  private obituary(how: string): string {
    switch (this.cause) {
      case 'timeout':
        return 'The app did not respond in time. What it was asked to do may or may not have been done.';
      case 'killed':
        return 'The process was killed.';
      case 'exited':
        return [`The process ended by itself with ${how}.`, ...this.options.log.errorsOf(this.pid)].join(
          '\n',
        );
    }
  }
}

/** What AWS sets, as far as an app could notice; nothing of this machine's own environment but the path. */
function platformEnvironment(folder: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: 'sandbox',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    LAMBDA_TASK_ROOT: folder,
  };
}
