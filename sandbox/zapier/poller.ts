import { type JsonObject } from './json';
import { type RunResult } from './outcome';
import { eventsIn, type Treatment, type Trigger } from './trigger';

/** One poll: how it ended, and the events that it found for the first time, oldest first. */
export interface Poll {
  readonly result: RunResult;
  /** They start the Zap. */
  readonly events: readonly JsonObject[];
  /** Too many at once: they start the Zap only when the user lets them. */
  readonly held: readonly JsonObject[];
}

/** "There is a default limit of 100 new items recognized per poll after deduplication": a poll with more is held. */
const FLOOD = 100;

/**
 * Polls a trigger as Zapier does for one Zap. What is known of earlier polls is known here, not in the processes of the
 * app: polls may overlap, fail or lose their process.
 */
export class Poller {
  private seen: Seen | undefined;
  private floods: Poll[] = [];

  constructor(private readonly trigger: Trigger) {}

  /** Whether the Zap is on. */
  get isOn(): boolean {
    return this.seen !== undefined;
  }

  /** Turns the Zap on: one poll that only fills the list of events seen. Where it fails the Zap stays off. */
  async start(treatment: Treatment = {}): Promise<Poll> {
    this.stop();
    const seen = new Seen(this.trigger.primaryKeys);
    const result = await this.trigger.events('perform', { ...treatment, meta: { isPopulatingDedupe: true } });
    seen.takeNew(eventsIn(result));
    if (result.outcome === 'success') this.seen = seen;
    return { result, events: [], held: [] };
  }

  /**
   * One poll. A failure is told in its result; the next poll makes up for it.
   * @throws Error where the Zap is off.
   */
  async tick(treatment: Treatment = {}): Promise<Poll> {
    const { seen } = this;
    if (!seen) throw new Error('The Zap is off: only one that has been started polls.');
    const result = await this.trigger.events('perform', treatment);
    const events = this.seen === seen ? seen.takeNew(eventsIn(result)) : [];
    if (events.length <= FLOOD) return { result, events, held: [] };
    this.floods.push({ result, events, held: [] });
    return { result, events: [], held: events };
  }

  /** The polls that were held, with their events, which the user lets start the Zap now. */
  replay(): readonly Poll[] {
    return this.floods.splice(0);
  }

  /** @see Trigger.sample */
  sample(treatment?: Treatment): Promise<RunResult> {
    return this.trigger.sample(treatment);
  }

  /** Turns the Zap off, which clears the list: what happens meanwhile is not made up for. */
  stop(): void {
    this.seen = undefined;
    this.floods = [];
  }
}

/**
 * The events that a Zap has seen, by their primary keys. Zapier keeps the list for as long as the Zap is on
 * (docs.zapier.com, "How deduplication works"); only polling triggers have one.
 */
class Seen {
  private readonly keys = new Set<string>();

  constructor(private readonly primaryKeys: readonly string[]) {}

  /** Remembers the events, and tells which of them are new: oldest first, where a poll has the newest first. */
  takeNew(events: readonly JsonObject[]): JsonObject[] {
    return events
      .filter((event) => {
        const key = JSON.stringify(this.primaryKeys.map((name) => event[name] ?? null));
        const isNew = !this.keys.has(key);
        this.keys.add(key);
        return isNew;
      })
      .reverse();
  }
}
