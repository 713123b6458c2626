import type { ZapiersSide } from '../proof/zapiers_side';
import { isJsonObject } from '../sandbox/zapier/json';
import type { LambdaEvent } from '../sandbox/zapier/step';
import { type Cost, Worker } from '../sandbox/zapier/worker';
import type { BuiltApp } from './apps';

/** What an event returned, and what it cost. */
export type Timed = Cost & { readonly results: unknown };

/** A process with a built app in it, which stays until it is stopped. */
export class TimedProcess {
  private readonly worker: Worker;

  constructor(
    { folder }: BuiltApp,
    { loggingEndpoint, log }: ZapiersSide,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.worker = new Worker({ folder, environment, loggingEndpoint, log });
  }

  /** @throws Error where the app throws one, or the process ends. */
  readonly handle = async (event: LambdaEvent): Promise<Timed> => {
    const reply = await this.worker.handle(event, {});
    if (reply.type === 'returned')
      return { ...reply.cost, results: isJsonObject(reply.value) ? reply.value.results : undefined };
    const message = reply.type === 'thrown' ? reply.error.message : reply.message;
    throw new Error(`The measured step failed: ${message}`);
  };

  async stop(): Promise<void> {
    this.worker.kill();
    await this.worker.ended;
  }
}
