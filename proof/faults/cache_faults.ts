import { type Cache, type CacheFailure, CACHE_METHODS, type CacheMethod } from '../../sandbox/zapier/cache';
import type { FaultTraits } from '../services/service';

/** One way for Zapier's own cache to go wrong, while the service does as it should. */
export interface CacheFault extends FaultTraits {
  /** The calls of `z.cache` that it can befall. */
  readonly methods: readonly CacheMethod[];
  readonly strike: (cache: Cache, method: CacheMethod, times: number) => void;
}

const METHODS: Partial<Record<CacheFailure, readonly CacheMethod[]>> = {
  throttled: ['set'],
  refused: ['set'],
  // What cannot be deleted has not been lost.
  forgetful: ['get', 'set'],
};

const KINDS = [
  'error',
  'unavailable',
  'throttled',
  'refused',
  'forgetful',
  'silent',
] as const satisfies CacheFailure[];

export const CACHE_FAULTS: readonly CacheFault[] = KINDS.map((kind) => ({
  kind: `cache: ${kind}`,
  detail: '',
  hangs: kind === 'silent',
  costly: false,
  methods: METHODS[kind] ?? CACHE_METHODS,
  strike: (cache, method, times) => {
    cache.failNext(kind, times, method);
  },
}));
