import { Problem } from '../../core/errors';
import { networkProblem, READ } from '../../core/failure';
import { GuardedAgent } from '../../core/guarded_agent';
import { NetworkFailure, networkFailure, type Http, type HttpResponse } from '../../core/http';
import {
  isExpired,
  licenseAnchor,
  licenseEnd,
  licenseIdUrl,
  usrHeader,
  type License,
} from '../../core/license';
import { parseRecord } from '../../core/record';
import type { SubscriptionLicense } from './connection';

const TIMEOUT_MILLISECONDS = 8000;
const MAX_BYTES = 64 * 1024;
const NAME = 'The licence server l.ucs.ru';

/**
 * GetLicenseIdByAnchor of the UCS licence server.
 *
 * @throws Problem of kind `connection` when the user, the token or the licence is no good, of kind `failed` when the
 * server cannot be asked.
 */
export async function fetchLicense(
  subscription: SubscriptionLicense,
  restCode: string,
  http: Http,
): Promise<License> {
  const anchor = licenseAnchor(subscription.product, restCode);
  const usr = usrHeader(subscription);
  const response = await http({
    method: 'GET',
    url: licenseIdUrl(subscription.serverUrl, anchor),
    headers: { usr, accept: 'application/json' },
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    maxBytes: MAX_BYTES,
    secrets: [usr, anchor, encodeURIComponent(anchor)],
    ...(subscription.serverUrl.startsWith('https:') && { agent: new GuardedAgent() }),
  }).catch((error: unknown) => {
    throw networkProblem(NAME, networkFailure(error), READ);
  });
  const license = readLicense(response, restCode);
  if (isExpired(license, Date.now())) throw expired(license, restCode);
  return license;
}

/** Whether the licence server could not be asked at all, as opposed to having said no. */
export function isOutage(error: unknown): boolean {
  return error instanceof Problem && error.cause instanceof NetworkFailure;
}

function readLicense({ status, body }: HttpResponse, restCode: string): License {
  if (status === 401 || status === 403)
    throw new Problem(
      'connection',
      `${NAME} does not accept the licence user, the password or the token. Enter the e-mail and the password of the licence user ` +
        `that your dealer made; the token lives one year, so it may have ended: write to integrations@rkeeper.ru. (HTTP ${status})`,
      { code: `http_${status}` },
    );
  const answer = parseRecord(body);
  const errorCode = answer?.ErrorCode;
  if (answer && (typeof errorCode === 'number' || typeof errorCode === 'string') && String(errorCode) !== '0')
    throw new Problem(
      'connection',
      `${NAME} refused to name a licence for restaurant ${restCode}. Ask the restaurant's dealer. ` +
        `(error ${errorCode}: ${String(answer.ErrorMessage).slice(0, 200)})`,
      { code: String(errorCode) },
    );
  if (status !== 200 || !answer || !('id' in answer)) {
    const failure = new NetworkFailure('no_answer', false, `HTTP ${status}`);
    throw networkProblem(NAME, failure, READ);
  }
  if (typeof answer.id !== 'string' || answer.id === '')
    throw new Problem(
      'connection',
      `There is no active licence of the XML interface for restaurant ${restCode}. Check the restaurant code and the kind of ` +
        "licence in the connection, or ask the restaurant's dealer to renew it. (no licence id)",
      { code: 'no_license' },
    );
  return {
    id: answer.id,
    expirationDate: typeof answer.expirationDate === 'string' ? answer.expirationDate : undefined,
    quantity: typeof answer.qty === 'number' ? answer.qty : undefined,
  };
}

function expired(license: License, restCode: string): Problem {
  const day = new Date(licenseEnd(license) ?? 0).toISOString().slice(0, 10);
  return new Problem(
    'connection',
    `The licence of the XML interface for restaurant ${restCode} ended on ${license.expirationDate?.slice(0, 10) ?? day}. ` +
      "Ask the restaurant's dealer to renew it. (licence expired)",
    { code: 'license_expired' },
  );
}
