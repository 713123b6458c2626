import { setTimeout as pause } from 'node:timers/promises';

interface Waiting {
  readonly xml: string;
  /** The next answer is lost on its way back. */
  answerLost: boolean;
}

/** One try to send an event. */
export interface Attempt {
  readonly xml: string;
  /** The receiver's HTTP status; undefined where there was no answer. */
  readonly status: number | undefined;
}

/** "One queue and one log per address, 256 events each." */
const CAPACITY = 256;

/** How long a receiver may take is not documented. */
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * The events for one address: first in, first out, each sent again and again until the answer is HTTP 200. "When full,
 * intake pauses": what comes in meanwhile is lost.
 */
export class AddressQueue {
  /** The log of this address, oldest first. */
  readonly attempts: Attempt[] = [];
  /** How many events came while the queue was full. */
  lost = 0;
  private readonly waiting: Waiting[] = [];
  private sending: Promise<void> | undefined;

  constructor(
    readonly url: string,
    private readonly retryMilliseconds: number,
    private readonly stopping: AbortSignal,
  ) {}

  add(xml: string, { answerLost = false } = {}): void {
    if (this.waiting.length >= CAPACITY) this.lost += 1;
    else this.waiting.push({ xml, answerLost });
    this.sending ??= this.sendAll();
  }

  /** Resolves when everything has been taken, or the server has stopped. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let [next] = this.waiting; next && !this.stopping.aborted; [next] = this.waiting) {
      const { xml } = next;
      const answer = await this.post(xml);
      const status = next.answerLost ? undefined : answer;
      next.answerLost = false;
      this.attempts.push({ xml, status });
      if (status === 200) this.waiting.shift();
      else await pause(this.retryMilliseconds, undefined, { signal: this.stopping }).catch(() => undefined);
    }
    this.sending = undefined;
  }

  private async post(body: string): Promise<number | undefined> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MILLISECONDS), this.stopping]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    }
  }
}
