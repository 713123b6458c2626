import type { LockObject } from 'zapier-platform-core';
import { tillConnection } from '../../connection';
import { CLOCK } from '../../core/time';
import { TillClient } from '../../services/rkeeper/client';
import type { Run } from '../../zapier/run';

/** The client of the connected restaurant. */
export function tillOf({ authData, http, store }: Run): TillClient {
  return new TillClient(tillConnection(authData), http, store, CLOCK);
}

/**
 * Zapier's own lock on everything that writes to a till. Its timeout is how long one run may hold it, not how long the
 * next one waits, so it must not be shorter than a step may take.
 */
export const ONE_WRITE_AT_A_TIME: LockObject = { key: 'rkeeper', scope: ['auth'], timeout: 60 };
