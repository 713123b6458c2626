import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Files } from './files';
import { isJsonObject } from './json';
import { type Log } from './log';
import { failureOf, type Run, type RunResult } from './outcome';
import { type Pool } from './pool';
import { type Rpc } from './rpc';
import { type Witness } from './witness';
import { connectionOf, lambdaEvent, type Step, userOf } from './step';
import { type Reply, type Worker } from './worker';

export interface RunnerOptions {
  readonly pool: Pool;
  readonly rpc: Rpc;
  readonly rpcBase: string;
  readonly log: Log;
  readonly witness?: Witness | undefined;
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
    const { rpc, rpcBase, log, witness } = this.options;
    const id = randomUUID();
    witness?.began(id);
    const connection = connectionOf(step);
    rpc.open(id, { connection, user: userOf(step), storeKey: connection });
    const coldStart = worker.cold;
    const started = performance.now();
    const reply = await worker.handle(lambdaEvent(step, id, rpcBase), step);
    const milliseconds = Math.round(performance.now() - started);
    rpc.close(id);
    await log.drained(id);
    witness?.ended(id);
    return resultOf(reply, { id, calls: log.calls(id), milliseconds, coldStart }, rpc.files);
  }
}

function resultOf(reply: Reply, run: Run, files: Files): RunResult {
  switch (reply.type) {
    case 'returned':
      return { ...run, outcome: 'success', output: outputOf(reply.value, files) };
    case 'thrown':
      return { ...run, outcome: 'error', ...failureOf(reply.error) };
    case 'died':
      return { ...run, outcome: 'died', reason: reply.reason, message: reply.message };
  }
}

/** The platform's runtime uploads large results as a file of base64, and answers where they lie. */
function outputOf(value: unknown, files: Files): unknown {
  if (!isJsonObject(value)) return undefined;
  const { results, resultsUrl } = value;
  if (typeof resultsUrl !== 'string') return results;
  return JSON.parse(Buffer.from(files.at(resultsUrl).content.toString('latin1'), 'base64').toString('utf8'));
}
