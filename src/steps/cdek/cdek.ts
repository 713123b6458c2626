import { connectionTo } from '../../connection';
import { say } from '../../language/language';
import { CdekClient } from '../../services/cdek/client';
import type { CdekConnection } from '../../services/cdek/connection';
import type { Run } from '../../zapier/run';
import { readCdekConnection } from './connection_form';

/** @throws Problem where the account is another service's, or not filled in. */
export function cdekConnection({ authData }: Pick<Run, 'authData'>): CdekConnection {
  return connectionTo(['cdek'], say`a CDEK account`, authData, readCdekConnection);
}

/** The client of the connected contract. */
export function cdekOf(run: Run): CdekClient {
  return new CdekClient(cdekConnection(run), run.http, run.store);
}
