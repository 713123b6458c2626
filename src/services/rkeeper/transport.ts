import { Problem } from '../../core/errors';
import { GuardedAgent } from '../../core/guarded_agent';
import { NetworkFailure, type Http } from '../../core/http';
import { MAX_ANSWER_BYTES, parseTillAnswer, type TillAnswer } from './answer';
import type { TillConnection } from './connection';

/** Twice this fits into a step, so that an unanswered request can be repeated once. */
const TIMEOUT_MILLISECONDS = 12_000;

/** Hidden whole from logs, which show the body as it is sent: number, id, anchor and instance. */
const LICENSE_INFO = /<LicenseInfo .*?<\/LicenseInfo>/s;

/** The XML interface of one cash server: a request of one command in, its answer out. */
export class TillTransport {
  readonly #agent: GuardedAgent | undefined;

  constructor(
    private readonly connection: TillConnection,
    private readonly http: Http,
  ) {
    const secure = connection.serverUrl.startsWith('https:');
    this.#agent = secure ? new GuardedAgent(connection.fingerprint) : undefined;
  }

  /**
   * @param xml a request of one command, ready to be sent.
   * @throws NetworkFailure when no usable answer came; Problem for a login or a certificate that is not accepted.
   */
  async send(xml: string): Promise<TillAnswer> {
    const { serverUrl, serverLogin, serverPassword } = this.connection;
    const basic = Buffer.from(`${serverLogin}:${serverPassword}`, 'utf8').toString('base64');
    try {
      const { status, body } = await this.http({
        method: 'POST',
        url: `${serverUrl}/rk7api/v0/xmlinterface.xml`,
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/xml' },
        body: xml,
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
        maxBytes: MAX_ANSWER_BYTES,
        secrets: [basic, ...(LICENSE_INFO.exec(xml) ?? [])],
        ...(this.#agent && { agent: this.#agent }),
      });
      if (status === 401 || status === 403) throw wrongLogin(serverLogin, status);
      // The till answers everything it understands with 200, its own errors included.
      if (status !== 200) throw new NetworkFailure('no_answer', true, `HTTP ${status}`);
      return parseTillAnswer(body);
    } catch (error) {
      const rejected = this.#agent?.rejected;
      if (error instanceof NetworkFailure && error.reason === 'untrusted_certificate' && rejected)
        throw untrusted(rejected.fingerprint, rejected.reason);
      throw error;
    }
  }
}

function wrongLogin(login: string, status: number): Problem {
  return new Problem(
    'connection',
    `The till does not accept the login "${login}" or its password. Enter them as in RK7 Manager; the user needs the ` +
      `HTTP/HTTPS access right. (HTTP ${status})`,
    { code: `http_${status}` },
  );
}

function untrusted(fingerprint: string, reason: string): Problem {
  const sentence =
    reason === 'CERT_PIN_MISMATCH'
      ? 'The till shows another certificate than the one whose fingerprint is stored in this connection, so nothing was sent. If it ' +
        `was renewed, put the new fingerprint into Certificate Fingerprint: ${fingerprint}`
      : 'The till shows a certificate that no known authority vouches for, so nothing was sent. If this is the fingerprint of ' +
        `your till's own certificate, paste it into Certificate Fingerprint: ${fingerprint}`;
  return new Problem('connection', `${sentence} (${reason})`, { code: 'untrusted_certificate' });
}
