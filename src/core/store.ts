/**
 * A place that remembers texts for a while, apart for every connection. It is a cache: entries may vanish at any time,
 * and it may be out of order, in which case reading finds nothing and writing does nothing.
 */
export interface Store {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Whether the entry was made; false when one lives already. */
  add(key: string, value: string, ttlSeconds: number): Promise<boolean>;
  delete(key: string): Promise<void>;
}
