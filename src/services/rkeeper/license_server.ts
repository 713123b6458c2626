import { support } from '../../core/env';
import { Problem, THEN_REPLAY } from '../../core/errors';
import { answered, Bytes, NetworkFailure, networkProblem, READ, type Http } from '../../core/http';
import { parseObject } from '../../core/json';
import {
  isExpired,
  licenseAnchor,
  licenseIdUrl,
  usrDigests,
  usrHeader,
  type License,
} from '../../core/license';
import { plainWords, redact } from '../../core/redact';
import { say } from '../../language/language';
import type { SubscriptionLicense } from './connection';

const TIMEOUT_MILLISECONDS = 8000;
const MAX_BYTES = 64 * 1024;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const NAME = say`The licence server l.ucs.ru`;

/** What the licence server says about a restaurant; the problem is what a user is told who needs the licence now. */
export type LicenseAnswer =
  | { readonly kind: 'active'; readonly license: License }
  | { readonly kind: 'expired'; readonly license: License; readonly problem: Problem }
  | { readonly kind: 'missing'; readonly problem: Problem };

/**
 * GetLicenseIdByAnchor of the UCS licence server.
 *
 * @throws Problem when the user or the token is no good, or the server cannot be asked: {@link isOutage} tells which.
 */
export async function askLicense(
  subscription: SubscriptionLicense,
  restCode: string,
  http: Http,
): Promise<LicenseAnswer> {
  const anchor = licenseAnchor(subscription.product, restCode);
  const usr = usrHeader(subscription);
  const secrets = [usr, ...usrDigests(subscription), anchor, encodeURIComponent(anchor)];
  const body = new Bytes();
  const { status } = await answered(NAME, READ, () =>
    http({
      method: 'GET',
      url: licenseIdUrl(subscription.serverUrl, anchor),
      headers: { usr, accept: 'application/json' },
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes: MAX_BYTES,
      into: body,
      secrets,
    }),
  );
  // Steps show what the server says not only in messages.
  const hidden = [...secrets, subscription.password, subscription.token];
  if (status === 401) throw notAccepted(subscription);
  return readAnswer({ status, body: body.end() }, restCode, hidden);
}

/** The server does not tell which part it minds. The app's own token serves every restaurant: none of them can mend it by connecting again. */
function notAccepted({ tokenOf }: SubscriptionLicense): Problem {
  const code = 'http_401';
  return tokenOf === 'app'
    ? new Problem(
        'failed',
        say`${{ name: NAME }} does not accept the licence user, the password or the app's r_keeper
          token. Check Login and Password in the connection. If they are right, tell
          ${{ support: support() }}: the app's r_keeper token was refused. ${{ thenReplay: THEN_REPLAY }}
          (HTTP 401)`,
        { code },
      )
    : new Problem(
        'connection',
        say`${{ name: NAME }} does not accept the licence user, the password or the token. Enter the
          e-mail and the password of the licence user that your dealer made; the token lives one year, so it
          may have ended: write to integrations@rkeeper.ru. (HTTP 401)`,
        { code },
      );
}

/** Whether the licence server could not be asked at all, as opposed to having said no. */
export function isOutage(error: unknown): boolean {
  return error instanceof Problem && error.cause instanceof NetworkFailure;
}

function readAnswer(
  { status, body }: { readonly status: number; readonly body: Buffer },
  restCode: string,
  secrets: readonly string[],
): LicenseAnswer {
  const answer = parseObject(body);
  // Either may come without the other, and frameworks write them in their own ways.
  const told = (words: unknown, most: number): string =>
    typeof words === 'string' || typeof words === 'number'
      ? redact(plainWords(String(words), most), secrets)
      : '';
  const code = told(answer?.ErrorCode ?? answer?.errorCode, 40).replace(/^0$/, '');
  const words = told(answer?.ErrorMessage ?? answer?.errorMessage ?? answer?.Message, 200);
  const isNamed = typeof answer?.id === 'string' && answer.id !== '';
  if (code !== '' || (words !== '' && !isNamed && status < 500))
    return missing(
      say`${{ name: NAME }} refused to name a licence for restaurant ${{ restCode }}. Ask the
        restaurant's dealer. ${{ thenReplay: THEN_REPLAY }} (error ${{ code: code || 'without number' }}:
        ${{ words: words || 'without words' }})`,
      code || 'license_refused',
    );
  if (status !== 200 || !answer || !('id' in answer) || isNoId(answer.id)) {
    const failure = new NetworkFailure('no_answer', false, `HTTP ${status}`);
    throw networkProblem(NAME, failure, READ);
  }
  if (typeof answer.id !== 'string' || answer.id === '')
    return missing(
      say`There is no active licence of the XML interface for restaurant ${{ restCode }}. Check the
        restaurant code and the kind of licence in the connection, or ask the restaurant's dealer to renew
        it. ${{ thenReplay: THEN_REPLAY }} (no licence id)`,
      'no_license',
    );
  const license: License = {
    id: answer.id,
    expirationDate: dateTime(answer.expirationDate),
    quantity: typeof answer.qty === 'number' ? answer.qty : undefined,
  };
  // Whether the last day counts, which begins with this date, is not documented: the till decides.
  return isExpired(license, Date.now() - DAY_MILLISECONDS)
    ? { kind: 'expired', license, problem: expired(license, restCode) }
    : { kind: 'active', license };
}

/** A text that cannot be the id of a licence. None at all is another matter. */
function isNoId(id: unknown): boolean {
  return typeof id === 'string' && !/^[\w{}-]{0,64}$/.test(id);
}

function dateTime(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,16})?$/.test(value) ? value : undefined;
}

const missing = (message: string, code: string): LicenseAnswer => ({
  kind: 'missing',
  problem: new Problem('failed', message, { code }),
});

function expired({ expirationDate = '' }: License, restCode: string): Problem {
  return new Problem(
    'failed',
    say`The licence of the XML interface for restaurant ${{ restCode }} ended on
      ${{ date: expirationDate.slice(0, 10) }}. Ask the restaurant's dealer to renew it.
      ${{ thenReplay: THEN_REPLAY }} (licence expired)`,
    { code: 'license_expired' },
  );
}
