import { tillConnection } from '../../connection';
import { CLOCK } from '../../core/time';
import { TillClient } from '../../services/rkeeper/client';
import type { Run } from '../../zapier/run';

/** The zone of the connected restaurant, in which its till tells times. */
export function tillZone({ authData }: Run): string {
  return tillConnection(authData).timeZone;
}

/** The client of the connected restaurant. */
export function tillOf({ authData, http, store }: Run): TillClient {
  return new TillClient(tillConnection(authData), http, store, CLOCK);
}
