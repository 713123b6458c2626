import { type JsonObject } from './json';

/**
 * The events that a Zap has seen, by their primary keys. Zapier keeps the list for as long as the Zap is on
 * (docs.zapier.com, "How deduplication works"); only polling triggers have one.
 */
export class Seen {
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
