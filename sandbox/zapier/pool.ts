import { type Worker } from './worker';

/** Processes that stay warm between events. One is started when all are busy and there are fewer than allowed. */
export class Pool {
  /** All that live, busy ones and those of fresh runs included. */
  private readonly workers = new Set<Worker>();
  private readonly idle: Worker[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  private stopped = false;
  /** Those of before belong to a version of the app that is no more. */
  private generation = 0;

  constructor(
    private readonly size: number,
    private readonly start: () => Worker,
  ) {}

  /** Runs a job on a process that is warm and free, or waits for one. A dead process is replaced when somebody needs one. */
  async use<Result>(job: (worker: Worker) => Promise<Result>): Promise<Result> {
    while (this.busy >= this.size && !this.stopped)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    const worker = this.warm() ?? this.hire();
    const { generation } = this;
    this.busy += 1;
    try {
      return await job(worker);
    } finally {
      this.busy -= 1;
      if (generation === this.generation) this.idle.push(worker);
      else worker.kill();
      this.waiting.shift()?.();
    }
  }

  /** Runs a job on a process of its own, which ends with it. */
  async useFresh<Result>(job: (worker: Worker) => Promise<Result>): Promise<Result> {
    const worker = this.hire();
    try {
      return await job(worker);
    } finally {
      worker.kill();
      await worker.ended;
    }
  }

  /** Takes no warm process for further jobs: those that come get new ones. Jobs under way go on to their end. */
  retire(): void {
    this.generation += 1;
    for (const worker of this.idle.splice(0)) worker.kill();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const goOn of this.waiting.splice(0)) goOn();
    for (const worker of this.workers) worker.kill();
    await Promise.all([...this.workers].map((worker) => worker.ended));
  }

  private warm(): Worker | undefined {
    const worker = this.stopped ? undefined : this.idle.pop();
    return worker && !worker.alive ? this.warm() : worker;
  }

  private hire(): Worker {
    if (this.stopped) throw new Error('The sandbox has been stopped.');
    const worker = this.start();
    this.workers.add(worker);
    void worker.ended.then(() => this.workers.delete(worker));
    return worker;
  }
}
