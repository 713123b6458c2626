import { type Hooks } from './hooks';
import { cleanedRequest, type RawRequest } from './incoming';
import { isJsonObject, type JsonObject } from './json';
import { type RunResult } from './outcome';
import { eventsIn, type Treatment, type Trigger } from './trigger';

/** One request to a hook's address, and what the trigger made of it. */
export interface Delivery {
  readonly request: RawRequest;
  readonly result: RunResult;
  /** They start the Zap, each time: "Deduplication only happens with polling triggers" (help.zapier.com). */
  readonly events: readonly JsonObject[];
}

/** A hook trigger in one Zap: its address, its subscription, and what came in. */
export class Hook {
  /** To be pasted into the service by hand where the trigger does not subscribe by itself. It stays the same. */
  readonly url: string;
  /** In the order in which the trigger had done with them. */
  readonly deliveries: Delivery[] = [];
  private subscription: Promise<RunResult | undefined> | undefined;
  private readonly underWay: Promise<void>[] = [];

  constructor(
    private readonly trigger: Trigger,
    { hooks, origin }: { readonly hooks: Hooks; readonly origin: string },
    private readonly onDelivery: (delivery: Delivery) => Promise<void> = () => Promise.resolve(),
  ) {
    this.url =
      origin +
      hooks.open((request) => {
        this.receive(request);
      });
  }

  /** Whether requests reach the trigger; others are answered all the same. */
  get isOn(): boolean {
    return this.subscription !== undefined;
  }

  /** @returns how performSubscribe ended; nothing where the trigger has none. Where it failed the Zap stays off. */
  async turnOn(treatment: Treatment = {}): Promise<RunResult | undefined> {
    this.subscription = this.trigger.operation.performSubscribe
      ? this.trigger.run('performSubscribe', { ...treatment, bundle: { targetUrl: this.url } })
      : Promise.resolve(undefined);
    const result = await this.subscription;
    if (result && result.outcome !== 'success') this.subscription = undefined;
    return result;
  }

  /** Subscribes anew while the Zap is on, as Zapier does before the `expiration_date` of a subscription. */
  async renew(treatment: Treatment = {}): Promise<RunResult | undefined> {
    if (!this.subscription) throw new Error('The Zap is off.');
    return this.turnOn(treatment);
  }

  /** @returns how performUnsubscribe ended; nothing where there is none. The Zap is off in any case. */
  async turnOff(treatment: Treatment = {}): Promise<RunResult | undefined> {
    const { subscription } = this;
    this.subscription = undefined;
    if (!subscription || !this.trigger.operation.performUnsubscribe) return undefined;
    const subscribeData = dataOf(await subscription);
    const bundle = { targetUrl: this.url, subscribeData };
    return this.trigger.run('performUnsubscribe', { ...treatment, bundle });
  }

  /** Resolves when everything that has come in so far has been dealt with. */
  async settled(): Promise<void> {
    while (this.underWay.length > 0) await Promise.all(this.underWay.splice(0));
  }

  /** @see Trigger.sample */
  sample(treatment?: Treatment): Promise<RunResult> {
    return this.trigger.sample(treatment);
  }

  private receive(request: RawRequest): void {
    const { subscription } = this;
    if (!subscription) return;
    const work = this.deliver(request, subscription);
    // `settled` tells of a mistake in the Zap; nobody waits for it where the sandbox was stopped in the meantime.
    work.catch(() => undefined);
    this.underWay.push(work);
  }

  /** A service may send before performSubscribe has ended. */
  private async deliver(request: RawRequest, subscription: Promise<RunResult | undefined>): Promise<void> {
    const subscribeData = dataOf(await subscription);
    if (this.subscription !== subscription) return;
    const bundle = { rawRequest: request, cleanedRequest: cleanedRequest(request), subscribeData };
    const result = await this.trigger.events('perform', { bundle });
    const delivery = { request, result, events: eventsIn(result) };
    this.deliveries.push(delivery);
    await this.onDelivery(delivery);
  }
}

function dataOf(result: RunResult | undefined): JsonObject {
  return result?.outcome === 'success' && isJsonObject(result.output) ? result.output : {};
}
