import { Problem, THEN_REPLAY } from '../../core/errors';
import { Bytes, NetworkFailure, type Http, type Sink } from '../../core/http';
import { excerpt } from '../../core/redact';
import { TlsAgent, type RejectedCertificate } from '../../core/tls';
import type { XmlElement, XmlList } from '../../core/xml';
import { say } from '../../language/language';
import {
  listReader,
  MAX_ANSWER_BYTES,
  MAX_LIST_BYTES,
  parseTillAnswer,
  parseTillList,
  type TillAnswer,
  type TillList,
} from './answer';
import { encodeQuery } from './commands';
import type { TillConnection } from './connection';
import { refusal } from './problems';

/** It fits into a step twice, so that an unanswered request can be repeated once. */
const TIMEOUT_MILLISECONDS = 12_000;

/** RK7ErrorN of a common shift that is being closed. */
const SHIFT_IS_CLOSING = '2172';

/** Logs show the body as it is sent, so all of this is hidden from them; anchor and id also where the till quotes one of them. */
const LICENSE_PATTERNS = [
  /<LicenseInfo .*?<\/LicenseInfo>/s,
  /(?<=<LicenseInfo anchor=")[^"]+/,
  /(?<= licenseToken=")[^"]+/,
];

/** The XML interface of one cash server: a request of one command in, its answer out. */
export class TillTransport {
  readonly #agent: TlsAgent | undefined;

  constructor(
    private readonly connection: TillConnection,
    private readonly http: Http,
  ) {
    const secure = connection.serverUrl.startsWith('https:');
    this.#agent = secure ? new TlsAgent(connection.fingerprint) : undefined;
  }

  /**
   * @throws NetworkFailure when no usable answer came; Problem for a login or a certificate that is not accepted, and while
   * the till takes no commands at all. After a Problem the command was not carried out.
   */
  async send(command: XmlElement): Promise<TillAnswer> {
    const body = new Bytes();
    await this.#exchange(command, body, MAX_ANSWER_BYTES);
    return unlessClosing(parseTillAnswer(body.end()));
  }

  /** Does the same for a command that is answered with a long list, which is read while it comes. */
  async sendForList<Item>(command: XmlElement, list: XmlList<Item>): Promise<TillList<Item>> {
    const reader = listReader(list);
    await this.#exchange(command, reader, MAX_LIST_BYTES);
    return unlessClosing(parseTillList(reader));
  }

  /**
   * Sends what does no harm when it is done twice, and once more where its answer is lost.
   *
   * @throws NetworkFailure that says that nothing was done, as nothing that matters was.
   */
  async sendHarmless(command: XmlElement): Promise<TillAnswer> {
    const send = (): Promise<TillAnswer> => this.send(command);
    try {
      return await send().catch((error: unknown) => {
        if (error instanceof NetworkFailure && error.maybeReceived) return send();
        throw error;
      });
    } catch (error) {
      throw error instanceof NetworkFailure ? new NetworkFailure(error.reason, false, error.code) : error;
    }
  }

  async #exchange(command: XmlElement, into: Sink<unknown>, maxBytes: number): Promise<void> {
    const status = await this.#statusOf(encodeQuery(command), into, maxBytes);
    if (status === 401) throw wrongLogin(this.connection.serverLogin);
    if (status === 403) throw notAllowed(this.connection.serverLogin);
    // The till answers everything it understands with 200, its own errors included. A redirect or a status of 400 and
    // more comes from somebody before it, who did not pass the request on.
    if (status !== 200)
      throw new NetworkFailure('no_answer', status < 300 || status >= 500, `HTTP ${status}`);
  }

  async #statusOf(xml: string, into: Sink<unknown>, maxBytes: number): Promise<number> {
    const { serverUrl, serverLogin, serverPassword } = this.connection;
    const basic = Buffer.from(`${serverLogin}:${serverPassword}`, 'utf8').toString('base64');
    try {
      const { status } = await this.http({
        method: 'POST',
        url: `${serverUrl}/rk7api/v0/xmlinterface.xml`,
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/xml' },
        body: xml,
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
        maxBytes,
        into,
        secrets: [basic, ...LICENSE_PATTERNS.flatMap((pattern) => pattern.exec(xml) ?? [])],
        ...(this.#agent && { agent: this.#agent }),
      });
      return status;
    } catch (error) {
      const rejected = this.#agent?.rejected;
      const isUntrusted = error instanceof NetworkFailure && error.reason === 'untrusted_certificate';
      throw isUntrusted && rejected ? untrusted(rejected) : error;
    }
  }
}

/** The till says so to any command before it looks at it: it is no answer to this one, nor to an earlier sending of it. */
function unlessClosing<Answer extends TillAnswer>(answer: Answer): Answer {
  if (answer.errorNumber === SHIFT_IS_CLOSING) throw refusal(answer);
  return answer;
}

function wrongLogin(login: string): Problem {
  return new Problem(
    'connection',
    say`The till does not accept the login "${{ login: excerpt(login) }}" or its password. Enter them as
      in RK7 Manager; the user needs the HTTP/HTTPS access right. (HTTP 401)`,
    { code: 'http_401' },
  );
}

function notAllowed(login: string): Problem {
  return new Problem(
    'failed',
    say`The till, or a firewall in front of it, does not let the login "${{ login: excerpt(login) }}"
      in. In RK7 Manager the user needs the HTTP/HTTPS access right; a firewall has to let requests of the
      user agent "Zapier" through. ${{ thenReplay: THEN_REPLAY }} (HTTP 403)`,
    { code: 'http_403' },
  );
}

/** Whoever sits between Zapier and the till shows a certificate, too: only at the cash server can it be told from the till's own. */
const COMPARE = say`compare this fingerprint with the one of the certificate at the cash server first, then paste it
    into Certificate Fingerprint:`;

/** What to say by the reason of a {@link RejectedCertificate}; each sentence ends in the fingerprint. */
const REJECTIONS: Readonly<Record<string, string>> = {
  CERT_PIN_MISMATCH: say`The till shows another certificate than the one whose fingerprint is stored in this connection,
      so nothing was sent. If it was renewed, compare this fingerprint with the one at the cash server
      first, then put it into Certificate Fingerprint:`,
  CERT_HAS_EXPIRED: say`The till's certificate has expired, so nothing was sent. Have it renewed. Or trust it all the
    same: ${{ compare: COMPARE }}`,
  ERR_TLS_CERT_ALTNAME_INVALID: say`The till's certificate was made for another address, so nothing was sent. Use that address. Or
      trust the certificate all the same: ${{ compare: COMPARE }}`,
  CERT_OLD_PROTOCOL: say`The till only speaks an old kind of TLS, which is accepted from a known certificate alone, so
      nothing was sent. To trust it, ${{ compare: COMPARE }}`,
};

const NOT_VOUCHED_FOR = say`The till shows a certificate that no known authority vouches for, so nothing was sent. To trust it,
  ${{ compare: COMPARE }}`;

function untrusted({ fingerprint, reason }: RejectedCertificate): Problem {
  const sentence = REJECTIONS[reason] ?? NOT_VOUCHED_FOR;
  return new Problem('failed', `${sentence} ${fingerprint} (${reason})`, {
    code: 'untrusted_certificate',
  });
}
