import { sign } from 'node:crypto';
import { Problem } from '../../core/errors';
import type { Memory } from '../../core/exactly_once/exactly_once';
import { answered, Bytes, NetworkFailure, READ, tooManyRequests, type Http } from '../../core/http';
import { CLOCK, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import { XmlElement } from '../../core/xml';
import { flagOf, parseAnswer, type Fault } from './answer';
import type { PimPayConnection } from './connection';
import { encodeRequest, type Part } from './envelope';
import { isInternal, NAME, refusal, wrongSignature, wrongToken } from './problems';

/** Two calls of this length fit into a step. */
const TIMEOUT_MILLISECONDS = 12_000;
const MAX_BYTES = 8 * 1024 * 1024;
const TEST = 'testHeaderSignature';

/** PimPay's SOAP service v2_7: each request is signed as it stands. */
export class PimPayClient {
  readonly memory: Memory;

  constructor(
    private readonly connection: PimPayConnection,
    private readonly http: Http,
    store: Store,
    clock: Clock = CLOCK,
  ) {
    // A key that is replaced must not hide an unknown outcome, so that it has no part in this.
    this.memory = { vault: new Vault(store, ['pimpay', connection.token]), clock };
  }

  /** What an operation tells that changes nothing. @throws Problem */
  async read(operation: string, ...parts: readonly Part[]): Promise<XmlElement> {
    return answered(NAME, READ, () => this.exchange(operation, ...parts));
  }

  /**
   * The same about one thing, with undefined for what PimPay does not know. Its words for that are not published, so that every
   * refusal of such a question means it, but one that speaks of a failure of its own.
   */
  async find(operation: string, ...parts: readonly Part[]): Promise<XmlElement | undefined> {
    return answered(NAME, READ, async () => {
      const answer = await this.#sent(operation, parts);
      if (answer instanceof XmlElement) return answer;
      const problem = await this.#problemOf(operation, answer);
      if (problem.kind === 'refused') return undefined;
      throw problem;
    });
  }

  /**
   * @returns the result.
   * @throws NetworkFailure where no usable answer came; Problem where PimPay refused, and so did nothing.
   */
  async exchange(operation: string, ...parts: readonly Part[]): Promise<XmlElement> {
    const answer = await this.#sent(operation, parts);
    if (answer instanceof XmlElement) return answer;
    throw await this.#problemOf(operation, answer);
  }

  /** Proves token and signature in one call that changes nothing. @throws Problem */
  async checkKeys(): Promise<void> {
    const answer = await this.read(TEST);
    if (flagOf(answer, 'isVerified') !== true) throw wrongSignature(this.connection.digest);
  }

  /** Faults say little: whether the token or the signature is the reason, the test tells. */
  async #problemOf(operation: string, fault: Fault): Promise<Problem> {
    if (operation === TEST) return isInternal(fault) ? refusal(fault) : wrongToken(fault);
    const problem = refusal(fault);
    if (isInternal(fault)) return problem;
    const cause = await this.checkKeys().catch((error: unknown) => error);
    return cause instanceof Problem && cause.kind === 'connection' ? cause : problem;
  }

  async #sent(operation: string, parts: readonly Part[]): Promise<XmlElement | Fault> {
    const { token, key, digest, url } = this.connection;
    const body = encodeRequest(operation, token, parts);
    const signature = sign(digest, Buffer.from(body), key).toString('base64');
    const [tokenSent = ''] = /(?<=<token [^>]*>)[^<]*/.exec(body) ?? [];
    const bytes = new Bytes();
    const { status } = await this.http({
      method: 'POST',
      url,
      headers: {
        'Content-Type': 'text/xml; charset=utf-8',
        SOAPAction: `"urn:PlatformApiWsdl#${operation}"`,
        'X-Request-Signature': signature,
      },
      body,
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes: MAX_BYTES,
      into: bytes,
      secrets: [signature, tokenSent],
    });
    if (status === 429) throw tooManyRequests(NAME);
    // SOAP 1.1 tells faults with the status 500.
    if (status !== 200 && status !== 500) throw new NetworkFailure('no_answer', true, `HTTP ${status}`);
    return parseAnswer(bytes.end(), operation);
  }
}
