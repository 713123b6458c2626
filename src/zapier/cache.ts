import type { ZObject } from 'zapier-platform-core';
import type { Store } from '../core/vault';

/** It answers within some 20 ms, or not at all. */
const CACHE_MILLISECONDS = 3000;

/** Of what is overwritten because it could not be deleted. */
const SHORTEST_SECONDS = 1;

/**
 * `z.cache` with its scope, which the types of `get` and `delete` lack. Out of order it reads as empty. The platform waits for
 * it without end; a cache that once did not answer is not asked again in this step, save to remove what this step put there.
 */
export function storeOf({ cache }: ZObject): Store {
  const scoped: ScopedCache = cache;
  const written = new Set<string>();
  let isSilent = false;
  async function answerOf<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    const patience = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      isSilent = true;
      patience.resolve(undefined);
    }, CACHE_MILLISECONDS);
    try {
      return await Promise.race([call(), patience.promise]);
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    return isSilent ? undefined : answerOf(call);
  }
  return {
    get: async (key) => {
      const value = await ask(() => scoped.get(key, CONNECTION));
      return typeof value === 'string' ? value : undefined;
    },
    set: async (key, value, ttlSeconds) => {
      written.add(key);
      await ask(() => scoped.set(key, value, ttlSeconds, CONNECTION));
    },
    // Where the cache cannot say, only the platform's own lock keeps steps apart.
    add: async (key, value, ttlSeconds) => {
      written.add(key);
      return (await ask(() => scoped.set(key, value, ttlSeconds, CONNECTION, true))) !== false;
    },
    // What stayed would be taken for something that is still under way.
    delete: async (key) => {
      if (isSilent && !written.has(key)) return;
      const answer = await answerOf(() => scoped.delete(key, CONNECTION));
      if (answer === undefined) await answerOf(() => scoped.set(key, '', SHORTEST_SECONDS, CONNECTION));
    },
  };
}

const CONNECTION = ['auth'];

interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: string, ttl: number, scope: string[], nx?: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<boolean>;
}
