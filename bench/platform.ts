import { Cache } from '../sandbox/zapier/cache';
import { type Endpoint, listen } from '../sandbox/zapier/endpoint';
import { Hooks } from '../sandbox/zapier/hooks';
import { Log } from '../sandbox/zapier/log';
import { Rpc } from '../sandbox/zapier/rpc';
import { connectionOf, lambdaEvent, type Step, userOf } from '../sandbox/zapier/step';
import type { Timed, TimedProcess } from './timed_process';

/** Zapier's side of a run: cache and log. */
export class Platform {
  private constructor(
    private readonly rpc: Rpc,
    private readonly endpoint: Endpoint,
  ) {}

  static async start(): Promise<Platform> {
    const rpc = new Rpc(new Cache());
    return new Platform(rpc, await listen(rpc, new Log(), new Hooks()));
  }

  get loggingEndpoint(): string {
    return this.endpoint.loggingEndpoint;
  }

  /** How often the cache was asked for something so far. */
  get cacheCalls(): number {
    return this.rpc.cacheCalls;
  }

  async handle(process: TimedProcess, step: Step): Promise<Timed> {
    const connection = connectionOf(step);
    const token = crypto.randomUUID();
    this.rpc.open(token, { connection, user: userOf(step), storeKey: connection });
    const timed = await process.handle(lambdaEvent(step, token, this.endpoint.rpcBase));
    this.rpc.close(token);
    return timed;
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }
}
