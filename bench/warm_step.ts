import { isDeepStrictEqual } from 'node:util';
import { Cache } from '../sandbox/zapier/cache';
import { type Endpoint, listen } from '../sandbox/zapier/endpoint';
import { Hooks } from '../sandbox/zapier/hooks';
import { Log } from '../sandbox/zapier/log';
import { Rpc } from '../sandbox/zapier/rpc';
import { connectionOf, lambdaEvent, type Step, userOf } from '../sandbox/zapier/step';
import type { BuiltApp } from './built_app';
import { compare, inTurn, type Comparison } from './statistics';
import { type Timed, TimedProcess } from './timed_process';
import type { Received, Upstream } from './upstream';

export interface WarmStep {
  readonly app: BuiltApp;
  readonly bare: BuiltApp;
  readonly upstream: Upstream;
  /** Tells the app where the upstream is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly step: Step;
  readonly pairs: number;
}

const WARM_UP = 50;
/** What the HTTP client writes by itself. */
const CLIENT_HEADERS = new Set(['host', 'connection', 'content-length', 'accept-encoding']);

/** Milliseconds of a step in a process that has run many, beside a bare request of the same bytes in another such process. */
export async function warmStep({
  app,
  bare,
  upstream,
  environment,
  step,
  pairs,
}: WarmStep): Promise<Comparison> {
  const platform = await Platform.start();
  const ours = new TimedProcess(app.folder, { ...environment, LOGGING_ENDPOINT: platform.loggingEndpoint });
  const theirs = new TimedProcess(bare.folder, { LOGGING_ENDPOINT: platform.loggingEndpoint });
  const runOurs = (): Promise<number> => platform.time(ours, step);
  try {
    await runOurs();
    const sent = lastOf(upstream);
    const bareStep = bareStepOf(sent, upstream, step);
    const runTheirs = (): Promise<number> => platform.time(theirs, bareStep);
    await runTheirs();
    if (!isDeepStrictEqual(lastOf(upstream), sent))
      throw new Error('The bare request is not that of the step.');
    await inTurn(WARM_UP, runOurs, runTheirs);
    return compare(await inTurn(pairs, runOurs, runTheirs));
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), platform.close()]);
  }
}

function lastOf({ last }: Upstream): Received {
  if (last) return last;
  throw new Error('The step sent nothing.');
}

function bareStepOf({ url, headers, body }: Received, upstream: Upstream, { authData }: Step): Step {
  const own = Object.entries(headers).filter(([name]) => !CLIENT_HEADERS.has(name));
  return {
    method: 'creates.send.operation.perform',
    inputData: { url: upstream.url + url, headers: Object.fromEntries(own), body },
    ...(authData && { authData }),
  };
}

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

  async time(process: TimedProcess, step: Step): Promise<number> {
    return (await this.handle(process, step)).milliseconds;
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
