import { Problem } from '../../core/errors';
import {
  answered,
  Bytes,
  NetworkFailure,
  READ,
  type Effect,
  type Http,
  type HttpResponse,
} from '../../core/http';
import { httpBuildQuery, requestHash, type QueryParameters } from '../../core/signature';
import type { Vault } from '../../core/vault';
import { say } from '../../language/language';
import { parseAnswer, type Answer } from './answer';
import type { ShopConnection } from './connection';
import { refusal, refusalCode } from './problems';

/** A function of the API, what it is called with, and what it is about: "order 100000". */
export interface Call {
  readonly name: string;
  readonly parameters: QueryParameters;
  readonly subject: string;
  /** Whether the step may be run again although it is not known what became of this call. */
  readonly isRepeatable?: boolean;
}

/** Wrong key, or wrong login. */
const WRONG_SIGNATURE = 4;
const SPELLING = 'login spelling';
const SPELLING_SECONDS = 30 * 24 * 60 * 60;

const TIMEOUT_MILLISECONDS = 15_000;
const MAX_CONFIRMATION_BYTES = 256 * 1024;
/** This is a month of 25,000 orders. What is made of more would not fit into the memory of a step. */
const MAX_LIST_BYTES = 24 * 1024 * 1024;

/** "No such thing" of the functions that list something: by hundreds, because the vendor's table is incomplete. */
export const isEmptyList = (code: number): boolean => (code >= 400 && code < 600) || code === 700;

/**
 * The way to a shop: signs a call, sends it, and takes the answer only for what it is.
 *
 * The answer's code is looked at before its hash, since with a wrong key no answer can be verified; a success whose hash
 * does not verify counts as not done.
 */
export class ShopApi {
  /** The spellings of the login to sign with, the likelier first. */
  #logins: readonly string[] | undefined;

  /** @param vault remembers which spelling of a login with capitals the shop takes. */
  constructor(
    private readonly connection: ShopConnection,
    private readonly http: Http,
    private readonly vault?: Vault,
  ) {}

  /**
   * What a reading function has to tell; `[]` where there is nothing.
   *
   * @param isEmpty whether a code means "nothing" here.
   * @throws Problem
   */
  async list(call: Call, isEmpty = isEmptyList, maxBytes = MAX_LIST_BYTES): Promise<unknown> {
    const answer = await this.#ask(call, READ, maxBytes);
    return answer.genuine && isEmpty(answer.code) ? [] : this.#accepted(answer, call, READ).result;
  }

  /**
   * The answer to a change that was carried out.
   *
   * @param ifUnknown what to tell a user who cannot know whether it was: "Order 100000 may have been changed".
   * @param alsoFine a code that is no refusal here.
   * @throws Problem
   */
  async change(call: Call, ifUnknown: string, alsoFine?: number): Promise<Answer> {
    const effect: Effect = {
      kind: 'write',
      ifUnknown: call.isRepeatable
        ? say`${{ ifUnknown }}. Running this step again is safe.`
        : say`${{ ifUnknown }}: look at it in the shop before you run this step again.`,
    };
    const answer = await this.#ask(call, effect, MAX_CONFIRMATION_BYTES);
    return answer.genuine && refusalCode(answer) === alsoFine ? answer : this.#accepted(answer, call, effect);
  }

  /**
   * The same for what finds out by itself whether it was carried out.
   *
   * @throws NetworkFailure where that is not known; Problem where it was not.
   */
  async attempt(call: Call, alsoFine: number): Promise<Answer> {
    const { response, body } = await this.#send(call, MAX_CONFIRMATION_BYTES);
    const answer = this.#answerIn(response, body);
    // What is neither a success nor broken comes from somebody before the shop, who did not pass it on.
    if (!answer && response.status >= 300 && response.status < 500)
      throw this.#unreadable(response, body, READ);
    if (!answer) throw new NetworkFailure('no_answer', true, `HTTP ${response.status}`);
    if (answer.code === 0 && !answer.genuine)
      throw new NetworkFailure('no_answer', true, 'wrong hash in the answer');
    return answer.genuine && answer.code === alsoFine ? answer : this.#accepted(answer, call, READ);
  }

  async #ask(call: Call, effect: Effect, maxBytes: number): Promise<Answer> {
    const { response, body } = await answered(this.connection.brandName, effect, () =>
      this.#send(call, maxBytes),
    );
    const answer = this.#answerIn(response, body);
    if (!answer) throw this.#unreadable(response, body, effect);
    return answer;
  }

  /** What is not signed, under the status of a server that failed, may come from anybody on the way: it does not say that the key is wrong. */
  #answerIn({ status }: HttpResponse, body: Buffer): Answer | undefined {
    const answer = parseAnswer(body, this.connection.apiKey);
    return answer && (answer.genuine || status < 500) ? answer : undefined;
  }

  #accepted(answer: Answer, call: Call, effect: Effect): Answer {
    if (answer.code === 0 && !answer.genuine) throw this.#forged(effect);
    if (refusalCode(answer) !== 0) throw refusal(this.connection, answer, call.subject, call.name);
    return answer;
  }

  /** A login with capitals is signed in small letters, as hosts have it; where the shop refuses that, as it was typed. */
  async #send(call: Call, maxBytes: number): Promise<Received> {
    const { apiKey } = this.connection;
    this.#logins ??= await this.#spellings();
    const [login = '', other] = this.#logins;
    const received = await this.#sendAs(login, call, maxBytes);
    const isRefused = ({ body }: Received): boolean => parseAnswer(body, apiKey)?.code === WRONG_SIGNATURE;
    if (other === undefined || !isRefused(received)) return received;
    const again = await this.#sendAs(other, call, maxBytes);
    if (!isRefused(again)) {
      this.#logins = [other, login];
      await this.vault?.write(SPELLING, other, SPELLING_SECONDS);
    }
    return again;
  }

  async #spellings(): Promise<readonly string[]> {
    const { login, typedLogin } = this.connection;
    if (login === typedLogin) return [login];
    const kept = await this.vault?.read(SPELLING);
    return kept === typedLogin ? [typedLogin, login] : [login, typedLogin];
  }

  /** The bytes that were signed are the bytes that are sent. */
  async #sendAs(login: string, { name, parameters }: Call, maxBytes: number): Promise<Received> {
    const { apiKey, baseUrl } = this.connection;
    const query = httpBuildQuery(parameters);
    const hash = requestHash(query, login, apiKey);
    const post = async (url: string): Promise<Received> => {
      const body = new Bytes();
      const response = await this.http({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: query === '' ? `hash=${hash}` : `${query}&hash=${hash}`,
        timeoutMilliseconds: TIMEOUT_MILLISECONDS,
        maxBytes,
        into: body,
        secrets: [hash],
      });
      return { response, body: body.end() };
    };
    const url = `${baseUrl}/api/${name}`;
    const received = await post(url);
    const elsewhere = sameHostRedirect(url, received.response);
    return elsewhere === undefined ? received : post(elsewhere);
  }

  #unreadable({ status, location }: HttpResponse, body: Buffer, effect: Effect): Problem {
    const { brandName, login } = this.connection;
    return new Problem(
      'failed',
      withUnknownOutcome(
        say`${{ brandName }} ${{ whatCame: whatCame(status, location, body) }} Check the login
          "${{ login }}" in the connection, or try again later.`,
        effect,
        `HTTP ${status}`,
      ),
      { code: `http_${status}` },
    );
  }

  #forged(effect: Effect): Problem {
    const { brandName } = this.connection;
    return new Problem(
      'failed',
      withUnknownOutcome(
        say`${{ brandName }}'s answer says that all is well, but its signature is wrong, so it cannot be
          trusted. Try again in a few minutes.`,
        effect,
        'wrong hash in the answer',
      ),
      { code: 'wrong_answer_hash' },
    );
  }
}

interface Received {
  readonly response: HttpResponse;
  readonly body: Buffer;
}

/** 307 and 308 mean "send the same there"; anything else would turn the call into another one, or show it to a stranger. */
function sameHostRedirect(url: string, { status, location }: HttpResponse): string | undefined {
  if ((status !== 307 && status !== 308) || location === undefined) return undefined;
  return URL.canParse(location) && new URL(location).origin === new URL(url).origin ? location : undefined;
}

function whatCame(status: number, location: string | undefined, body: Buffer): string {
  if (status >= 300 && status < 400 && location !== undefined)
    return say`sends requests on to another
      address${{ location: URL.canParse(location) ? ` (${new URL(location).host})` : '' }}, which is not
      followed.`;
  if (body.length === 0) return say`answered with nothing at all.`;
  const start = body.toString('utf8', 0, 200).trimStart();
  if (start.startsWith('<')) return say`answered with a web page instead of data.`;
  return /^[[{"]|^null\b/.test(start)
    ? say`answered with data of another shape than documented.`
    : say`answered with something that is no data.`;
}

function withUnknownOutcome(sentence: string, effect: Effect, origin: string): string {
  return `${sentence} ${effect.kind === 'write' ? `${effect.ifUnknown} ` : ''}(${origin})`;
}
