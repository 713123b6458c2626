import { shopConnection } from './connection';
import { ShopClient } from './services/justclick/client';
import type { Step } from './zapier';

/** The client of the connected shop. */
export function shopOf({ authData, http }: Step): ShopClient {
  return new ShopClient(shopConnection(authData), http);
}
