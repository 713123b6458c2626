import { tillConnection } from './connection';
import { CLOCK } from './core/clock';
import { TillClient } from './services/rkeeper/client';
import type { Step } from './zapier';

/** The client of the connected restaurant. */
export function tillOf({ authData, http, store }: Step): TillClient {
  return new TillClient(tillConnection(authData), http, store, CLOCK);
}
