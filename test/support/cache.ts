import type { ZObject } from 'zapier-platform-core';
import type { Store } from '../../src/core/vault';

/** `z.cache` as the platform has it: the one of its own tester knows no `nx`. */
export function cacheOf(store: Store): ZObject['cache'] {
  const text = (value: unknown): string => JSON.stringify(value);
  return {
    get: async (key) => JSON.parse((await store.get(key)) ?? 'null') as unknown,
    set: async (key, value, ttl = Infinity, _scope, nx) =>
      (nx === true ? await store.add(key, text(value), ttl) : await store.set(key, text(value), ttl)) ??
      false,
    delete: async (key) => {
      await store.delete(key);
      return true;
    },
  };
}
