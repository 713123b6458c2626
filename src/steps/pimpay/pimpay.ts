import { connectionTo } from '../../connection';
import { say } from '../../language/language';
import { PimPayClient } from '../../services/pimpay/client';
import type { PimPayConnection } from '../../services/pimpay/connection';
import type { Run } from '../../zapier/run';
import { readPimPayConnection } from './connection_form';

/** @throws Problem where the account is another service's, or not filled in. */
export function pimpayConnection({ authData }: Pick<Run, 'authData'>): PimPayConnection {
  return connectionTo(['pimpay'], say`a PimPay account`, authData, readPimPayConnection);
}

/** The client of the connected account. */
export function pimpayOf(run: Run): PimPayClient {
  return new PimPayClient(pimpayConnection(run), run.http, run.store);
}
