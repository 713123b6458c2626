import type { ZObject } from 'zapier-platform-core';
import type { Store } from '../core/vault';

/** It answers within some 20 ms, or not at all. */
const CACHE_MILLISECONDS = 3000;

/** For what is overwritten because it could not be deleted. */
const SHORTEST_SECONDS = 1;

/** What a call of the cache came to: its answer, a failure, or silence. */
type Told = { readonly answer: unknown } | 'failure' | 'silence';

/**
 * `z.cache` with its scope, which the types of `get` and `delete` lack. Out of order it reads as empty. The platform waits for
 * it without end; a cache that once did not answer is not asked again in this step.
 *
 * @param deadline of the whole step: milliseconds since 1970.
 * @param scope whose entries they are.
 */
export function storeOf({ cache }: ZObject, deadline: number, scope: Scope = PER_CONNECTION): Store {
  const scoped: ScopedCache = cache;
  let isSilent = false;
  async function ask(call: () => Promise<unknown>): Promise<Told> {
    if (isSilent) return 'failure';
    const patience = Promise.withResolvers<'silence'>();
    const timer = setTimeout(
      () => {
        isSilent = true;
        patience.resolve('silence');
      },
      Math.min(CACHE_MILLISECONDS, Math.max(0, deadline - Date.now())),
    );
    try {
      return await Promise.race([call().then((answer) => ({ answer })), patience.promise]);
    } catch {
      return 'failure';
    } finally {
      clearTimeout(timer);
    }
  }
  /** What a `set` answers beside `true` has several readings in the platform's own sources. */
  const isTrue = (told: Told): boolean => typeof told === 'object' && told.answer === true;
  return {
    get: async (key) => {
      const told = await ask(() => scoped.get(key, [...scope]));
      return typeof told === 'object' && typeof told.answer === 'string' ? told.answer : undefined;
    },
    set: async (key, value, ttlSeconds) => {
      const told = await ask(() => scoped.set(key, value, ttlSeconds, [...scope]));
      return told === 'silence' ? undefined : isTrue(told);
    },
    add: async (key, value, ttlSeconds) =>
      isTrue(await ask(() => scoped.set(key, value, ttlSeconds, [...scope], true))),
    // What stayed would be taken for something whose outcome is still unknown, so that it is overwritten where it could not be deleted:
    // once even by a cache that fell silent over this very word.
    delete: async (key) => {
      const told = await ask(() => scoped.delete(key, [...scope]));
      if (typeof told === 'object') return;
      isSilent &&= told !== 'silence';
      await ask(() => scoped.set(key, '', SHORTEST_SECONDS, [...scope]));
    },
  };
}

type Scope = readonly 'auth'[];

const PER_CONNECTION: Scope = ['auth'];

/** One for all connections of the app: what is kept there must be sealed under a secret. */
export const WHOLE_APP: Scope = [];

interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: string, ttl: number, scope: string[], nx?: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<boolean>;
}
