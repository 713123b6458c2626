import { Cache } from '../sandbox/zapier/cache';
import { type Endpoint, listen } from '../sandbox/zapier/endpoint';
import { Hooks } from '../sandbox/zapier/hooks';
import { Log } from '../sandbox/zapier/log';
import { Rpc } from '../sandbox/zapier/rpc';
import { connectionOf, type LambdaEvent, lambdaEvent, type Step, userOf } from '../sandbox/zapier/step';

/** Zapier's side of steps whose process is somebody else's: the cache, the log, and what else an app may ask for. */
export class ZapiersSide {
  private constructor(
    readonly cache: Cache,
    readonly log: Log,
    private readonly rpc: Rpc,
    private readonly endpoint: Endpoint,
  ) {}

  static async start(): Promise<ZapiersSide> {
    const cache = new Cache();
    const [log, rpc] = [new Log(), new Rpc(cache)];
    return new ZapiersSide(cache, log, rpc, await listen(rpc, log, new Hooks()));
  }

  /** What the app has to find in its environment as LOGGING_ENDPOINT. */
  get loggingEndpoint(): string {
    return this.endpoint.loggingEndpoint;
  }

  /** How often the cache was asked for something so far. */
  get cacheCalls(): number {
    return this.rpc.cacheCalls;
  }

  /** @param handle takes Lambda's event to the app. */
  async run<Result>(step: Step, handle: (event: LambdaEvent) => Promise<Result>): Promise<Result> {
    const connection = connectionOf(step);
    const token = crypto.randomUUID();
    this.rpc.open(token, { connection, user: userOf(step), storeKey: connection });
    try {
      return await handle(lambdaEvent(step, token, this.endpoint.rpcBase));
    } finally {
      this.rpc.close(token);
    }
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }
}
