import { type Worker } from './worker';

interface Waiting {
  readonly resolve: (worker: Worker) => void;
  readonly reject: (error: Error) => void;
}

/** Processes that stay warm between events. One is started when all are busy and there are fewer than allowed. */
export class Pool {
  private readonly idle: Worker[] = [];
  private readonly busy = new Set<Worker>();
  private readonly fresh = new Set<Worker>();
  private readonly waiting: Waiting[] = [];
  private stopped = false;

  constructor(
    private readonly size: number,
    private readonly start: () => Worker,
  ) {}

  /** Runs a job on a process that is warm and free, or waits for one. */
  async use<Result>(job: (worker: Worker) => Promise<Result>): Promise<Result> {
    const worker = await this.take();
    try {
      return await job(worker);
    } finally {
      this.giveBack(worker);
    }
  }

  /** Runs a job on a process of its own, which ends with it. */
  async useFresh<Result>(job: (worker: Worker) => Promise<Result>): Promise<Result> {
    const worker = this.hire(this.fresh);
    try {
      return await job(worker);
    } finally {
      this.fresh.delete(worker);
      worker.kill();
      await worker.ended;
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const { reject } of this.waiting.splice(0)) reject(stoppedError());
    const workers = [...this.idle, ...this.busy, ...this.fresh];
    for (const worker of workers) worker.kill();
    await Promise.all(workers.map((worker) => worker.ended));
  }

  private take(): Promise<Worker> {
    const warm = this.warm();
    if (warm) return Promise.resolve(warm);
    if (this.stopped || this.busy.size < this.size) return Promise.resolve(this.hire(this.busy));
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private warm(): Worker | undefined {
    for (let worker = this.idle.pop(); worker; worker = this.idle.pop()) {
      if (!worker.alive) continue;
      this.busy.add(worker);
      return worker;
    }
    return undefined;
  }

  private hire(among: Set<Worker>): Worker {
    if (this.stopped) throw stoppedError();
    const worker = this.start();
    among.add(worker);
    return worker;
  }

  /** A dead process is replaced only when somebody needs one. */
  private giveBack(worker: Worker): void {
    this.busy.delete(worker);
    if (this.stopped) return;
    if (worker.alive) this.idle.push(worker);
    const next = this.waiting.shift();
    if (next) next.resolve(this.warm() ?? this.hire(this.busy));
  }
}

function stoppedError(): Error {
  return new Error('The sandbox has been stopped.');
}
