import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { isJsonObject } from './json';
import { type Log } from './log';
import { failureOf, type Run, type RunResult } from './outcome';
import { type Pool } from './pool';
import { type Rpc } from './rpc';
import { connectionOf, lambdaEvent, type Step, userOf } from './step';
import { type Reply, type Worker } from './worker';

export interface RunnerOptions {
  readonly pool: Pool;
  readonly rpc: Rpc;
  readonly rpcBase: string;
  readonly log: Log;
}

/** Runs one step on one process, under a token of its own, and says how it ended. Knows nothing of locks. */
export class Runner {
  constructor(private readonly options: RunnerOptions) {}

  run(step: Step): Promise<RunResult> {
    const { pool } = this.options;
    const job = (worker: Worker): Promise<RunResult> => this.runOn(worker, step);
    return step.fresh === true ? pool.useFresh(job) : pool.use(job);
  }

  private async runOn(worker: Worker, step: Step): Promise<RunResult> {
    const { rpc, rpcBase, log } = this.options;
    const id = randomUUID();
    const connection = connectionOf(step);
    rpc.open(id, { connection, user: userOf(step), storeKey: connection });
    const coldStart = worker.cold;
    const started = performance.now();
    const reply = await worker.handle(lambdaEvent(step, id, rpcBase), step);
    const milliseconds = Math.round(performance.now() - started);
    rpc.close(id);
    await log.drained(id);
    return resultOf(reply, { id, calls: log.calls(id), milliseconds, coldStart });
  }
}

function resultOf(reply: Reply, run: Run): RunResult {
  switch (reply.type) {
    case 'returned':
      return {
        ...run,
        outcome: 'success',
        output: isJsonObject(reply.value) ? reply.value.results : undefined,
      };
    case 'thrown':
      return { ...run, outcome: 'error', ...failureOf(reply.error) };
    case 'died':
      return { ...run, outcome: 'died', reason: reply.reason, message: reply.message };
  }
}
