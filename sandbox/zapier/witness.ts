import { type CacheMethod } from './cache';

/** Hears what runs do while they do it, for whoever wants to show it. A run is named by the token that it is given. */
export interface Witness {
  readonly began: (run: string) => void;
  readonly ended: (run: string) => void;
  /** @param answer what the app was told, as JSON. */
  readonly cacheCalled: (run: string, method: CacheMethod, key: string, answer: string) => void;
}
