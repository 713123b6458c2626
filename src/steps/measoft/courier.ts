import { connectionTo } from '../../connection';
import { localTime } from '../../core/time';
import { Vault } from '../../core/vault';
import { say } from '../../language/language';
import { CourierClient } from '../../services/measoft/client';
import type { CourierConnection } from '../../services/measoft/connection';
import type { Run } from '../../zapier/run';
import { readCourierConnection } from './connection_form';

/** @throws Problem where the account is another service's, or not filled in. */
export function courierConnection(authData: Run['authData']): CourierConnection {
  return connectionTo(['measoft'], say`a MeaSoft account`, authData, readCourierConnection);
}

/** The client of the connected courier company. */
export function courierOf({ authData, http, store }: Run): CourierClient {
  return new CourierClient(courierConnection(authData), http, store);
}

/** What is remembered for the connected account. */
export function courierVault({ authData, store }: Run): Vault {
  const { courierCode, login, password } = courierConnection(authData);
  return new Vault(store, [courierCode, login, password]);
}

/** `YYYY-MM-DD HH:MM:SS` on the clocks of the Zap's zone. */
export function nowFor({ timeZone }: Run): string {
  return localTime(Math.floor(Date.now() / 1000), timeZone);
}

/** The day so many days from now, `YYYY-MM-DD` in the Zap's zone. */
export function dayFromNow(days: number, { timeZone }: Run): string {
  return localTime(Math.floor(Date.now() / 1000) + days * 24 * 60 * 60, timeZone).slice(0, 10);
}
